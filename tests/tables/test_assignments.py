"""Assignments and turns in words, on the page and in the sheet."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.kept import kept
from tracker.ledger import assigning
from tracker.models import Assignment, Suggestion
from tracker.scores import desk, inbox
from tracker.scores.turns import Turn
from tracker.tables import assignments as words
from tracker.tables import base
from tracker.tables.suggestions import TABS, SuggestionTable

DAY, BY = date(2023, 2, 1), date(2023, 5, 4)


def unit(days_left, what="reply"):
    return Turn("unit", what, BY, days_left, days_left < 0, 0 <= days_left <= 14)


@pytest.mark.parametrize(
    ("turn", "text", "days", "tone"),
    [
        (unit(12), "承办单位答复，还有 12 天", "临期，还有 12 天", "running"),
        (unit(33), "承办单位答复，还有 33 天", "还有 33 天", ""),
        (unit(0), "承办单位答复，今天到期", "临期，今天到期", "running"),
        (unit(-3, "reply_again"), "承办单位重新答复，逾期 3 天", "逾期 3 天", "short"),
        (unit(33, "receive"), "承办单位签收、答复，还有 33 天", "还有 33 天", ""),
        (unit(20, "keep"), "承办单位落实承诺，还有 20 天", "承诺还有 20 天", ""),
        (Turn("deputy", "evaluate_reply", BY, 3, waited=17), "代表评价答复，已 17 个工作日", "已 17 个工作日", ""),
        (
            Turn("deputy", "evaluate_reply", BY, -7, True, waited=25),
            "代表评价答复，已 25 个工作日",
            "超期未回执，已 25 个工作日",
            "running",
        ),
        (Turn("office", "accept"), "人代工委受理", "", ""),
        (Turn(), "", "", ""),
    ],
)
def test_a_turn_is_a_sentence(turn, text, days, tone):
    assert (words.turn_text(turn), words.marked_days(turn), words.mark_of(turn)[0]) == (text, days, tone)


@pytest.fixture
@kept
def share(deputy):
    return make.assignment(make.suggestion(deputy, date(2023, 1, 15), "关于教育的建议"), on=DAY)


def row(on):
    """The sheet's only row on a day, by head."""
    rows = inbox.in_order(inbox.timed(Assignment.objects.all())).select_related("suggestion__term", "unit")
    table = words.AssignmentTable(rows, by=inbox.frame(on))
    (values,) = base.rows(table)
    return dict(zip([head for _group, head in base.heads(table)], values, strict=True))


def test_the_sheet_says_what_the_page_says_in_words(share):
    assert row(date(2023, 4, 22)) == {
        "编号": share.suggestion.number,
        "标题": "关于教育的建议",
        "承办单位": "示例教育委",
        "方式": "主办",
        "交办日期": "2023-02-01",
        "期限": "2023-05-04",
        "剩余天数": "临期，还有 12 天",
        "状态": "办理中",
        "该谁办": "承办单位签收、答复",
    }


def test_an_extended_day_says_so(share):
    assigning.extend(
        make.acting("referral_office", body=make.system()), share, date(2023, 4, 1), date(2023, 6, 1), "难"
    )
    assert row(DAY)["期限"] == "2023-06-01 延期"


def test_a_day_in_a_year_that_nobody_knows_is_said_to_be_provisional(share):
    Assignment.objects.update(assigned_on=date(2029, 2, 1), due_on=date(2029, 5, 4))
    assert row(date(2029, 2, 1))["期限"] == "2029-05-04 暂定"
    Assignment.objects.update(due_given=True)
    assert row(date(2029, 2, 1))["期限"] == "2029-05-04"


def test_a_later_round_has_its_number_and_its_own_day(share):
    make.reply(share)
    make.receipt(share, "unsatisfied")
    found = row(date(2023, 5, 1))
    assert (found["状态"], found["期限"]) == ("重新办理 · 第 2 轮", "2023-05-10")


def test_a_title_is_never_markup(share):
    Suggestion.objects.update(title="<b>示例</b>")
    rows = inbox.timed(Assignment.objects.select_related("suggestion__term", "unit"))
    assert "&lt;b&gt;" in words.AssignmentTable(rows, by=inbox.frame(DAY)).rows[0].get_cell("title")


def test_no_cell_asks_the_database(share):
    rows = list(inbox.timed(Assignment.objects.select_related("suggestion__term", "unit")))
    papers = list(desk.listed(Suggestion.objects.all()))
    by = inbox.frame(DAY)
    with CaptureQueriesContext(connection) as asked:
        [list(row) for row in words.AssignmentTable(rows, by=by).rows]
        [list(row) for row in SuggestionTable(papers, by=by).rows]
    assert len(asked) == 0


def test_every_act_has_words_and_every_tab_a_label():
    assert set(words.TABS) == set(inbox.tabs(inbox.Frame(DAY, inbox.Workdays(), {})))
    assert {state for _label, states in TABS.values() for state in states} == set(Suggestion.State)
