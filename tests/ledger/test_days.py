"""A late change of the calendar moves the due days of open cases, keeps old and new, and touches nothing else."""

from datetime import date

import pytest

from tests import make
from tests.ledger import stages
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, assigning, days
from tracker.ledger.check import faults
from tracker.models import CalendarDay

DUE, NEXT = date(2023, 5, 4), date(2023, 5, 5)
NOTE = "渝府办〔2023〕1号"


def declare(day=DUE, is_workday=False, note=NOTE):
    return days.set_day(make.acting("administrator"), day, is_workday, note)


@pytest.mark.parametrize("stage", ["assigned", "received", "return_asked"])
def test_a_late_holiday_moves_an_open_case_and_keeps_old_and_new(stage, deputy, other):
    share = getattr(stages, stage)(deputy, other)
    state = share.state
    declare()
    assert (again(share).due_on, again(share).state, verbs(share)[-1]) == (NEXT, state, "redate")
    assert last(share).before == {"due_on": "2023-05-04"}
    assert last(share).note == f"2023-05-04 → 2023-05-05：2023-05-04 设为非工作日（{NOTE}）"
    assert list(faults()) == []


@pytest.mark.parametrize("stage", ["replied", "tracking", "closed", "returned", "ended", "rehandling"])
def test_what_is_answered_or_over_keeps_its_due_day(stage, deputy, other):
    share = getattr(stages, stage)(deputy, other)
    declare()
    assert (again(share).due_on, "redate" in verbs(share)) == (DUE, False)


def test_a_day_made_a_working_day_moves_back(deputy, other):
    share = stages.assigned(deputy, other)
    declare(date(2023, 5, 2), True, "调休上班")
    assert again(share).due_on == date(2023, 5, 2)
    declare(date(2023, 5, 1), True, "调休上班")
    assert again(share).due_on == date(2023, 5, 1)


def test_a_day_set_twice_is_one_row_with_two_events(deputy, other):
    share, row = stages.assigned(deputy, other), declare()
    declare(is_workday=True, note="更正")
    assert (CalendarDay.objects.count(), verbs(row)) == (1, ["set_day", "set_day"])
    assert (again(share).due_on, verbs(share)[-2:]) == (DUE, ["redate", "redate"])


def test_a_day_given_explicitly_stays(deputy, other):
    share = stages.assigned(deputy, other, due_on=DUE)
    declare()
    assert (again(share).due_on, verbs(share)) == (DUE, ["hand_to"])


def test_an_extension_moves_on_with_the_due_day_before_it(deputy, other):
    share = stages.assigned(deputy, other)
    assigning.extend(make.acting("referral_office", body=make.system()), share, stages.ASKED, stages.END, "复杂")
    declare(stages.END)
    assert (again(share).due_on, again(share).extended_to) == (DUE, date(2023, 6, 1))
    assert last(share).before == {"extended_to": "2023-05-31"}


def test_the_due_day_of_an_open_round_moves_and_that_of_the_first_stays(deputy, other):
    share = stages.rehandling(deputy, other)
    round_ = share.rehandlings.get()
    declare(date(2023, 5, 10))
    assert (again(round_).due_on, verbs(round_)) == (date(2023, 5, 11), ["rehandle", "redate"])
    assert (again(share).due_on, verbs(share)[-1]) == (DUE, "evaluate")


def test_a_round_that_is_answered_stays(deputy, other):
    share = stages.replied_again(deputy, other)
    declare(date(2023, 5, 10))
    assert share.rehandlings.get().due_on == date(2023, 5, 10)


def test_a_co_handlers_due_day_moves_too(deputy, other):
    share = stages.assigned(deputy, other)
    helper = make.assignment(again(share.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    declare(date(2023, 3, 1))
    assert again(helper).due_on == date(2023, 3, 2)


def test_a_day_that_nothing_is_due_on_moves_nothing(deputy, other):
    share = stages.assigned(deputy, other)
    declare(date(2023, 9, 28))
    assert verbs(share) == ["hand_to"]


def test_a_day_is_set_by_an_administrator_and_with_its_source(deputy):
    with pytest.raises(Refused, match="没有设定工作日的权限"):
        days.set_day(make.by(), DUE, False, NOTE)
    with pytest.raises(Refused, match="请写明依据"):
        declare(note=" ")
    assert not CalendarDay.objects.exists()
