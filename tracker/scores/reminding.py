"""Who should be reminded now, and of what: deputies who can still complete, groups that owe, units that are late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ..models import Assignment, Body, Group, Term
from ..rules.book import Requirement
from . import inbox, reporting
from .facts import Case
from .judge import EXEMPT, NOT_APPLICABLE, RUNNING, STILL_REGISTERING, Finding
from .months import Cell
from .periods import Session, holds, suspensions
from .seats import Place
from .summary import Judgement, Standing
from .turns import Turn

AT_SESSIONS = "session"
PRESSING, LATE, WAITING = "pressing", "late", "waiting"
State = Assignment.State


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that can still be met, and that what is registered and what waits do not meet."""

    requirement: Requirement
    finding: Finding
    at_sessions: bool

    @property
    def missing(self) -> int:
        """How many must still be made beside those that are counted and those that wait to be verified."""
        return (self.finding.required or 0) - self.finding.counted - self.finding.pending

    @property
    def until(self) -> date:
        """The last day on which it can be met."""
        return self.finding.latest_on

    @property
    def is_over(self) -> bool:
        """Whether the period is over, so that what was done in it can be registered and nothing can be done."""
        return self.finding.reason == STILL_REGISTERING

    @property
    def is_behind(self) -> bool:
        """Whether less is registered than the elapsed part of the period asks for."""
        return self.finding.pace == "behind"


@dataclass(frozen=True)
class DeputyDue:
    """A deputy with all that is required of him or her in the asked cycles, and the gaps that can still be closed."""

    standing: Standing
    asked: tuple[tuple[Requirement, Finding], ...]
    gaps: tuple[Gap, ...]

    @property
    def pk(self) -> int:
        return self.standing.mandate.pk

    @property
    def name(self) -> str:
        return self.standing.name

    @property
    def until(self) -> date:
        """The earliest last day among the gaps."""
        return min(gap.until for gap in self.gaps)

    @property
    def liaison_group(self) -> Place | None:
        """The liaison group of the deputy's last day that matters; None outside of any."""
        return next((group for group in self.standing.groups if group.kind == Group.Kind.LIAISON), None)


@dataclass(frozen=True)
class GroupDue:
    """A liaison group with the months that are over and not reported, or returned and not mended."""

    group: Group
    missing: tuple[Cell, ...]
    to_mend: tuple[Cell, ...]

    @property
    def pk(self) -> int:
        return self.group.pk

    @property
    def name(self) -> str:
        return self.group.name


@dataclass(frozen=True)
class UnitDue:
    """A handling unit with its system and the assignments that wait for its reply, each with its turn, oldest first."""

    unit: Body
    system: Body | None
    shares: tuple[tuple[Assignment, Turn], ...]

    @property
    def pk(self) -> int:
        return self.unit.pk

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def late(self) -> int:
        """How many are overdue."""
        return sum(turn.late for _row, turn in self.shares)

    @property
    def at_risk(self) -> int:
        """How many are due within the days of the rule."""
        return sum(turn.at_risk for _row, turn in self.shares)


def sitting(case: Case) -> Session | None:
    """The session that sits on the day of a case, its closing day included; None between sessions."""
    return next((session for session in case.sessions if session.opens_on <= case.on <= session.closes_on), None)


def deputies(judgement: Judgement, cycles: Iterable[str], requirement: str = "") -> list[DeputyDue]:
    """The serving deputies with a gap in some cycles, perhaps in one requirement alone, in official order.

    Nobody is reminded of what can no longer be done, is not asked or only waits to be verified; of what only a session
    can fill, while one sits; and nobody at all while suspended.
    """
    asked = [(item, value.part_period == AT_SESSIONS) for cycle in cycles for item, value in judgement.asked(cycle)]
    asked = [(item, at_sessions) for item, at_sessions in asked if requirement in ("", item.code)]
    sits, away = sitting(judgement.case) is not None, _suspended(judgement.case)
    rows = (row for row in judgement.standings if row.mandate.pk not in away and _serves(row, judgement.on))
    found = (_deputy(row, asked, sits) for row in rows)
    return [due for due in found if due.gaps]


def _serves(standing, on) -> bool:
    return standing.mandate.ends_on is None or standing.mandate.ends_on > on


def _suspended(case) -> set[int]:
    day = case.on.toordinal()
    return {item.mandate for item in case.interruptions if holds(suspensions([item]), day)}


def _deputy(standing, asked, sits) -> DeputyDue:
    found = [(item, standing.findings[item.code], at) for item, at in asked if item.code in standing.findings]
    named = tuple((item, finding) for item, finding, _at in found if finding.outcome not in (EXEMPT, NOT_APPLICABLE))
    gaps = [Gap(*row) for row in found if row[1].outcome == RUNNING]
    return DeputyDue(standing, named, tuple(gap for gap in gaps if _is_open(gap, sits)))


def _is_open(gap, sits) -> bool:
    return gap.missing > 0 and gap.until is not None and (sits or not gap.at_sessions)


def groups(rows: Iterable[Group], term: Term, years: Iterable[int], on: date) -> list[GroupDue]:
    """The liaison groups of a term that owe something of the months of some years that are over, in official order."""
    rows = list(rows)
    boards = [reporting.judge(term, rows, year, on) for year in sorted(years)]
    found = [
        GroupDue(
            group,
            tuple(cell for board in boards for cell in board.due(group.pk)),
            tuple(cell for board in boards for cell in board.to_mend(group.pk)),
        )
        for group in rows
    ]
    return [due for due in found if due.missing or due.to_mend]


def units(assignments: QuerySet, by: inbox.Frame, which: str = PRESSING) -> list[UnitDue]:
    """The units among some assignments that owe a reply, by system and in official order.

    ``which`` assignments: those overdue or at risk (``pressing``), those overdue (``late``), or all that wait for a
    reply of the unit (``waiting``).
    """
    waiting = Q(state__in=[State.ASSIGNED, State.REHANDLING])
    rows = inbox.timed(assignments).filter(waiting & _condition(by, which)).select_related("suggestion__term", "unit")
    of_unit: dict[Body, list] = {}
    for row in rows.defer("suggestion__text").order_by("due_now", "suggestion__number", "pk"):
        of_unit.setdefault(row.unit, []).append((row, by.turn(row, row.suggestion.term.body_id)))
    return sorted(_with_systems(of_unit), key=_official)


def _condition(by, which) -> Q:
    tabs = inbox.tabs(by)
    return {PRESSING: tabs["late"] | tabs["at_risk"], LATE: tabs["late"], WAITING: Q()}[which]


def _with_systems(of_unit) -> Iterator[UnitDue]:
    systems = Body.objects.systems() if of_unit else {}
    heads = Body.objects.in_bulk({systems[unit.pk] for unit in of_unit if unit.pk in systems})
    for unit, shares in of_unit.items():
        yield UnitDue(unit, heads.get(systems.get(unit.pk)), tuple(shares))


def _official(due: UnitDue):
    system = due.system
    return system is None, system.order if system else 0, system.pk if system else 0, due.unit.order, due.unit.name
