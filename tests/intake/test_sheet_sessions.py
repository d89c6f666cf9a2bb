"""The sheet of sessions."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, check, errors, load, warnings
from tracker.ledger.check import faults
from tracker.models import Delegation, Session

pytestmark = pytest.mark.django_db
HEADERS = ("会次", "类型", "开幕", "闭幕", "发言名单齐全")
SECOND = ("第二次会议", "年度会议", date(2024, 1, 21), date(2024, 1, 25), "否")


@pytest.fixture
def sheet(tmp_path, term):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def test_a_new_session_has_a_delegation_of_each_unit(sheet, term):
    make.unit(term, "涪陵区", 2)
    load("sessions", sheet(SECOND), term)
    session = Session.objects.get(ordinal=2)
    assert (session.kind, session.closes_on) == ("annual", date(2024, 1, 25))
    assert session.delegations.filter(speech_roll_completed_on=None).count() == 2
    assert not list(faults())


def test_a_complete_roll_is_that_of_all_delegations(sheet, term):
    load("sessions", sheet((*SECOND[:4], "是")), term)
    assert not Delegation.objects.filter(speech_roll_completed_on=None).exists()


def test_a_known_session_may_be_declared_complete_later(sheet, term):
    load("sessions", sheet(SECOND), term)
    assert load("sessions", sheet((*SECOND[:4], "是")), term)["changed"] == 1
    assert load("sessions", sheet((*SECOND[:4], "是")), term)["unchanged"] == 1


def test_no_and_blank_do_not_reopen_a_roll(sheet, term):
    load("sessions", sheet((*SECOND[:4], "是")), term)
    assert load("sessions", sheet(SECOND), term)["unchanged"] == 1


def test_changed_days_are_amended(sheet, term):
    load("sessions", sheet((1, None, date(2023, 1, 13), date(2023, 1, 18))), term)
    assert Session.objects.get().closes_on == date(2023, 1, 18)


def test_the_kind_may_stand_after_the_ordinal(sheet, term):
    load("sessions", sheet(("第1次临时会议", None, date(2023, 9, 1), date(2023, 9, 1))), term)
    assert Session.objects.filter(kind="extraordinary", ordinal=1).exists()


def test_two_kinds_that_disagree_are_refused(sheet, term):
    assert "不符" in errors("sessions", sheet(("第2次临时会议", *SECOND[1:])), term)[0]


def test_words_that_are_no_kind_are_refused(sheet, term):
    assert "应为会次" in errors("sessions", sheet(("第2次大会堂", *SECOND[1:])), term)[0]


def test_a_session_that_closes_before_it_opens_is_refused(sheet, term):
    assert errors("sessions", sheet((2, None, date(2024, 1, 21), date(2024, 1, 20))), term) == [
        "第 2 行「闭幕」：闭幕日期早于开幕日期 2024-01-21，实际为 2024-01-20。"
    ]


def test_a_session_twice_is_refused(sheet, term):
    assert "与第 2 行重复（第 2 次年度会议）" in errors("sessions", sheet(SECOND, (2, *SECOND[1:])), term)[0]


def test_odd_days_are_warned_of(sheet, term):
    path = sheet((2, None, date(2022, 12, 1), date(2022, 12, 2)), (3, None, date(2024, 2, 1), date(2024, 2, 2), "是"))
    assert [w.partition("：")[0] for w in warnings("sessions", path, term)] == [
        "第 2 行「开幕」",
        "第 2 行「闭幕」",
        "第 3 行「发言名单齐全」",
    ]


def test_a_session_on_the_days_of_the_sample_row_is_not_taken_for_it(tmp_path, term):
    days = date(2024, 1, 21), date(2024, 1, 25)
    path = book(tmp_path, ("会次", "开幕", "闭幕"), ("第2次会议", *days), ("示例行", *days))
    found = check("sessions", path, term)
    assert [line.row for line in found.lines] == [2] and "示例行" in str(found.notes[0])
