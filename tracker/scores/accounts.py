"""What was withheld from publication, and every commitment: the rows behind the rates, as of the register's day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..models import Commitment, Disclosure, Term
from ..rules.chain import Receipt
from .cases import Place, Places
from .rates import Rates
from .shares import UNSATISFIED, WITHHOLD, Register, Share

KEPT, BROKEN, UNRATED, NOT_YET, REPLACED = "kept", "broken", "unrated", "not_yet", "replaced"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A suggestion (``share`` is None) or the latest reply of an assignment that is not published, by the decision."""

    place: Place
    share: Share | None
    round: int | None
    decision: Disclosure


def withheld(term: Term, register: Register, among: Places) -> list[Withheld]:
    """Every suggestion and every latest reply that is withheld on the day, suggestions first, by number."""
    decisions = _decisions(term, register.on)
    items = [item.id for item in register.items if item.ruling.decision == WITHHOLD]
    items.sort(key=lambda pk: among.suggestions[pk][0])
    hosts = [row for row in register.shares if row.answers and row.latest and row.latest.ruling.decision == WITHHOLD]
    return [Withheld(among.suggestion(pk), None, None, decisions[pk, None]) for pk in items] + [
        Withheld(among.share(row), row, row.latest.round, decisions[None, row.latest.id])
        for row in among.in_order(hosts)
    ]


def _decisions(term, on) -> dict[tuple, Disclosure]:
    """The latest decision to withhold each suggestion and each reply."""
    of = Q(suggestion__term=term) | Q(reply__assignment__suggestion__term=term)
    rows = Disclosure.objects.filter(of, decision=WITHHOLD, decided_on__lte=on).order_by("decided_on", "pk")
    return {(row.suggestion_id, row.reply_id): row for row in rows}


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment and how it stands on the day: kept, broken, due but not rated, or not yet due."""

    place: Place
    round: int
    text: str
    due_on: date
    confirmed_on: date | None
    done_on: date | None
    rating: str
    rated_on: date | None
    outcome: str
    share: Share


def promises(term: Term, register: Register, found: Rates, among: Places) -> list[Promised]:
    """Every commitment of the hosts and split handlers, by number, unit and due day."""
    kept, due = (set(ids) for ids in (found["commitments_kept"].numerator, found["commitments_kept"].denominator))
    rows = Commitment.objects.filter(reply__assignment__suggestion__term=term).in_bulk()
    return [
        _promised(among.share(row), row, promise, rows[promise.id], (kept, due), register.on)
        for row in among.in_order(share for share in register.shares if share.answers)
        for promise in sorted(row.promises, key=lambda one: (one.round, one.due_on, one.id))
    ]


def _promised(place, row: Share, promise, stored, known, on) -> Promised:
    rating = row.line(promise)
    return Promised(
        *(place, promise.round, stored.text, promise.due_on),
        confirmed_on=_by(stored.confirmed_by_deputy_on, on),
        done_on=_by(stored.reported_done_on, on),
        rating=rating,
        rated_on=max((receipt.on for receipt in row.receipts if _rates(receipt, promise)), default=None),
        outcome=_outcome(promise.id, rating, *known) if rating or row.stands(promise) else REPLACED,
        share=row,
    )


def _by(day: date | None, on: date) -> date | None:
    return day if day and day <= on else None


def _rates(receipt: Receipt, promise) -> bool:
    return any(key == promise.id for key, _ in receipt.lines)


def _outcome(pk, rating, kept, due) -> str:
    if pk in kept:
        return KEPT
    if pk not in due:
        return NOT_YET
    return BROKEN if rating == UNSATISFIED else UNRATED
