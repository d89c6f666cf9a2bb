"""The grouped queries: rows in, what the judge must know out."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from .. import models
from ..models import Term
from ..rules import load
from ..rules.book import Book, Requirement, Value
from . import conditions
from .conditions import ACCEPTED, NEVER, OCCURRED, SUBMITTED, VERIFIED
from .judge import Counts, Finding, evaluate
from .periods import SUSPENDING, Interruption, Mandate, Period, Session
from .seats import Seat, Spell, Spells, seats, unit_spells

Row = tuple  # term, mandate and kind; the day and half-day, where these are asked; two numbers for each period


SPONSORED = {f"{kind}_{role}" for kind in models.Suggestion.Kind.values for role in models.Sponsor.Role.values}


@dataclass(frozen=True)
class Case:
    """All that judging some mandates of a term over some periods needs, but the records."""

    term: Term
    book: Book
    sessions: tuple[Session, ...]
    mandates: list[Mandate]
    interruptions: list[Interruption]
    periods: list[Period]
    on: date
    seats: list[Seat] = field(default_factory=list)
    spells: Spells = field(default_factory=dict)
    is_part: bool = False  # of a term too large to be judged at once


def gather(term: Term, mandates, periods: list[Period], on: date, *, is_part: bool = False) -> Case:
    """The case of some mandates (an ordered queryset of one term) over some periods as of a day."""
    sessions, complete = sessions_of(term)
    spells = unit_spells(mandates, term)
    rows = seats(mandates)
    served = [pure(row, rolls(spells.get(row.pk, []), sessions, complete)) for row in rows]
    return Case(term, load.load(term), sessions, served, interruptions_of(mandates), periods, on, rows, spells, is_part)


def part(case: Case, mandates: Collection[int], periods: list[Period]) -> Case:
    """A case over some of its mandates, by their keys, and over other periods; nothing is asked anew."""
    return replace(
        case,
        mandates=[row for row in case.mandates if row.id in mandates],
        interruptions=[row for row in case.interruptions if row.mandate in mandates],
        periods=periods,
        is_part=case.is_part or len(mandates) < len(case.mandates),
    )


def pure(seat, rolls: frozenset[int]) -> Mandate:
    """What the judge must know of a seat, and of the sessions whose speech roll is complete for it."""
    return Mandate(seat.pk, seat.starts_on, seat.ends_on, seat.is_grassroots, rolls)


def sessions_of(term: Term) -> tuple[tuple[Session, ...], set[tuple[int, int]]]:
    """The sessions of a term in order, and the (session, electoral unit) pairs whose speech roll is complete."""
    fields = ("pk", "opens_on", "closes_on", "delegations__unit", "delegations__speech_roll_completed_on")
    rows = list(term.sessions.order_by("opens_on", "pk").values_list(*fields))
    sessions = {row[0]: Session(*row[:3]) for row in rows}
    return tuple(sessions.values()), {(row[0], row[3]) for row in rows if row[4] is not None}


def interruptions_of(mandates) -> list[Interruption]:
    """The interruptions of some mandates, voided ones left out."""
    rows = models.Interruption.objects.filter(mandate__in=mandates.order_by().values("pk"), is_void=False)
    return [
        Interruption(*row)
        for row in rows.values_list("mandate", "kind", "starts_on", "ends_on", "approved").order_by("pk")
    ]


def rolls(spells: Sequence[Spell], sessions: Iterable[Session], complete: set[tuple[int, int]]) -> frozenset[int]:
    """The sessions whose roll is complete for a deputy; ``complete`` are pairs of a session and a unit."""
    return frozenset(session.id for session in sessions if (session.id, _unit_at(spells, session)) in complete)


def _unit_at(spells, session) -> int | None:
    there = [
        spell.place.pk
        for spell in spells
        if spell.starts_on <= session.closes_on and (spell.ends_on is None or spell.ends_on > session.opens_on)
    ]
    return there[-1] if there else None


def judge(case: Case) -> list[Finding]:
    """The findings of a case: counted with grouped queries, judged by the pure core."""
    return evaluated(case, counts(case))


def evaluated(case: Case, counted: Counts) -> list[Finding]:
    """The findings of a case whose records are counted."""
    requirements = case.book.requirements()
    return evaluate(case.mandates, counted, case.interruptions, case.sessions, requirements, case.periods, case.on)


def counts(case: Case) -> Counts:
    """(counted, pending) by mandate, requirement and period; one grouped query a source, whatever the periods."""
    by_half_day = has_cap(case.book, case.periods)
    rows = [*_duty_rows(case, by_half_day), *_sponsor_rows(case, by_half_day)]
    return added(case.book, case.periods, rows, by_half_day)


def added(book: Book, periods: list[Period], rows: Iterable[Row], by_half_day: bool) -> Counts:
    """What rows add up to for each mandate, requirement and period: (counted, pending)."""
    first = 5 if by_half_day else 3
    asked, sums, halves = _by_kind(book, periods), {}, {}
    for row in rows:
        for index, code, period, cap in asked.get(row[2], ()):
            counted, pending = row[first + index], row[first + index + 1]
            if counted or pending:
                into, place = (sums, ()) if cap is None else (halves, (cap, *row[3:first]))
                _add(into, (row[1], code, period, *place), counted, pending)
    for (mandate, code, period, cap, *_), numbers in halves.items():
        _add(sums, (mandate, code, period), *capped(*numbers, cap))
    return sums


def _add(sums, key, counted, pending):
    before = sums.get(key)
    sums[key] = (before[0] + counted, before[1] + pending) if before else (counted, pending)


def _by_kind(book, periods) -> dict[str, list[tuple]]:
    """For each kind the requirements that count it: where the period's numbers begin, code, period, half-day cap."""
    asked = defaultdict(list)
    for index, period in enumerate(periods):
        for requirement in book.requirements(period.cycle):
            value = applied(requirement, period)
            for kind in value.kinds:
                asked[kind].append((2 * index, requirement.code, period.key, value.half_day_cap))
    return asked


