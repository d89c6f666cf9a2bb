"""The cells of a matrix state × verb × who: each is tried, and what it did is undone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from tests.ledger.events import again, agrees, last
from tracker.ledger import Refused
from tracker.models import Event

NO_RIGHT = "的权限；须由"


@dataclass(frozen=True)
class Cell:
    """A verb in one state: ``target`` is the state it leads to, None where it is refused; ``may`` are those entitled.

    ``event`` is the verb by which the trail names it.
    """

    verb: str
    run: Callable
    event: str
    target: str | None
    may: frozenset


def wrong(cell: Cell, everybody: dict, row) -> list[str]:
    """What everybody who tries a verb on a row finds otherwise than the cell says; empty when all is as it says."""
    moving = {name for name in everybody if cell.target is not None and name in cell.may}
    found = [
        f"{name}: {cell.verb} → {now}" for name in moving if (now := _moved(cell, everybody[name], row)) != cell.target
    ]
    return found + _let_through(cell, {name: by for name, by in everybody.items() if name not in moving}, row)


def _moved(cell, by, row):
    row, before, count = again(row), row.state, Event.objects.count()
    with transaction.atomic():
        try:
            cell.run(by, row)
            return again(row).state if _is_told(cell, row, before, count) else f"{again(row).state} without its event"
        except Refused as refusal:
            return str(refusal)
        finally:
            transaction.set_rollback(True)


def _is_told(cell, row, before, count):
    """Whether the trail has the verb, and from where to where the row went."""
    verbs, after = [event.verb for event in Event.objects.order_by("pk")[count:]], again(row).state
    told = after == before or (last(row).from_state, last(row).to_state) == (before, after)
    return cell.event in verbs and told and agrees(row)


def _let_through(cell, others, row):
    """Who was not refused, or with the wrong sentence, or after something had been written."""
    count, seen, found = Event.objects.count(), _values(row), []
    for name, by in others.items():
        try:
            cell.run(by, row)
            found.append(f"{name}: {cell.verb} was let through")
        except Refused as refusal:
            right = (NO_RIGHT in str(refusal)) == (name not in cell.may)
            found += [] if right else [f"{name}: {cell.verb} → {refusal}"]
    same = Event.objects.count() == count and _values(again(row)) == _values(row) == seen
    return found if same else [*found, f"{cell.verb} wrote something"]


def _values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
