"""Scoring all terms of a year, beside the same conditions in SQL by hand and a query per deputy."""

import os
import sys
from dataclasses import replace
from io import StringIO
from random import Random
from time import perf_counter

from django.core.management import call_command
from django.db import connection

from tests.benchmarks.measure import against, keep, measured
from tests.benchmarks.peak import peak
from tests.benchmarks.table import Bound
from tests.runner.parts import ROOT
from tracker.models import Mandate
from tracker.scores import calendar, facts

from .world import ON, YEAR

SAMPLE = 500
ASKED = ("score", "--all-terms", "--year", str(YEAR), "--on", str(ON), "--format", "json")

# what a record must be to count, for all terms at once
RECORDS = """
SELECT r.mandate_id, k.code,
    SUM(CASE WHEN r.state = 'verified' THEN 1 ELSE 0 END),
    SUM(CASE WHEN r.state = 'submitted' THEN 1 ELSE 0 END)
FROM tracker_assessmentperiod p
JOIN tracker_dutyrecord r ON r.term_id = p.term_id
    AND r.occurred_on >= p.starts_on AND r.occurred_on < p.ends_on AND r.occurred_on <= %(on)s
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
    AND s.submitted_on >= p.starts_on AND s.submitted_on < p.ends_on AND s.submitted_on <= %(on)s
JOIN tracker_sponsor o ON o.suggestion_id = s.id
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
    """All terms of a year against both controls, and the memory of the command."""
    grouped = against("grouped SQL by hand, rows fetched", by_hand)
    found = measured(world.row(f"score --all-terms --year {YEAR}"), score, grouped, bounds=[("ratio", "≤", 2.5)])
    number, seconds = query_per_deputy()
    keep(
        replace(
            found,
            control=f"a query per deputy ({SAMPLE} of {number:,}, scaled)",
            control_seconds=seconds,
            bounds=(Bound("times faster", "≥", 12),),
            note=f"{seconds / found.seconds:.1f} times faster",
        )
    )
    took, megabytes = peak([sys.executable, "manage.py", *ASKED], cwd=ROOT, env=os.environ)
    row = world.row("… as a command, start-up included", seconds=took, figures={"MB": megabytes})
    keep(replace(row, bounds=(Bound("MB", "<", 400),)))


def score() -> str:
    """What the command prints."""
    out = StringIO()
    call_command(*ASKED, stdout=out)
    return out.getvalue()


def by_hand() -> list[tuple]:
    """The counts of every deputy and kind of duty, by two statements."""
    asked, rows = {"on": ON, "year": str(YEAR)}, []
    with connection.cursor() as cursor:
        for statement in (RECORDS, SPONSORS):
            cursor.execute(statement, asked)
            rows += cursor.fetchall()
    return rows


def query_per_deputy() -> tuple[int, float]:
    """How many deputies served, and how long the grouped queries take for all when each has its own, by a sample."""
    terms = Mandate.objects.filter(term__periods__cycle="year", term__periods__label=str(YEAR))
    serving = list(terms.order_by("pk").values_list("pk", flat=True))
    chosen = Random(6).sample(serving, min(SAMPLE, len(serving)))
    cases = [case_of(pk) for pk in chosen]
    for case in cases[:20]:
        facts.counts(case)
    start = perf_counter()
    for case in cases:
        facts.counts(case)
    return len(serving), (perf_counter() - start) / len(cases) * len(serving)


def case_of(pk: int) -> facts.Case:
    """The case of one deputy in the year: its rules, sessions and interruptions are read beforehand."""
    mandates = Mandate.objects.filter(pk=pk)
    term = mandates.select_related("term__body__parent").get().term
    return facts.gather(term, mandates, [calendar.period_of(term, YEAR)], ON)
