"""Verifying duty records, many at once: who may, and what becomes of them."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Q

from ..models import DutyRecord, Event, ImportBatch, Role, RoleGrant
from .bulk import chunks
from .errors import Refused
from .guards import hold_many, need_reason
from .trail import CHUNK, By, change_many, subject_of

State = DutyRecord.State
VERIFIERS = frozenset({Role.VERIFIER, Role.OFFICE})


def own_persons(user) -> set[int]:
    """The persons whose duties are a user's own, by their keys."""
    return set(RoleGrant.objects.filter(user=user, role=Role.DEPUTY).values_list("person", flat=True))


def amended_by(user, pks: list[int]) -> set[int]:
    """Which of these records a user has entered or changed, and so may not verify, whoever restated them since."""
    found = set()
    entered = Q(from_state="", verb__in=["record", "submit"])
    events = Event.objects.filter(
        entered | Q(verb__in=["amend", "restate"]), subject=subject_of(DutyRecord), actor=user
    )
    for chunk in chunks(pks, CHUNK):
        found.update(events.filter(object_id__in=chunk).values_list("object_id", flat=True))
    return found


def sift(by: By, rows: list[DutyRecord]) -> tuple[list[DutyRecord], list[str]]:
    """Which of these records one may verify as they stand, and of the others a sentence for each reason why not.

    Nobody verifies what is his or her own duty, or what he or she recorded or changed. Rows not stored yet are judged
    as they would be stored.
    """
    own, amended = own_persons(by.user), amended_by(by.user, [row.pk for row in rows if row.pk])
    allowed, others = [], defaultdict(list)
    for row in rows:
        reason = _why_not(by, row, amended, own)
        (others[reason] if reason else allowed).append(row)
    return allowed, [_sentence(reason, found) for reason, found in others.items()]


def _why_not(by, row, amended, own) -> str:
    if row.recorded_by_id == by.user.pk:
        return "由您登记，须由另一人审核"
    if row.pk in amended:
        return "由您登记或修改过，须由另一人审核"
    if row.mandate.person_id in own:
        return "是您本人的履职，须由另一人审核"
    return "" if row.state == State.SUBMITTED else f"现为{row.get_state_display()}，不能审核"


def _sentence(reason, rows) -> str:
    several = f"等 {len(rows)} 条" if len(rows) > 1 else ""
    return f"「{rows[0].title}」{several}{reason}。"


def need_verifiable(by: By, rows: list[DutyRecord]):
    """Refuse records when one of them may not be verified, or not by this person."""
    allowed, refusals = sift(by, rows)
    if refusals:
        rest = f"其余 {len(allowed)} 条也没有审核；可在履职登记列表中选出来审核。" if allowed else ""
        raise Refused("".join([*refusals, rest]))


@transaction.atomic
def verify_many(by: By, rows: list[DutyRecord]) -> int:
    """Verify submitted records as the caller read them, all or none of them; how many there were."""
    need_verifiable(by, rows)
    hold_many(sorted(rows, key=lambda row: row.pk))  # two who verify at once wait for each other in one order
    values = {"state": State.VERIFIED, "verified_by": by.user, "verified_at": by.at}
    change_many(by, [(row, values) for row in rows], "verify")
    return len(rows)


@transaction.atomic
def return_many(by: By, rows: list[DutyRecord], reason: str) -> int:
    """Return submitted records as the caller read them, with one reason, all or none of them; how many there were."""
    need_reason(reason, "退回")
    others = [row for row in rows if row.state != State.SUBMITTED]
    if others:
        raise Refused(_sentence(f"现为{others[0].get_state_display()}，不能退回", others))
    hold_many(sorted(rows, key=lambda row: row.pk))
    change_many(by, [(row, {"state": State.RETURNED}) for row in rows], "return", reason)
    return len(rows)


def verify_batch(by: By, batch: ImportBatch) -> int:
    """Verify all submitted records that came with an imported file, all or none of them; how many there were."""
    rows = DutyRecord.objects.filter(import_batch=batch, state=State.SUBMITTED).order_by("pk")
    return verify_waiting(by, list(rows.select_related("mandate")), batch)


def verify_waiting(by: By, rows: list[DutyRecord], of) -> int:
    """Verify the submitted records ``of`` something, as ``verify_many`` does; refused when there are none."""
    if not rows:
        raise Refused(f"「{of}」没有待审核的登记。")
    return verify_many(by, rows)
