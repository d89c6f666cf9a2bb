"""The verdict: met, short, running, exempt, unknown or not applicable. Pure: no Django inside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ..rules.book import Requirement, Value
from .periods import Interruption, Mandate, Period, Session, Span, clip, days, holds, leaves, meet, merge, served

NOT_APPLICABLE, MET, EXEMPT = "not_applicable", "met", "exempt"
UNKNOWN, RUNNING, SHORT = "unknown", "running", "short"
OUTCOMES = (MET, RUNNING, SHORT, UNKNOWN, EXEMPT, NOT_APPLICABLE)

AWAITS_VERIFICATION = "待审核"
ROLL_OPEN = "发言名单未齐"
SESSION_MISSING = "会议未登记"
STILL_REGISTERING = "补登期内"
NO_SESSION = "没有可参加的会议"
SHORT_PERIOD = 90

Counts = Mapping[tuple[int, str, tuple[str, str]], tuple[int, int]]


class Finding(NamedTuple):
    """One verdict: what one requirement asks of one mandate in one period, and what there is."""

    mandate: int
    regulation: str
    requirement: str
    period: tuple[str, str]
    required: int | None
    counted: int
    pending: int
    outcome: str
    reason: str
    served_days: int
    days: int
    pace: str = ""
    latest_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a requirement comes to for a service and its counts, whoever served."""

    required: int | None
    outcome: str
    reason: str
    pace: str = ""
    latest_on: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """How somebody served in a period as of a day; mandates alike in all this share one."""

    period: Period
    rolls: frozenset[int]
    served: list[Span]
    leave: list[Span]
    in_period: tuple[Session, ...]
    sessions: tuple[Session, ...]
    over: bool
    served_days: int
    days: int


def evaluate(
    mandates: Iterable[Mandate],
    counts: Counts,
    interruptions: Iterable[Interruption],
    sessions: Iterable[Session],
    requirements: Iterable[Requirement],
    periods: Iterable[Period],
    on: date,
) -> list[Finding]:
    """The findings of every mandate that has started by ``on`` and has a day in the period.

    ``counts`` maps (mandate, requirement code, period key) to (counted, pending); what is missing is (0, 0).
    """
    requirements = tuple(requirements)
    of_mandate = defaultdict(list)
    for interruption in interruptions:
        of_mandate[interruption.mandate].append(interruption)
    known = tuple(sorted(sessions, key=lambda session: session.opens_on))
    plans = [(period, _in_period(known, period), _asked(requirements, period)) for period in periods]
    bench, findings = Bench(on), []
    for mandate in mandates:
        for period, in_period, asked in plans:
            if not is_listed(mandate, period, on):
                continue
            service = bench.service(mandate, period, of_mandate.get(mandate.id, []), in_period)
            findings += [bench.find(mandate, service, *item, counts) for item in asked if _concerns(item[0], mandate)]
    return findings


def is_listed(mandate: Mandate, period: Period, on: date) -> bool:
    """Whether a mandate has started by ``on`` and has a day in the period."""
    ended = mandate.ends_on is not None and mandate.ends_on <= period.starts_on
    return mandate.starts_on <= on and mandate.starts_on < period.ends_on and not ended


class Bench:
    """Judges as of a day, and remembers: most deputies serve alike, and equal cases get the verdict once reached."""

    def __init__(self, on: date):
        self.on = on
        self.services: dict[tuple[object, ...], Service] = {}
        self.verdicts: dict[tuple[object, ...], Verdict] = {}

    def service(
        self, mandate: Mandate, period: Period, interruptions: list[Interruption], in_period: tuple[Session, ...]
    ) -> Service:
        """The service of a mandate in a period."""
        cuts = tuple((item.kind, item.starts_on, item.ends_on, item.approved) for item in interruptions)
        key = (period.key, mandate.starts_on, mandate.ends_on, mandate.rolls, cuts)
        if key not in self.services:
            self.services[key] = serve(mandate, period, interruptions, in_period, self.on)
        return self.services[key]

    def find(
        self, mandate: Mandate, service: Service, requirement: Requirement, value: Value, counts: Counts
    ) -> Finding:
        """The finding of one requirement for a mandate."""
        period = service.period.key
        counted, pending = counts.get((mandate.id, requirement.code, period), (0, 0))
        key = (service, requirement.code, counted, pending)
        if key not in self.verdicts:
            self.verdicts[key] = verdict_of(service, value, counted, pending, self.on)
        verdict = self.verdicts[key]
        return Finding(
            mandate.id,
            requirement.regulation,
            requirement.code,
            period,
            verdict.required,
            counted,
            pending,
            verdict.outcome,
            verdict.reason,
            service.served_days,
            service.days,
            verdict.pace,
            verdict.latest_on,
        )


def _in_period(sessions: Iterable[Session], period: Period) -> tuple[Session, ...]:
    return tuple(session for session in sessions if clip(session.span, period.span))


def _asked(requirements: Iterable[Requirement], period: Period) -> list[tuple[Requirement, Value]]:
    of_cycle = [item for item in requirements if item.cycle == period.cycle]
    valued = [(item, item.in_force(period.starts_on)) for item in of_cycle]
    return [(item, value) for item, value in valued if value is not None]


