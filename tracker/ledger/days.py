"""Verbs on the calendar of working days, and what a late change of it does to open cases."""

from functools import cache

from django.db import transaction
from django.db.models import F

from ..models import Assignment, CalendarDay, Rehandling
from ..rules import load
from ..rules.deadlines import due
from .errors import Refused
from .rights import On, need_right
from .trail import By, change, create

OPEN = (Assignment.State.ASSIGNED, Assignment.State.RETURN_ASKED)


@transaction.atomic
def set_day(by: By, day, is_workday: bool, note: str) -> CalendarDay:
    """Say of a day that it is, or is not, a working day; the due days of open cases follow."""
    need_right(by, "set_day", "设定工作日", On())
    if not note.strip():
        raise Refused("请写明依据，如放假通知的文号。")
    row = CalendarDay.objects.filter(day=day).first()
    values = {"is_workday": is_workday, "note": note}
    if row is None:
        row = create(by, CalendarDay(day=day, **values), "set_day")
    else:
        change(by, row, "set_day", values)
    redate(by, f"{day} 设为{'工作日' if is_workday else '非工作日'}（{note}）")
    return row


@transaction.atomic
def redate(by: By, why: str) -> int:
    """Move the computed due days of open cases to what the calendar now says; how many moved.

    Days given explicitly stay. An extension only moves on, from a day that is no working day any more.
    The calendar is read when the cases are locked: whoever set another day meanwhile is not undone.
    """
    first, later = list(_open_first()), list(_open_rounds())
    frame = load.workdays(), cache(load.handling)
    moved = [_redate_first(by, row, *frame, why) for row in first]
    return sum(moved + [_redate_round(by, row, *frame, why) for row in later])


def _open_first():
    rows = Assignment.objects.select_for_update(of=("self",)).filter(state__in=OPEN)
    return rows.select_related("suggestion__term__body__parent")


def _open_rounds():
    rows = Rehandling.objects.select_for_update(of=("self",)).filter(cancelled_on=None, assignment__state="rehandling")
    return rows.filter(round=F("assignment__round")).select_related("assignment__suggestion__term__body__parent")


def _redate_first(by, row, workdays, rule_of, why) -> bool:
    values = {}
    if not row.due_given:
        rule = rule_of(row.suggestion.term.body, row.assigned_on)
        day = due(row.assigned_on, rule.months(row.role, row.is_hard), workdays).due_on
        values["due_on"] = day
    if row.extended_to:
        values["extended_to"] = workdays.roll(row.extended_to)
    return _move(by, row, values, why)


def _redate_round(by, row, workdays, rule_of, why) -> bool:
    rule = rule_of(row.assignment.suggestion.term.body, row.assignment.assigned_on)
    return _move(by, row, {"due_on": due(row.opened_on, rule.rehandle_months, workdays).due_on}, why)


def _move(by, row, values, why) -> bool:
    moved = [f"{getattr(row, name)} → {value}" for name, value in values.items() if getattr(row, name) != value]
    if moved:
        change(by, row, "redate", values, f"{'，'.join(moved)}：{why}")
    return bool(moved)
