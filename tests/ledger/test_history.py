"""History comes in by table, in the states that its facts lead to, with an event each."""

from datetime import date

import pytest

from tests import make
from tests.ledger import stages
from tests.ledger.events import agrees, last, verbs
from tracker.ledger import Refused, evaluations
from tracker.ledger.check import Fault, faults
from tracker.ledger.history import History, enter
from tracker.models import Assignment, Evaluation, Event, Reply, Sketch, Sponsor, Suggestion

DAY = date(2022, 3, 1)


@pytest.fixture
def history(deputy):
    """A suggestion answered and closed, not stored yet."""
    found, unit = History(), make.handling_unit()
    common = {"kind": "suggestion", "channel": "recess", "submitted_on": DAY, "accepted_on": DAY}
    row = found.add(Suggestion(term=deputy.term, number="J1", title="关于旧事的建议", state="closed", **common))
    lead = found.add(Sponsor(suggestion=row, mandate=deputy, role="lead", confirmed_on=DAY, how="paper"))
    dates = {"assigned_on": DAY, "due_on": date(2022, 6, 1)}
    share = found.add(Assignment(suggestion=row, unit=unit, role="host", state="closed", **dates))
    found.add(Reply(assignment=share, reply_class="A", replied_on=date(2022, 5, 1)))
    said = {"rating": "satisfied", "evaluated_on": date(2022, 5, 9), "source": "paper", "note": "登记簿"}
    found.add(Evaluation(assignment=share, sponsor=lead, entered_by=make.by().user, **said))
    return found


def test_each_row_is_entered_with_one_event_and_follows_from_its_facts(history):
    enter(make.by(), history)
    rows = [row for found in history.rows.values() for row in found]
    assert [verbs(row) for row in rows] == [["enter"]] * 5
    assert all(agrees(row) for row in rows)
    assert {last(row).to_state for row in rows} == {"closed", ""}
    assert list(faults()) == []


def test_a_state_that_does_not_follow_is_found_by_the_check(history):
    history.rows[Assignment][0].state = "tracking"
    enter(make.by(), history)
    share = Assignment.objects.get()
    assert list(faults()) == [Fault("assignment", share.pk, "underived", None, ("state", "round"))]


def test_what_finding_similar_ones_needs_is_kept(history):
    enter(make.by(), history)
    assert Sketch.objects.get().suggestion.title == "关于旧事的建议"


def test_rows_that_clash_are_refused_together(history, deputy):
    stages.accepted(deputy, make.deputy(deputy.term, "600002"))
    history.rows[Suggestion][0].number = Suggestion.objects.get().number
    before = Event.objects.count()
    with pytest.raises(Refused, match="别人刚刚改动了"):
        enter(make.by(), history)
    assert (Suggestion.objects.count(), Event.objects.count()) == (1, before)


def test_who_loaded_a_reply_from_a_register_is_not_of_the_unit(history):
    enter(make.by(), history)
    old = Evaluation.objects.get()
    said = {"source": "paper", "note": "登记簿", "comment": "登记有误"}
    evaluations.correct(make.by(), old, "unsatisfied", date(2022, 5, 10), "登记簿核对", **said)
    assert Assignment.objects.get().state == "rehandling"
