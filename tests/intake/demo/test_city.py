"""The levels below the hall, made small: two districts with their townships, two years."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Q

from tracker.intake.demo import read_script
from tracker.intake.demo.build import _clerks
from tracker.intake.demo.city.build import build_below
from tracker.intake.demo.city.script import read_city
from tracker.ledger.check import faults
from tracker.models import AssessmentPeriod, Delegation, DutyRecord, Event, Mandate, Regulation, Suggestion, Term
from tracker.rules.load import books
from tracker.scores import calendar, summary

ON = date(2023, 6, 30)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The terms of two districts and five townships with 900 deputies."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", stdout=StringIO(), stderr=StringIO())
        hall, whole = read_script("hall"), read_city()
        _clerks(hall)
        less = {"mandates": 900, "townships": 5, "suggestions": 12, "by_elections": 3, "interruptions": 4}
        script = replace(whole, words=whole.words | less, districts=whole.districts[:2])
        for _ in build_below(replace(hall, words=hall.words | {"last_day": ON}), script, 6):
            pass
        yield Term.objects.filter(number=1).select_related("body__parent").order_by("code")
        transaction.set_rollback(True)


def test_every_congress_has_its_seats(city):
    held = city.filter(mandates__by_election=False).order_by().values_list("body__level")
    seats = dict(held.annotate(Count("mandates")))
    assert seats == {"district": 450 + 252, "township": 900 - 450 - 252}
    assert (
        city.filter(body__level="township", body__parent__code__in=["wanzhou-congress", "qianjiang-congress"]).count()
        == 5
    )
    assert AssessmentPeriod.objects.filter(term__in=city).count() == 7 * 7


def test_each_level_has_a_regulation_of_its_own(city):
    found = books(list(city))
    of_level = {term.body.level: [row.code for row in found[term.pk].regulations] for term in city}
    assert of_level == {"district": ["demo-district"], "township": ["demo-township"]}
    assert Regulation.objects.get(code="demo-district").applies_below


def test_records_belong_to_those_who_served_and_to_the_term(city):
    rows = DutyRecord.objects.filter(term__in=city)
    assert rows.count() > 900 * 10
    strange = (
        ~Q(mandate__term=F("term"))
        | Q(occurred_on__lt=F("mandate__starts_on"))
        | Q(occurred_on__gte=F("mandate__ends_on"))
    )
    assert not rows.filter(strange).exists() and not rows.filter(occurred_on__gt=ON).exists()
    assert set(rows.values_list("state", flat=True)) == {"verified", "submitted"}


def test_everything_has_its_events_and_agrees_with_them(city):
    assert not list(faults())
    assert (
        Event.objects.filter(subject="dutyrecord", verb="verify").count()
        == DutyRecord.objects.filter(state="verified").count()
    )


def test_suggestions_go_through_the_chain_of_their_district(city):
    rows = Suggestion.objects.filter(term__in=city)
    assert rows.count() >= 10 and set(rows.values_list("term__body__level", flat=True)) == {"district"}
    assert {"closed"} <= set(rows.values_list("state", flat=True))


def test_both_levels_are_judged_and_differ(city):
    for level in ("district", "township"):
        term = city.filter(body__level=level)[0]
        judged = summary.judge(term, Mandate.objects.filter(term=term), [calendar.period_of(term, 2022)], ON)
        counts = summary.count_overall(judged.standings, judged.leading_code, "year")
        assert counts["met"] > counts["short"] > 0 and sum(counts.values()) >= term.mandates.count() - 1


def test_the_rolls_of_past_sessions_are_complete(city):
    rows = Delegation.objects.filter(session__term__in=city, session__closes_on__year=2022)
    assert rows.exists() and not rows.filter(speech_roll_completed_on=None).exists()
