"""What one record counts for: counted, or the first reason why not. Pure: no Django inside."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..rules.book import Value
from .judge import is_session_day
from .periods import Interruption, Mandate, Period, Session, holds, suspensions

COUNTED = "counted"
REASONS = (
    "other_kind",
    "voided",
    "rejected",
    "draft",
    "outside_period",
    "after_as_of",
    "outside_service",
    "suspended",
    "in_session",
    "out_of_session",
    "absent",
    "on_leave",
    "not_accepted",
    "not_verified",
    "over_cap",
)
PENDING = frozenset({"not_verified", "not_accepted"})

Place = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A duty record, or a sponsorship of a suggestion seen as one (its states: draft, submitted, accepted)."""

    id: str
    kind: str
    state: str
    occurred_on: date | None
    attendance: str = "attended"
    half_day: str = ""
    title: str = ""
    from_suggestion: bool = False
    day_known: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record is held against: the rule's value, the period, the service, the sessions, the day."""

    value: Value
    period: Period
    mandate: Mandate
    interruptions: tuple[Interruption, ...]
    sessions: tuple[Session, ...]
    timings: dict[str, str]
    on: date


def classify(record: Record, facts: Facts, ahead: int = 0) -> str:
    """``counted`` or the first reason that applies; ``ahead`` records of its half-day were counted before it."""
    return (
        _of_the_form(record, facts)
        or _of_the_day(record, facts)
        or _of_the_presence(record)
        or _of_the_check(record)
        or _of_the_cap(facts, ahead)
        or COUNTED
    )


def _of_the_form(record: Record, facts: Facts) -> str | None:
    if record.kind not in facts.value.kinds:
        return "other_kind"
    return {"void": "voided", "returned": "rejected", "draft": "draft"}.get(record.state)


def _of_the_day(record: Record, facts: Facts) -> str | None:
    day = record.occurred_on
    if day is None or not facts.period.starts_on <= day < facts.period.ends_on:
        return "outside_period"
    if day > facts.on:
        return "after_as_of"
    if not holds([facts.mandate.span], day.toordinal()):
        return "outside_service"
    if holds(suspensions(facts.interruptions), day.toordinal()):
        return "suspended"
    if record.from_suggestion:
        return None
    return _of_the_timing(facts.timings.get(record.kind), is_session_day(facts.sessions, day))


def _of_the_timing(timing: str | None, in_session: bool) -> str | None:
    if timing == "recess" and in_session:
        return "in_session"
    if timing == "session" and not in_session:
        return "out_of_session"
    return None


def _of_the_presence(record: Record) -> str | None:
    return {"absent": "absent", "leave": "on_leave"}.get(record.attendance)


def _of_the_check(record: Record) -> str | None:
    if record.state != "submitted":
        return None
    return "not_accepted" if record.from_suggestion else "not_verified"


def _of_the_cap(facts: Facts, ahead: int) -> str | None:
    cap = facts.value.half_day_cap
    return "over_cap" if cap is not None and ahead >= cap else None


def answers(records: Iterable[Record], facts: Facts) -> dict[str, str]:
    """The answer for each record by its id; within a half-day the records given first count first."""
    counted: Counter[Place] = Counter()
    found = {}
    for record in records:
        place = (record.occurred_on, record.half_day)
        found[record.id] = classify(record, facts, counted[place])
        counted[place] += found[record.id] == COUNTED
    return found


def tally(found: dict[str, str], records: Iterable[Record], facts: Facts) -> tuple[int, int]:
    """(counted, pending) of answered records; pending ones respect the half-day cap too."""
    counted: Counter[Place] = Counter()
    pending: Counter[Place] = Counter()
    for record in records:
        place = (record.occurred_on, record.half_day)
        counted[place] += found[record.id] == COUNTED
        pending[place] += found[record.id] in PENDING
    cap = facts.value.half_day_cap
    if cap is not None:
        pending = Counter({place: min(n, cap - counted[place]) for place, n in pending.items()})
    return counted.total(), pending.total()
