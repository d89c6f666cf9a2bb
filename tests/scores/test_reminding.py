"""Who is reminded now, and of what."""

from datetime import date

import pytest

from tests import make
from tests.scores import handled
from tracker.ledger import assigning, people
from tracker.models import Assignment, Mandate
from tracker.scores import calendar, inbox, reminding, summary

ACTIVITIES, SPEECHES = "recess-activities", "session-speeches"
LATE_YEAR = date(2023, 11, 22)


def due(term, on=LATE_YEAR, cycles=("year",), requirement=""):
    """Number → (requirement, how many are missing) of each gap of the deputies who are reminded."""
    periods = [calendar.period_of(term, 2023), calendar.period_of(term, None)]
    judgement = summary.judge(term, Mandate.objects.filter(term=term), periods, on)
    found = reminding.deputies(judgement, cycles, requirement)
    return {row.standing.number: [(gap.requirement.code, gap.missing) for gap in row.gaps] for row in found}


def test_what_waits_to_be_verified_is_not_missing(busy):
    assert due(busy.term) == {"600001": [(ACTIVITIES, 1)]}
    make.record(busy, make.kind("visit"), date(2023, 6, 1), "走访四", verified=False)
    assert due(busy.term) == {}


def test_the_term_is_reminded_of_when_it_is_asked_for_and_one_requirement_alone(busy):
    term = [("trainings", 3), ("good-deeds", 1), ("duty-reports", 1)]
    assert due(busy.term, cycles=("year", "term")) == {"600001": [(ACTIVITIES, 1), *term]}
    assert due(busy.term, cycles=("year", "term"), requirement="good-deeds") == {"600001": [("good-deeds", 1)]}


@pytest.mark.parametrize("day", [12, 13, 17, 18])
def test_speeches_are_reminded_of_while_the_session_sits_and_never_afterwards(deputy, day):
    found = due(deputy.term, date(2023, 1, day)).get("600001", [])
    assert ((SPEECHES, 3) in found) == (13 <= day <= 17)


def test_nobody_is_reminded_of_what_is_over(busy):
    assert due(busy.term, date(2024, 1, 1)) == {}


@pytest.mark.parametrize("kind", ["sick", "suspended"])
def test_who_is_released_or_suspended_is_not_reminded(busy, kind):
    people.interrupt(make.by(), busy, kind, date(2023, 2, 1), approved=True)
    assert due(busy.term) == {}


def test_who_has_left_is_not_reminded(busy):
    people.end(make.by(), busy, date(2023, 11, 1), "调离")
    assert due(busy.term) == {}


def test_units_are_pressed_for_what_they_have_to_answer_and_is_late_or_at_risk(deputy):
    late = handled.share(deputy)
    soon = handled.share(deputy, on=date(2023, 2, 20))
    handled.share(deputy, on=date(2023, 5, 1), unit=make.handling_unit("示例交通局"))
    returned = handled.share(deputy, unit=make.handling_unit("示例水利局"))
    assigning.receive(handled.late_by(), returned, date(2023, 2, 2))
    assigning.return_assignment(handled.late_by(), returned, date(2023, 2, 3), "不属本单位")
    by = inbox.frame(date(2023, 5, 11))
    (pressed,) = reminding.units(Assignment.objects.all(), by)
    assert (pressed.name, pressed.system.name, pressed.late, pressed.at_risk) == ("示例教育委", "政府系统", 1, 1)
    assert [row.pk for row, _turn in pressed.shares] == [late.pk, soon.pk]
    assert [len(row.shares) for row in reminding.units(Assignment.objects.all(), by, "late")] == [1]
    assert sorted(len(row.shares) for row in reminding.units(Assignment.objects.all(), by, "waiting")) == [1, 2]
