"""The pages of who has reported: the board, the rows behind it, zero reports, the text that presses."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from tests import make
from tests.kept import kept
from tests.scores import reports
from tracker.models import Body, Group, ZeroReport

PAGE = "/reporting/?year=2023&on=2023-06-01"
WORKBOOK = "/reporting.xlsx?year=2023&on=2023-06-01"


@pytest.fixture
@kept
def groups(deputy):
    return reports.build(deputy)


@pytest.fixture
def three(groups, term):
    """The two groups and one without deputies: too many for a list by month."""
    return [*groups, make.group(term, "黔江区联系组")]


def at(group, month, verb="", on=""):
    return f"/reporting/{group.pk}/2023/{month}/{verb}{on}"


def words(response):
    """Group → the words of its twelve months, as the page shows them."""
    return {group.name: [shown.label for shown in cells] for group, cells, _people in response.context["rows"]}


def test_the_office_sees_every_group_and_each_cell_opens_the_rows_that_it_counted(client_as, three):
    client = client_as("office")
    response = client.get(PAGE)
    assert words(response)["涪陵区联系组"][:6] == ["未报", "未报", "已报", "退回", "已报", "未报"]
    assert words(response)["黔江区联系组"] == [""] * 12
    assert "进行中" in response.text and "应报（组）" in response.text
    for shown in response.context["rows"][1][1][2:6]:
        address = at(three[1], shown.cell.month.month)
        number = shown.cell.numbers.live + shown.cell.numbers.returned
        assert address in response.text
        assert len(client.get(f"{address}?on=2023-06-01").context["table"].rows) == number
    assert at(three[0], 4) not in response.text


def test_a_cell_lists_day_deputy_kind_title_attendance_and_state_and_what_it_passed_over(client_as, groups):
    page = client_as("office").get(at(groups[1], 5, on="?on=2023-06-01")).text
    for said in ("2023-05-30", "600002", "示例代表002", "走访", "视察", "请假", "已审核", "待审核", "重新登记的 2 条"):
        assert said in page
    assert client_as("liaison", group=groups[1]).get(at(groups[1], 5)).status_code == 200


def test_a_liaison_sees_the_own_group_alone(client_as, groups):
    client = client_as("liaison", group=groups[0])
    assert list(words(client.get(PAGE))) == ["万州区联系组"]
    for verb in ("", "zero/", "withdraw/"):
        assert client.get(at(groups[1], 3, verb)).status_code == 404
        assert client.post(at(groups[1], 3, verb)).status_code == (404 if verb else 405)
    assert "没有这个联系组" in client.get(f"{PAGE}&group={groups[1].pk}").text
    book = openpyxl.load_workbook(BytesIO(client.get(WORKBOOK).content))
    assert "部分联系组" in book["报送情况"]["A1"].value and not ZeroReport.objects.exists()


def test_a_liaison_reports_nothing_once_and_takes_it_back(client_as, groups):
    client, group = client_as("liaison", group=groups[0]), groups[0]
    assert at(group, 2, "zero/") in client.get(PAGE).text
    form = client.get(at(group, 2, "zero/")).context["once"]
    for _ in range(2):
        response = client.post(at(group, 2, "zero/"), {"once": form}, follow=True)
        assert words(response)["万州区联系组"][1] == "零报告" and "作零报告，完成" in response.text
    assert ZeroReport.objects.get().reported_by.username == "liaison-login"
    assert at(group, 2, "withdraw/") in client.get(PAGE).text
    assert "作零报告" in client.get(at(group, 2)).text
    response = client.post(at(group, 2, "withdraw/"), {"once": "2"}, follow=True)
    assert words(response)["万州区联系组"][1] == "未报"
    assert "没有可以撤回的零报告" in client.post(at(group, 2, "withdraw/"), {"once": "3"}).text


def test_a_month_with_records_is_refused_on_the_form_and_a_later_record_is_mentioned(client_as, groups, deputy):
    client, group = client_as("office"), groups[0]
    assert "已有 1 条履职活动登记" in client.post(at(group, 3, "zero/"), {"once": "1"}).text
    client.post(at(group, 2, "zero/"), {"once": "2"})
    make.record(deputy, make.kind("visit"), date(2023, 2, 8), "补登")
    for page in (f"{PAGE}&group={group.pk}", at(group, 2)):
        assert "曾作零报告" in client.get(page).text


def test_this_month_has_a_button_of_its_own(client_as, groups):
    today = timezone.localdate()
    page = client_as("liaison", group=groups[0]).get("/reporting/").text
    assert f'href="/reporting/{groups[0].pk}/{today.year}/{today.month}/zero/">本月零报告' in page


@pytest.mark.parametrize("role", ["verifier", "auditor", "administrator"])
def test_who_only_watches_reports_nothing(client_as, groups, role):
    client = client_as(role)
    for verb in ("zero/", "withdraw/"):
        assert client.get(at(groups[0], 2, verb)).status_code == 403
        assert client.post(at(groups[0], 2, verb)).status_code == 403
    assert at(groups[0], 2, "zero/") not in client.get(f"{PAGE}&group={groups[0].pk}").text


def test_nobody_is_reminded_who_owes_nothing(client_as, term):
    make.deputy(term, starts_on=date(2023, 6, 1), groups=[make.group(term)])
    assert "tab=groups" not in client_as("office").get(PAGE).text


def test_without_groups_or_a_term_the_page_says_what_to_do(client_as, term):
    client = client_as("office")
    assert "本届还没有联系组" in client.get("/reporting/").text
    assert client.get(WORKBOOK).status_code == 200
    for address, sentence in (
        ("/reporting/?term=nowhere-1", "没有代码为「nowhere-1」的届"),
        ("/reporting/?year=2017", "没有 2017 年"),
        ("/reporting.xlsx?on=x", "不可用"),
    ):
        response = client.get(address)
        assert response.status_code == 404 and sentence in response.text


def test_the_term_of_another_body_is_as_one_that_is_not_there(client_as, term):
    other = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("office", body=other)
    pages = [client.get(f"/reporting/?term={code}") for code in (term.code, "nowhere-1")]
    assert [page.status_code for page in pages] == [404, 404] and term.label not in pages[0].text


@pytest.mark.parametrize("month", ["2023/13", "2022/12", "9999/1"])
def test_a_month_that_is_none_is_not_found(client_as, groups, month):
    assert client_as("office").get(f"/reporting/{groups[0].pk}/{month}/").status_code == 404


def test_a_professional_group_is_none_of_the_board(client_as, groups, term):
    group = make.group(term, "财经专业组", Group.Kind.PROFESSIONAL)
    client = client_as("office")
    assert "财经专业组" not in client.get(PAGE).text
    assert client.get(at(group, 3)).status_code == 404


def test_the_board_of_many_groups_costs_ten_queries(client_as, three, django_assert_max_num_queries):
    client = client_as("office")
    client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_an_administrator_enters_the_telephone_of_a_liaison(client_as, groups):
    user = make.login("liaison", group=groups[0])
    assert 'name="telephone"' in client_as("administrator").get(f"/admin/tracker/user/{user.pk}/change/").text
