"""Verbs on duty records, activities and their rolls."""

import hashlib

from django.db import transaction

from ..models import Activity, ActivityGuest, DutyRecord, ImportBatch
from . import guards
from .bulk import build
from .errors import Refused
from .guards import need_reason
from .trail import By, change, change_many, create, create_many, store_many, write_events
from .verifying import need_verifiable, verify_waiting

State = DutyRecord.State

MOVES = {
    State.DRAFT: {"submit": State.SUBMITTED, "void": State.VOID},
    State.SUBMITTED: {"verify": State.VERIFIED, "return": State.RETURNED, "void": State.VOID},
    State.RETURNED: {"submit": State.SUBMITTED, "void": State.VOID},
    State.VERIFIED: {"void": State.VOID},
    State.VOID: {},
}
LABELS = {"submit": "提交", "verify": "审核", "return": "退回", "void": "作废"}
WHAT = {"kind", "session", "occurred_on", "day_known", "half_day", "title", "organiser"}
EMPTY_ROLL = "名单是空的：请至少选择一名代表参加、请假或者未参加。"
HOW = {"item", "meeting", "mode", "attendance", "note", "import_batch"}


def natural_key(number: str, kind: str, day, half_day: str, title: str, organiser: str) -> str:
    """The key of a record without a registration number: two alike in all this are one record."""
    text = "\x1f".join([number, kind, str(day), half_day, title, organiser])
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(record: DutyRecord) -> str:
    """The natural key of a record."""
    day = record.occurred_on if record.day_known else f"session-{record.session_id}"
    return natural_key(record.mandate.number, record.kind.code, day, record.half_day, record.title, record.organiser)


def record(by: By, mandate, kind, occurred_on, title, *, key="", **fields) -> DutyRecord:
    """Enter a draft of a duty record; without a registration number its content is its key."""
    row = DutyRecord(term=mandate.term, mandate=mandate, kind=kind, occurred_on=occurred_on, title=title, **fields)
    _guard_kind(row)
    row.key = key or key_of(row)
    row.state, row.recorded_by, row.recorded_at = State.DRAFT, by.user, by.at
    return create(by, row, "record")


def _guard_kind(row):
    if row.kind.derived:
        raise Refused(f"「{row.kind}」由议案建议表得出，不能在履职登记中录入。")
    if row.session and row.session.term_id != row.term_id:
        raise Refused(f"{row.session}不属于该代表所在的届。")


def _move(by, row, verb, note="", **values):
    target = MOVES[State(row.state)].get(verb)
    if target is None:
        raise Refused(f"「{row.title}」现为{row.get_state_display()}，不能{LABELS[verb]}。")
    return change(by, row, verb, {"state": target, **values}, note)


def submit(by: By, row: DutyRecord) -> DutyRecord:
    """Hand a draft or a corrected record in for verification."""
    return _move(by, row, "submit")


def verify(by: By, row: DutyRecord) -> DutyRecord:
    """Verify a submitted record; never one's own, never one that one recorded."""
    need_verifiable(by, [row])
    return _move(by, row, "verify", verified_by=by.user, verified_at=by.at)


def return_(by: By, row: DutyRecord, reason: str) -> DutyRecord:
    """Return a submitted record to be corrected."""
    need_reason(reason, "退回")
    return _move(by, row, "return", reason)


def void(by: By, row: DutyRecord, reason: str) -> DutyRecord:
    """Void a record in any state; the row stays."""
    need_reason(reason, "作废")
    return _move(by, row, "void", reason)


@transaction.atomic
def void_batch(by: By, batch: ImportBatch, reason: str) -> int:
    """Void all records that came with an imported file, whatever their states; how many there were. The rows stay."""
    need_reason(reason, "作废")
    rows = list(DutyRecord.objects.filter(import_batch=batch).exclude(state=State.VOID).order_by("pk"))
    if not rows:
        raise Refused(f"「{batch}」没有可以作废的登记。")
    guards.hold_many(rows)
    change_many(by, [(row, {"state": State.VOID}) for row in rows], "void", reason)
    return len(rows)


