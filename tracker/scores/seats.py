"""Who sits where: plain rows, because hundreds are judged where a page shows a few dozen."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from ..models import GroupMembership, MandateUnit, Term


class Seat(NamedTuple):
    """What is said of a mandate beside its verdicts."""

    pk: int
    number: str
    name: str
    list_position: int | None
    starts_on: date
    ends_on: date | None
    by_election: bool
    is_grassroots: bool


SEAT = tuple("person__name" if name == "name" else name for name in Seat._fields)


class Place(NamedTuple):
    """An electoral unit (without a kind) or a group, by its key, with its place in the official order."""

    pk: int
    name: str
    order: int
    kind: str = ""

    def __str__(self):
        return self.name


class Spell(NamedTuple):
    """A place held on [starts_on, ends_on)."""

    place: Place
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the place was held on a day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


Spells = dict[int, list[Spell]]


def seats(mandates: QuerySet) -> list[Seat]:
    """The seats of some mandates, in their order."""
    return [Seat(*row) for row in mandates.values_list(*SEAT)]


def unit_spells(mandates: QuerySet, term: Term | None = None) -> Spells:
    """The spells of each mandate in electoral units, oldest first; ``term`` is theirs, where they are of one alone."""
    own = MandateUnit.objects.filter(unit__term=term) if term else MandateUnit.objects
    return _spells(own, mandates, "unit", "unit__name", "unit__order")


def group_spells(mandates: QuerySet, term: Term) -> Spells:
    """The spells of each mandate of a term in groups, oldest first."""
    own = GroupMembership.objects.filter(group__term=term)  # the groups of one term are found before all mandates
    return _spells(own, mandates, "group", "group__name", "group__order", "group__kind")


def _spells(rows, mandates, *place) -> Spells:
    found = defaultdict(list)
    own = rows.filter(mandate__in=mandates.order_by().values("pk")).order_by("starts_on", "pk")
    places: dict[int, Place] = {}
    for mandate, starts_on, ends_on, pk, *told in own.values_list("mandate", "starts_on", "ends_on", *place):
        if pk not in places:
            places[pk] = Place(pk, *told)
        found[mandate].append(Spell(places[pk], starts_on, ends_on))
    return found
