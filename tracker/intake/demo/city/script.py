"""Reads what the city is made of: its fixture, and the districts with their real seats from the seeds."""

import csv
import tomllib
from dataclasses import dataclass

from ...seed_files import FOLDER
from ..script import FIXTURES


@dataclass(frozen=True)
class District:
    """A district or county: its official order, its names, the code of its congress and the seats there."""

    order: int
    name: str
    short: str
    congress: str
    seats: int


@dataclass(frozen=True)
class CityScript:
    """The numbers and words of the city, and its districts in official order."""

    words: dict
    districts: tuple[District, ...]


def read_city() -> CityScript:
    """Read the fixture of the city and the districts of the seeds."""
    words = tomllib.loads((FIXTURES / "city" / "city.toml").read_text(encoding="utf-8"))
    with (FOLDER / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["own_congress_seats"]]
    return CityScript(words, tuple(_district(row) for row in rows))


def _district(row) -> District:
    seats = int(row["own_congress_seats"])
    return District(int(row["order"]), row["name"], row["short"], row["congress"], seats)
