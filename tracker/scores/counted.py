"""The rows behind a number of the rates, with what a list says of each, in the order of their suggestions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..models import Assignment, Body, Commitment, Suggestion, Term
from .by_unit import in_order
from .shares import Item, Register, Share

PARTS = ("numerator", "denominator", "rest")


@dataclass(frozen=True, slots=True)
class CountedShare:
    """An assignment that was counted: as it stood at the end of the day, and what its suggestion and unit are called.

    ``promise`` is set where one of its commitments was counted: (text, due day, latest rating or nothing).
    """

    share: Share
    number: str
    title: str
    unit: str
    promise: tuple[str, date, str] | None = None


@dataclass(frozen=True, slots=True)
class CountedItem:
    """A suggestion that was counted."""

    item: Item
    number: str
    title: str
    accepted_on: date


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """A unit that was counted, with the number of its assignments as host or split handler."""

    unit: Body
    assignments: int


def part_of(rate, part: str) -> tuple[int, ...]:
    """The primary keys of a part of a rate; the rest is what is looked at and does not fulfil."""
    if part != "rest":
        return getattr(rate, part)
    fulfilling = set(rate.numerator)
    return tuple(pk for pk in rate.denominator if pk not in fulfilling)


def rows(kind: str, term: Term, register: Register, pks: Iterable[int]) -> list:
    """The rows of some primary keys; ``kind`` is what they are the keys of (see ``rates.rows_of``)."""
    return {"assignment": _shares, "suggestion": _items, "commitment": _promises, "body": _units}[kind](
        term, register, set(pks)
    )


def _words(term) -> dict[int, tuple[str, str, str]]:
    """Number, title and unit of each assignment of a term, in order."""
    rows = Assignment.objects.filter(suggestion__term=term).order_by("suggestion__number", "unit__order", "pk")
    fields = ("pk", "suggestion__number", "suggestion__title", "unit__name")
    return {pk: tuple(words) for pk, *words in rows.values_list(*fields)}


def _shares(term, register, pks) -> list[CountedShare]:
    shares = {share.id: share for share in register.shares}
    return [CountedShare(shares[pk], *words) for pk, words in _words(term).items() if pk in pks]


def _promises(term, register, pks) -> list[CountedShare]:
    texts = dict(Commitment.objects.filter(reply__assignment__suggestion__term=term).values_list("pk", "text"))
    words, shares = _words(term), sorted(register.shares, key=lambda share: share.id)
    found = [
        CountedShare(share, *words[share.id], promise=(texts[promise.id], promise.due_on, share.line(promise)))
        for share in shares
        for promise in share.promises
        if promise.id in pks
    ]
    place = {pk: number for number, pk in enumerate(words)}
    return sorted(found, key=lambda row: place[row.share.id])


def _items(term, register, pks) -> list[CountedItem]:
    items = {item.id: item for item in register.items}
    found = Suggestion.objects.filter(term=term, accepted_on__isnull=False).order_by("number", "pk")
    fields = found.values_list("pk", "number", "title", "accepted_on")
    return [CountedItem(items[pk], *words) for pk, *words in fields if pk in pks]


def _units(term, register, pks) -> list[CountedUnit]:
    number = Counter(share.unit for share in register.shares if share.answers)
    return [CountedUnit(unit, number[unit.pk]) for unit in in_order(pks)]
