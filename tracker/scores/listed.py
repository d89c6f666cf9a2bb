"""The deputies who serve on a day, with the facts that their body publishes; of the garrison's the name alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from ..models import PUBLISHABLE, Body, MandateUnit, Sponsor, Term
from . import published

COLUMNS = {
    "gender": "person__gender",
    "nationality": "person__nationality",
    "party": "person__party",
    "work": "person__work",
    "category": "category",
}
UNSAID = {"gender": ("男",), "nationality": ("汉", "汉族")}  # what official lists leave out
LAST = 1_000_000  # the place of those whose unit is not told


@dataclass(frozen=True)
class Deputy:
    """A serving deputy as strangers see him or her: ``facts`` by their name in PUBLISHABLE, the unit beside them."""

    number: str
    name: str
    facts: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    place: int = LAST


def deputies(term: Term, on: date, number: str = "") -> list[Deputy]:
    """The serving deputies of a term in official order, or the one of a number; two queries."""
    rows = published.seats(on).filter(term=term)
    rows = rows.filter(number=number) if number else rows
    told = _told_of(term.body)
    columns = ["pk", "number", "person__name", *(COLUMNS[fact] for fact in told if fact in COLUMNS)]
    units, garrison = _units(rows, on)
    return sorted(
        (_deputy(row, told, units.get(row["pk"]), row["pk"] in garrison) for row in rows.listed().values(*columns)),
        key=lambda deputy: deputy.place,
    )


def _told_of(body: Body) -> list[str]:
    return [fact for fact in PUBLISHABLE if fact in body.published_facts]


def _units(rows, on) -> tuple[dict[int, tuple], set[int]]:
    """The unit of each mandate on a day, and the mandates that ever were of the garrison."""
    spells = MandateUnit.objects.filter(mandate__in=rows.order_by().values("pk")).order_by("starts_on")
    found, garrison = {}, set()
    for pk, starts_on, ends_on, *unit, is_garrison in spells.values_list(
        "mandate", "starts_on", "ends_on", "unit__name", "unit__order", "unit__is_garrison"
    ):
        if is_garrison:
            garrison.add(pk)
        if starts_on <= on and (ends_on is None or ends_on > on):
            found[pk] = tuple(unit)
    return found, garrison


def _deputy(row, told, unit, is_garrison) -> Deputy:
    if is_garrison:
        return Deputy(row["number"], row["person__name"])
    facts = {fact: row[COLUMNS[fact]] for fact in told if fact in COLUMNS}
    said = {fact: value for fact, value in facts.items() if value and value not in UNSAID.get(fact, ())}
    name, place = unit if unit and "unit" in told else ("", LAST)
    return Deputy(row["number"], row["person__name"], said, name, place)


def by_unit(rows: Iterable[Deputy]) -> list[tuple[str, list[Deputy]]]:
    """Deputies in their order under the names of their units; those whose unit is not told stand last, under none."""
    return [(unit, list(few)) for unit, few in groupby(rows, key=lambda deputy: deputy.unit)]


def led_by(term: Term, number: str, on: date) -> list[published.Line]:
    """The published suggestions that a deputy leads, newest first; none of a deputy of the garrison."""
    own = Sponsor.objects.filter(mandate__term=term, mandate__number=number, role=Sponsor.Role.LEAD)
    own = own.exclude(mandate__unit_spells__unit__is_garrison=True)
    return published.lines(published.suggestions(on).filter(pk__in=own.values("suggestion")))
