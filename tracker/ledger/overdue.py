"""Writes that a due day has passed: once for each due day, dated on the day after it, however late it is noticed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from ..models import Assignment, Event, Rehandling, Reply
from .bulk import chunks
from .guards import need_day
from .trail import CHUNK, CLOCK, By, digests

VERB = Event.Verb.OVERDUE


@dataclass(frozen=True)
class Missed:
    """A due day of an assignment's round that passed without a reply; ``on`` is the day after it."""

    assignment: int
    round: int
    due_on: date

    @property
    def on(self) -> date:
        return self.due_on + timedelta(days=1)

    @property
    def mark(self) -> tuple:
        return self.assignment, self.round, self.due_on.isoformat()


@transaction.atomic
def write_overdue(by: By, on: date) -> list[Missed]:
    """Write the events of every due day that has passed by a day and has none yet; those written, oldest first.

    A day that has not come is refused: until then each reply may still be in time.
    """
    need_day(by, on, "截至日")
    _lock()
    written = _written()
    found = sorted((row for row in missed(on) if row.mark not in written), key=lambda row: (row.due_on, row.assignment))
    hashes = _hashes(sorted({row.assignment for row in found}))
    Event.objects.bulk_create([_event(by, row, hashes[row.assignment]) for row in found], batch_size=500)
    return found


def _lock():
    """Two runs at once wait for each other, so that neither writes what the other has written."""
    list(Event.objects.select_for_update().order_by("pk")[:1])


def _hashes(pks) -> dict[int, str]:
    """The digests of rows that nobody changes before their events are there."""
    for chunk in chunks(pks, CHUNK):
        rows = Assignment.objects.select_for_update().filter(pk__in=chunk).order_by("pk")
        list(rows.values_list("pk"))
    return digests(Assignment, pks)


def _written() -> set[tuple]:
    events = Event.objects.filter(subject="assignment", verb=VERB).values_list("object_id", "before")
    return {(pk, before["round"], before["due_on"]) for pk, before in events}


def missed(on: date) -> Iterator[Missed]:
    """Every due day before a day that passed without a reply of its round, answered later or not."""
    replied = {(pk, number): day for pk, number, day in Reply.objects.values_list("assignment", "round", "replied_on")}
    fields = ("pk", "due_on", "extended_to", "returned_on", "ended_on")
    over = {}
    for pk, due_on, extended_to, *ends in Assignment.objects.values_list(*fields):
        over[pk] = min((day for day in ends if day), default=None)
        yield from _missed(pk, 1, extended_to or due_on, replied.get((pk, 1)), over[pk], on)
    rounds = Rehandling.objects.order_by("pk").values_list("assignment", "round", "due_on", "cancelled_on")
    for pk, number, due_on, cancelled_on in rounds:
        yield from _missed(pk, number, due_on, replied.get((pk, number)), cancelled_on or over[pk], on)


def _missed(pk, number, due_on, replied_on, over_on, on):
    in_time = any(day is not None and day <= due_on for day in (replied_on, over_on))
    if due_on < on and not in_time:
        yield Missed(pk, number, due_on)


def _event(by, row: Missed, row_hash):
    return Event(
        at=datetime.combine(row.on, time(), CLOCK),
        actor=by.user,
        subject="assignment",
        object_id=row.assignment,
        verb=VERB,
        before={"round": row.round, "due_on": row.due_on.isoformat()},
        note=f"第 {row.round} 轮期限 {row.due_on} 已过，未答复。",
        row_hash=row_hash,
    )
