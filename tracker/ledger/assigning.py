"""Verbs between acceptance and reply: refer, assign, receive, return, extend."""

from django.db import transaction

from ..models import Assignment, Body, Referral, Suggestion
from ..rules import load
from ..rules.chain import ASSIGNMENT_LABELS, ASSIGNMENT_MOVES, SUGGESTION_LABELS, SUGGESTION_MOVES
from ..rules.deadlines import add_months, due
from .courses import derive
from .errors import Refused
from .guards import hold, hold_suggestion, need_day, need_move, need_reason
from .rights import On, Rights, need_right
from .trail import By, change, create

Role = Assignment.Role


def need_share(by: By, assignment: Assignment, verb: str):
    """Guard a verb on an assignment: right, state, and nobody faster."""
    label = ASSIGNMENT_LABELS[verb]
    need_right(by, verb, label, On(assignment.suggestion, assignment))
    need_move(ASSIGNMENT_MOVES, ASSIGNMENT_LABELS, assignment, verb)
    hold(assignment)


def _need_suggestion(by, suggestion, verb, on, **about):
    label = SUGGESTION_LABELS[verb]
    need_right(by, verb, label, On(suggestion, **about))
    need_move(SUGGESTION_MOVES, SUGGESTION_LABELS, suggestion, verb)
    if suggestion.is_bill:
        raise Refused(f"「{suggestion}」是议案，由委员会审议；转作建议办理以后才能{label}。")
    need_day(by, on, "交办日期", after=suggestion.accepted_on, called="受理日期")


@transaction.atomic
def refer(by: By, suggestion: Suggestion, system: Body, on, meeting: str = "") -> Referral:
    """Refer a suggestion to a system of units, whose referral office assigns it."""
    _need_suggestion(by, suggestion, "refer", on, system=system)
    if system.kind != Body.Kind.SYSTEM:
        raise Refused(f"「{system}」不是承办系统，请选择政府、党委等系统。")
    hold_suggestion(suggestion)
    return create(by, Referral(suggestion=suggestion, system=system, referred_on=on, meeting=meeting), "refer")


@transaction.atomic
def assign(by: By, suggestion: Suggestion, unit: Body, role: str, on, *, is_hard=False, due_on=None) -> Assignment:
    """Assign a suggestion to a unit; a referral office only what was referred to its system."""
    _need_suggestion(by, suggestion, "assign", on, unit=unit)
    if unit.kind != Body.Kind.UNIT:
        raise Refused(f"「{unit}」不是承办单位。")
    hold_suggestion(suggestion)
    live = suggestion.assignments.exclude(state__in=Assignment.GONE)
    _need_mix(live, role)
    _need_referral(by, suggestion, unit)
    _need_within_limit(suggestion, on, due_on)
    months = load.handling(suggestion.term.body, on).months(role, is_hard)
    day = due_on or due(on, months, load.workdays()).due_on
    row = Assignment(suggestion=suggestion, unit=unit, role=role, assigned_on=on, is_hard=is_hard, due_on=day)
    row.due_given = due_on is not None
    create(by, row, "hand_to")
    suggestion.state = derive(by, suggestion.pk).state
    return row


def _need_mix(live, role):
    roles = set(live.values_list("role", flat=True))
    if role == Role.CO_HANDLER and not roles & set(Assignment.ANSWERING):
        raise Refused("请先确定主办或分办单位，再确定协办单位。")
    if role == Role.HOST and roles & set(Assignment.ANSWERING):
        raise Refused("主办单位只有一个；几个单位分别答复的，请都列为分办。")
    if role == Role.SPLIT_HANDLER and Role.HOST in roles:
        raise Refused("这件建议已有主办单位；请列为协办，或先退办主办单位再分办。")


def _need_referral(by, suggestion, unit):
    """A referral office assigns what was referred to its system; the office itself refers by assigning."""
    if Rights.of(by).is_office(suggestion):
        return
    system = Body.objects.systems().get(unit.pk)
    if not suggestion.referrals.filter(system=system).exists():
        raise Refused(f"「{suggestion}」没有交办到「{unit}」所在的系统，请先由代表工作机构交办。")


