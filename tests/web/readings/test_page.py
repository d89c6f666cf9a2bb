"""The proposals of a report: looked at, ticked, taken or left out, opened again, closed."""

import html
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.ledger.check import faults
from tracker.models import Body, FigureProposal, ReportedFigure, ReportReading


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def page(office, reading):
    """The page of the report."""
    return f"/readings/{reading.pk}/"


def keys(reading):
    return list(reading.proposals.order_by("offset").values_list("pk", flat=True))


def decide(client, page, act, *picks, **said):
    return text_of(client.post(f"{page}decide/", {"act": act, "pick": picks, "once": "1"} | said, follow=True))


def test_each_proposal_stands_in_its_sentence_with_what_cannot_be_told(office, page, reading):
    FigureProposal.objects.filter(value="38").update(indicator=None, body_name="", starts_on=None, last_on=None)
    Body.objects.create(code="rongchang", name="荣昌区人大常委会", level="district", kind="office")
    said = text_of(office.get(page))
    assert "<mark>提出重点督办建议38件</mark>。" in said
    assert all(f"{what}说不清，请核对" in said for what in ("报告机构", "期间", "指标"))
    assert "每年至少 3 次" in said and "账本里没有这个机构" not in said
    assert "还有 3 条待核对" in said and "结束核对</a>" not in said


def test_what_a_report_says_is_shown_as_text_alone(office, upload):
    upload(text="区人大常委会组织<b>视察</b>12次。", title="<i>标题</i>")
    page = office.get(f"/readings/{ReportReading.objects.get().pk}/").content.decode()
    assert "&lt;b&gt;" in page and "<b>视察" not in page and "<i>标题" not in page


def test_ticked_rows_are_taken_once_and_only_if_whole(office, page, reading):
    first, second, rule = keys(reading)
    FigureProposal.objects.filter(pk=second).update(body_name="")
    FigureProposal.objects.filter(pk=rule).update(indicator=None)
    said = decide(office, page, "accept", first, second)
    assert "已采用 1 条" in said and "提出重点督办建议38件”：还没有填写报告机构" in said
    assert "已经办理过" in decide(office, page, "accept", first, second)
    assert ReportedFigure.objects.get().value == "13"
    assert "已记为不采用 2 条" in decide(office, page, "reject", second, rule, once="2", reason="另行登记")
    assert [row.state for row in reading.proposals.order_by("offset")] == ["accepted", "rejected", "rejected"]
    assert list(faults()) == []


def test_nothing_ticked_and_another_readings_row_are_refused(office, page, reading):
    other = ReportReading.objects.create(owner=reading.owner, read_by=reading.read_by, read_at=make.NOON, sha256="b")
    strange = FigureProposal.objects.create(reading=other, quote="视察1次", offset=0, value="1", unit="次")
    assert "没有勾选" in decide(office, page, "accept")
    assert "有效" in decide(office, page, "accept", strange.pk, once="2")
    assert not ReportedFigure.objects.exists()


def test_the_body_of_the_ledger_is_found_by_the_name_of_the_report(office, page, reading):
    body = Body.objects.create(code="rongchang", name="荣昌区人大常委会", level="district", kind="office")
    reading.proposals.update(body_name="荣昌区第十九届人大常委会")
    decide(office, page, "accept", keys(reading)[0])
    figure = ReportedFigure.objects.get()
    assert (figure.body, figure.body_name) == (body, "荣昌区第十九届人大常委会")


def test_the_office_sees_what_it_took_of_a_body_that_is_not_its_own(office, page, reading):
    decide(office, page, "accept", keys(reading)[0])
    figure = ReportedFigure.objects.get()
    assert figure.body is None and office.get(f"/figures/{figure.pk}/").status_code == 200
    assert figure.quote in text_of(office.get("/figures/"))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 3),
        ("?tab=rules", 1),
        ("?tab=lacking", 2),
        ("?q=重点督办", 1),
        ("?q=38", 1),
        ("?tab=taken", 0),
        ("?tab=x", 3),
    ],
)
def test_proposals_are_narrowed_by_what_the_address_says(office, page, reading, query, number):
    FigureProposal.objects.filter(value="13").update(indicator=None)
    response = office.get(page + query)
    assert len(response.context["table"].data) == number
    assert response.context["tabs"][0][1] == (1 if "q=" in query else 3)


def test_the_file_holds_what_the_page_shows_and_the_verbatim_quotes(office, page, reading):
    reading.proposals.update(body_name="")
    ReportReading.objects.update(title="../回眸")
    file = office.get(f"/readings/{reading.pk}.xlsx?tab=rules")
    assert "/" not in file["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(file.content))
    rows = [[cell.value for cell in row] for row in book["列表"].iter_rows()]
    assert [row for row in rows if {"代表每年参加视察不少于3次", "说不清"} <= {*row}] and not [
        row for row in rows if "13次" in row
    ]


def test_a_reading_is_finished_when_all_is_decided_and_then_only_quotes_stay(office, page, reading):
    decide(office, page, "reject", *keys(reading)[:2])
    assert "还有 1 条没有核对" in text_of(office.post(f"{page}finish/", {"once": "2"}))
    decide(office, page, "reject", keys(reading)[2], once="3")
    assert "原文不再保留，只留下引文" in text_of(office.get(f"{page}finish/"))
    office.post(f"{page}finish/", {"once": "4"})
    said = text_of(office.get(page))
    assert "核对已经结束" in said and "<mark>提出重点督办建议38件</mark>" in said and "更正" not in said
    assert ReportReading.objects.get().text == ""


def test_a_reading_is_given_up_and_the_report_can_be_sent_again(office, page, upload):
    office.post(f"{page}discard/", {"once": "2"})
    assert ReportReading.objects.get().state == "discarded"
    upload()
    assert ReportReading.objects.filter(state="open").count() == 1


def test_the_page_asks_no_query_for_each_row(office, page, reading, django_assert_max_num_queries):
    row = reading.proposals.first()
    rows = [
        FigureProposal(reading=reading, quote=row.quote, offset=row.offset, value=str(n), unit="次") for n in range(60)
    ]
    FigureProposal.objects.bulk_create(rows)
    with django_assert_max_num_queries(16):
        office.get(page)
