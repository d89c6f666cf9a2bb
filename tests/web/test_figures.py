"""公布与账本: the list beside the ledger, its filters and file, the page of one figure, its withdrawal."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import figures
from tracker.models import Body, FigureProposal, Indicator, ReportedFigure, ReportReading, Term

SIXTH = "重庆市第六届人大常委会"
DAY = "2024-06-01"


@pytest.fixture
@kept
def sown(planted):
    """The seeds are planted, and one deputy reports in 2023."""
    deputy = make.deputy(Term.objects.get(code="chongqing-congress-6"))
    make.record(deputy, make.kind("duty_report"), date(2023, 5, 1), "述职")


def lines(response):
    return [row.record for row in response.context["table"].paginated_rows]


def cells(response, sheet):
    rows = openpyxl.load_workbook(BytesIO(response.content))[sheet].iter_rows(values_only=True)
    return " ".join(str(cell) for row in rows for cell in row if cell is not None)


def test_quotes_stay_verbatim_and_every_count_without_a_ledger_says_why(client_as, sown):
    page = client_as("office").get(f"/figures/?on={DAY}")
    assert len(lines(page)) == 237
    assert "参加代表6300余人次" in page.text and "<strong>6300余人次</strong>" in page.text
    assert "账本没有这一届的登记" in page.text and "这个机构不在账本里" in page.text


def test_an_office_of_one_body_sees_its_own_and_what_is_public_of_bodies_without_a_ledger_here(client_as, sown):
    client = client_as("office", body=Body.objects.get(code="chongqing-congress"))
    assert len(lines(client.get(f"/figures/?on={DAY}"))) == 237
    Term.objects.create(
        body=Body.objects.get(code="rongchang-congress"),
        code="rongchang-congress-18",
        number=18,
        starts_on=date(2022, 1, 1),
    )
    seen = {line.about.body_name for line in lines(client.get(f"/figures/?on={DAY}"))}
    assert "荣昌区政协" in seen and "荣昌区人大常委会" not in seen


def test_what_the_ledger_counts_stands_beside_and_what_differs_has_a_tab(client_as, sown):
    page = client_as("leader").get(f"/figures/?body={SIXTH}&year=2023&q=述职&on={DAY}")
    [line] = lines(page)
    assert (line.recorded.number, line.result) == (1, "differs") and "账本少 93 人次" in page.text
    assert [(str(label), number) for label, number, *_ in page.context["tabs"]] == [("全部", 1), ("不符", 1)]
    other = page.client.get(f"/figures/?body={SIXTH}&q=述职&result=agrees&on={DAY}")
    assert "没有符合条件的数字" in other.text


def test_relations_stand_beside_with_their_numbers(client_as, sown):
    page = client_as("auditor").get("/figures/?scope=pledge")
    assert "1813 ≤ 1841" in page.text and page.context["held"] == {"成立": 1}
    assert {line.indicator.code for line in lines(page)} == {"pledges_made", "pledges_fulfilled"}


def test_a_count_of_a_whole_year_leads_to_its_rows_and_of_another_span_to_its_figure(client_as, sown):
    client = client_as("office")
    page = client.get(f"/figures/?q=述职&on={DAY}")
    [row] = [row for row in page.context["table"].paginated_rows if row.record.recorded.number == 1]
    address = re.search('href="([^"]+)"', str(row.get_cell("recorded")))[1].replace("&amp;", "&")
    assert address.startswith("/work-report/rows/") and "述职" in client.get(address).text
    assert "/work-report/rows/" not in client_as("leader").get(f"/figures/?q=述职&on={DAY}").text


def test_a_part_of_the_address_that_cannot_be_read_is_named(client_as, sown):
    page = client_as("office").get("/figures/?body=无此机构&year=二零")
    assert "「body」不可用" in page.text and "「year」不可用" in page.text
    assert page.client.get("/figures.xlsx?body=无此机构").status_code == 404


def test_the_list_asks_a_bounded_number_of_queries(client_as, sown, django_assert_max_num_queries):
    client = client_as("office")
    with django_assert_max_num_queries(75):
        client.get("/figures/")


def test_the_file_shows_what_the_screen_shows_with_an_explaining_sheet_first(client_as, sown):
    answer = client_as("leader").get(f"/figures.xlsx?body={SIXTH}&year=2023&on={DAY}")
    assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames == ["说明", "对照", "关系"]
    assert "不符：账本少 93 人次" in cells(answer, "对照") and "99.92% = 1191 / 1192" in cells(answer, "关系")
    assert f"机构：{SIXTH}；年份：2023" in cells(answer, "说明")


def test_without_figures_the_page_says_what_to_do(client_as, db):
    assert "文件识读" in client_as("office").get("/figures/").text


def test_the_page_of_a_figure_tells_all_that_is_known(client_as, sown):
    row = ReportedFigure.objects.get(code="F017")
    page = client_as("leader").get(f"/figures/{row.pk}/").text
    assert "參加代表6300余人次" in page and "6301 至 6399" in page and "种子" not in page
    assert "撤销这个数字" not in page and "账本没有这一届的登记" in page


@pytest.fixture
@kept
def accepted(term):
    """A figure that the office accepted from a reading."""
    by = make.acting("office", body=term.body)
    visits = Indicator.objects.create(code="visits", label="走访", unit="次", scope="deputy")
    said = {"owner": term.body, "title": "报告", "publisher": "示例日报", "sha256": "1" * 64, "text": "走访9次"}
    told = {"quote": "走访9次", "value": "9", "unit": "次", "body_name": "示例人大", "indicator": visits}
    proposal = FigureProposal(offset=0, **told)
    figures.read_report(by, ReportReading(**said), [proposal])
    return figures.accept(by, proposal, {"body": term.body}).figure


def test_an_accepted_figure_is_withdrawn_with_a_reason_that_stays(client_as, accepted):
    client, page = client_as("office", body=accepted.body), f"/figures/{accepted.pk}/"
    assert f'href="{page}withdraw/"' in client.get(page).text
    assert "必填" in client.post(f"{page}withdraw/", {"reason": "", "once": "0"}).text
    for _ in range(2):
        done = client.post(f"{page}withdraw/", {"reason": "原文另有更正", "once": "1"}, follow=True)
    assert "原文另有更正" in done.text and "不再列入对照" in done.text
    assert lines_of(client) == [] and client.get(f"{page}withdraw/").status_code == 404


def test_a_figure_of_the_seeds_is_not_withdrawn_here(client_as, sown):
    row = ReportedFigure.objects.get(code="F017")
    refused = client_as("office").post(f"/figures/{row.pk}/withdraw/", {"reason": "误", "once": "1"})
    assert "来自种子文件" in refused.text and ReportedFigure.objects.standing().count() == 272


def test_an_office_of_another_body_finds_no_figure(client_as, accepted):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("office", body=body)
    assert client.get(f"/figures/{accepted.pk}/").status_code == 404 and lines_of(client) == []


def lines_of(client):
    page = client.get("/figures/")
    return lines(page) if page.context["number"] else []
