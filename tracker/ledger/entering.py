"""Duty records that come by the thousand in a file, given column by column instead of row by row."""

from django.db import transaction

from ..models import DutyKind, DutyRecord, ImportBatch, Mandate, Session
from .errors import Refused
from .trail import By, create_columns, write_moves
from .verifying import own_persons

State = DutyRecord.State
ANOTHER_TERM = "有登记的代表或会议不属于这一届，请重新检查后再导入。"
DERIVED = "有登记的类别由议案建议表得出，不能在履职登记中录入。"


def enter_many(by: By, batch: ImportBatch, content: dict[str, list], verified_by: By | None = None) -> int:
    """Enter the records of a file, all of its term, as ``enter_columns`` does; how many."""
    return enter_columns(by, content | {"term_id": batch.term_id, "import_batch_id": batch.pk}, verified_by)


@transaction.atomic
def enter_columns(by: By, content: dict, verified_by: By | None = None) -> int:
    """Submit records that the caller has checked, or enter them as verified by somebody else; how many.

    ``content`` holds equally long lists by column: term_id (or the one of all), mandate_id, kind_id, session_id, key,
    occurred_on and what else a record says; a column that is left out has its default in every row.
    """
    _guard(content)
    columns = content | {"recorded_by_id": by.user.pk, "recorded_at": by.at, "state": State.SUBMITTED.value}
    if verified_by is None:
        create_columns(by, DutyRecord, columns, "submit", State.SUBMITTED)
        return len(content["key"])
    _guard_second_person(by, verified_by, content)
    columns |= {"verified_by_id": verified_by.user.pk, "verified_at": verified_by.at, "state": State.VERIFIED.value}
    hashes = create_columns(by, DutyRecord, columns, "record", State.SUBMITTED)
    write_moves(verified_by, DutyRecord, hashes, "verify", (State.SUBMITTED, State.VERIFIED))
    return len(hashes)


def _guard(content):
    """Refuse what no record may be, whoever asks for it."""
    terms = content["term_id"] if isinstance(content["term_id"], list) else [content["term_id"]] * len(content["key"])
    if not _of_terms(Mandate, content["mandate_id"], terms) or not _of_terms(Session, content["session_id"], terms):
        raise Refused(ANOTHER_TERM)
    derived = set(DutyKind.objects.filter(derived=True).values_list("pk", flat=True))
    if not derived.isdisjoint(content["kind_id"]):
        raise Refused(DERIVED)


def _of_terms(model, keys, terms) -> bool:
    """Whether each row of a model (or none) belongs to the term beside it."""
    known = dict(model.objects.filter(term__in=set(terms)).order_by().values_list("pk", "term"))
    return all(known.get(key) == term for key, term in set(zip(keys, terms, strict=True)) if key is not None)


def _guard_second_person(by, verified_by, content):
    if by.user.pk == verified_by.user.pk:
        raise Refused(f"「{by.user}」既是登记人又是审核人，须由另一人审核。")
    own = set(Mandate.objects.filter(person__in=own_persons(verified_by.user)).values_list("pk", flat=True))
    if not own.isdisjoint(content["mandate_id"]):
        raise Refused(f"有「{verified_by.user}」本人的履职，须由另一人审核。")
