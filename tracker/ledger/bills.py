"""Verbs on bills: agenda, committee, report and its adoption, or treatment as a suggestion."""

from django.db import transaction

from ..models import Deliberation, Suggestion
from ..rules.chain import SUGGESTION_LABELS as LABELS
from ..rules.chain import SUGGESTION_MOVES as MOVES
from .errors import Refused
from .guards import hold_suggestion, need_day, need_move
from .rights import On, need_right
from .trail import By, change, create


def _need(by, bill, verb):
    need_right(by, verb, LABELS[verb], On(bill))
    need_move(MOVES, LABELS, bill, verb)
    if not bill.is_bill:
        raise Refused(f"「{bill}」不是按议案办理的，不能{LABELS[verb]}。")
    hold_suggestion(bill)


@transaction.atomic
def put_on_agenda(by: By, bill: Suggestion, on) -> Suggestion:
    """Put a bill on the agenda of the session."""
    _need(by, bill, "put_on_agenda")
    need_day(by, on, "列入议程日期", after=bill.accepted_on, called="受理日期")
    create(by, Deliberation(suggestion=bill, agenda_on=on), "put_on_agenda")
    return change(by, bill, "put_on_agenda", {"state": Suggestion.State.ON_AGENDA})


@transaction.atomic
def refer_to_committee(by: By, bill: Suggestion, committee: str, on) -> Suggestion:
    """Refer a bill to a special committee."""
    _need(by, bill, "refer_to_committee")
    need_day(by, on, "交付审议日期", after=bill.accepted_on, called="受理日期")
    if not committee.strip():
        raise Refused("请写明交付哪个专门委员会审议。")
    row = Deliberation.objects.filter(suggestion=bill).first()
    values = {"committee": committee, "referred_on": on}
    if row is None:
        create(by, Deliberation(suggestion=bill, **values), "refer_to_committee")
    else:
        change(by, row, "refer_to_committee", values)
    return change(by, bill, "refer_to_committee", {"state": Suggestion.State.IN_COMMITTEE})


@transaction.atomic
def report_deliberation(by: By, bill: Suggestion, on, report: str) -> Suggestion:
    """Register the report on the deliberation of a bill; a report not yet adopted can be replaced."""
    _need(by, bill, "report_deliberation")
    row = Deliberation.objects.get(suggestion=bill)
    need_day(by, on, "提出报告日期", after=row.referred_on or row.agenda_on, called="交付审议日期")
    if not report.strip():
        raise Refused("请填写审议结果报告的内容或文号。")
    change(by, row, "report_deliberation", {"reported_on": on, "report": report})
    return bill


@transaction.atomic
def adopt_report(by: By, bill: Suggestion, on) -> Suggestion:
    """Register that the report on a bill was adopted; its deliberation ends."""
    _need(by, bill, "adopt_report")
    row = Deliberation.objects.get(suggestion=bill)
    if row.reported_on is None:
        raise Refused(f"「{bill}」还没有审议结果报告，不能通过。")
    need_day(by, on, "通过报告日期", after=row.reported_on, called="提出报告日期")
    change(by, row, "adopt_report", {"adopted_on": on})
    return change(by, bill, "adopt_report", {"state": Suggestion.State.DELIBERATED})


@transaction.atomic
def treat_as_suggestion(by: By, bill: Suggestion, on, note: str = "") -> Suggestion:
    """Let a bill be handled as a suggestion, as the presidium decided; it stays one item and counts once."""
    _need(by, bill, "treat_as_suggestion")
    need_day(by, on, "转作建议办理日期", after=bill.accepted_on, called="受理日期")
    return change(by, bill, "treat_as_suggestion", {"treated_on": on}, note)
