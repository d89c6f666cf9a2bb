"""What a judgement says about its rules."""

from datetime import date

import pytest

from tests import make
from tests.exports import world
from tracker.models import DutyKind, Mandate, Regulation, Requirement
from tracker.scores import summary
from tracker.scores.calendar import period_of

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


def test_what_is_shown_of_a_later_period_is_what_judging_it_at_once_finds(busy):
    other = make.deputy(busy.term, "600002")
    for mandate in (busy, other):
        make.record(mandate, DutyKind.objects.get(code="training"), date(2023, 2, 1), "培训")
    year, whole = (period_of(busy.term, label) for label in (2023, None))
    asked = busy.term, Mandate.objects.filter(term=busy.term), [year, whole], date(2023, 12, 1)
    at_once, first = summary.judge(*asked), summary.judge_first(*asked)
    assert {finding.period for row in first.standings for finding in row.findings.values()} <= {year.key}
    assert summary.completed(first, first.standings[:1]) == at_once.standings[:1]
    assert summary.completed(first, first.standings) == at_once.standings
