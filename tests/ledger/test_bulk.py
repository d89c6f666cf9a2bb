"""Many rows changed at once: one event each, and nobody overtaken unseen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.kept import kept
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, assigning, bulk, duties, people
from tracker.ledger.check import faults
from tracker.ledger.guards import hold_many
from tracker.ledger.trail import FASTER, change_many
from tracker.models import Assignment, DutyKind, DutyRecord, Event

DAY = date(2023, 1, 15)


@pytest.fixture
@kept
def shares(deputy):
    """Two assignments of two suggestions."""
    return [make.assignment(make.suggestion(deputy, DAY)) for _ in range(2)]


def test_each_of_many_changes_has_an_event_with_the_old_values(shares):
    new = {"state": "replied", "round": 2, "due_on": date(2023, 6, 1)}
    change_many(make.by(), [(row, new) for row in shares], "enter", "导入")
    for row in shares:
        event = last(row)
        assert (event.verb, event.from_state, event.to_state, event.note) == ("enter", "assigned", "replied", "导入")
        assert event.before == {"state": "assigned", "round": 1, "due_on": "2023-05-04"}
        assert agrees(row) and again(row).due_on == date(2023, 6, 1)


def test_a_row_of_which_nothing_new_is_said_is_left_alone(shares):
    one, other = shares
    change_many(make.by(), [(one, {"round": 1}), (other, {"round": 2})], "enter")
    assert (verbs(one), verbs(other)) == (["hand_to"], ["hand_to", "enter"])
    assert (last(other).from_state, last(other).before) == ("", {"round": 1})


def test_no_news_at_all_writes_nothing(shares):
    before = Event.objects.count()
    change_many(make.by(), [(row, {"round": row.round}) for row in shares], "enter")
    change_many(make.by(), [], "enter")
    assert Event.objects.count() == before


def test_many_rows_are_held_as_they_were_read(shares):
    hold_many([])
    hold_many(shares)
    stale = again(shares[0])
    assigning.receive(make.acting("unit", body=stale.unit), shares[0], date(2023, 2, 3))
    with pytest.raises(Refused, match=FASTER):
        hold_many([stale, shares[1]])


def test_a_row_that_is_not_there_cannot_be_held(shares):
    with pytest.raises(Refused, match=FASTER):
        hold_many([shares[0], Assignment(pk=0)])


def test_rows_enter_alike_whether_they_are_few_or_many(deputy, monkeypatch):
    def enter(keys):
        visit = DutyKind.objects.get(code="visit")
        rows = [DutyRecord(term=deputy.term, mandate=deputy, kind=visit, key=key, occurred_on=DAY) for key in keys]
        duties.record_many(make.by(), rows)

    enter(["few"])
    monkeypatch.setattr(bulk, "FEW", 1)
    enter(["many", "more"])
    assert set(DutyRecord.objects.values_list("key", "state")) == {
        (key, "submitted") for key in ("few", "many", "more")
    }
    assert Event.objects.filter(subject="dutyrecord").count() == 3 and not list(faults())
    with pytest.raises(Refused, match=FASTER):
        enter(["many"])


def test_of_two_who_correct_many_persons_the_second_is_refused(deputy):
    seen = again(deputy.person)
    people.correct_persons(make.by(), [(deputy.person, {"work": "示例单位"})])
    with pytest.raises(Refused, match=seen.number):
        people.correct_persons(make.by(), [(seen, {"telephone": "13800000000"})])
    assert agrees(deputy.person) and again(deputy.person).work == "示例单位"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time")
def test_persons_are_locked_before_they_are_compared(deputy):
    with CaptureQueriesContext(connection) as captured:
        people.correct_persons(make.by(), [(deputy.person, {"work": "示例单位"})])
    assert any("FOR UPDATE" in query["sql"] for query in captured)
