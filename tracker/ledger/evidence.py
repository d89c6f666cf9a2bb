"""Verbs on the files that stand behind a record (佐证材料): put to it, or taken back; the files themselves stay."""

from dataclasses import asdict, dataclass

from django.db import transaction

from ..models import DutyRecord, Evidence, Role
from .errors import Refused
from .guards import need_reason
from .rights import Rights
from .trail import By, change, create

MOST = 9
NAME = Evidence._meta.get_field("name").max_length


@dataclass(frozen=True)
class Kept:
    """A file that has been written: what it is called, where it lies, its format, its bytes and their SHA-256."""

    name: str
    path: str
    content_type: str
    size: int
    digest: str


def may_attach(rights: Rights, record: DutyRecord) -> bool:
    """Whether a user may put files to a record: who entered it, the deputy it is about, the office of its body."""
    if record.state == DutyRecord.State.VOID:
        return False
    return is_of_office(rights, record) or record.recorded_by_id == rights.user.pk or _is_self(rights, record)


def may_detach(rights: Rights, evidence: Evidence) -> bool:
    """Whether a user may take a file back: who put it there, until the record is verified, and the office."""
    record = evidence.record
    if evidence.removed_on:
        return False
    open_still = record.state != DutyRecord.State.VERIFIED and may_attach(rights, record)
    return is_of_office(rights, record) or (open_still and evidence.added_by_id == rights.user.pk)


def is_of_office(rights: Rights, record: DutyRecord, roles=frozenset({Role.OFFICE})) -> bool:
    """Whether a user has one of some roles of the office for the body of a record."""
    of = (None, record.term.body_id)
    return rights.is_system or any(grant.role in roles and grant.body_id in of for grant in rights.grants)


def _is_self(rights, record) -> bool:
    return record.mandate.person_id in rights.persons


@transaction.atomic
def attach(by: By, record: DutyRecord, kept: Kept) -> Evidence:
    """Put a written file to a record; at most nine, each once."""
    DutyRecord.objects.select_for_update().get(pk=record.pk)
    if not may_attach(Rights.of(by), record):
        raise Refused(f"不能为「{record.title}」添加佐证材料：须由登记人、代表本人或人代工委办理，作废的登记除外。")
    there = record.evidence.filter(removed_on=None)
    if there.count() >= MOST:
        raise Refused(f"「{record.title}」已有 {MOST} 份佐证材料，不能再加；请先撤下不需要的。")
    if there.filter(digest=kept.digest).exists():
        raise Refused(f"「{kept.name}」与已附的一份内容相同，不必重复添加。")
    return create(by, Evidence(record=record, added_by=by.user, added_at=by.at, **asdict(kept)), "attach")


def detach(by: By, evidence: Evidence, reason: str) -> Evidence:
    """Take a file back from its record; the file stays, shown to staff as withdrawn."""
    if not may_detach(Rights.of(by), evidence):
        raise Refused(f"不能撤下「{evidence.name}」：须由添加人在审核之前，或者由人代工委办理。")
    need_reason(reason, "撤下")
    return change(by, evidence, "detach", {"removed_on": by.day}, reason)
