"""Duty records as a sheet speaks of them, and those of a term that are stored already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ...ledger.bulk import chunks
from ...models import DutyKind, DutyRecord, Mandate, NotDead, Session, Term

CHUNK = 5000
OWN_FIELDS = ("half_day", "title", "organiser", "mode", "attendance", "note")
CONTENT = ("key", "half_day", "occurred_on", "day_known", "session", "mandate", "kind", "title")
SEVERAL = ""


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

    @property
    def said(self) -> tuple:
        """The deputy, the kind, the day or the session, and the title, as ``Alike`` has them."""
        when = self.occurred_on if self.day_known else self.session.id
        return self.mandate.id, self.kind.id, when, self.fields["title"]


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
        rows = DutyRecord.objects.filter(NotDead("state"), term=term, key__in=chunk).order_by()
        found.update((row[1], Stored._make(row)) for row in rows.values_list(*Stored._fields))
    return found


def dead_by_key(term: Term) -> dict[str, tuple[int, str]]:
    """The mandate and the state of the records of a term that were returned or voided."""
    rows = DutyRecord.objects.filter(term=term, state__in=DutyRecord.DEAD).order_by("pk")
    return {key: (mandate, state) for key, mandate, state in rows.values_list("key", "mandate", "state")}


class Alike:
    """The keys of records that are much like each other: one deputy, kind, day and title, and not two half days."""

    def __init__(self):
        self.keys: dict[tuple, dict[str, str]] = {}

    def meets(self, said: tuple, half_day: str, key: str) -> bool:
        """Remember a record, and whether another is much like it; a blank half day may be either.

        ``said`` is its deputy, its kind, its day or session, and its title.
        """
        known = self.keys.setdefault(said, {})
        found = any(known.get(half, key) != key for half in ((half_day, "") if half_day else known))
        if known.setdefault(half_day, key) != key:
            known[half_day] = SEVERAL
        return found


def alike(term: Term, days: Iterable[date]) -> Alike:
    """What live records of a term say, over the days from the first to the last given."""
    found, days = Alike(), set(days)
    if not days:
        return found
    live = DutyRecord.objects.filter(term=term).exclude(state__in=DutyRecord.DEAD).order_by()
    rows = live.filter(occurred_on__range=(min(days), max(days)))
    for key, half_day, day, day_known, session, mandate, kind, title in rows.values_list(*CONTENT).iterator(CHUNK):
        found.meets((mandate, kind, day if day_known else session, title), half_day, key)
    return found
