"""Verbs on zero reports: a liaison group says that a month holds nothing to register, or takes that back."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q

from ..models import DutyRecord, Group, GroupMembership, Role, ZeroReport
from ..rules.calendar import chinese_month, month_after
from .errors import Refused
from .rights import Rights
from .trail import CLOCK, By, change, create


def may_report(rights: Rights, group: Group) -> bool:
    """Whether a user speaks for a liaison group: as its liaison, or for the office of its body."""
    return rights.is_system or any(_speaks(grant, group) for grant in rights.grants)


def _speaks(grant, group) -> bool:
    if grant.role == Role.LIAISON:
        return grant.group_id == group.pk
    return grant.role == Role.OFFICE and grant.body_id in (None, group.term.body_id)


@transaction.atomic
def report_nothing(by: By, group: Group, month: date) -> ZeroReport:
    """Say for a liaison group that a month, given by its first day, holds nothing to register (零报告).

    Refused to who does not speak for the group, for a month that asks for no report, and for one with a report.
    """
    _need_right(by, group)
    _need_month(by, group, month)
    _need_silence(group, month)
    return create(by, ZeroReport(group=group, month=month, reported_by=by.user, reported_at=by.at), "report_nothing")


@transaction.atomic
def withdraw(by: By, report: ZeroReport) -> ZeroReport:
    """Take a zero report back; the row stays."""
    _need_right(by, report.group)
    if report.withdrawn_on:
        raise Refused(f"这份零报告已于 {report.withdrawn_on} 撤回。")
    return change(by, report, "withdraw_report", {"withdrawn_on": by.day})


def _need_right(by, group):
    if not may_report(Rights.of(by), group):
        raise Refused(f"「{by.user}」没有为「{group}」报送的权限；须由该组的联络员或人代工委办理。")


def _need_month(by, group, month):
    said, term = chinese_month(month), group.term
    if group.kind != Group.Kind.LIAISON:
        raise Refused(f"「{group}」不是联系组，不需要按月报送。")
    if month > by.day:
        raise Refused(f"{said}尚未开始，不能作零报告；请在该月开始以后报送。")
    if month_after(month) <= term.starts_on or (term.ends_on and month >= term.ends_on):
        raise Refused(f"{said}不在{term}任期内（{term.starts_on} 起），请核对月份。")
    if not _serves(group, month, min(month_after(month), by.day + timedelta(days=1))):
        raise Refused(f"「{group}」在{said}没有在任的代表，不需要报送。")


def _serves(group, first, end) -> bool:
    """Whether a deputy of the group serves on a day of [first, end)."""
    rows = GroupMembership.objects.filter(group=group, starts_on__lt=end, mandate__starts_on__lt=end)
    lasting = Q(ends_on=None) | Q(ends_on__gt=first)
    return rows.filter(lasting, Q(mandate__ends_on=None) | Q(mandate__ends_on__gt=first)).exists()


def _need_silence(group, month):
    said = f"「{group}」{chinese_month(month)}"
    found = DutyRecord.objects.of_groups([group], month, month_after(month)).aggregate(
        live=Count("pk", filter=Q(state__in=DutyRecord.REPORTED)),
        returned=Count("pk", filter=Q(state=DutyRecord.State.RETURNED)),
    )
    if found["live"]:
        raise Refused(f"{said}已有 {found['live']} 条履职活动登记，不是零报告。")
    if found["returned"]:
        raise Refused(f"{said}有 {found['returned']} 条登记退回修改；请修改后重新提交，或者作废以后再作零报告。")
    report = ZeroReport.objects.filter(group=group, month=month, withdrawn_on=None).first()
    if report:
        day = report.reported_at.astimezone(CLOCK).date()
        raise Refused(f"{said}已由{report.reported_by}于 {day} 作零报告，不必再报。")