def applied(requirement: Requirement, period: Period) -> Value:
    """The value that names the kinds: the one in force, else the oldest (for bare counts)."""
    return requirement.in_force(period.starts_on) or requirement.values[0]


def capped(counted: int, pending: int, cap: int) -> tuple[int, int]:
    """(counted, pending) of one half-day under a cap."""
    return min(counted, cap), min(counted + pending, cap) - min(counted, cap)


def has_cap(book: Book, periods: Iterable[Period]) -> bool:
    """Whether half-days must be told apart to count by a book."""
    asked = [applied(item, period) for period in periods for item in book.requirements(period.cycle)]
    return any(value.half_day_cap is not None for value in asked)


def _duty_rows(case, by_half_day) -> Iterator[Row]:
    """One term's rows need no order, and of its few kinds the keys are known."""
    keys = {case.book.keys[kind]: kind for kind in _by_kind(case.book, case.periods) if kind in case.book.keys}
    rows = conditions.duties(_sitting(case), _suspended(case, OCCURRED), _timed(case.book, keys), _parted(case))
    own = rows.filter(_judged(case, OCCURRED), term=case.term, **narrow(case))
    fields = ["mandate_id", "kind_id", *(["occurred_on", "half_day"] if by_half_day else [])]
    numbers = _numbers(case, OCCURRED, VERIFIED)
    for mandate, kind, *rest in own.values(*fields).annotate(**numbers).values_list(*fields, *numbers):
        yield case.term.pk, mandate, keys[kind], *rest


def _timed(book, keys) -> Callable[[str], Q]:
    return lambda timing: Q(kind__in=[key for key, kind in keys.items() if book.timings[kind] == timing])


def duty_rows(rows: QuerySet, numbers: dict[str, Count], by_half_day: bool) -> QuerySet:
    """Duty records grouped by term, mandate and kind, and by half-day where that is asked, in this order."""
    fields = ["term_id", "mandate_id", "kind__code", *(["occurred_on", "half_day"] if by_half_day else [])]
    return rows.order_by(*fields).values(*fields).annotate(**numbers).values_list(*fields, *numbers)


def _sponsor_rows(case, by_half_day) -> Iterable[Row]:
    if not SPONSORED & _by_kind(case.book, case.periods).keys():
        return ()
    rows = conditions.sponsorships(_suspended(case, SUBMITTED), _parted(case))
    own = rows.filter(_judged(case, SUBMITTED), suggestion__term=case.term, **narrow(case))
    return sponsor_rows(own, _numbers(case, SUBMITTED, ACCEPTED), by_half_day)


def sponsor_rows(rows: QuerySet, numbers: dict[str, Count], by_half_day: bool) -> Iterator[Row]:
    """Sponsorships grouped as duty records are; they know no half-day."""
    fields = ["suggestion__term_id", "mandate_id", "suggestion__kind", "role", *([SUBMITTED] if by_half_day else [])]
    for term, mandate, kind, role, *rest in rows.values(*fields).annotate(**numbers).values_list(*fields, *numbers):
        place = (rest.pop(0), "") if by_half_day else ()
        yield term, mandate, f"{kind}_{role}", *place, *rest


def _numbers(case, day, what) -> dict[str, Count]:
    """Two counts for each period, in order; one that holds every judged day need not ask each record for its own."""
    (first, last), found = _days(case), {}
    for index, period in enumerate(case.periods):
        is_whole = period.starts_on <= first and last < period.ends_on
        within = Q() if is_whole else Q(**{f"{day}__gte": period.starts_on, f"{day}__lt": period.ends_on})
        found |= conditions.numbers(what, within, index)
    return found


def narrow(case: Case) -> dict:
    """The filter that names the mandates of a case of one or of a part of a term; else its term is filter enough."""
    if len(case.mandates) == 1:
        return {"mandate": case.mandates[0].id}
    return {"mandate__in": [row.id for row in case.mandates]} if case.is_part else {}


def _judged(case, day) -> Q:
    return Q(**{f"{day}__range": _days(case)})


def _days(case) -> tuple[date, date]:
    """The first and the last day that is judged."""
    last = max(period.ends_on for period in case.periods) - timedelta(days=1)
    return min(period.starts_on for period in case.periods), min(last, case.on)


def _sitting(case) -> Q:
    """Whether a record's day lies in a session; the sessions are known, and asking for them row by row is slower."""
    (first, last), sitting = _days(case), NEVER
    for session in case.sessions:
        if session.opens_on <= last and session.closes_on >= first:
            sitting |= Q(occurred_on__range=(session.opens_on, session.closes_on))
    return sitting


def _parted(case) -> set[int]:
    """The mandates that do not last from the first to the last day that is judged."""
    first, last = _days(case)
    return {row.id for row in case.mandates if row.starts_on > first or (row.ends_on and row.ends_on <= last)}


def _suspended(case, day: str) -> Q:
    """Only those who were ever suspended are asked when: the rest are most, and asking of each row is slow."""
    known = {item.mandate for item in case.interruptions if item.approved and item.kind in SUSPENDING}
    return Q(mandate__in=known) & conditions.in_suspension(day) if known else NEVER
