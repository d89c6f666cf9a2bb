"""Makes the city, step by step, the same for the same random number."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.db import transaction

from ....ledger.bulk import many_writes
from ....models import DutyKind, DutyRecord, Event, Mandate, User
from ..build import build as build_hall
from ..script import Script
from ..world import Clerks
from . import months, people, places, proposals, sittings
from .script import CityScript, read_city
from .world import City


def build(hall: Script, random_number: int) -> Iterator[str]:
    """Make the hall, then all levels below it; yields what it is about to do."""
    for step in build_hall(hall, random_number):
        yield f"市级：{step}"
    with many_writes(DutyRecord, Event):
        yield from build_below(hall, read_city(), random_number)


def build_below(hall: Script, script: CityScript, random_number: int) -> Iterator[str]:
    """Make the districts and townships in a database that has the seeds and the clerks of the hall.

    Each step is a transaction of its own where none is around it: SQLite would write three million records twice.
    """
    yield "区县和乡镇：机构、届、选举单位、小组、履职规定"
    city = _open(hall, script, random_number)
    with transaction.atomic():
        places.found(city, Mandate.objects.count())
        units = proposals.found_units(city)
    yield "区县和乡镇：选举代表"
    with transaction.atomic():
        people.elect_all(city)
    for year in city.years:
        yield from _live(city, year, units)


def _open(hall: Script, script: CityScript, random_number: int) -> City:
    users = {role: User.objects.get(username=row["username"]) for role, row in hall.words["clerks"].items()}
    return City(
        script=script,
        topics=hall.words["words"]["topics"],
        last_day=hall.last_day,
        clerks=Clerks(**users),
        rng=Random(random_number),
        kinds={kind.code: kind for kind in DutyKind.objects.all()},
    )


def _live(city: City, year: int, units) -> Iterator[str]:
    yield f"区县和乡镇 {year} 年：变动、会议、建议"
    with transaction.atomic():
        people.change(city, year)
        sittings.convene(city, year)
        proposals.propose(city, year, units)
    for month in range(1, 13):
        first = date(year, month, 1)
        if first <= city.last_day:
            yield f"区县和乡镇 {year} 年 {month} 月"
            with transaction.atomic():
                months.live(city, first)
                sittings.complete_rolls(city, first)
