"""Random worlds for the judge: small, with days crowded together so that edges meet. Pure.

Each strategy is made once: Hypothesis looks through a new one whenever something is drawn from it.
"""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tracker.rules.book import Requirement, Value
from tracker.scores.classify import Facts, Record
from tracker.scores.periods import Interruption, Mandate, Period, Session, plan

START = date(2023, 1, 13)
KINDS = ("session_speech", "visit", "training", "suggestion_lead")
TIMINGS = {"session_speech": "session", "visit": "recess", "training": "any", "suggestion_lead": "any"}
EXAMPLES = int(os.environ.get("EXAMPLES", "75"))

bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@dataclass(frozen=True)
class World:
    """What evaluate() takes."""

    mandates: list[Mandate]
    counts: dict
    interruptions: list[Interruption]
    sessions: list[Session]
    requirements: list[Requirement]
    periods: list[Period]
    on: date

    def arguments(self) -> tuple:
        """In the order of evaluate()."""
        names = ("mandates", "counts", "interruptions", "sessions", "requirements", "periods", "on")
        return tuple(getattr(self, name) for name in names)


@cache
def days(least: int = -20, most: int = 420):
    """Days around the year 2023 of the sixth term."""
    return st.integers(least, most).map(lambda number: START + timedelta(number))


@cache
@st.composite
def spans(draw, least: int = -20, most: int = 420):
    """A first day, and a first day after the end or None."""
    first = draw(days(least, most))
    length = draw(st.none() | st.integers(1, 400))
    return first, None if length is None else first + timedelta(length)


@cache
@st.composite
def periods(draw):
    """A planned year or term, or a period of any length."""
    until = draw(st.none() | days(0, 460))
    planned = draw(st.sampled_from([*plan(START, None)[:3], plan(date(2018, 1, 20), START)[-1], None]))
    if planned is not None:
        return Period(planned.cycle, planned.label, planned.starts_on, planned.ends_on, until)
    first = draw(days(0, 60))
    return Period("year", "own", first, first + timedelta(draw(st.integers(1, 373))), until)


@cache
def session_lists():
    """None to three sessions of one to six days."""
    drawn = st.lists(st.tuples(days(-5, 10) | days(-5, 400), st.integers(0, 5)), max_size=3)
    return drawn.map(lambda rows: [Session(n, day, day + timedelta(more)) for n, (day, more) in enumerate(rows)])


AROUND, BEFORE = days(-400, 400), st.just(date(2018, 1, 1))


@cache
def values(starts=AROUND):
    """A dated value of a requirement."""
    return st.builds(
        Value,
        starts,
        st.none() | st.integers(0, 5),
        st.frozensets(st.sampled_from(KINDS), min_size=1),
        st.sampled_from(["session", "proportional", "full"]),
        st.sampled_from([0, 0, 1, 30, 90, 180, 365]),
        st.sampled_from([None, None, 0, 1, 2]),
    )


@cache
def requirements(code: str):
    """A requirement with one to three values, the first of them before every period."""
    later = st.lists(values(), max_size=2)
    dated = st.tuples(values(BEFORE), later).map(lambda pair: (pair[0], *pair[1]))
    return st.builds(
        Requirement,
        st.sampled_from(["a", "b"]),
        st.just(code),
        st.just(code),
        st.just(code),
        st.just("次"),
        st.sampled_from(["year", "term"]),
        st.booleans(),
        dated.filter(lambda rows: len({row.starts_on for row in rows}) == len(rows)),
    )


@cache
@st.composite
def mandates(draw, number: int = 1):
    """A mandate, most often a whole one."""
    first, end = draw(st.just((START, None)) | spans())
    return Mandate(number, first, end, draw(st.booleans()), draw(st.frozensets(st.integers(0, 2))))


@cache
def interruption_lists(numbers=(1,)):
    """None to four interruptions of some mandates."""
    kinds = st.sampled_from(["sick", "maternity", "official", "released", "personal", "other", "suspended"])
    drawn = st.lists(st.tuples(st.sampled_from(numbers), kinds, spans(), st.booleans()), max_size=4)
    return drawn.map(lambda rows: [Interruption(mandate, kind, *span, ok) for mandate, kind, span, ok in rows])


ASKED = st.lists(periods(), min_size=1, max_size=2, unique_by=lambda period: period.key)
COUNTED = st.tuples(st.integers(0, 6), st.integers(0, 6))


@st.composite
def worlds(draw):
    """Up to two mandates, three requirements and two periods, with counts."""
    numbers = (1, 2)[: draw(st.integers(1, 2))]
    people = [draw(mandates(number)) for number in numbers]
    rules = [draw(requirements(code)) for code in ("x", "y", "z")]
    asked = draw(ASKED)
    counted = {(n, rule.code, period.key): draw(COUNTED) for n in numbers for rule in rules for period in asked}
    counts = {key: pair for key, pair in counted.items() if pair != (0, 0)}
    interrupted, sat = draw(interruption_lists(numbers)), draw(session_lists())
    return World(people, counts, interrupted, sat, rules, asked, draw(days(-30, 460)))


@st.composite
def records(draw, most: int = 12):
    """Records in every state, on few days, so that half-days and sessions are shared."""
    found = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(KINDS))
        derived = kind == "suggestion_lead"
        states = (
            ["draft", "submitted", "accepted"] if derived else ["draft", "submitted", "verified", "returned", "void"]
        )
        state = draw(st.sampled_from(states))
        day = None if state == "draft" and draw(st.booleans()) and derived else draw(days(-3, 20) | days())
        attendance = "attended" if derived else draw(st.sampled_from(["attended", "attended", "absent", "leave"]))
        half_day = "" if derived else draw(st.sampled_from(["", "am", "pm"]))
        found.append(Record(f"{number}", kind, state, day, attendance, half_day, "", derived))
    return found


@st.composite
def facts(draw):
    """What records are held against."""
    value = draw(values(BEFORE))
    people, interrupted, sat = draw(mandates()), draw(interruption_lists()), draw(session_lists())
    return Facts(value, draw(periods()), people, tuple(interrupted), tuple(sat), TIMINGS, draw(days(-30, 460)))
