"""The grouped queries: rows in, what the judge must know out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from .. import models
from ..models import AssessmentPeriod, Delegation, DutyRecord, MandateUnit, Sponsor, Term
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


class NoPeriod(LookupError):
    """The term has no such period; the text is a sentence."""


def period_of(term: Term, year: int | None) -> Period:
    """The period of a calendar year of a term, or of the whole term when ``year`` is None."""
    cycle, label = ("term", None) if year is None else ("year", str(year))
    rows = AssessmentPeriod.objects.filter(term=term, cycle=cycle)
    row = rows.first() if label is None else rows.filter(label=label).first()
    if row is None:
        known = "、".join(AssessmentPeriod.objects.filter(term=term, cycle="year").values_list("label", flat=True))
        raise NoPeriod(f"{term.label}没有 {year or '全届'} 考核周期；已有：{known or '无，请先载入基础数据'}。")
    return Period(row.cycle, row.label, row.starts_on, row.ends_on, row.registration_until)


def year_of(term: Term, day: date) -> int | None:
    """The year of a term that a day lies in; the last one begun when the day is past the term."""
    begun = AssessmentPeriod.objects.filter(term=term, cycle="year", starts_on__lte=day).order_by("-starts_on")
    row = begun.first() or AssessmentPeriod.objects.filter(term=term, cycle="year").order_by("starts_on").first()
    return int(row.label) if row else None


def gather(term: Term, mandates, periods: list[Period], on: date) -> Case:
    """The case of some mandates (an ordered queryset of one term) over some periods as of a day."""
    sessions = sessions_of(term)
    rolls = _complete_rolls(term, mandates, sessions)
    pure = [
        Mandate(row.pk, row.starts_on, row.ends_on, row.is_grassroots, rolls.get(row.pk, frozenset()))
        for row in mandates
    ]
    return Case(term, load.load(term), sessions, pure, interruptions_of(mandates), periods, on)


def sessions_of(term: Term) -> tuple[Session, ...]:
    """The sessions of a term."""
    return tuple(Session(*row) for row in term.sessions.order_by("opens_on").values_list("pk", "opens_on", "closes_on"))


def interruptions_of(mandates) -> list[Interruption]:
    """The interruptions of some mandates, voided ones left out."""
    rows = models.Interruption.objects.filter(mandate__in=mandates.order_by(), is_void=False)
    return [
        Interruption(*row)
        for row in rows.values_list("mandate", "kind", "starts_on", "ends_on", "approved").order_by("pk")
    ]


def _complete_rolls(term, mandates, sessions) -> dict[int, frozenset[int]]:
    complete = set(
        Delegation.objects.filter(session__term=term, speech_roll_completed_on__isnull=False).values_list(
            "session", "unit"
        )
    )
    if not complete:
        return {}
    found = defaultdict(set)
    for mandate, spells in _spells(mandates).items():
        for session in sessions:
            if (session.id, _unit_at(spells, session)) in complete:
                found[mandate].add(session.id)
    return {mandate: frozenset(ids) for mandate, ids in found.items()}


def _spells(mandates) -> dict[int, list[tuple]]:
    found = defaultdict(list)
    rows = MandateUnit.objects.filter(mandate__in=mandates.order_by()).order_by("starts_on")
    for mandate, unit, starts_on, ends_on in rows.values_list("mandate", "unit", "starts_on", "ends_on"):
        found[mandate].append((unit, starts_on, ends_on))
    return found


def _unit_at(spells, session) -> int | None:
    there = [
        unit
        for unit, starts_on, ends_on in spells
        if starts_on <= session.closes_on and (ends_on is None or ends_on > session.opens_on)
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
    """(counted, pending) by mandate, requirement and period; two grouped queries a period."""
    found: dict = defaultdict(lambda: (0, 0))
    for period in case.periods:
        rows = [*_duty_rows(case, period), *_sponsor_rows(case, period)]
        for requirement in case.book.requirements(period.cycle):
            _add(found, requirement, applied(requirement, period), period, rows)
    return dict(found)


def applied(requirement: Requirement, period: Period) -> Value:
    """The value that names the kinds: the one in force, else the oldest (for bare counts)."""
    return requirement.in_force(period.starts_on) or requirement.values[0]


def _add(found, requirement, value, period, rows):
    places: dict = defaultdict(lambda: (0, 0))
    for mandate, kind, place, counted, pending in rows:
        if kind in value.kinds:
            old = places[mandate, place]
            places[mandate, place] = old[0] + counted, old[1] + pending
    for (mandate, _), (counted, pending) in places.items():
        key = mandate, requirement.code, period.key
        counted, pending = capped(counted, pending, value.half_day_cap)
        found[key] = found[key][0] + counted, found[key][1] + pending


def capped(counted: int, pending: int, cap: int | None) -> tuple[int, int]:
    """(counted, pending) of one half-day under a cap."""
    if cap is None:
        return counted, pending
    return min(counted, cap), min(counted + pending, cap) - min(counted, cap)


def _duty_rows(case, period):
    rows = DutyRecord.objects.filter(
        _served("occurred_on", "mandate__", period, case.on),
        _in_time(case.sessions),
        term=case.term,
        attendance=DutyRecord.Attendance.ATTENDED,
        **narrow(case),
    ).filter(~_suspended(case, "occurred_on"))
    places = _places(case, period, "occurred_on", "half_day")
    grouped = (
        rows.order_by()
        .values("mandate_id", "kind__code", *places)
        .annotate(
            counted=Count("pk", filter=Q(state=State.VERIFIED)), pending=Count("pk", filter=Q(state=State.SUBMITTED))
        )
    )
    for mandate, kind, counted, pending, *place in grouped.values_list(
        "mandate_id", "kind__code", "counted", "pending", *places
    ):
        yield mandate, kind, tuple(place), counted, pending


def _sponsor_rows(case, period):
    rows = Sponsor.objects.filter(
        _served("suggestion__submitted_on", "mandate__", period, case.on), suggestion__term=case.term, **narrow(case)
    ).filter(~_suspended(case, "suggestion__submitted_on"))
    places = _places(case, period, "suggestion__submitted_on")
    fields = ["mandate_id", "suggestion__kind", "role"]
    grouped = (
        rows.order_by()
        .values(*fields, *places)
        .annotate(
            counted=Count("pk", filter=Q(suggestion__state="accepted")),
            pending=Count("pk", filter=Q(suggestion__state="submitted")),
        )
    )
    for mandate, kind, role, counted, pending, *day in grouped.values_list(*fields, "counted", "pending", *places):
        yield mandate, f"{kind}_{role}", (*day, "") if day else (), counted, pending


def narrow(case: Case) -> dict:
    """The filter that names the mandate of a case of one; a larger case is filtered by its term."""
    return {"mandate": case.mandates[0].id} if len(case.mandates) == 1 else {}


def _places(case, period, *fields) -> list[str]:
    values = [applied(requirement, period) for requirement in case.book.requirements(period.cycle)]
    return list(fields) if any(value.half_day_cap is not None for value in values) else []


def _served(day: str, mandate: str, period: Period, on: date) -> Q:
    before = min(period.ends_on, on + timedelta(days=1)) if on < date.max else period.ends_on
    in_window = Q(**{f"{day}__gte": period.starts_on, f"{day}__lt": before})
    held = Q(**{f"{mandate}ends_on": None}) | Q(**{f"{day}__lt": F(f"{mandate}ends_on")})
    return in_window & held & Q(**{f"{day}__gte": F(f"{mandate}starts_on")})


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
