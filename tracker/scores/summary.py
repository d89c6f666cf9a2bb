"""Findings put beside the deputies they are about, and counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from ..models import Mandate, Term
from ..rules.book import Book, Regulation, Requirement, Value
from ..rules.resting import without_collecting
from . import facts
from .judge import OUTCOMES, Finding, by_mandate, overall
from .periods import Period, days, served
from .seats import Place, Seat, group_spells


@dataclass(frozen=True)
class Standing:
    """One deputy and how he or she stands in the judged periods."""

    mandate: Seat
    unit: Place | None
    groups: tuple[Place, ...]
    served_days: int
    findings: dict[str, Finding] = field(default_factory=dict)
    overall: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return self.mandate.number

    @property
    def name(self) -> str:
        return self.mandate.name

    def outcome(self, regulation: str, cycle: str) -> str:
        """The overall outcome of a regulation in a cycle; not applicable where nothing was asked."""
        return self.overall.get((regulation, cycle), "not_applicable")

    def group_names(self, kind: str) -> str:
        """The names of the groups of a kind."""
        return "、".join(group.name for group in self.groups if group.kind == kind)


@dataclass(frozen=True)
class Judgement:
    """The standings of a term's deputies over some periods as of a day, ``later`` ones among them left out so far."""

    case: facts.Case
    standings: list[Standing]
    later: tuple[Period, ...] = ()

    @property
    def term(self) -> Term:
        return self.case.term

    @property
    def book(self) -> Book:
        return self.case.book

    @property
    def on(self) -> date:
        return self.case.on

    def period(self, cycle: str) -> Period | None:
        """The judged period of a cycle."""
        return next((period for period in self.case.periods if period.cycle == cycle), None)

    @property
    def leading(self) -> Regulation | None:
        """The regulation that heads the book; its overall outcome is the deputy's."""
        return next(iter(self.book.regulations), None)

    @property
    def leading_code(self) -> str:
        """The code of the leading regulation; empty when none applies."""
        return self.leading.code if self.leading else ""

    def asked(self, cycle: str) -> list[tuple[Requirement, Value]]:
        """The requirements of a cycle in official order, each with its value in force when the period begins."""
        if cycle not in self._asked:
            period = self.period(cycle)
            valued = [(item, item.in_force(period.starts_on)) for item in self.book.requirements(cycle) if period]
            self._asked[cycle] = [(item, value) for item, value in valued if value is not None]
        return self._asked[cycle]

    @cached_property
    def _asked(self) -> dict[str, list[tuple[Requirement, Value]]]:
        """What is asked in each cycle, once it is known: the strip of every deputy wants it."""
        return {}


@without_collecting()
def judge(term: Term, mandates, periods: list[Period], on: date, *, is_part: bool = False) -> Judgement:
    """Judge mandates (a queryset of one term) over periods; the first period gives served days, unit and groups.

    ``is_part`` says that these are few of the term's mandates, whose records are asked for by name.
    """
    return next(judge_in_turn(term, mandates, periods, on, is_part=is_part))


def judge_in_turn(
    term: Term, mandates, periods: list[Period], on: date, *, is_part: bool = False
) -> Iterator[Judgement]:
    """The judgement that lists who has a day in a period, for each of the periods in turn; all is counted but once."""
    with without_collecting():
        case = facts.gather(term, mandates.listed(), periods, on, is_part=is_part)
        groups, found = group_spells(mandates, term), dict(by_mandate(facts.judge(case)))
    for period in periods:
        yield _listing(replace(case, periods=sorted(periods, key=lambda other: other != period)), groups, found)


def judge_first(term: Term, mandates, periods: list[Period], on: date, *, is_part: bool = False) -> Judgement:
    """Judge as ``judge`` does, but over the first period only; what is shown of the later ones is ``completed``."""
    first, *later = periods
    found = judge(term, mandates, [first], on, is_part=is_part)
    return Judgement(replace(found.case, periods=periods), found.standings, tuple(later))


def completed(judgement: Judgement, standings: list[Standing]) -> list[Standing]:
    """Some standings of a judgement, judged over its later periods as well; their records alone are asked for."""
    few = {row.mandate.pk for row in standings}
    if not few or not judgement.later:
        return standings
    found = dict(by_mandate(facts.judge(facts.part(judgement.case, few, list(judgement.later)))))
    return [_completed(row, found.get(row.mandate.pk, [])) for row in standings]


def _completed(row, found) -> Standing:
    more = _standing(row.mandate, (), (), 0, found)
    return replace(row, findings=row.findings | more.findings, overall=row.overall | more.overall)


def _listing(case, groups, found) -> Judgement:
    period, standings = case.periods[0], []
    days_of = served_days(case, period)
    for seat in case.seats:
        if _is_in(seat, period, case.on):
            day = _last_day(seat, period, case.on)
            units, own = _held(case.spells, seat, day), _held(groups, seat, day)
            standings.append(_standing(seat, units, own, days_of[seat.pk], found.get(seat.pk, [])))
    return Judgement(case, standings)


