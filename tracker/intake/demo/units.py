"""The invented handling units, and how the work of a year falls to them."""

from collections import Counter
from random import Random

from ...models import Body
from .script import Script

FIRST_PLACE = 1001


def unit_of_login(script: Script) -> Body:
    """The unit of the demo's login, made where it is not there yet."""
    words = script.words["unit"]
    values = _values(words["name"], Body.objects.filter(code=words["parent"]).first())
    return Body.objects.get_or_create(code=words["code"], defaults=values)[0]


def _values(name, parent, **more) -> dict:
    return {"name": name, "kind": Body.Kind.UNIT, "level": Body.Level.MUNICIPAL, "parent": parent, **more}


def found_units(script: Script) -> dict[str, dict[Body, int]]:
    """Make the units of every system; each system's units with their weights."""
    systems = {body.code: body for body in Body.objects.filter(kind=Body.Kind.SYSTEM)}
    found: dict[str, dict[Body, int]] = {code: {} for code in systems}
    own = unit_of_login(script)
    found[script.words["unit"]["parent"]][own] = script.chain["demo_unit"]["weight"]
    place = FIRST_PLACE
    for row in script.chain["units"]:
        for at, name in enumerate(_names(row), 1):
            values = _values(name, systems[row["system"]], order=place)
            found[row["system"]][Body.objects.create(code=f"{row['code']}-{at:02d}", **values)] = row["weight"]
            place += 1
    return found


def _names(row) -> list[str]:
    if "repeat" not in row:
        return row["names"]
    return [f"{name}{at:02d}" for name in row["names"] for at in range(1, row["repeat"] + 1)]


class Pool:
    """The shares of a year that still have to be taken by the units of one system: each takes one at least."""

    def __init__(self, rng: Random, units: dict[Body, int], number: int):
        self.rng, self.units = rng, {unit.name: unit for unit in units}
        self.weights = {unit.name: weight for unit, weight in units.items()}
        more = rng.choices(list(self.weights), list(self.weights.values()), k=max(number - len(units), 0))
        self.left = Counter([*self.weights][:number] + more)

    def take(self, liked: list[str], used: set[str]) -> Body:
        """A unit that is not used yet: one that is liked, else by what is left, else any; it is used then."""
        first = [name for name in liked if self.left[name] and name not in used]
        if not first:
            return self._draw({name: left for name, left in self.left.items() if left and name not in used}, used)
        return self._draw(dict.fromkeys(first, 1), used)

    def _draw(self, weights, used) -> Body:
        if not weights:
            return self.helper(used)
        (name,) = self.rng.choices(list(weights), list(weights.values()))
        self.left[name] -= 1
        used.add(name)
        return self.units[name]

    def helper(self, used: set[str]) -> Body:
        """Any unit that is not used yet, by weight, beside what it takes of the year's shares; it is used then."""
        rest = {name: weight for name, weight in self.weights.items() if name not in used}
        (name,) = self.rng.choices(list(rest), list(rest.values()))
        used.add(name)
        return self.units[name]
