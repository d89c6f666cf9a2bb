"""Verbs of 代表核对: a deputy's word on what others entered about him or her, and what becomes of an objection."""

from collections.abc import Iterable

from django.db import transaction

from ..models import DutyRecord, Event, Role, RollAnswer, User
from . import duties
from .errors import Refused
from .evidence import is_of_office
from .guards import need_reason
from .rights import Rights
from .trail import By, change, create, subject_of
from .verifying import amended_by

State, Word = DutyRecord.State, RollAnswer.Word
SETTLING = frozenset({Role.OFFICE, Role.VERIFIER})
CHANGED = ("amend", "restate", "follow")
KEEP, RETURN, VOID = "keep", "return", "void"


@transaction.atomic
def answer(by: By, record: DutyRecord, word: str, reason: str = "") -> RollAnswer:
    """Confirm, or object to, a record about oneself that somebody else entered.

    A confirmation verifies a submitted record where the body has it so: the deputy is the second person then. This is
    the one exception from ``need_verifiable``, which refuses everybody's own duties; who entered or changed the
    record is none. An objection leaves the record as it is.
    """
    DutyRecord.objects.select_for_update().get(pk=record.pk)
    _need_own(by, record)
    if word == Word.OBJECTED:
        need_reason(reason, "提出异议")
    _replace(by, record, word)
    row = RollAnswer(record=record, word=word, reason=reason, answered_by=by.user, answered_at=by.at)
    row = create(by, row, "answer_roll", reason)
    if word == Word.CONFIRMED and verifies(by, record):
        change(
            by, record, "verify", {"state": State.VERIFIED, "verified_by": by.user, "verified_at": by.at}, "代表核对"
        )
    return row


@transaction.atomic
def confirm_all(by: By, records: Iterable[DutyRecord]) -> int:
    """Confirm several records, all or none of them; how many there were."""
    return len([answer(by, record, Word.CONFIRMED) for record in records])


def verifies(by: By, record: DutyRecord) -> bool:
    """Whether a deputy's confirmation makes a record verified: the body has it so, and the deputy never wrote in it."""
    wanted = record.term.body.confirmation_verifies and record.state == State.SUBMITTED
    return wanted and not any(_wrote(user, record) for user in {by.user, *_logins_of(record.mandate.person_id)})


def _logins_of(person) -> list[User]:
    """All logins that a deputy has, or had: two logins are no two persons."""
    return list(User.objects.filter(grants__role=Role.DEPUTY, grants__person=person))


def _wrote(user, record) -> bool:
    return record.recorded_by_id == user.pk or record.pk in amended_by(user, [record.pk])


def _need_own(by, record):
    rights = Rights.of(by)
    if not rights.is_system and record.mandate.person_id not in rights.persons:
        raise Refused(f"「{record.title}」不是您本人的履职登记，只能由代表本人核对。")
    if record.recorded_by_id == by.user.pk:
        raise Refused(f"「{record.title}」由您本人登记，不需要核对。")
    if record.state not in DutyRecord.REPORTED:
        raise Refused(f"「{record.title}」现为{record.get_state_display()}，不需要核对。")


def _replace(by, record, word):
    """An answer gives way to another word, and to the same word where the record has changed since."""
    old = record.answers.filter(settled_on=None).first()
    if old is None:
        return
    changed = _changed_since(record, old)
    if old.word == word and not changed:
        raise Refused(f"「{record.title}」您已经核对过（{old.get_word_display()}）。")
    note = "登记修改后重新核对" if changed else f"代表改为{Word(word).label}"
    change(by, old, "settle", {"settled_on": by.day, "settled_note": note}, note)


def _changed_since(record, old) -> bool:
    events = Event.objects.filter(subject=subject_of(DutyRecord), object_id=record.pk, verb__in=CHANGED)
    return events.filter(at__gt=old.answered_at).exists()


def may_settle(rights: Rights, row: RollAnswer) -> bool:
    """Whether a user rules on an objection: the office or a verifier, never the deputy nor who entered the record."""
    own = row.record.mandate.person_id in rights.whole.persons or row.answered_by_id == rights.user.pk
    return not own and row.record.recorded_by_id != rights.user.pk and is_of_office(rights, row.record, SETTLING)


@transaction.atomic
def settle(by: By, row: RollAnswer, note: str, outcome: str = KEEP) -> RollAnswer:
    """Rule on an objection with a note: keep the record as it is, return it to be corrected, or void it."""
    if row.word != Word.OBJECTED or row.settled_on:
        raise Refused("这条异议已经处理过，请刷新后再看。")
    if not may_settle(Rights.of(by), row):
        raise Refused("异议须由人代工委或审核人处理；代表本人和登记这一条的人不能处理。")
    need_reason(note, "处理")
    if outcome != KEEP:
        {RETURN: duties.return_, VOID: duties.void}[outcome](by, row.record, note)
    return change(by, row, "settle", {"settled_on": by.day, "settled_note": note}, note)