def _need_within_limit(suggestion, on, due_on):
    if due_on is None:
        return
    limit = add_months(on, load.handling(suggestion.term.body, on).limit_months)
    if not on < due_on <= limit:
        raise Refused(f"期限须在交办日期 {on} 以后、{limit} 以前（含当日）。")


@transaction.atomic
def receive(by: By, assignment: Assignment, on) -> Assignment:
    """A unit receives an assignment, which starts the working days for a return."""
    need_share(by, assignment, "receive")
    need_day(by, on, "签收日期", after=assignment.assigned_on, called="交办日期")
    if assignment.received_on:
        raise Refused(f"「{assignment}」已于 {assignment.received_on} 签收。")
    return change(by, assignment, "receive", {"received_on": on})


@transaction.atomic
def return_assignment(by: By, assignment: Assignment, on, reason: str) -> Assignment:
    """A unit asks to return an assignment within the working days after receipt; it never passes it on by itself."""
    need_share(by, assignment, "return_assignment")
    need_reason(reason, "退办")
    if assignment.received_on is None:
        raise Refused("请先签收，再申请退办。")
    need_day(by, on, "申请退办日期", after=assignment.received_on, called="签收日期")
    days = load.handling(assignment.suggestion.term.body, assignment.assigned_on).return_workdays
    last = load.workdays().add(assignment.received_on, days)
    if on > last:
        raise Refused(f"申请退办须在签收后 {days} 个工作日内（至 {last}），已超过期限。")
    values = {"state": Assignment.State.RETURN_ASKED, "return_asked_on": on, "return_reason": reason}
    change(by, assignment, "return_assignment", values, reason)
    derive(by, assignment.suggestion_id)
    return assignment


@transaction.atomic
def accept_return(by: By, assignment: Assignment, on, note: str = "") -> Assignment:
    """The referral office accepts a return; with no host or split handler left the suggestion is accepted again."""
    need_share(by, assignment, "accept_return")
    need_day(by, on, "退办日期", after=assignment.return_asked_on, called="申请退办日期")
    change(by, assignment, "accept_return", {"state": Assignment.State.RETURNED, "returned_on": on}, note)
    derive(by, assignment.suggestion_id)
    return assignment


@transaction.atomic
def refuse_return(by: By, assignment: Assignment, reason: str) -> Assignment:
    """The referral office refuses a return; the unit goes on, with the same due day."""
    need_share(by, assignment, "refuse_return")
    need_reason(reason, "不同意退办")
    values = {"state": Assignment.State.ASSIGNED, "return_asked_on": None, "return_reason": ""}
    change(by, assignment, "refuse_return", values, reason)
    derive(by, assignment.suggestion_id)
    return assignment


@transaction.atomic
def extend(by: By, assignment: Assignment, on, to, reason: str) -> Assignment:
    """Extend the due day of the first round before it has passed, never beyond the limit from the assignment on."""
    need_share(by, assignment, "extend")
    need_reason(reason, "延期")
    need_day(by, on, "准予延期日期", after=assignment.assigned_on, called="交办日期")
    need_day(by, on, "准予延期日期", after=assignment.extended_on, called="上次准予延期日期")
    if on > assignment.deadline:
        raise Refused(f"期限 {assignment.deadline} 已过，不能再延期；在期限以前已经准予的，请填写当时的准予日期。")
    rule = load.handling(assignment.suggestion.term.body, assignment.assigned_on)
    limit = add_months(assignment.assigned_on, rule.limit_months)
    if to is None or not assignment.deadline < to <= limit:
        raise Refused(
            f"延期须晚于现在的期限 {assignment.deadline}，且不超过交办之日起 {rule.limit_months} 个月（{limit}）。"
        )
    values = {"extended_on": on, "extended_to": load.workdays().roll(to), "extension_reason": reason}
    return change(by, assignment, "extend", values, reason)
