"""What a judgement says about its rules."""

from datetime import date

import pytest

from tests import make
from tests.exports import world
from tracker.models import Regulation, Requirement

pytestmark = pytest.mark.django_db


def asked(judgement, cycle):
    return [(item.code, value.minimum) for item, value in judgement.asked(cycle)]


def test_what_is_asked_stands_in_official_order_with_its_value():
    judgement = world.judge(world.build())
    assert asked(judgement, "year") == [("session-speeches", 3), ("recess-activities", 4), ("bills-suggestions", 1)]
    assert asked(judgement, "term") == [("trainings", 3), ("good-deeds", 1), ("duty-reports", 1)]


def test_a_value_that_starts_within_the_year_asks_nothing_in_it():
    term = world.build()
    Requirement.objects.get(code="session-speeches").values.update(starts_on=date(2023, 6, 1))
    assert [code for code, _ in asked(world.judge(term), "year")] == ["recess-activities", "bills-suggestions"]


def test_a_cycle_that_is_not_judged_asks_nothing():
    assert world.judge(world.build(), year=None).asked("year") == []


def test_the_regulation_that_heads_the_book_leads():
    term = world.build()
    assert world.judge(term).leading.code == Regulation.objects.get().code


def test_without_rules_no_regulation_leads():
    assert world.judge(make.term()).leading is None
