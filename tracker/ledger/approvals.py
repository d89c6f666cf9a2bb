"""Verbs on approvals (审定): the results of a period are approved as they stood on a day, or that is taken back."""

from datetime import date, timedelta

from django.db import transaction

from ..models import Approval, AssessmentPeriod, Role
from .errors import Refused
from .rights import Rights
from .trail import By, change, create


def final_from(period: AssessmentPeriod) -> date:
    """The first day as of which nothing of a period runs any more: it is over, and so is the time to register."""
    until = period.registration_until
    return max(period.ends_on, until + timedelta(days=1)) if until else period.ends_on


def named(period: AssessmentPeriod) -> str:
    """What a period is called in a sentence: 2025 年度, 本届."""
    return f"{period.label} 年度" if period.cycle == "year" else period.label


def may_approve(rights: Rights, period: AssessmentPeriod) -> bool:
    """Whether a user keeps the approvals of a period: as the office of its body."""
    of = (None, period.term.body_id)
    return rights.is_system or any(grant.role == Role.OFFICE and grant.body_id in of for grant in rights.grants)


def need_approvable(by: By, period: AssessmentPeriod, as_of: date, approved_on: date):
    """Refuse an approval by who is not of the office of the body, of what is not final, of a day to come, or again."""
    _need_right(by, period)
    _need_final(period, as_of)
    if as_of > approved_on:
        raise Refused(f"结果截至日 {as_of} 不能晚于审定日期 {approved_on}。")
    if approved_on > by.day:
        raise Refused(f"审定日期 {approved_on} 还没有到（今天是 {by.day}），请在审定以后登记。")
    if Approval.objects.filter(period=period, withdrawn_on=None).exists():
        raise Refused(f"{named(period)}的结果已经审定；如须重新审定，请先撤销原来的审定。")


@transaction.atomic
def approve_results(
    by: By, period: AssessmentPeriod, as_of: date, approved_on: date, approved_by: str, document: str = ""
) -> Approval:
    """Record that somebody (主任会议 …) approved the results of a period as they stood at the end of ``as_of``.

    Refused as ``need_approvable`` says, and without a word on who approved.
    """
    need_approvable(by, period, as_of, approved_on)
    values = {"period": period, "as_of": as_of, "approved_on": approved_on, "approved_by": approved_by.strip()}
    row = Approval(**values, document=document.strip(), recorded_by=by.user, recorded_at=by.at)
    return create(by, row, "approve")


@transaction.atomic
def withdraw_approval(by: By, approval: Approval, reason: str) -> Approval:
    """Take an approval back, with a reason; the row stays, and leaders no longer see the results."""
    _need_right(by, approval.period)
    if approval.withdrawn_on:
        raise Refused(f"这次审定已于 {approval.withdrawn_on} 撤销。")
    if not reason.strip():
        raise Refused("撤销审定须写明原因。")
    return change(by, approval, "withdraw_approval", {"withdrawn_on": by.day}, note=reason.strip())


def _need_right(by, period):
    if not may_approve(Rights.of(by), period):
        raise Refused(f"「{by.user}」没有登记或撤销「{period.term}」审定的权限；须由该机构的人代工委办理。")


def _need_final(period, as_of):
    first = final_from(period)
    if as_of < first:
        raise Refused(
            f"{named(period)}的结果到 {first} 才不再变化，结果截至日不能是 {as_of}；请填 {first} 或以后的日期。"
        )
