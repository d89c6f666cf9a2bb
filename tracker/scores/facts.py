"""The grouped queries: rows in, what the judge must know out."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from .. import models
from ..models import DutyRecord, MandateUnit, Sponsor, Suggestion, Term
from ..rules import load
from ..rules.book import Book, Requirement, Value
from .judge import Counts, Finding, evaluate
from .periods import SUSPENDING, Interruption, Mandate, Period, Session

State = DutyRecord.State


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
    spells: dict[int, list[MandateUnit]] = field(default_factory=dict)


def gather(term: Term, mandates, periods: list[Period], on: date) -> Case:
    """The case of some mandates (an ordered queryset of one term) over some periods as of a day."""
    sessions, complete = sessions_of(term)
    spells = unit_spells(mandates)
    pure = [
        Mandate(
            row.pk, row.starts_on, row.ends_on, row.is_grassroots, _rolls(spells.get(row.pk, []), sessions, complete)
        )
        for row in mandates
    ]
    return Case(term, load.load(term), sessions, pure, interruptions_of(mandates), periods, on, spells)


def sessions_of(term: Term) -> tuple[tuple[Session, ...], set[tuple[int, int]]]:
    """The sessions of a term in order, and the (session, electoral unit) pairs whose speech roll is complete."""
    fields = ("pk", "opens_on", "closes_on", "delegations__unit", "delegations__speech_roll_completed_on")
    rows = list(term.sessions.order_by("opens_on", "pk").values_list(*fields))
    sessions = {row[0]: Session(*row[:3]) for row in rows}
    return tuple(sessions.values()), {(row[0], row[3]) for row in rows if row[4] is not None}


def unit_spells(mandates) -> dict[int, list[MandateUnit]]:
    """The spells of each mandate in electoral units, oldest first."""
    found = defaultdict(list)
    for row in MandateUnit.objects.filter(mandate__in=_bare(mandates)).select_related("unit").order_by("starts_on"):
        found[row.mandate_id].append(row)
    return found


def _bare(mandates):
    return mandates.order_by().values("pk")


def interruptions_of(mandates) -> list[Interruption]:
    """The interruptions of some mandates, voided ones left out."""
    rows = models.Interruption.objects.filter(mandate__in=_bare(mandates), is_void=False)
    return [
        Interruption(*row)
        for row in rows.values_list("mandate", "kind", "starts_on", "ends_on", "approved").order_by("pk")
    ]


def _rolls(spells, sessions, complete) -> frozenset[int]:
    return frozenset(session.id for session in sessions if (session.id, _unit_at(spells, session)) in complete)


def _unit_at(spells, session) -> int | None:
    there = [
        spell.unit_id
        for spell in spells
        if spell.starts_on <= session.closes_on and (spell.ends_on is None or spell.ends_on > session.opens_on)
    ]
    return there[-1] if there else None


def judge(case: Case) -> list[Finding]:
    """The findings of a case: counted with grouped queries, judged by the pure core."""
    return evaluate(
        case.mandates,
        counts(case),
        case.interruptions,
        case.sessions,
        case.book.requirements(),
        case.periods,
        case.on,
    )


def counts(case: Case) -> Counts:
    """(counted, pending) by mandate, requirement and period; one grouped query a source, whatever the periods."""
    asked = [_by_kind(case, period) for period in case.periods]
    places: dict = defaultdict(lambda: [0, 0])
    for mandate, kind, place, numbers in [*_duty_rows(case), *_sponsor_rows(case)]:
        for index, by_kind in enumerate(asked):
            counted, pending = numbers[2 * index], numbers[2 * index + 1]
            for key, cap in by_kind.get(kind, ()) if counted or pending else ():
                slot = places[mandate, *key, cap, place]
                slot[0] += counted
                slot[1] += pending
    return _sums(places)


def _by_kind(case, period) -> dict[str, list[tuple]]:
    """For each kind, the requirements of a period that count it: (code, period key) and the half-day cap."""
    found = defaultdict(list)
    for requirement in case.book.requirements(period.cycle):
        value = applied(requirement, period)
        for kind in value.kinds:
            found[kind].append(((requirement.code, period.key), value.half_day_cap))
    return found


def _sums(places) -> Counts:
    found: dict = {}
    for (mandate, code, period, cap, _), numbers in places.items():
        counted, pending = capped(*numbers, cap)
        old = found.get((mandate, code, period), (0, 0))
        found[mandate, code, period] = old[0] + counted, old[1] + pending
    return found


def applied(requirement: Requirement, period: Period) -> Value:
    """The value that names the kinds: the one in force, else the oldest (for bare counts)."""
    return requirement.in_force(period.starts_on) or requirement.values[0]


def capped(counted: int, pending: int, cap: int | None) -> tuple[int, int]:
    """(counted, pending) of one half-day under a cap."""
    if cap is None:
        return counted, pending
    return min(counted, cap), min(counted + pending, cap) - min(counted, cap)


def _duty_rows(case):
    rows = DutyRecord.objects.filter(
        _served("occurred_on", case),
        _in_time(case.sessions),
        term=case.term,
        attendance=DutyRecord.Attendance.ATTENDED,
        **narrow(case),
    ).filter(~_suspended(case, "occurred_on"))
    places = _places(case, "occurred_on", "half_day")
    numbers = _numbers(case, "occurred_on", Q(state=State.VERIFIED), Q(state=State.SUBMITTED))
    grouped = rows.order_by().values("mandate_id", "kind__code", *places).annotate(**numbers)
    for mandate, kind, *rest in grouped.values_list("mandate_id", "kind__code", *places, *numbers):
        yield mandate, kind, tuple(rest[: len(places)]), rest[len(places) :]


def _sponsor_rows(case):
    day = "suggestion__submitted_on"
    rows = Sponsor.objects.filter(_served(day, case), suggestion__term=case.term, **narrow(case))
    places = _places(case, day)
    accepted = Q(suggestion__accepted_on__isnull=False)
    numbers = _numbers(case, day, accepted, Q(suggestion__state=Suggestion.State.SUBMITTED))
    fields = ["mandate_id", "suggestion__kind", "role", *places]
    grouped = rows.filter(~_suspended(case, day)).order_by().values(*fields).annotate(**numbers)
    for mandate, kind, role, *rest in grouped.values_list(*fields, *numbers):
        place = (rest[0], "") if places else ()
        yield mandate, f"{kind}_{role}", place, rest[len(places) :]


def _numbers(case, day, done: Q, waits: Q) -> dict[str, Count]:
    """Two counts for each period, counted and pending, in order."""
    found = {}
    for index, period in enumerate(case.periods):
        within = Q(**{f"{day}__gte": period.starts_on, f"{day}__lt": period.ends_on})
        found[f"counted{index}"] = Count("pk", filter=within & done)
        found[f"pending{index}"] = Count("pk", filter=within & waits)
    return found


def narrow(case: Case) -> dict:
    """The filter that names the mandate of a case of one; a larger case is filtered by its term."""
    return {"mandate": case.mandates[0].id} if len(case.mandates) == 1 else {}


def _places(case, *fields) -> list[str]:
    asked = [applied(item, period) for period in case.periods for item in case.book.requirements(period.cycle)]
    return list(fields) if any(value.half_day_cap is not None for value in asked) else []


def _served(day: str, case: Case) -> Q:
    first = min(period.starts_on for period in case.periods)
    last = min(max(period.ends_on for period in case.periods) - timedelta(days=1), case.on)
    held = Q(mandate__ends_on=None) | Q(**{f"{day}__lt": F("mandate__ends_on")})
    return Q(**{f"{day}__range": (first, last)}) & held & Q(**{f"{day}__gte": F("mandate__starts_on")})


def _in_time(sessions) -> Q:
    in_session = Q(pk__in=[])
    for session in sessions:
        in_session |= Q(occurred_on__range=(session.opens_on, session.closes_on))
    return Q(kind__timing="any") | Q(kind__timing="session") & in_session | Q(kind__timing="recess") & ~in_session


def _suspended(case, day: str):
    if not any(item.approved and item.kind in SUSPENDING for item in case.interruptions):
        return Q(pk__in=[])
    covering = models.Interruption.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=OuterRef(day)),
        mandate=OuterRef("mandate"),
        kind__in=SUSPENDING,
        approved=True,
        is_void=False,
        starts_on__lte=OuterRef(day),
    )
    return Exists(covering)
