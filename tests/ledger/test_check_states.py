"""check_ledger names each state that does not follow from its facts, even when the trail was told of it."""

import pytest
from django.db import connection

from tests import make
from tests.ledger import stages
from tests.ledger.events import again, last
from tracker.ledger.check import Fault, faults
from tracker.ledger.trail import change
from tracker.models import Evaluation

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite takes any value in any column")


def underived(row, *columns):
    return Fault(row._meta.model_name, row.pk, "underived", None, columns)


@pytest.mark.parametrize("values", [{"state": "closed"}, {"state": "rehandling", "round": 2}, {"round": 2}])
def test_a_state_or_a_round_that_does_not_follow_is_named_though_the_trail_agrees(values, deputy, other):
    share = stages.replied(deputy, other)
    change(make.by(), share, "evaluate", values)
    assert list(faults()) == [underived(share, "state", "round")]


@pytest.mark.parametrize("state", ["accepted", "assigned", "closed", "withdrawn", "deliberated"])
def test_a_suggestion_in_another_state_than_its_assignments_say_is_named(state, deputy, other):
    row = again(stages.replied(deputy, other).suggestion)
    change(make.by(), row, "derive", {"state": state})
    assert list(faults()) == [underived(row, "state")]


def test_a_suggestion_that_nobody_handles_is_not_called_closed(deputy, other):
    row = stages.accepted(deputy, other)
    change(make.by(), row, "derive", {"state": "closed"})
    assert list(faults()) == [underived(row, "state")]


def test_a_row_with_two_faults_is_named_once(deputy, other):
    share = stages.replied(deputy, other)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_assignment SET state = 'closed'")
    assert list(faults()) == [Fault("assignment", share.pk, "changed", last(share).pk)]


def test_a_rating_turned_around_behind_the_ledger_shows_in_the_state_too(deputy, other):
    share = stages.closed(deputy, other)
    row = Evaluation.objects.get(rating="satisfied")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_evaluation SET rating = 'unsatisfied', comment = 'x' WHERE id = %s", [row.pk])
    found = [(fault.subject, fault.problem) for fault in faults()]
    assert found == [("evaluation", "changed"), ("assignment", "underived"), ("suggestion", "underived")]
    assert again(share).state == "closed"


@on_sqlite
@pytest.mark.parametrize("table", ["assignment", "reply", "evaluation", "commitment"])
def test_a_day_that_cannot_be_read_is_named_and_nothing_breaks(table, deputy, other):
    stages.tracking(deputy, other)
    column = {"assignment": "due_on", "reply": "replied_on", "evaluation": "evaluated_on", "commitment": "due_on"}
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE tracker_{table} SET {column[table]} = '2023-02-30'")
    assert {(fault.subject, fault.problem) for fault in faults()} == {(table, "malformed")}


@pytest.mark.parametrize("stage", ["return_asked", "returned", "ended", "rehandling", "tracking", "closed"])
def test_every_state_that_the_verbs_bring_about_follows_from_its_facts(stage, deputy, other):
    share = getattr(stages, stage)(deputy, other)
    assert share.state == stage
    assert list(faults()) == []
