"""How long judging a term of 870 deputies takes, beside a bare loop that makes as many findings."""

from datetime import date

import pytest

from tests.benchmarks.measure import against, measured
from tests.benchmarks.table import Row
from tests.rules.table import requirements
from tracker.scores.judge import Finding, evaluate
from tracker.scores.periods import Interruption, Mandate, Session, plan

START, DEPUTIES = date(2023, 1, 13), range(870)
TERM, YEAR = plan(START, None)[:2]
SESSIONS = (
    Session(1, START, date(2023, 1, 17)),
    Session(2, date(2024, 1, 21), date(2024, 1, 24)),
    Session(3, date(2025, 1, 19), date(2025, 1, 22)),
)


@pytest.fixture(scope="module")
def world():
    """The arguments of evaluate(): by-elections, resignations, leave, suspensions and open rolls among 870."""
    mandates = [Mandate(n, *_span(n), n % 3 == 0, frozenset({1} if n % 9 else ())) for n in DEPUTIES]
    kinds = ("sick", "suspended", "personal")
    leave = [Interruption(n, kinds[n % 3], date(2023, 2, 1), date(2023, 9, 1), True) for n in DEPUTIES if n % 12 == 0]
    counts = {
        (n, item.code, period.key): ((n * 7 + place) % 5, n % 2)
        for n in DEPUTIES
        for place, item in enumerate(requirements())
        for period in (YEAR, TERM)
    }
    return mandates, counts, leave, SESSIONS, requirements(), (YEAR, TERM)


def _span(number):
    if number % 40 == 1:
        return date(2023, 3, 1), None
    return START, date(2023, 5, 1) if number % 40 == 2 else None


def bare_loop(number):
    """As many findings, made of nothing."""
    return [Finding(n, "341-311", "x", YEAR.key, 3, 1, 0, "short", "", 353, 353) for n in range(number)]


@pytest.mark.parametrize("on", [date(2023, 7, 1), date(2024, 1, 1)], ids=["in the year", "after it"])
def test_judging_a_term(world, on):
    found = evaluate(*world, on)
    assert len(found) == len({(row.mandate, row.requirement) for row in found}) > 5000
    row = Row(f"judge 870 deputies, 7 requirements, year and term, on {on}")
    bare = against("as many bare findings", lambda: bare_loop(len(found)))
    measured(row, lambda: evaluate(*world, on), bare, bounds=[("ms", "<", 60)], runs=15)
