"""Duty records as a sheet speaks of them, and those of a term that are stored already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from ...ledger import duties
from ...ledger.bulk import chunks
from ...models import DutyKind, DutyRecord, Mandate, Session, Term

CHUNK = 5000
OWN_FIELDS = ("half_day", "title", "organiser", "mode", "attendance", "note")
DEAD = ", ".join(f"'{state}'" for state in DutyRecord.DEAD)
# As the unique index of live keys has it, word for word: with parameters SQLite would read the whole table instead.
LIVE = RawSQL(f"NOT (tracker_dutyrecord.state IN ({DEAD}))", (), output_field=BooleanField())
CONTENT = ("mandate__number", "kind__code", "half_day", "title", "organiser")


@dataclass(slots=True, eq=False)
class Entry:
    """A record as a line gives it; ``fields`` are what it says beside who, what and when."""

    mandate: Mandate
    kind: DutyKind
    session: Session | None
    occurred_on: date
    day_known: bool
    fields: dict[str, str]
    key: str
    content: str


def columns_of(entries: Sequence[Entry]) -> dict[str, list]:
    """What records say, column by column."""
    columns = {name: [getattr(entry, name) for entry in entries] for name in ("occurred_on", "day_known", "key")}
    columns["mandate_id"] = [entry.mandate.id for entry in entries]
    columns["kind_id"] = [entry.kind.id for entry in entries]
    columns["session_id"] = [entry.session and entry.session.id for entry in entries]
    for name in OWN_FIELDS:
        default = DutyRecord._meta.get_field(name).get_default()
        columns[name] = [entry.fields.get(name, default) for entry in entries]
    return columns


class Stored(NamedTuple):
    """What a comparison needs of a stored record."""

    pk: int
    key: str
    mandate_id: int
    state: str
    kind_id: int
    session_id: int | None
    occurred_on: date
    day_known: bool
    half_day: str
    title: str
    organiser: str
    mode: str
    attendance: str
    note: str


def live_by_key(term: Term, keys: Iterable[str]) -> dict[str, Stored]:
    """The live records of a term that have one of these keys."""
    found = {}
    for chunk in chunks(keys, CHUNK):
        rows = DutyRecord.objects.filter(LIVE, term=term, key__in=chunk).order_by()
        found.update((row[1], Stored._make(row)) for row in rows.values_list(*Stored._fields))
    return found


def dead_by_key(term: Term) -> dict[str, tuple[int, str]]:
    """The mandate and the state of the records of a term that were returned or voided."""
    rows = DutyRecord.objects.filter(term=term, state__in=DutyRecord.DEAD).order_by("pk")
    return {key: (mandate, state) for key, mandate, state in rows.values_list("key", "mandate", "state")}


def keys_by_content(term: Term, days: Iterable[date]) -> tuple[dict[str, str], set[str]]:
    """A key for everything that live records of a term say, over the days from the first to the last given.

    And what more than one of them says.
    """
    found, several, days = {}, set(), set(days)
    if not days:
        return found, several
    live = DutyRecord.objects.filter(term=term).exclude(state__in=DutyRecord.DEAD).order_by()
    rows = live.filter(occurred_on__range=(min(days), max(days)))
    for key, day, day_known, session, *texts in rows.values_list(
        "key", "occurred_on", "day_known", "session", *CONTENT
    ).iterator(CHUNK):
        number, kind, *rest = texts
        when = day if day_known else f"session-{session}"
        content = duties.natural_key(number, kind, when, *rest)
        if found.setdefault(content, key) != key:
            several.add(content)
    return found, several
