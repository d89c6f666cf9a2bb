"""The lists of assignments and of suggestions: who sees what, the tabs with their counts, and the downloads."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import assigning, suggestions
from tracker.models import Assignment, RoleGrant, User

DAY = date(2023, 2, 1)
AS_OF = "on=2023-05-01"
LISTS = ["/assignments/", "/assignments.xlsx", "/assigning-list.xlsx", "/suggestions/"]


@pytest.fixture
@kept
def world(deputy, term):
    """A paper handled by 示例教育委 and, in the party's system, 示例宣传部; one referred but not assigned yet."""
    party = make.system("党委系统", "system-party")
    paper = make.suggestion(deputy, date(2023, 1, 15), "关于教育的建议")
    make.assignment(paper, on=DAY)
    make.assignment(paper, make.handling_unit("示例宣传部", party), on=DAY, role="co_handler")
    open_one = make.suggestion(make.deputy(term, "600002"), date(2023, 1, 16), "关于养老的建议")
    assigning.refer(make.by(), open_one, make.system(), DAY, "交办会")
    return paper


def titles(response):
    return {row.title for row in response.context["table"].data.data}


def units(response):
    return {row.unit.name for row in response.context["table"].data.data}


def counts(response):
    return {str(label): number for label, number, _address, _current in response.context["tabs"]}


def cells(response, sheet):
    book = openpyxl.load_workbook(BytesIO(response.content))
    return [cell for row in book[sheet].iter_rows(values_only=True) for cell in row if cell is not None]


def scope_of(role):
    body = {"unit": make.handling_unit, "referral_office": make.system}
    return {"body": body[role]()} if role in body else {}


@pytest.mark.parametrize(
    ("role", "title", "seen"),
    [
        ("office", "承办情况", {"示例教育委", "示例宣传部"}),
        ("referral_office", "本系统承办", {"示例教育委"}),
        ("unit", "收件箱", {"示例教育委"}),
    ],
)
def test_each_role_sees_its_own_assignments_under_its_own_title(client_as, world, role, title, seen):
    response = client_as(role, **scope_of(role)).get(f"/assignments/?{AS_OF}")
    assert f"<h1>{title}</h1>" in response.text
    assert units(response) == seen


def test_another_units_assignment_is_never_shown(client_as, world):
    client = client_as("unit", body=make.handling_unit("示例交通委"))
    assert units(client.get("/assignments/?tab=all")) == set()
    assert "关于教育的建议" not in cells(client.get("/assignments.xlsx?tab=all"), "承办")
    assert titles(client.get("/suggestions/")) == set()


def test_an_office_of_another_body_sees_nothing(client_as, world):
    client = client_as("office", body=make.system("另一人大", "other"))
    assert units(client.get("/assignments/?tab=all")) == set() == titles(client.get("/suggestions/"))
    assert client.get("/assigning-list.xlsx").status_code == 404


@pytest.mark.parametrize("role", ["leader", "liaison"])
@pytest.mark.parametrize("address", LISTS)
def test_who_has_no_part_in_handling_is_kept_out(client_as, world, role, address):
    assert client_as(role).get(address).status_code == 403


@pytest.mark.parametrize("address", LISTS[:3])
def test_a_deputy_lists_no_assignments(client_as, world, deputy, address):
    assert client_as("deputy", person=deputy.person).get(address).status_code == 403


def test_each_tab_opens_as_many_rows_as_it_counts(client_as, world):
    client = client_as("office")
    for address in ("/assignments/", "/suggestions/"):
        for _label, number, link, _current in client.get(f"{address}?{AS_OF}").context["tabs"]:
            response = client.get(address + link)
            assert (response.context["shown"], response.context["table"].paginator.count) == (number, number)


def test_what_is_late_is_said_in_words(client_as, world):
    page = client_as("unit", body=make.handling_unit()).get("/assignments/?on=2023-05-07&tab=late").text
    assert '<span class="tag short">逾期 3 天</span>' in page
    assert f'href="/suggestions/{world.pk}/#assignment-' in page


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("q=教育", {"示例教育委", "示例宣传部"}),
        ("q=养老", set()),
        ("unit=system-party", {"示例宣传部"}),
        ("unit=unit-示例教育委", {"示例教育委"}),
        ("role=co_handler", {"示例宣传部"}),
        ("term=chongqing-congress-6", {"示例教育委", "示例宣传部"}),
    ],
)
def test_a_filter_leaves_what_it_says(client_as, world, asked, seen):
    response = client_as("office").get(f"/assignments/?{AS_OF}&{asked}")
    assert units(response) == seen
    assert counts(response)["在办"] == len(seen)


def test_a_part_of_the_address_that_cannot_be_read_is_named(client_as, world):
    client = client_as("office")
    assert "「tab」不可用" in client.get("/assignments/?tab=nowhere").text
    assert "「unit」不可用" in client.get("/assignments/?unit=nobody").text
    assert client.get("/assignments.xlsx?unit=nobody").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", ["/assignments/", "/suggestions/"])
