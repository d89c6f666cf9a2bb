"""Scoring all terms of a year, beside the same conditions in SQL by hand and a query per deputy."""

import os
import sys
from dataclasses import replace
from datetime import date
from io import StringIO
from random import Random
from time import perf_counter

from django.core.management import call_command
from django.db import connection

from tests.benchmarks.measure import against, keep, measured
from tests.benchmarks.peak import peak
from tests.benchmarks.table import Bound, Row
from tests.runner.parts import ROOT
from tracker.models import Mandate
from tracker.scores import calendar, facts

from .world import ON, YEAR

SAMPLE = 500
ASKED = ("score", "--all-terms", "--year", str(YEAR), "--on", str(ON), "--format", "json")

# what a record must be to count, for all terms at once; the outer days are named for the index
RECORDS = """
SELECT r.mandate_id, k.code,
    SUM(CASE WHEN r.state = 'verified' THEN 1 ELSE 0 END),
    SUM(CASE WHEN r.state = 'submitted' THEN 1 ELSE 0 END)
FROM tracker_assessmentperiod p
JOIN tracker_dutyrecord r ON r.term_id = p.term_id
    AND r.occurred_on >= %(first)s AND r.occurred_on <= %(last)s
    AND r.occurred_on >= p.starts_on AND r.occurred_on < p.ends_on
JOIN tracker_mandate m ON m.id = r.mandate_id
    AND r.occurred_on >= m.starts_on AND (m.ends_on IS NULL OR r.occurred_on < m.ends_on)
JOIN tracker_dutykind k ON k.id = r.kind_id
WHERE p.cycle = 'year' AND p.label = %(year)s AND r.attendance = 'attended'
    AND (k.timing = 'any' OR (k.timing = 'session') = EXISTS (
        SELECT 1 FROM tracker_session s
        WHERE s.term_id = r.term_id AND r.occurred_on >= s.opens_on AND r.occurred_on <= s.closes_on))
    AND NOT EXISTS (
        SELECT 1 FROM tracker_interruption i
        WHERE i.mandate_id = r.mandate_id AND i.kind = 'suspended' AND i.approved AND NOT i.is_void
            AND i.starts_on <= r.occurred_on AND (i.ends_on IS NULL OR i.ends_on > r.occurred_on))
GROUP BY r.mandate_id, k.code
"""
SPONSORS = """
SELECT o.mandate_id, s.kind, o.role,
    SUM(CASE WHEN s.accepted_on IS NOT NULL THEN 1 ELSE 0 END),
    SUM(CASE WHEN s.state = 'submitted' THEN 1 ELSE 0 END)
FROM tracker_assessmentperiod p
JOIN tracker_suggestion s ON s.term_id = p.term_id
    AND s.submitted_on >= %(first)s AND s.submitted_on <= %(last)s
    AND s.submitted_on >= p.starts_on AND s.submitted_on < p.ends_on
JOIN tracker_sponsor o ON o.suggestion_id = s.id AND o.removed_on IS NULL
JOIN tracker_mandate m ON m.id = o.mandate_id
    AND s.submitted_on >= m.starts_on AND (m.ends_on IS NULL OR s.submitted_on < m.ends_on)
WHERE p.cycle = 'year' AND p.label = %(year)s
    AND NOT EXISTS (
        SELECT 1 FROM tracker_interruption i
        WHERE i.mandate_id = o.mandate_id AND i.kind = 'suspended' AND i.approved AND NOT i.is_void
            AND i.starts_on <= s.submitted_on AND (i.ends_on IS NULL OR i.ends_on > s.submitted_on))
GROUP BY o.mandate_id, s.kind, o.role
"""


def measure(world) -> None:
    """All terms of a year against the controls, and the memory of the command."""
    grouped = against("grouped SQL by hand, rows fetched", by_hand)
    found = measured(world.row(f"score --all-terms --year {YEAR}"), score, grouped, bounds=[("ratio", "≤", 2.5)])
    serving = list(Mandate.objects.filter(term__periods__label=str(YEAR)).order_by("pk").values_list("pk", flat=True))
    chosen = Random(6).sample(serving, min(SAMPLE, len(serving)))
    share, cases = len(serving) / len(chosen), [case_of(pk) for pk in chosen]
    seconds = share * taken(facts.counts, cases)
    compare(found, f"the ORM's queries for each deputy ({len(chosen)} of {len(serving):,}, scaled)", seconds, least=12)
    compare(found, "the SQL by hand for each deputy, records alone (scaled)", share * taken(of_deputy, chosen))
    took, megabytes = peak([sys.executable, "manage.py", *ASKED], cwd=ROOT, env=os.environ)
    row = world.row("… as a command, start-up included", seconds=took, figures={"MB": megabytes})
    keep(replace(row, bounds=(Bound("MB", "<", 400),)))


def compare(found: Row, control: str, seconds: float, least: float = 0) -> None:
    """Keep what was measured once more, beside another control that it must be so many times faster than."""
    bounds = (Bound("times faster", "≥", least),) if least else ()
    figures = {"times faster": round(seconds / found.seconds, 1)}
    keep(replace(found, control=control, control_seconds=seconds, bounds=bounds, figures=figures))


def taken(call, sample: list) -> float:
    """The seconds of a call for each of a sample, asked once before."""
    for each in sample:
        call(each)
    start = perf_counter()
    for each in sample:
        call(each)
    return perf_counter() - start


def score() -> str:
    """What the command prints."""
    out = StringIO()
    call_command(*ASKED, stdout=out)
    return out.getvalue()


def by_hand() -> list[tuple]:
    """The counts of every deputy and kind of duty, by two statements."""
    return fetched(RECORDS) + fetched(SPONSORS)


def of_deputy(pk: int) -> list[tuple]:
    """The counts of one deputy's records."""
    return fetched(RECORDS.replace("GROUP BY", "AND r.mandate_id = %(deputy)s GROUP BY"), deputy=pk)


def fetched(statement: str, **more) -> list[tuple]:
    """The rows of a statement about the year."""
    asked = {"year": str(YEAR), "first": date(YEAR, 1, 1), "last": min(date(YEAR, 12, 31), ON)}
    with connection.cursor() as cursor:
        cursor.execute(statement, asked | more)
        return cursor.fetchall()


def case_of(pk: int) -> facts.Case:
    """The case of one deputy in the year: its rules, sessions and interruptions are read beforehand."""
    mandates = Mandate.objects.filter(pk=pk)
    term = mandates.select_related("term__body__parent").get().term
    return facts.gather(term, mandates, [calendar.period_of(term, YEAR)], ON)
