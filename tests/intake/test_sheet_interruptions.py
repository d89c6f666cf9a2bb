"""The sheet of interruptions."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, errors, load, warnings
from tracker.ledger import people
from tracker.ledger.check import faults
from tracker.models import Interruption

pytestmark = pytest.mark.django_db
HEADERS = ("代表编号", "类型", "起", "止", "已批准", "批准人", "文号")
SICK = ("600001", "病假", date(2023, 2, 1), date(2023, 9, 1))


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def test_a_leave_is_entered_with_its_approval(sheet, term):
    load("interruptions", sheet((*SICK, "是", "主任会议", "〔2023〕5号")), term)
    row = Interruption.objects.get()
    assert (row.kind, row.approved, row.approved_by, row.document) == ("sick", True, "主任会议", "〔2023〕5号")
    assert not list(faults())


def test_the_same_file_again_changes_nothing(sheet, term):
    load("interruptions", sheet((*SICK, "是")), term)
    assert load("interruptions", sheet((*SICK, "是")), term)["unchanged"] == 1


def test_a_new_leave_without_an_answer_is_not_approved(sheet, term):
    load("interruptions", sheet(SICK), term)
    assert Interruption.objects.get().approved is False


def test_an_approval_given_on_screen_outlives_the_same_file(sheet, term):
    load("interruptions", sheet(SICK), term)
    people.amend_interruption(make.by(), Interruption.objects.get(), approved=True, approved_by="主任会议")
    assert load("interruptions", sheet(SICK), term)["unchanged"] == 1
    row = Interruption.objects.get()
    assert (row.approved, row.approved_by) == (True, "主任会议")


def test_an_approval_is_taken_back_by_a_no(sheet, term):
    load("interruptions", sheet((*SICK, "是")), term)
    assert load("interruptions", sheet((*SICK, "否")), term)["changed"] == 1
    assert Interruption.objects.get().approved is False


def test_a_column_that_is_not_there_says_nothing(tmp_path, sheet, term):
    load("interruptions", sheet((*SICK, "是")), term)
    assert load("interruptions", book(tmp_path, HEADERS[:4], SICK), term)["unchanged"] == 1


def test_another_last_day_amends_it(sheet, term):
    load("interruptions", sheet(SICK), term)
    assert load("interruptions", sheet((*SICK[:3], date(2023, 8, 1), "是")), term)["changed"] == 1
    assert (Interruption.objects.get().ends_on, Interruption.objects.get().approved) == (date(2023, 8, 1), True)
    assert not list(faults())


def test_a_voided_one_is_entered_anew(sheet, term):
    load("interruptions", sheet(SICK), term)
    people.void_interruption(make.by(), Interruption.objects.get(), "登记有误")
    assert load("interruptions", sheet(SICK), term)["new"] == 1


def test_an_unknown_deputy_is_refused(sheet, term):
    assert errors("interruptions", sheet(("999", *SICK[1:])), term) == [
        "第 2 行「代表编号」：本届没有编号为「999」的代表；请核对编号，或先导入代表。"
    ]


def test_an_unknown_kind_is_refused_with_the_kinds(sheet, term):
    assert (
        "应为病假、产假、公务、事假、其他、免予要求、暂时停止执行代表职务之一，实际为「旷工」"
        in (errors("interruptions", sheet(("600001", "旷工", *SICK[2:])), term)[0])
    )


def test_an_end_before_the_start_is_refused(sheet, term):
    assert "须晚于起 2023-02-01" in errors("interruptions", sheet((*SICK[:3], date(2023, 2, 1))), term)[0]


def test_the_same_twice_is_refused(sheet, term):
    assert "与第 2 行重复（代表 600001、病假、2023-02-01 起）" in errors("interruptions", sheet(SICK, SICK), term)[0]


def test_overlaps_are_warned_of_on_both_rows_and_with_what_is_stored(sheet, term, deputy):
    people.interrupt(make.by(), deputy, "suspended", date(2023, 8, 1))
    path = sheet(SICK, ("600001", "产假", date(2023, 8, 15), date(2023, 10, 1)))
    assert warnings("interruptions", path, term) == [
        "第 2 行「起」：与产假（2023-08-15 至 2023-10-01）重叠；每天只算一次。",
        "第 2 行「起」：与暂时停止执行代表职务（2023-08-01 起）重叠；每天只算一次。",
        "第 3 行「起」：与病假（2023-02-01 至 2023-09-01）重叠；每天只算一次。",
        "第 3 行「起」：与暂时停止执行代表职务（2023-08-01 起）重叠；每天只算一次。",
    ]


def test_days_outside_the_mandate_and_a_future_end_are_warned_of(sheet, term):
    path = sheet(("600001", "病假", date(2023, 1, 1), date(2024, 2, 1)))
    assert warnings("interruptions", path, term) == [
        "第 2 行「起」：2023-01-01 不在重庆市第六届人民代表大会任期内。",
        "第 2 行「止」：2024-02-01 尚未到来。",
        "第 2 行「起」：不在这位代表的任期内（2023-01-13 至 今）。",
    ]