def test_a_day_at_the_end_of_the_calendar_is_named(client_as, world, address, day):
    assert "「on」不可用" in client_as("office").get(address, {"on": day}).text


def test_a_filter_stays_when_another_tab_is_opened(client_as, world):
    response = client_as("office").get(f"/assignments/?{AS_OF}&q=教育&role=host")
    links = {str(label): link for label, _number, link, _current in response.context["tabs"]}
    assert links["逾期"] == "?q=%E6%95%99%E8%82%B2&on=2023-05-01&role=host&tab=late"


def test_an_empty_tab_says_what_to_do_next(client_as, world):
    page = client_as("unit", body=make.handling_unit()).get("/assignments/?tab=closed").text
    assert "这一栏没有事项" in page and 'href="?tab=open"' in page


def test_what_is_referred_and_not_assigned_is_counted_and_linked(client_as, world):
    client = client_as("referral_office", body=make.system())
    assert "有 1 件已经交办到系统" in client.get("/assignments/").text
    assert titles(client.get("/suggestions/?tab=unassigned")) == {"关于养老的建议"}
    other = client_as_other(client)
    assert "已经交办到系统" not in other.get("/assignments/").text


def client_as_other(client):
    """The referral office of the party's system signs in."""
    user = User.objects.create_user(username="party-office")
    party = make.system("党委系统", "system-party")
    RoleGrant.objects.create(user=user, role="referral_office", body=party, starts_on=make.START)
    client.force_login(user)
    return client


def test_the_list_downloads_what_is_shown(client_as, world):
    found = cells(client_as("office").get(f"/assignments.xlsx?{AS_OF}&role=host"), "承办")
    assert "示例教育委" in found and "示例宣传部" not in found
    assert "范围：在办；方式：主办" in found and "临期，还有 3 天" in found


def test_the_assigning_list_holds_the_own_system_alone(client_as, world):
    client = client_as("referral_office", body=make.system())
    found = cells(client.get("/assigning-list.xlsx?term=chongqing-congress-6"), "政府系统")
    assert "关于养老的建议" in found and "关于教育的建议" not in found
    assert client.get("/assigning-list.xlsx?system=system-party").status_code == 404


def test_a_day_that_is_none_is_refused_in_a_sentence(client_as, world):
    response = client_as("office").get("/assigning-list.xlsx?since=2023-02-30")
    assert response.status_code == 404 and "交办日期起" in response.text


def test_the_list_costs_a_fixed_number_of_queries(client_as, world, django_assert_max_num_queries):
    for number in range(12):
        make.assignment(world, make.handling_unit(f"示例单位{number}"), on=DAY, role="co_handler")
    client = client_as("office")
    with django_assert_max_num_queries(17):
        assert len(units(client.get("/assignments/?tab=all"))) == 14
    with django_assert_max_num_queries(17):
        client.get("/suggestions/")


@pytest.fixture
@kept
def drafted(term, deputy):
    """A draft of the deputy with a joint sponsor who has not confirmed."""
    joint = make.deputy(term, "600003")
    paper = suggestions.draft(make.by(), term, "suggestion", "recess", "关于草稿的建议", deputy, joint=[joint])
    suggestions.confirm(make.by(), paper.sponsors.get(role="lead"), DAY, "paper")
    return paper


@pytest.mark.parametrize(
    ("role", "seen"), [("office", {"关于教育的建议", "关于养老的建议", "关于草稿的建议"}), ("unit", {"关于教育的建议"})]
)
def test_each_role_sees_its_own_suggestions(client_as, world, drafted, role, seen):
    assert titles(client_as(role, **scope_of(role)).get("/suggestions/")) == seen


def test_a_deputy_sees_the_own_suggestions_and_what_waits(client_as, world, drafted, deputy):
    client = client_as("deputy", person=deputy.person)
    assert titles(client.get("/suggestions/")) == {"关于教育的建议", "关于草稿的建议"}
    assert titles(client.get("/suggestions/?tab=mine")) == {"关于草稿的建议"}
    make.reply(Assignment.objects.get(role="host"), date(2023, 4, 3))
    response = client.get("/suggestions/?tab=mine&on=2023-05-10")
    assert titles(response) == {"关于教育的建议", "关于草稿的建议"}
    assert (
        "代表评价答复 " in response.text
        and "超期未回执，已 25 个工作日" in response.text
        and "代表确认联名" in response.text
    )


def test_a_draft_shows_to_nobody_else(client_as, world, drafted):
    client = client_as("deputy", person=world.term.mandates.get(number="600002").person)
    assert titles(client.get("/suggestions/")) == {"关于养老的建议"}


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("q=示例代表002", {"关于养老的建议"}),
        ("state=accepted", {"关于养老的建议"}),
        ("channel=session", set()),
        ("kind=suggestion&q=教育", {"关于教育的建议"}),
        ("key=1", set()),
    ],
)
def test_a_filter_of_the_suggestions_leaves_what_it_says(client_as, world, asked, seen):
    assert titles(client_as("office").get(f"/suggestions/?{asked}")) == seen
