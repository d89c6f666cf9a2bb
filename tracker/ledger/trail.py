"""The one way to write: a change and its event, together or not at all."""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from ..models import Event, User
from .bulk import chunks, insert_columns, insert_objects, insert_rows, update_objects
from .errors import Refused, sentence
from .prints import prints

CHUNK = 400
CLOCK = ZoneInfo(settings.TIME_ZONE)
EVENT_FIELDS = (
    "at",
    "actor",
    "before",
    "subject",
    "object_id",
    "verb",
    "from_state",
    "to_state",
    "note",
    "row_hash",
)
LATER = {
    "activity": frozenset({"import_batch_id"}),
    "suggestion": frozenset(
        {"wish", "not_filed_on", "disposition", "treated_on", "withdrawn_on", "merged_on", "merged_into_id"}
    ),
    "sponsor": frozenset({"organisation_kind", "organisation", "signatory_id", "scan", "withdraws_on", "removed_on"}),
}
NOTHING: dict = {}
FASTER = "别人刚刚改动了这一条，请刷新后再试。"


@dataclass(frozen=True)
class By:
    """Who acts, and when; every verb takes one."""

    user: User
    at: datetime

    @property
    def day(self) -> date:
        """The day of the deed, as the office's clock has it."""
        return self.at.astimezone(CLOCK).date()


def columns(model) -> list[str]:
    """The column attributes of a model, in a fixed order."""
    return sorted(field.attname for field in model._meta.concrete_fields)


def held(model, values: dict) -> dict:
    """The values of a row that its digest is made of.

    A column that a table got after its first rows says nothing while it is empty, so that older rows keep their digest.
    """
    later = LATER.get(subject_of(model), frozenset())
    return {name: value for name, value in values.items() if name not in later or value not in (None, "")}