@transaction.atomic
def void_roll(by: By, activity: Activity, reason: str) -> int:
    """Void all records on the roll of an activity, whatever their states; how many there were. The rows stay."""
    need_reason(reason, "作废")
    rows = list(activity.roll.exclude(state=State.VOID).order_by("pk"))
    if not rows:
        raise Refused(f"「{activity}」的名单上没有可以作废的登记。")
    guards.hold_many(rows)
    change_many(by, [(row, {"state": State.VOID}) for row in rows], "void", reason)
    return len(rows)


@transaction.atomic
def amend(by: By, row: DutyRecord, reason="", **fields) -> DutyRecord:
    """Correct a draft or a returned record, or a submitted one that one recorded."""
    mine = row.state == State.SUBMITTED and row.recorded_by_id == by.user.pk
    if row.state not in (State.DRAFT, State.RETURNED) and not mine:
        raise Refused(f"「{row.title}」现为{row.get_state_display()}，不能修改；已审核的请作废后重新登记。")
    return change(by, row, "amend", _content(row, fields), reason)


def restate(by: By, row: DutyRecord, reason="", **fields) -> DutyRecord:
    """Take over a draft or a submitted record with other content: who restates it has recorded it."""
    if row.state not in (State.DRAFT, State.SUBMITTED):
        raise Refused(f"「{row.title}」现为{row.get_state_display()}，不能修改；已审核的请作废后重新登记。")
    taken_over = {"recorded_by": by.user, "recorded_at": by.at}
    return change(by, row, "restate", _content(row, fields) | taken_over, reason)


