"""The page of the work report: its numbers, the rows behind each of them, the files, and who sees what."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import docx
import openpyxl
import pytest

from tests import make
from tests.scores.indicators import world
from tracker.ledger import figures
from tracker.models import Body, Indicator, Wording

PAGE = "/work-report/?year=2024&on=2024-03-01"
ROWS = "/work-report/rows/?year=2023&on=2023-12-31"
NUMBER = re.compile(r'<a href="(/work-report/rows/[^"]+)">(\d+)</a>')


@pytest.fixture
def found(db):
    return world.build()


def numbers(response):
    """(address, number) of every number that opens its rows."""
    return [(unescape(address), int(number)) for address, number in NUMBER.findall(response.text)]


def test_every_number_opens_exactly_the_rows_it_counted(client_as, found):
    client = client_as("office")
    shown = numbers(client.get(PAGE))
    earlier = [row for row in shown if "2023-03-01" in row[0]]
    assert len(shown) > 40 and len(earlier) > 15
    for address, number in [*(row for row in shown if row not in earlier), *earlier[::7]]:
        context = client.get(address).context
        amount = context["found"].number if context["found"].is_sum else context["number"]
        assert amount == number and len(list(context["table"].data)) == context["number"] > 0, address


def test_a_rate_shows_what_is_divided_and_both_open_their_rows(client_as, found):
    client = client_as("office")
    assert "50.00%" in client.get("/work-report/?year=2023&on=2023-12-31").text
    top = client.get(f"{ROWS}&indicator=training_coverage")
    base = client.get(f"{ROWS}&indicator=training_coverage&part=of")
    assert (top.context["number"], base.context["number"]) == (2, 4)
    assert [row.get_cell("times") for row in base.context["table"].rows].count(0) == 2


def test_the_days_since_a_session_may_be_asked_for(client_as, found):
    response = client_as("office").get("/work-report/?session=1&on=2023-12-31")
    assert response.context["report"].span.label == "第1次会议以来"
    assert [label for label, _address, current in response.context["asked"].spans if current] == ["第 1 次会议以来"]


def test_what_is_published_of_these_very_days_is_quoted_beside_the_number(client_as, found):
    told, reading = Indicator.objects.get(code="inspections"), make.reading(found.term.body, "视察两次，视察九次")
    for quote, last in (("视察两次", date(2023, 12, 31)), ("视察九次", date(2024, 12, 31))):
        row = make.proposal(reading, quote, "2", indicator=told, last_on=last)
        figures.accept(make.by(), row, {"body": found.term.body})
    text = client_as("leader").get("/work-report/?year=2023&on=2024-03-01").text
    assert "视察两次" in text and "视察九次" not in text


@pytest.mark.parametrize(("query", "sentence"), [("year=2025", "没有 2025 年的日子"), ("session=3", "没有第 3 次会议")])
def test_a_time_that_has_not_begun_is_answered_with_a_sentence_and_a_choice(client_as, found, query, sentence):
    text = client_as("office").get(f"/work-report/?on=2024-03-01&{query}").text
    assert sentence in text and "2023 年" in text and "统计表和明细" not in text


def test_a_term_without_a_ledger_has_no_zeros(client_as, term):
    client = client_as("office")
    response = client.get("/work-report/?year=2023&on=2023-12-31")
    assert "账本里没有" in response.text and "sections" not in response.context
    make.indicator(measure="activities")
    rows = client.get(f"{ROWS}&indicator=inspections")
    assert rows.status_code == 404 and "账本里没有" in rows.text


def test_a_cppcc_committee_reads_its_own_words_on_the_page_and_above_the_rows(client_as, found):
    Body.objects.filter(pk=found.term.body_id).update(kind="cppcc")
    Wording.objects.create(body_kind="congress", key="deputy", text="代表")
    Wording.objects.create(body_kind="cppcc", key="deputy", text="委员")
    client = client_as("office")
    assert "<summary>委员视察</summary>" in client.get(PAGE).text
    assert "委员视察：1 次" in client.get(f"{ROWS}&indicator=inspections").text


def test_what_cannot_be_read_is_named_and_opens_no_rows(client_as, found):
    client = client_as("office")
    assert "只能选一个" in client.get("/work-report/?year=2023&session=1").text
    for address in ("/work-report/rows/?year=x&measure=activities", "/work-report.xlsx?on=x", "/work-report.docx?on=x"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["", "indicator=nonsense", "measure=nonsense", "indicator=inspections&part=of"])
def test_rows_of_no_number_are_refused_with_a_sentence(client_as, found, query):
    response = client_as("office").get(f"{ROWS}&{query}")
    assert response.status_code == 404 and "「" in response.text


def test_a_leader_sees_numbers_and_the_draft_but_no_rows(client_as, found):
    client = client_as("leader")
    response = client.get(PAGE)
    assert response.status_code == 200 and numbers(response) == []
    assert "/work-report.xlsx" not in response.text
    closed = (f"{ROWS}&indicator=inspections", "/work-report.xlsx", "/work-report/rows.xlsx?measure=persons")
    assert [client.get(address).status_code for address in closed] == [403, 403, 403]
    assert docx.Document(BytesIO(client.get(f"/work-report.docx?{PAGE.split('?')[1]}").content)).paragraphs


@pytest.mark.parametrize("code", ["people_reached", "suggestion_timeliness_rate&part=of", "suggestions_received"])
def test_a_file_of_rows_holds_words_and_no_links(client_as, found, code):
    response = client_as("office").get(f"{ROWS.replace('rows/', 'rows.xlsx')}&indicator={code}")
    rows = list(openpyxl.load_workbook(BytesIO(response.content))["列表"].iter_rows(min_row=3, values_only=True))
    assert len(rows) > 1 and "<" not in str(rows)


def test_the_files_hold_what_the_page_was_asked(client_as, found):
    client = client_as("office")
    whole = client.get("/work-report.xlsx?year=2023&on=2023-12-31")
    assert "指标" in openpyxl.load_workbook(BytesIO(whole.content)).sheetnames
    listed = client.get(f"{ROWS.replace('rows/', 'rows.xlsx')}&indicator=deputies_trained")
    rows = list(openpyxl.load_workbook(BytesIO(listed.content))["列表"].iter_rows(values_only=True))
    numbers = {found.a.number, found.b.number, found.twice[0].number, found.twice[1].number}
    assert numbers & {cell for row in rows for cell in row} == {found.a.number, found.twice[1].number}


def test_the_pages_cost_a_bounded_number_of_queries(client_as, found, django_assert_max_num_queries):
    client = client_as("office")
    with django_assert_max_num_queries(85):
        client.get(PAGE)
    with django_assert_max_num_queries(50):
        client.get(f"{ROWS}&indicator=activity_person_times")