def _concerns(requirement: Requirement, mandate: Mandate) -> bool:
    return mandate.grassroots or not requirement.grassroots_only


def serve(
    mandate: Mandate, period: Period, interruptions: list[Interruption], in_period: tuple[Session, ...], on: date
) -> Service:
    """The service of a mandate in a period, with the sessions that have a served day of it."""
    spans = served(mandate, period, interruptions)
    attended = tuple(session for session in in_period if meet(spans, [session.span]))
    ended = mandate.ends_on is not None and mandate.ends_on <= on
    return Service(
        period,
        mandate.rolls,
        spans,
        meet(spans, leaves(interruptions)) if interruptions else [],
        in_period,
        attended,
        on >= period.ends_on or ended,
        days(spans),
        days([period.span]),
    )


def verdict_of(service: Service, value: Value, counted: int, pending: int, on: date) -> Verdict:
    """The verdict of one requirement, with pace and last day while it is running."""
    required, outcome, reason = _decide(service, value, counted, pending, on)
    if outcome != RUNNING or required is None:
        return Verdict(required, outcome, reason)
    latest = service.period.registration_until if reason else latest_day(service, value)
    return Verdict(required, outcome, reason, pace_of(service, value, required, counted, on), latest)


def _decide(service: Service, value: Value, counted: int, pending: int, on: date) -> tuple[int | None, str, str]:
    required, reason = required_of(service, value)
    if required is None:
        return None, NOT_APPLICABLE, reason
    if counted >= required:
        return required, MET, ""
    if is_exempt(service, value):
        return required, EXEMPT, ""
    return required, *_unmet(service, value, counted + pending >= required, on)


def required_of(service: Service, value: Value) -> tuple[int | None, str]:
    """How much is required in this part of a period, or None and why nothing is."""
    least, minimum = min(value.min_service_days, service.days), value.minimum or 0
    if service.served_days == 0 or service.served_days < least:
        return None, f"在任不足 {max(least, 1)} 天"
    if value.part_period == "session":
        return _required_at_sessions(service, minimum)
    if value.part_period == "proportional":
        return max(1, minimum * service.served_days // service.days), ""
    return minimum, ""


def _required_at_sessions(service: Service, minimum: int) -> tuple[int | None, str]:
    if not service.sessions and (service.in_period or service.days < SHORT_PERIOD):
        return None, NO_SESSION
    return minimum, ""


def is_exempt(service: Service, value: Value) -> bool:
    """Whether approved leave covers enough: half of the served days, or every served session day."""
    if not service.leave:
        return False
    if value.part_period != "session":
        return 2 * days(service.leave) >= service.served_days
    session_days = _session_days(service)
    return bool(session_days) and days(meet(session_days, service.leave)) == days(session_days)


def _session_days(service: Service) -> list[Span]:
    return meet(service.served, merge(session.span for session in service.sessions))


def _unmet(service: Service, value: Value, pending_suffices: bool, on: date) -> tuple[str, str]:
    at_sessions = value.part_period == "session"
    closed = all(session.closes_on < on for session in service.sessions)
    if not service.over and not (at_sessions and service.sessions and closed):
        return RUNNING, ""
    if at_sessions and any(session.id not in service.rolls for session in service.sessions):
        return UNKNOWN, ROLL_OPEN
    if pending_suffices:
        return UNKNOWN, AWAITS_VERIFICATION
    if at_sessions and not service.sessions:
        return UNKNOWN, SESSION_MISSING
    return (RUNNING, STILL_REGISTERING) if _still_registering(service, at_sessions and closed, on) else (SHORT, "")


def _still_registering(service: Service, gap_is_final: bool, on: date) -> bool:
    until = service.period.registration_until
    return not gap_is_final and until is not None and on <= until


def pace_of(service: Service, value: Value, required: int, counted: int, on: date) -> str:
    """Counted against required × elapsed share of the days that matter: ahead, on_pace or behind."""
    relevant = _session_days(service) if value.part_period == "session" else service.served
    elapsed = days(meet(relevant, [(0, on.toordinal())]))
    expected = required * elapsed // max(days(relevant), 1)
    if counted == expected:
        return "on_pace"
    return "ahead" if counted > expected else "behind"


def latest_day(service: Service, value: Value) -> date | None:
    """The last day on which the requirement can still be met; None when no session is known yet."""
    spans = _session_days(service) if value.part_period == "session" else service.served
    return date.fromordinal(spans[-1][1] - 1) if spans else None


def overall(outcomes: Iterable[str]) -> str:
    """The outcome of a regulation in a period from those of its requirements."""
    found = set(outcomes)
    for outcome in (SHORT, UNKNOWN, RUNNING, MET, EXEMPT):
        if outcome in found:
            return outcome
    return NOT_APPLICABLE


def by_mandate(findings: Iterable[Finding]) -> Iterator[tuple[int, list[Finding]]]:
    """Findings grouped by mandate, in the order given."""
    for mandate, group in groupby(findings, key=lambda finding: finding.mandate):
        yield mandate, list(group)


def is_session_day(sessions: Iterable[Session], day: date) -> bool:
    """Whether a day belongs to one of the sessions."""
    return holds((session.span for session in sessions), day.toordinal())