def _content(row, fields) -> dict:
    if fields.keys() - WHAT - HOW:
        raise Refused("代表、状态和登记人不能修改；请作废后重新登记。")
    fields = _dayed(row, fields)
    amended = DutyRecord(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
    for name, value in fields.items():
        setattr(amended, name, value)
    _guard_kind(amended)
    own_key = row.import_batch_id is None and row.key == key_of(row)
    return fields | ({"key": key_of(amended)} if own_key else {})


def _dayed(row, fields) -> dict:
    """A record that gets a day of its own has one; one without stays on the last day of its session."""
    if "day_known" in fields:
        return fields
    if fields.get("occurred_on", row.occurred_on) != row.occurred_on:
        return fields | {"day_known": True}
    session = fields.get("session", row.session)
    if row.day_known or session == row.session:
        return fields
    return fields | ({"occurred_on": session.closes_on} if session else {"day_known": True})


def record_many(by: By, rows: list[DutyRecord], verified_by: By | None = None) -> list[DutyRecord]:
    """Store many checked records as submitted, or as verified by somebody else."""
    for row in rows:
        row.recorded_by, row.recorded_at, row.state = by.user, by.at, State.SUBMITTED
        row.key = row.key or key_of(row)
        _guard_kind(row)
    if verified_by is None:
        return create_many(by, rows, "submit")
    need_verifiable(verified_by, rows)
    for row in rows:
        row.state, row.verified_by, row.verified_at = State.VERIFIED, verified_by.user, verified_by.at
    if rows:
        _store_verified(by, rows, verified_by)
    return rows


@transaction.atomic
def _store_verified(by, rows, verified_by):
    hashes = store_many(rows)
    write_events(by, rows, hashes, "record", to_state=State.SUBMITTED)
    write_events(verified_by, rows, hashes, "verify", from_state=State.SUBMITTED)


def hold_activity(by: By, term, kind, title, starts_on, **fields) -> Activity:
    """Enter an activity; its roll follows."""
    _guard_activity(kind)
    return create(by, Activity(term=term, kind=kind, title=title, starts_on=starts_on, **fields), "hold")


def _guard_activity(kind):
    if kind.derived:
        raise Refused(f"「{kind}」由议案建议表得出，不能登记为活动。")


@transaction.atomic
def register_activity(by: By, content: dict, attendance: dict, guests=()) -> Activity:
    """Enter an activity with its roll, all or nothing.

    ``content`` is what is kept on it, ``attendance`` says of each mandate whether it attended, was absent or on leave;
    ``guests`` are persons of other levels as (name, level, note). Refused when nobody of the term is on the roll.
    """
    if not attendance:
        raise Refused(EMPTY_ROLL)
    activity = hold_activity(by, **content)
    call_roll(by, activity, attendance)
    for name, level, note in guests:
        welcome_guest(by, activity, name, level, note)
    return activity


@transaction.atomic
def add_to_roll(by: By, activity: Activity, attendance: dict, guests=()) -> Activity:
    """Put mandates and guests on the roll of an activity who were missing there, all or none of them."""
    if not attendance and not guests:
        raise Refused(EMPTY_ROLL)
    call_roll(by, activity, attendance)
    for name, level, note in guests:
        welcome_guest(by, activity, name, level, note)
    return activity


def hold_activities(by: By, activities: list[Activity]) -> list[Activity]:
    """Enter many checked activities."""
    for activity in activities:
        _guard_activity(activity.kind)
    return create_many(by, activities, "hold")


@transaction.atomic
def amend_activity(by: By, activity: Activity, reason="", **fields) -> Activity:
    """Correct what is kept once on the activity; what its roll rests on stays while records stand on it."""
    _guard_activity(fields.get("kind", activity.kind))
    fixed = {"kind", "starts_on", "title", "organisers", "term"} & fields.keys()
    moved = {name for name in fixed if getattr(activity, name) != fields[name]}
    if moved and activity.roll.exclude(state__in=DutyRecord.DEAD).exists():
        raise Refused("活动已有名单，类别、名称、日期和组织单位不能再改；请先将名单上的登记作废。")
    return change(by, activity, "amend", fields, reason)


def welcome_guest(by: By, activity: Activity, name: str, level: str, note="") -> ActivityGuest:
    """Put a person of another level on the roll; counted apart from the deputies."""
    return create(by, ActivityGuest(activity=activity, name=name, level=level, note=note), "welcome")


@transaction.atomic
def call_roll(by: By, activity: Activity, attendance: dict) -> list[DutyRecord]:
    """Submit one record for each mandate of ``attendance`` (mandate → attended, absent or leave)."""
    present = set(activity.roll.exclude(state__in=DutyRecord.DEAD).values_list("mandate", flat=True))
    doubles = [mandate.number for mandate in attendance if mandate.pk in present]
    if doubles:
        raise Refused(f"{'、'.join(doubles)} 已在「{activity}」的名单上。")
    strangers = [mandate.number for mandate in attendance if mandate.term_id != activity.term_id]
    if strangers:
        raise Refused(f"{'、'.join(strangers)} 不是本届代表，不能列入名单。")
    rows = [roll_entry(activity, mandate, how) for mandate, how in attendance.items()]
    return record_many(by, rows)


def roll_entry(activity: Activity, mandate, how: str, batch=None) -> DutyRecord:
    """The record, not stored yet, of one mandate on the roll of a stored activity."""
    values = {
        "term_id": activity.term_id,
        "mandate": mandate,
        "kind": activity.kind,
        "activity": activity,
        "key": f"activity-{activity.pk}-{mandate.number}",
        "occurred_on": activity.starts_on,
        "title": activity.title,
        "organiser": activity.organisers,
        "mode": activity.mode,
        "attendance": how,
        "import_batch": batch,
    }
    return build(DutyRecord, values)


def verify_roll(by: By, activity: Activity) -> int:
    """Verify all submitted records of an activity, all or none of them; how many there were."""
    rows = activity.roll.filter(state=State.SUBMITTED).order_by("pk")
    return verify_waiting(by, list(rows.select_related("mandate")), activity)
