"""Draws how each share of a year goes: exactly as many answers, ratings and publications as the fixture says."""

from collections import defaultdict
from dataclasses import dataclass

from .deck import deal
from .items import Item, Lot

GOVERNMENT = "system-government"
UNSATISFIED, SATISFIED, LATER = "unsatisfied", "satisfied", "later"
HARD, EXTENDED, RETURNED, LATE, LOOKED_BACK = "hard", "extended", "returned", "late", "looked_back"


@dataclass
class Place:
    """One share of an item that a system takes, and its lot."""

    item: Item
    system: str
    lot: Lot


def draw(rng, spec: dict, wanted: list[tuple[Item, list[str]]]) -> dict[tuple[int, str], list[Lot]]:
    """The lots of every item in every system, by the item's id and the system's code."""
    places = [Place(item, code, Lot()) for item, codes in wanted for code in codes]
    regular = [place for place in places if not place.item.after_closing]
    own = [place for place in regular if place.system == GOVERNMENT]
    for some in (own, [place for place in regular if place.system != GOVERNMENT]):
        _set(rng, spec["shares"], _free(some, spec), "course")
        _set(rng, spec["classes"], some, "reply_class", "A")
        _set(rng, spec["receipts"], some, "verdict")
    _set(rng, spec["replies_published"], regular, "published")
    _leave_time(regular)
    for place in places:
        if place.item.after_closing:
            place.lot = Lot(reply_class="B", verdict=LATER)
    found = defaultdict(list)
    for place in places:
        found[id(place.item), place.system].append(place.lot)
    return found


def _free(places, spec) -> list[Place]:
    """Where all must be answered by a closing day, what comes in recess leaves no time for anything special."""
    return [place for place in places if place.item.in_session] if "closing" in spec else places


def _set(rng, section, places, name, rest=""):
    for place, value in zip(places, deal(rng, section, len(places), rest), strict=True):
        setattr(place.lot, name, value)


def _leave_time(places):
    """Who is unsatisfied got the answer early enough for another round in the same year."""
    early = [place.lot for place in places if place.item.in_session and place.lot.course != HARD]
    ready = iter([lot for lot in early if lot.verdict == SATISFIED])
    for lot in [place.lot for place in places]:
        if lot.verdict == UNSATISFIED and not any(lot is one for one in early):
            other = next(ready)
            lot.verdict, other.verdict = other.verdict, lot.verdict