def digest(values: dict) -> str:
    """The SHA-256 of a row's canonical values: sorted names, ISO dates, UTC times."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=lambda value: value.isoformat())
    return hashlib.sha256(text.encode()).hexdigest()


def digests(model, pks) -> dict[int, str]:
    """The digests of stored rows by primary key."""
    found, names = {}, columns(model)
    for chunk in chunks(pks, CHUNK):
        rows = model._base_manager.filter(pk__in=chunk).values(*names)
        found.update({row[model._meta.pk.attname]: digest(held(model, row)) for row in rows})
    return found


def subject_of(model) -> str:
    """The name under which the trail keeps a model."""
    return model._meta.model_name


def write_event(by: By, obj, verb: str, *, note="", before=None, states=("", "")):
    """Append one event with the digest of the row as it is stored now."""
    return Event.objects.create(
        at=by.at,
        actor=by.user,
        subject=subject_of(type(obj)),
        object_id=obj.pk,
        verb=verb,
        from_state=states[0],
        to_state=states[1],
        before=before or {},
        note=note,
        row_hash=_digest_of(obj),
    )


def _digest_of(obj) -> str:
    """The digest of a row just stored."""
    model = type(obj)
    return _digests_of(model, {name: [getattr(obj, name)] for name in columns(model)})[obj.pk]


def create(by: By, obj, verb: str, note=""):
    """Check and store a new row with its event; refuse with a sentence what cannot be stored."""
    with _checked(obj):
        obj.save(force_insert=True)
        write_event(by, obj, verb, note=note, states=("", getattr(obj, "state", "")))
    return obj


def change(by: By, obj, verb: str, values: dict, note="", *, forget=frozenset()):
    """Compare-and-set some fields of a row, with an event that keeps the old values but of those to ``forget``.

    The stored row must still be what ``obj`` was when it was read, in every column; otherwise somebody was faster,
    and nobody decides about content that he or she has not seen.
    """
    new = {name: value for name, value in values.items() if getattr(obj, name) != value}
    old = {name: getattr(obj, name) for name in new}
    if not new:
        return obj
    seen = {name: getattr(obj, name) for name in columns(type(obj))}
    states = (old.get("state", ""), new.get("state", ""))
    kept = {name: value for name, value in old.items() if name not in forget}
    _put(obj, new)
    try:
        with _checked(obj):
            _store(obj, new, seen)
            write_event(by, obj, verb, note=note, before=_plain(kept), states=states)
    except Refused:
        _put(obj, old)
        raise
    return obj


def _put(obj, values):
    for name, value in values.items():
        setattr(obj, name, value)


def _store(obj, new, seen):
    if not type(obj)._base_manager.filter(**seen).update(**new):
        raise Refused(FASTER)


@contextmanager
def _checked(obj):
    """Check the fields of a row, then store it and its event in the block, one transaction; refuse with a sentence.

    What is unique, what the constraints say and whether rows referred to are there the database checks; only where it
    objects are they asked one by one.
    """
    try:
        obj.full_clean(exclude=_at_hand(obj), validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            yield
    except ValidationError as error:
        raise Refused(sentence(error, type(obj))) from error
    except IntegrityError as error:
        raise Refused(_objection(obj)) from error


def _at_hand(obj) -> set[str]:
    """The relations of a row to rows that were read already; that they are still there the database holds."""
    fields = (field for field in obj._meta.concrete_fields if field.is_relation)
    return {field.name for field in fields if field.is_cached(obj) and getattr(obj, field.attname) is not None}


def _objection(obj) -> str:
    """The sentence of what a row violates; where it violates nothing that can be seen now, somebody was faster."""
    try:
        obj.full_clean()
    except ValidationError as error:
        return sentence(error, type(obj))
    return FASTER


def _plain(values: dict) -> dict:
    return {name: getattr(value, "pk", None) or json.loads(_json(value)) for name, value in values.items()}


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


@transaction.atomic
def create_many(by: By, objs: list, verb: str) -> list:
    """Store many new rows that the caller has checked, with one event each."""
    if objs:
        write_events(by, objs, store_many(objs), verb)
    return objs


@transaction.atomic
def create_columns(by: By, model, given: dict, verb: str, state: str) -> dict[int, str]:
    """Store many new rows that the caller has checked, given column by column, with one event each; their digests."""
    try:
        stored = insert_columns(model, given)
    except IntegrityError as error:
        raise Refused(FASTER) from error
    hashes = _digests_of(model, stored)
    write_moves(by, model, hashes, verb, ("", state))
    return hashes


def write_moves(by: By, model, hashes: dict[int, str], verb: str, states: tuple[str, str]):
    """Append one event for each stored row of a model whose digest is given, all with the same states from and to."""
    _append(by, model, verb, ((pk, NOTHING, *map(str, states), "", digest) for pk, digest in hashes.items()))


def store_many(objs: list) -> dict[int, str]:
    """Store many new rows of one model, inside a transaction that writes their events; their digests."""
    try:
        stored = insert_objects(objs)
    except IntegrityError as error:
        raise Refused(FASTER) from error
    return _digests_of(type(objs[0]), stored)


def _digests_of(model, stored) -> dict[int, str]:
    """The digests of rows whose columns are known: made of them where that can be foretold, else read back."""
    pks = stored[model._meta.pk.attname]
    made = prints(model, stored, LATER.get(subject_of(model), ()))
    return digests(model, pks) if made is None else dict(zip(pks, made, strict=True))


@transaction.atomic
def change_many(by: By, changes: list[tuple], verb: str, note=""):
    """Change plain fields of many rows of one model that the caller holds and has checked, with one event each.

    ``changes`` pairs each row with its new values; a row of which they say nothing new is left alone.
    """
    new = [(obj, before) for obj, values in changes if (before := _renew(obj, values))]
    if not new:
        return
    objs = [obj for obj, _ in new]
    try:
        stored = update_objects(objs, sorted({name for _, before in new for name in before}))
    except IntegrityError as error:
        raise Refused(FASTER) from error
    hashes = _digests_of(type(objs[0]), stored)
    states = ((before.get("state", ""), obj.state if "state" in before else "") for obj, before in new)
    moves = zip(objs, (_plain(before) for _, before in new), states, strict=True)
    _append(by, type(objs[0]), verb, ((obj.pk, before, *move, note, hashes[obj.pk]) for obj, before, move in moves))


def _renew(obj, values) -> dict:
    """Give a row its new values; the old ones of those that differ."""
    old = {name: getattr(obj, name) for name, value in values.items() if getattr(obj, name) != value}
    _put(obj, values)
    return old


def write_events(by: By, objs: list, hashes: dict[int, str], verb: str, *, from_state="", to_state=None):
    """Append one event for each of many stored rows of one model, whose digests are known."""
    states = (str(getattr(obj, "state", "") if to_state is None else to_state) for obj in objs)
    moves = zip(objs, states, strict=True)
    events = ((obj.pk, NOTHING, from_state, state, "", hashes[obj.pk]) for obj, state in moves)
    _append(by, type(objs[0]), verb, events)


def _append(by, model, verb, events):
    """Append events given as object, values from before, states from and to, note and digest."""
    at, actor, before, *others = [Event._meta.get_field(name) for name in EVENT_FIELDS]
    subject, nothing = subject_of(model), before.get_db_prep_save(NOTHING, connection)
    when, who = at.get_db_prep_save(by.at, connection), actor.get_db_prep_save(by.user.pk, connection)
    rows = (
        (when, who, before.get_db_prep_save(old, connection) if old else nothing, subject, pk, verb, *rest)
        for pk, old, *rest in events
    )
    insert_rows(Event, [at, actor, before, *others], rows)
