"""Elects the invented deputies and lets things happen to them."""

from datetime import date

from ...ledger import people
from ...ledger.people import Election
from ...models import Group, Mandate, Person
from .world import Deputy, World

YES = "是"


def allot(seats: list[int | None], extra: int) -> list[int]:
    """Spread extra seats in proportion, largest remainder first; a unit without seats of its own gets none."""
    known = [number or 0 for number in seats]
    total = sum(known)
    shares = [divmod(number * extra, total) for number in known]
    given = [number + whole for number, (whole, _) in zip(known, shares, strict=True)]
    by_remainder = sorted(range(len(known)), key=lambda at: (-shares[at][1], at))
    for at in by_remainder[: extra - sum(whole for whole, _ in shares)]:
        given[at] += 1
    return given


def seats_by_unit(world: World) -> list[tuple]:
    """Each electoral unit with the deputies it elects; the garrison elects its own number only."""
    rows = [unit for unit in world.units.values() if unit.seats]
    total = world.script.words["total_seats"]
    garrison = world.script.words["garrison"]
    shared = [0 if unit.name == garrison else unit.seats for unit in rows]
    given = allot(shared, total - sum(unit.seats for unit in rows))
    return [(unit, unit.seats if unit.name == garrison else number) for unit, number in zip(rows, given, strict=True)]


def elect_all(world: World):
    """Elect the deputies of all units on the first day, in official order."""
    places = [unit for unit, number in seats_by_unit(world) for _ in range(number)]
    on = world.script.words["elected_on"]
    elections = [_election(world, at, unit, on) for at, unit in enumerate(places)]
    people.elect_many(world.clerks.records(on), elections)
    for election in elections:
        _remember(world, election)


def _election(world, at, unit, on, **fields) -> Election:
    words = world.script.words
    number = str(words["first_number"] + at)
    person = _person(world, number, at + 1)
    grassroots = world.chance(words["persons"]["grassroots_share"])
    category = world.rng.choice(words["persons"]["grassroots" if grassroots else "other_categories"])
    mandate = Mandate(
        person=person,
        term=world.term,
        number=number,
        list_position=at + 1,
        starts_on=on,
        category=category,
        is_grassroots=grassroots,
        re_elected=world.chance(words["persons"]["re_elected_share"]),
        **fields,
    )
    return Election(mandate, unit, _first_groups(world, unit))


def _person(world, number, place) -> Person:
    words, pick = world.script.words["persons"], world.rng.choice
    return Person(
        number=f"S{number}",
        name=words["names"].get(number, f"示例代表{place:03d}"),
        gender=pick(words["genders"]),
        nationality=pick(words["nationalities"]),
        born=f"{world.rng.randint(1957, 1990)}-{world.rng.randint(1, 12):02d}",
        party=pick(words["parties"]),
        work=f"示例单位{world.rng.randint(1, 300):03d}",
    )


def _first_groups(world, unit) -> tuple[Group, ...]:
    own = (world.groups[f"{unit.name}联系组"],)
    if not world.chance(world.script.words["professional_share"]):
        return own
    return (*own, world.groups[world.rng.choice(world.script.words["professional"]["groups"])])


def _remember(world, election):
    joined = [(election.mandate.starts_on, group) for group in election.groups]
    world.enrol(Deputy(election.mandate, election.unit, joined=joined))


def change(world: World, year: int):
    """Enter the by-elections, moves, interruptions and endings of a year."""
    for row in world.script.of_year("by_elections", year):
        _by_elect(world, world.deputies[row["replaces"]].unit, row["on"])
    for row in world.script.of_year("moves", year):
        _move(world, world.deputies[row["number"]], row)
    for row in world.script.of_year("interruptions", year):
        _interrupt(world, world.deputies[row["number"]], row)
    for row in world.script.of_year("endings", year):
        deputy = world.deputies[row["number"]]
        people.end(world.clerks.records(row["on"]), deputy.mandate, row["on"], row["reason"])


def _by_elect(world, unit, on):
    election = _election(world, len(world.deputies), unit, on, by_election=True)
    people.elect_many(world.clerks.records(on), [election])
    _remember(world, election)


def _move(world, deputy, row):
    by = world.clerks.records(row["on"])
    if row["what"] == "unit":
        deputy.unit = world.units[row["to"]]
        people.move_unit(by, deputy.mandate, deputy.unit, row["on"], "工作调整")
    else:
        group = world.groups[row["to"]]
        people.move_group(by, deputy.mandate, group, row["on"], "工作调整")
        world.transfer(deputy, group, row["on"])


def _interrupt(world, deputy, row):
    approved = row["approved"] == YES
    people.interrupt(
        world.clerks.records(row["starts_on"]),
        deputy.mandate,
        row["kind"],
        row["starts_on"],
        row["ends_on"],
        approved=approved,
        approved_by=row["approved_by"],
        document=row["document"],
    )
    if approved:
        deputy.away.append((row["starts_on"], row["ends_on"] or date.max, row["kind"]))
