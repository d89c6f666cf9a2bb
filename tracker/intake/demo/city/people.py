"""Elects the deputies of the districts and townships, and lets things happen to some of them."""

from datetime import date, timedelta

from ....ledger import people
from ....ledger.people import Election
from ....models import Mandate, Person
from .world import Chamber, City, Seat

LEAVES = [("sick", 120), ("maternity", 158), ("official", 60), ("suspended", 200)]
REASONS = ["辞职", "调离本行政区域", "去世"]


def elect_all(city: City):
    """Elect everybody on the first day of the own term, a district with its townships at a time."""
    elections, places = [], []
    for at, chamber in enumerate(city.chambers):
        for place in range(chamber.size):
            elections.append(_election(city, chamber, place, chamber.term.starts_on))
            places.append((chamber, place))
        if at + 1 == len(city.chambers) or city.chambers[at + 1].words is city.words["district"]:
            _enter(city, elections, places)
            elections, places = [], []


def _enter(city, elections, places):
    people.elect_many(city.clerks.records(max(row.mandate.starts_on for row in elections)), elections)
    for election, (chamber, place) in zip(elections, places, strict=True):
        _seat(city, chamber, place, election.mandate)


def _seat(city, chamber, place, mandate):
    words, group = city.words["diligence"], chamber.groups[place % len(chamber.groups)]
    (diligence,) = city.rng.choices(words["values"], words["weights"])
    seat = Seat(mandate.pk, mandate.number, diligence, mandate.starts_on)
    chamber.members.setdefault(group.pk, []).append(seat)


def _election(city, chamber: Chamber, place: int, on: date, **fields) -> Election:
    number, words = chamber.next_number(), city.words["names"]
    person = Person(
        number=f"C{number}",
        name="".join(["示例", city.rng.choice(words["surnames"]), *city.rng.choices(words["given"], k=2)]),
        gender="女" if city.chance(38) else "男",
        nationality="汉族",
        work=f"示例单位{city.rng.randint(1, 300):03d}",
    )
    mandate = Mandate(
        person=person,
        term=chamber.term,
        number=number,
        list_position=chamber.elected,
        starts_on=on,
        is_grassroots=city.chance(60),
        **fields,
    )
    group = chamber.groups[place % len(chamber.groups)]
    return Election(mandate, chamber.units[place * len(chamber.units) // chamber.size], (group,))


def change(city: City, year: int):
    """End some mandates of a year and elect successors; let others be away for a time."""
    if year > city.words["first_year"]:
        for chamber in city.rng.sample(city.chambers, city.words["by_elections"]):
            _succeed(city, chamber, date(year, city.rng.randint(2, 8), city.rng.randint(1, 28)))
    for chamber in city.rng.sample(city.chambers, city.words["interruptions"]):
        _interrupt(city, chamber, date(year, city.rng.randint(2, 9), city.rng.randint(1, 28)))


def _succeed(city, chamber, on):
    place = city.rng.randrange(chamber.size)
    seat = next(seat for seat in chamber.seats if seat.number == f"{chamber.code}{place + 1:03d}")
    if seat.ends_on <= on:
        return
    seat.ends_on, successor_on = on, on + timedelta(days=60)
    people.end(city.clerks.records(on), _mandate(seat), on, city.rng.choice(REASONS))
    election = _election(city, chamber, place, successor_on, by_election=True)
    people.elect_many(city.clerks.records(successor_on), [election])
    _seat(city, chamber, place, election.mandate)


def _mandate(seat) -> Mandate:
    return Mandate.objects.select_related("term").get(pk=seat.mandate)


def _interrupt(city, chamber, on):
    seat, (kind, days) = city.rng.choice(chamber.seats), city.rng.choice(LEAVES)
    if seat.starts_on <= on < seat.ends_on:
        said = {
            "approved": True,
            "approved_by": "主席团",
            "document": f"示例发〔{on.year}〕{city.rng.randint(1, 99)}号",
        }
        ends_on = on + timedelta(days=days)
        people.interrupt(city.clerks.records(on), _mandate(seat), kind, on, ends_on, **said)
