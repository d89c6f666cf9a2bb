"""Verbs on sessions, delegations and their speech rolls."""

from collections import defaultdict

from django.db import transaction

from ..models import Delegation, DutyRecord, ElectoralUnit, Session
from .errors import Refused
from .guards import need_reason, need_term
from .trail import By, change, change_many, create, create_many


@transaction.atomic
def convene(by: By, term, ordinal: int, opens_on, closes_on, *, units=None, **fields) -> Session:
    """Enter a session with a delegation of each electoral unit of the term (or of the units given)."""
    session = create(
        by, Session(term=term, ordinal=ordinal, opens_on=opens_on, closes_on=closes_on, **fields), "convene"
    )
    seated = ElectoralUnit.objects.filter(term=term) if units is None else units
    create_many(by, [Delegation(session=session, unit=unit) for unit in seated], "seat")
    return session


@transaction.atomic
def convene_many(by: By, sessions: list[Session]) -> list[Delegation]:
    """Enter many checked sessions, each with a delegation of every electoral unit of its term; the delegations."""
    create_many(by, sessions, "convene")
    units = defaultdict(list)
    for unit in ElectoralUnit.objects.filter(term__in={session.term_id for session in sessions}).order_by("pk"):
        units[unit.term_id].append(unit)
    seated = [Delegation(session=row, unit=unit) for row in sessions for unit in units[row.term_id]]
    return create_many(by, seated, "seat")


def seat_delegation(by: By, session: Session, unit: ElectoralUnit) -> Delegation:
    """Add the delegation of an electoral unit to a session."""
    need_term(session.term, unit)
    return create(by, Delegation(session=session, unit=unit), "seat")


@transaction.atomic
def amend_session(by: By, session: Session, reason="", **fields) -> Session:
    """Change what is known of a session; what rested on its last day follows.

    Records without a day of their own stay on the last day, and a speech roll completed before it is open again.
    """
    last_day = session.closes_on
    change(by, session, "amend", fields, reason)
    if session.closes_on != last_day:
        for row in DutyRecord.objects.filter(session=session, day_known=False):
            change(by, row, "follow", {"occurred_on": session.closes_on}, reason)
        for delegation in session.delegations.filter(speech_roll_completed_on__lt=session.closes_on):
            reopen_roll(by, delegation, f"会议改为 {session.closes_on} 闭幕，请核对后重新登记完成。")
    return session


def complete_roll(by: By, delegation: Delegation, on) -> Delegation:
    """Declare that all speeches of a delegation at a session are registered."""
    _need_open_roll(delegation, on)
    return change(by, delegation, "complete_roll", {"speech_roll_completed_on": on, "completed_by": by.user})


@transaction.atomic
def complete_rolls(by: By, delegations: list[Delegation], on) -> list[Delegation]:
    """Declare the speech rolls of many delegations complete that the caller has just entered."""
    for delegation in delegations:
        _need_open_roll(delegation, on)
    done = {"speech_roll_completed_on": on, "completed_by": by.user}
    change_many(by, [(delegation, done) for delegation in delegations], "complete_roll")
    return delegations


def _need_open_roll(delegation, on):
    if delegation.speech_roll_completed_on:
        raise Refused(f"{delegation}的发言名单已于 {delegation.speech_roll_completed_on} 登记完成。")
    closes_on = delegation.session.closes_on
    if on < closes_on:
        raise Refused(f"{delegation.session}{closes_on} 才闭幕，发言名单不能在此之前（{on}）登记完成，请核对日期。")


def reopen_roll(by: By, delegation: Delegation, reason: str) -> Delegation:
    """Take back that a speech roll is complete."""
    if not delegation.speech_roll_completed_on:
        raise Refused(f"{delegation}的发言名单尚未登记完成。")
    need_reason(reason, "重新打开发言名单")
    return change(by, delegation, "reopen_roll", {"speech_roll_completed_on": None, "completed_by": None}, reason)


@transaction.atomic
def complete_all_rolls(by: By, session: Session, on) -> int:
    """Declare the speech rolls of all delegations of a session complete; how many were still open."""
    open_rolls = list(session.delegations.filter(speech_roll_completed_on=None))
    for delegation in open_rolls:
        complete_roll(by, delegation, on)
    return len(open_rolls)
