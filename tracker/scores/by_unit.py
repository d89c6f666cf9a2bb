"""The rates of each unit and of each system, in official order and never ranked."""

from collections import defaultdict
from dataclasses import replace

from ..models import Body
from .rates import Rates, measure
from .shares import Register


def by_unit(register: Register) -> list[tuple[Body, Rates]]:
    """The rates of every unit that has assignments in a register: its own ones, without the units below it."""
    return _measured(register, {unit: unit for unit in _units(register)})


def by_system(register: Register) -> list[tuple[Body, Rates]]:
    """The rates of every system that has assignments in a register."""
    return _measured(register, Body.objects.systems())


def _units(register) -> set[int]:
    return {row.unit for row in register.shares}


def _measured(register, home: dict[int, int]) -> list[tuple[Body, Rates]]:
    """The register cut by the home of its units; a suggestion of several homes is in each of them."""
    shares, items = defaultdict(list), defaultdict(list)
    for row in register.shares:
        shares[home.get(row.unit)].append(row)
    for item in register.items:
        for pk in {home.get(unit) for unit in item.units}:
            items[pk].append(item)
    return [
        (body, measure(replace(register, shares=tuple(shares[body.pk]), items=tuple(items[body.pk]))))
        for body in in_order(shares)
    ]


def in_order(pks) -> list[Body]:
    """Some bodies in official order: each body before those below it, those of one parent by their order."""
    bodies = Body.objects.in_bulk([pk for pk in pks if pk is not None])
    if not bodies:
        return []
    rows = {pk: told for pk, *told in Body.objects.order_by().values_list("pk", "parent", "order", "code")}
    return sorted(bodies.values(), key=lambda body: _place(body.pk, rows))


def _place(pk, rows) -> list[tuple]:
    place, seen = [], set()
    while pk is not None and pk not in seen:
        seen.add(pk)
        pk, *told = rows[pk]
        place.append(told)
    return place[::-1]
