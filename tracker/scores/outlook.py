"""What can still be done: who can complete what until when, and what waits for the office besides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from ..models import Group, Term
from ..rules.chain import WAITING
from . import inbox, reporting
from .judge import RUNNING, Finding
from .months import Cell
from .summary import Judgement, Standing


@dataclass(frozen=True)
class Part:
    """How many deputies can still complete one requirement, and the nearest of their last days (None: unknown yet)."""

    requirement: str
    label: str
    count: int
    until: date | None


@dataclass(frozen=True)
class Ahead:
    """How many deputies run in a cycle, by requirement; the nearest last day of all, and the days left until it."""

    count: int
    until: date | None
    days_left: int
    parts: tuple[Part, ...]


def ahead(judgement: Judgement, cycle: str) -> Ahead:
    """Who can still complete the leading regulation of a cycle: those whose overall outcome is running."""
    rows = running(judgement, cycle)
    asked = [item for item, _ in judgement.asked(cycle) if item.regulation == judgement.leading_code]
    parts = tuple(part for item in asked if (part := _part(item, rows)).count)
    until = _nearest(part.until for part in parts)
    return Ahead(len(rows), until, (until - judgement.on).days if until else 0, parts)


def running(judgement: Judgement, cycle: str) -> list[Standing]:
    """The standings that run in the leading regulation of a cycle, in their order."""
    return [row for row in judgement.standings if row.outcome(judgement.leading_code, cycle) == RUNNING]


def _part(item, rows) -> Part:
    found = [finding for row in rows if (finding := _running(row, item.code))]
    return Part(item.code, item.short, len(found), _nearest(finding.latest_on for finding in found))


def _running(row, code) -> Finding | None:
    finding = row.findings.get(code)
    return finding if finding is not None and finding.outcome == RUNNING else None


def _nearest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


@dataclass(frozen=True)
class Answers:
    """How many assignments are late, and how many are soon due."""

    late: int
    at_risk: int


def answers(assignments: QuerySet, term: Term, on: date) -> Answers:
    """The assignments of a term that wait for a reply, as the tabs of their list count them on a day."""
    tabs = inbox.tabs(inbox.frame(on, term.body))
    rows = inbox.due(assignments.filter(suggestion__term=term, state__in=WAITING))
    found = rows.aggregate(late=Count("pk", filter=tabs["late"]), at_risk=Count("pk", filter=tabs["at_risk"]))
    return Answers(found["late"], found["at_risk"])


def silent(term: Term, groups: Iterable[Group], on: date) -> tuple[date, list[tuple[Group, Cell]]]:
    """Last month, and the groups that owe its report: never sent, or returned and not come again."""
    groups, month = list(groups), (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    board = reporting.judge(term, groups, month.year, on, only=month)
    cells = [(group, board.cell(group.pk, month)) for group in groups]
    return month, [(group, cell) for group, cell in cells if cell and (cell.is_due or cell.is_to_mend)]
