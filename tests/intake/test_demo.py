"""The demo world is invented, whole, and holds every outcome."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F

from tests import make
from tracker.intake.demo import people
from tracker.intake.demo.world import SHANGHAI
from tracker.ledger import check
from tracker.models import (
    ActivityGuest,
    DutyRecord,
    ElectoralUnit,
    Event,
    Group,
    Interruption,
    Mandate,
    Person,
    Suggestion,
    Term,
)
from tracker.scores import calendar, summary
from tracker.scores.judge import OUTCOMES

START, ON = date(2023, 1, 13), date(2026, 11, 22)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The demo world of the hall, made once for this file and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", stdout=StringIO(), stderr=StringIO())
        call_command("demo", stdout=StringIO())
        yield Term.objects.get(code="chongqing-congress-6")
        transaction.set_rollback(True)


def outcomes(term, year, regulation="341-311"):
    period = calendar.period_of(term, year)
    judgement = summary.judge(term, Mandate.objects.filter(term=term), [period], ON)
    return summary.count_overall(judgement.standings, regulation, period.cycle)


def test_the_first_day_fills_all_seats(world):
    assert ElectoralUnit.objects.filter(term=world, seats__gt=0).count() == 39
    first = Mandate.objects.filter(starts_on=START)
    assert list(first.order_by("list_position").values_list("list_position", flat=True)) == list(range(1, 871))
    assert first.first().number == "600001"


def test_each_unit_has_a_liaison_group_and_there_are_eight_professional_ones(world):
    counts = Group.objects.filter(term=world).values_list("kind").annotate(Count("pk")).order_by("kind")
    assert list(counts) == [("liaison", 39), ("professional", 8)]


def test_the_garrison_elects_its_own_seats_only(world):
    of_unit = Mandate.objects.filter(starts_on=START, unit_spells__starts_on=START)
    assert of_unit.filter(unit_spells__unit__name="驻渝部队").count() == 18
    assert of_unit.filter(unit_spells__unit__name="万州区").count() == 41


def test_names_are_plainly_invented(world):
    assert not Person.objects.exclude(name__startswith="示例", work__startswith="示例单位").exists()
    assert not ActivityGuest.objects.exclude(name__startswith="示例").exists()
    assert Person.objects.filter(name__contains="·").exists()
    assert Person.objects.values("name").annotate(alike=Count("pk")).filter(alike__gt=1).exists()


def test_a_finished_year_has_every_outcome_but_running(world):
    found = outcomes(world, 2025)
    assert {name for name in OUTCOMES if not found[name]} == {"running"}
    assert 0.82 < found["met"] / sum(found.values()) < 0.92


def test_the_present_year_has_every_outcome(world):
    found = outcomes(world, 2026)
    assert all(found[name] for name in OUTCOMES)
    assert found["running"] + found["met"] > 0.9 * sum(found.values())


def test_the_term_has_every_outcome(world):
    assert all(outcomes(world, None)[name] for name in OUTCOMES)


def test_records_and_suggestions_are_in_every_state(world):
    assert set(DutyRecord.objects.values_list("state", flat=True)) == set(DutyRecord.State)
    assert set(DutyRecord.objects.values_list("attendance", flat=True)) == set(DutyRecord.Attendance)
    assert set(Suggestion.objects.values_list("state", flat=True)) == set(Suggestion.State)


def test_every_kind_of_interruption_occurs(world):
    kinds = set(Interruption._meta.get_field("kind").choices)
    assert set(Interruption.objects.filter(approved=True).values_list("kind", flat=True)) == {kind for kind, _ in kinds}
    assert Interruption.objects.filter(approved=False).exists()


def test_by_elections_and_endings_occur(world):
    assert Mandate.objects.filter(by_election=True, starts_on__year__in=[2023, 2024, 2025]).count() == 17
    assert Mandate.objects.filter(ends_on__isnull=False).count() == 22


def test_a_bill_has_at_least_ten_sponsors(world):
    bills = Suggestion.objects.filter(kind="bill").annotate(number_of=Count("sponsors"))
    assert bills and min(bill.number_of for bill in bills) >= 10


def test_who_recorded_has_not_verified(world):
    assert not DutyRecord.objects.filter(verified_by=F("recorded_by")).exists()
    assert DutyRecord.objects.filter(verified_by__isnull=False).exists()


def test_nothing_happens_after_the_last_day(world):
    assert DutyRecord.objects.latest("occurred_on").occurred_on <= date(2026, 11, 15)
    of_demo = Event.objects.filter(actor__username__startswith="demo-")
    assert of_demo.latest("at").at < datetime(2026, 11, 16, tzinfo=SHANGHAI)


def test_the_ledger_agrees_with_its_trail(world):
    assert list(check.faults()) == []


def test_extra_seats_go_to_the_largest_remainders():
    assert people.allot([35, 12, 25, None], 10) == [40, 14, 28, 0]


@pytest.mark.django_db
def test_a_database_with_deputies_is_refused():
    make.deputy(make.term())
    with pytest.raises(CommandError, match="已有代表"):
        call_command("demo")


@pytest.mark.django_db
def test_a_database_without_seeds_is_refused():
    with pytest.raises(CommandError, match=r"请先运行 manage\.py seed"):
        call_command("demo")
