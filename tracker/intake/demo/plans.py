"""Draws what each deputy will do in a year."""

from dataclasses import dataclass
from datetime import date

from .world import Deputy, World


@dataclass(frozen=True)
class Plan:
    """How much a deputy does in a year; ``unverified`` more activities wait for verification."""

    speeches: int = 0
    activities: int = 0
    suggestions: int = 0
    unverified: int = 0


RESTING = Plan()


def draw(world: World, year: int) -> dict[str, Plan]:
    """A plan for each deputy who serves in a year; who is away for half of it does nothing."""
    lots = world.script.words["lots"]
    weights = [lot["weights"][str(year)] for lot in lots]
    plans = {}
    for number, deputy in world.deputies.items():
        served, there = _days(deputy, year)
        if served:
            lot = world.rng.choices(lots, weights)[0]
            plans[number] = RESTING if 2 * there <= served else _plan(world, year, deputy, lot, there)
    return plans


def _days(deputy: Deputy, year: int) -> tuple[int, int]:
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    served = [day for day in days if deputy.serves(day)]
    return len(served), sum(not deputy.absence(day) for day in served) if deputy.away else len(served)


def _plan(world, year, deputy, lot, there) -> Plan:
    speeches, activities, suggestions = (
        world.rng.randint(*lot[name]) for name in ("speeches", "activities", "suggestions")
    )
    if deputy.unit.name in open_units(world, year):
        speeches = world.rng.randint(0, speeches)
    return Plan(speeches, -(-activities * there // 365), suggestions, lot.get("unverified", 0))


def open_units(world: World, year: int) -> set[str]:
    """The units whose speech roll of a year stays open."""
    return {name for row in world.script.words["open_rolls"] if row["year"] == year for name in row["units"]}
