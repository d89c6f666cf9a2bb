"""A due day that passed is written once, dated on the day after it, however late it is noticed."""

from datetime import date, datetime

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import events
from tracker.ledger import assigning, days, evaluations
from tracker.ledger.check import faults
from tracker.ledger.overdue import write_overdue
from tracker.models import Event

DUE, LATER = date(2023, 5, 4), date(2023, 6, 1)


def run(on=LATER):
    return write_overdue(make.acting("office", on, username="clerk"), on)


def written():
    rows = Event.objects.filter(verb="overdue").order_by("pk")
    return [(row.object_id, row.before["round"], row.before["due_on"], day_of(row)) for row in rows]


def day_of(event):
    return event.at.astimezone(make.SHANGHAI).date().isoformat()


@pytest.fixture
@kept
def referral(db):
    return make.acting("referral_office", body=make.system())


def test_the_day_itself_is_not_late_and_the_next_is(deputy, other):
    share = stages.assigned(deputy, other)
    assert run(DUE) == []
    assert [(row.assignment, row.on) for row in run(date(2023, 5, 5))] == [(share.pk, date(2023, 5, 5))]


def test_a_run_weeks_later_dates_the_event_on_the_legal_day_and_the_next_run_writes_nothing(deputy, other):
    share = stages.assigned(deputy, other)
    assert (len(run()), run(), run(date(2023, 12, 1))) == (1, [], [])
    event = events(share).get(verb="overdue")
    assert event.at == datetime(2023, 5, 5, tzinfo=make.SHANGHAI)
    assert (event.note, event.actor.username) == ("第 1 轮期限 2023-05-04 已过，未答复。", "clerk")
    assert list(faults()) == []


def test_weeks_of_missed_runs_write_each_due_day_once_in_its_order(deputy, other):
    late = stages.assigned(deputy, other)
    first = make.assignment(make.suggestion(deputy, stages.ACCEPTED), due_on=date(2023, 3, 10))
    again_ = stages.rehandling(deputy, other)
    assert len(run(date(2023, 4, 1))) == 1
    run()
    assert written() == [
        (first.pk, 1, "2023-03-10", "2023-03-11"),
        (late.pk, 1, "2023-05-04", "2023-05-05"),
        (again_.pk, 2, "2023-05-10", "2023-05-11"),
    ]


def test_an_answer_in_time_writes_nothing_and_one_too_late_is_still_written(deputy, other):
    stages.replied(deputy, other)
    late = stages.assigned(deputy, other)
    make.reply(late, date(2023, 5, 5))
    assert [row.assignment for row in run()] == [late.pk]


def test_an_answer_on_the_due_day_is_in_time(deputy, other):
    make.reply(stages.assigned(deputy, other), DUE)
    assert run() == []


def test_an_extension_counts_from_its_own_day(deputy, other, referral):
    share = stages.assigned(deputy, other)
    assigning.extend(referral, share, stages.ASKED, date(2023, 5, 30), "情况复杂")
    assert run(date(2023, 5, 30)) == []
    run()
    assert written() == [(share.pk, 1, "2023-05-30", "2023-05-31")]


@pytest.mark.parametrize("stage", ["returned", "ended"])
def test_what_was_over_before_it_was_due_is_never_late(stage, deputy, other):
    getattr(stages, stage)(deputy, other)
    assert run() == []


def test_what_was_returned_after_it_was_due_was_late(deputy, other, referral):
    share = stages.return_asked(deputy, other)
    assigning.accept_return(referral, share, date(2023, 5, 8))
    assert [row.due_on for row in run()] == [DUE]


def test_a_round_has_a_due_day_of_its_own_and_the_first_was_in_time(deputy, other):
    share = stages.rehandling(deputy, other)
    run()
    assert written() == [(share.pk, 2, "2023-05-10", "2023-05-11")]


@pytest.mark.parametrize(("day", "late"), [(date(2023, 5, 10), False), (date(2023, 5, 11), True)])
def test_a_cancelled_round_was_late_only_if_it_was_cancelled_after_its_due_day(day, late, deputy, other):
    share = stages.rehandling(deputy, other, commitments=[])
    old = share.evaluations.get(sponsor__role="lead")
    old.assignment = share
    evaluations.correct(make.as_sponsor(old.sponsor), old, "satisfied", day, "误填")
    assert bool(run()) == late


def test_a_late_holiday_makes_a_new_event_for_the_new_due_day_only(deputy, other):
    share = stages.assigned(deputy, other)
    run()
    days.set_day(make.acting("administrator"), DUE, False, "放假通知")
    run()
    assert (run(), written()[1:]) == ([], [(share.pk, 1, "2023-05-05", "2023-05-06")])


def test_a_holiday_before_anybody_looked_leaves_the_new_due_day_only(deputy, other):
    share = stages.assigned(deputy, other)
    days.set_day(make.acting("administrator"), DUE, False, "放假通知")
    run()
    assert written() == [(share.pk, 1, "2023-05-05", "2023-05-06")]


def test_a_co_handler_is_late_for_itself(deputy, other):
    share = stages.assigned(deputy, other)
    helper = make.assignment(stages.again(share.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    assert [row.assignment for row in run(date(2023, 3, 2))] == [helper.pk]


def test_an_event_of_being_late_changes_nothing_of_the_row(deputy, other):
    share = stages.assigned(deputy, other)
    run()
    assert stages.again(share).state == "assigned"
    make.reply(share, LATER)
    assert list(faults()) == []
