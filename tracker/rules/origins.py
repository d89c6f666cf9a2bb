"""How the due days of an assignment came about, in Chinese sentences. Pure: no Django."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from .deadlines import Due, Handling, due, explain
from .workdays import Workdays


class Assigned(Protocol):
    """An assignment with its days."""

    role: str
    is_hard: bool
    assigned_on: date
    due_on: date
    due_given: bool
    extended_on: date | None
    extended_to: date | None


class Reopened(Protocol):
    """A later round with its days."""

    round: int
    opened_on: date
    due_on: date
    cancelled_on: date | None


def origins(row: Assigned, rounds: Iterable[Reopened], rule: Handling, workdays: Workdays) -> list[str]:
    """How each due day of an assignment came about: start, rule, months, days moved, extension, rounds."""
    found = [first_due(row, rule, workdays)]
    if row.extended_to:
        found.append(f"{row.extended_on} 准予延期至 {row.extended_to}（不超过交办之日起 {rule.limit_months} 个月）。")
    return found + [round_due(item, rule, workdays) for item in rounds if item.cancelled_on is None]


def first_due(row: Assigned, rule: Handling, workdays: Workdays) -> str:
    """How the due day of the first round came about, before any extension."""
    if row.due_given:
        return f"{row.assigned_on} 交办，期限 {row.due_on} 由交办时指定。"
    months = rule.months(row.role, row.is_hard)
    hard = "涉及面广、处理难度大。" if row.is_hard else ""
    return hard + _said(due(row.assigned_on, months, workdays), row.due_on, rule.basis, workdays, "交办")


def round_due(row: Reopened, rule: Handling, workdays: Workdays) -> str:
    """How the due day of a later round came about."""
    again = due(row.opened_on, rule.rehandle_months, workdays)
    return f"第 {row.round} 轮：{_said(again, row.due_on, rule.basis, workdays, '重新办理')}"


def _said(computed: Due, stored: date, basis: str, workdays: Workdays, act: str) -> str:
    text = explain(computed, basis, workdays, act)
    if computed.due_on == stored:
        return text
    return f"{text}办理结束前的期限为 {stored}，日历其后的调整不改变已办理的期限。"
