"""The workbooks of assigning: the list as shown, and the list for the assignment meeting."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.exports import assigning as books
from tracker.ledger import assigning, oversight, suggestions
from tracker.models import Assignment, HandlingRule, Referral
from tracker.scores import inbox, meeting
from tracker.tables.assignments import AssignmentTable

DAY = date(2023, 2, 1)
NAME = "重庆市第六届人民代表大会建议交办清单"


@pytest.fixture
@kept
def paper(term, deputy):
    """A suggestion with one joint sponsor, referred to the government's system."""
    joint = make.deputy(term, "600002")
    row = make.suggestion(deputy, date(2023, 1, 15), "关于教育的建议", joint=[joint])
    assigning.refer(make.by(), row, make.system(), DAY, "交办会")
    return row


def agendas(term, since=None, until=None, **asked):
    return meeting.agendas(Referral.objects.all(), term, since, until, **asked)


def book(write):
    out = BytesIO()
    write(out)
    return openpyxl.load_workbook(out)


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def listing(term, **asked):
    return book(lambda out: books.meeting(agendas(term, **asked), NAME, out, made_on=DAY))


def line(sheet, number=1):
    """The row of a serial number, by head."""
    rows = cells(sheet)
    heads = next(row for row in rows if row[0] == "序号")
    return dict(zip(heads, next(row for row in rows if row[0] == number), strict=True))


def test_what_has_no_unit_yet_is_left_to_fill_in_by_hand(term, paper):
    assert line(listing(term)["政府系统"]) == {
        "序号": 1,
        "建议编号": paper.number,
        "类型": "建议",
        "标题": "关于教育的建议",
        "领衔提出人": "示例代表001",
        "联名人数": 1,
        "分类": None,
        "交办到系统": "2023-02-01",
        "交办会": "交办会",
        "主办/分办单位": None,
        "协办单位": None,
        "答复期限": None,
        "备注": None,
    }


def test_what_has_units_names_them_with_their_day(term, paper):
    make.assignment(paper, on=DAY, is_hard=True)
    make.assignment(paper, make.handling_unit("示例交通委"), on=DAY, role="co_handler")
    oversight.supervise(make.by(), paper, "key", "主任会议", DAY)
    found = line(listing(term)["政府系统"])
    assert (found["主办/分办单位"], found["协办单位"]) == ("示例教育委", "示例交通委")
    assert (found["答复期限"], found["备注"]) == ("2023-08-01", "重点督办；涉及面广、处理难度大")


def test_each_system_has_a_sheet_with_its_own_units(term, paper):
    party = make.system("党委系统", "system-party")
    assigning.refer(make.by(), paper, party, DAY)
    make.assignment(paper, make.handling_unit("示例宣传部", party), on=DAY, role="split_handler")
    found = listing(term)
    assert found.sheetnames == ["政府系统", "党委系统"]
    assert line(found["党委系统"])["主办/分办单位"] == "示例宣传部（分办）"
    assert line(found["政府系统"])["主办/分办单位"] is None
    assert line(found["政府系统"])["备注"] == "同时交办党委系统"


def test_the_list_is_printed_on_a4_landscape_and_signed(term, paper):
    sheet = listing(term)["政府系统"]
    texts = [cell for row in cells(sheet) for cell in row if cell]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert texts[0] == f"{NAME}（政府系统）" and texts[-3:] == ["制表人：", "审核人：", "签收人："]
    assert any("其中 1 件尚未确定承办单位" in str(text) for text in texts)


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [(None, None, 1), (DAY, DAY, 1), (date(2023, 2, 2), None, 0), (None, date(2023, 1, 31), 0)],
)
def test_only_what_was_referred_in_the_days_asked_is_listed(term, paper, since, until, number):
    assert sum(len(row.items) for row in agendas(term, since, until)) == number


def test_only_what_has_no_unit_is_listed_when_asked(term, paper):
    assert agendas(term, unassigned=True)[0].items
    make.assignment(paper, on=DAY)
    assert agendas(term, unassigned=True) == []


def test_what_was_withdrawn_is_not_listed(term, paper):
    for sponsor in paper.sponsors.all():
        suggestions.consent(make.by(), sponsor, DAY)
    suggestions.withdraw(make.by(), paper, DAY, "不再需要")
    assert agendas(term) == []


def test_the_agendas_take_a_fixed_number_of_queries(term, paper, django_assert_max_num_queries):
    for number in range(3, 9):
        other = make.suggestion(make.deputy(term, f"60000{number}"), date(2023, 1, 15))
        assigning.refer(make.by(), other, make.system(), DAY)
    with django_assert_max_num_queries(6):
        assert len(agendas(term)[0].items) == 7


def shown(on, scope=""):
    rows = inbox.in_order(inbox.timed(Assignment.objects.all())).select_related("suggestion__term", "unit")
    table = AssignmentTable(rows, by=inbox.frame(on))
    return book(lambda out: books.shown(table, "建议承办情况", out, made_on=on, scope=scope))


def test_the_list_as_shown_says_what_it_is_and_how_it_counts(term, paper):
    make.assignment(paper, on=DAY)
    said = {row[0]: row[1] for row in cells(shown(date(2023, 4, 22), "示例教育委；临期")["说明"])}
    assert (said["范围"], said["件数"][:5]) == ("示例教育委；临期", "1 件承办")
    assert said["截至日"].startswith("2023 年 4 月 22 日") and "14 天" in said["临期"]


def test_the_list_as_shown_marks_what_is_at_risk_and_ends_with_its_scope(term, paper):
    make.assignment(paper, on=DAY)
    rows = cells(shown(date(2023, 4, 22), "示例教育委；临期")["承办"])
    assert "临期，还有 12 天" in next(row for row in rows if row[0] == paper.number)
    assert [row[0] for row in rows if str(row[0]).startswith("范围")] == ["范围：示例教育委；临期"]


def test_where_the_rule_changed_the_sheet_says_which_assignments_each_meaning_holds_for(term, paper):
    HandlingRule.objects.create(body=term.body, starts_on=date(2023, 3, 1), at_risk_days=30)
    make.assignment(paper, on=DAY)
    make.assignment(paper, make.handling_unit("示例财政局"), on=date(2023, 3, 1), role="co_handler")
    said = {row[0]: row[1] for row in cells(shown(date(2023, 3, 10))["说明"])}
    days = "尚未答复，距本轮期限不超过 {} 天。".format
    assert said["临期"] == f"更早交办的：{days(14)}2023-03-01 起交办的：{days(30)}"
    assert said["三轮以上"] == "办理轮次达到 3 轮，列入主任会议清单。"