def served_days(case: facts.Case, period: Period) -> dict[int, int]:
    """The served days of each mandate of a case in a period."""
    of_mandate = defaultdict(list)
    for interruption in case.interruptions:
        of_mandate[interruption.mandate].append(interruption)
    return {row.id: days(served(row, period, of_mandate[row.id])) for row in case.mandates}


def _is_in(seat, period, on) -> bool:
    ended = seat.ends_on is not None and seat.ends_on <= period.starts_on
    return seat.starts_on <= on and seat.starts_on < period.ends_on and not ended


def _last_day(seat, period, on) -> date:
    """The last day of a seat that matters."""
    ends = [period.ends_on - timedelta(days=1), on]
    if seat.ends_on:
        ends.append(seat.ends_on - timedelta(days=1))
    return max(min(ends), seat.starts_on)


def _held(spells, seat, day) -> tuple[Place, ...]:
    return tuple(spell.place for spell in spells.get(seat.pk, ()) if spell.holds(day))


def _standing(seat, units, groups, served_days, findings) -> Standing:
    outcomes = defaultdict(list)
    for finding in findings:
        outcomes[finding.regulation, finding.period[0]].append(finding.outcome)
    return Standing(
        seat,
        units[-1] if units else None,
        groups,
        served_days,
        {finding.requirement: finding for finding in findings},
        {key: overall(found) for key, found in outcomes.items()},
    )


def count_overall(standings: Iterable[Standing], regulation: str, cycle: str) -> dict[str, int]:
    """How many deputies have each outcome; the six numbers add up to all."""
    found = Counter(standing.outcome(regulation, cycle) for standing in standings)
    return {outcome: found[outcome] for outcome in OUTCOMES}


def count_requirement(standings: Iterable[Standing], requirement: str) -> dict[str, int]:
    """How many deputies have each outcome in one requirement."""
    rows = [standing.findings[requirement].outcome for standing in standings if requirement in standing.findings]
    found = Counter(rows)
    return {outcome: found[outcome] for outcome in OUTCOMES}


@dataclass(frozen=True)
class Narrowing:
    """Which standings are asked for; what is empty does not narrow."""

    text: str = ""
    unit: str = ""
    group: str = ""
    outcome: str = ""
    requirement: str = ""


def narrow(judgement: Judgement, by: Narrowing, cycle: str) -> list[Standing]:
    """The standings that fit: name, number or pinyin; unit; group; overall outcome; outcome of one requirement."""
    rows = _called(judgement, by.text) if by.text else judgement.standings
    return [row for row in rows if _fits_place(row, by) and _fits_outcome(row, by, judgement.leading_code, cycle)]


def _called(judgement, text) -> list[Standing]:
    named = set(Mandate.objects.filter(term=judgement.term).called(text).values_list("pk", flat=True))
    return [row for row in judgement.standings if row.mandate.pk in named]


def _fits_place(row, by) -> bool:
    if by.unit and (row.unit is None or row.unit.name != by.unit):
        return False
    return not by.group or any(group.name == by.group for group in row.groups)


def _fits_outcome(row, by, regulation, cycle) -> bool:
    if by.outcome and row.outcome(regulation, cycle) != by.outcome:
        return False
    if not by.requirement:
        return True
    finding = row.findings.get(by.requirement)
    return finding is not None and (not by.outcome or finding.outcome == by.outcome)


def in_order(standings: list[Standing], by: str) -> list[Standing]:
    """Standings by number, name or electoral unit, with a minus the last first; by anything else as they stand."""
    key = ORDERS.get(by.removeprefix("-"))
    return sorted(standings, key=key, reverse=by.startswith("-")) if key else standings


def _by_unit(row: Standing) -> tuple[int, str]:
    return (row.unit.order, row.unit.name) if row.unit else (UNPLACED, "")


UNPLACED = 10**6
ORDERS = {"number": lambda row: row.number, "name": lambda row: row.name, "unit": _by_unit}


def breakdown(standings: Iterable[Standing], regulation: str, cycle: str, requirements) -> dict[str, dict[str, int]]:
    """For each overall outcome, how many of its deputies have that outcome in each requirement."""
    found: dict[str, Counter] = {outcome: Counter() for outcome in OUTCOMES}
    for row in standings:
        outcome = row.outcome(regulation, cycle)
        for requirement in requirements:
            finding = row.findings.get(requirement.code)
            found[outcome][requirement.code] += finding is not None and finding.outcome == outcome
    return {outcome: {code: n for code, n in counter.items() if n} for outcome, counter in found.items()}


def percent(numerator: int, denominator: int) -> str:
    """A share in per cent with two decimals, rounded half up in integers; empty when there is nothing to divide by."""
    if denominator == 0:
        return ""
    hundredths = (numerator * 20000 + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
