"""The city while it is being made: its congresses, who sits in them, and who enters what they do."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from ....models import DutyKind, ElectoralUnit, Group, Session, Term
from ..world import Clerks
from .script import CityScript

FAR = date.max


@dataclass(slots=True, eq=False)
class Seat:
    """A deputy as the months need it: the keys, the days in office, and per cent of the chances taken."""

    mandate: int
    number: str
    diligence: int
    starts_on: date
    ends_on: date = FAR


@dataclass(eq=False)
class Chamber:
    """The term of one congress with its rooms and deputies; ``code`` heads the numbers of its deputies."""

    term: Term
    words: dict
    code: str
    place: str
    size: int
    units: list[ElectoralUnit] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    members: dict[int, list[Seat]] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    elected: int = 0

    @property
    def seats(self) -> list[Seat]:
        """Everybody who sits or sat here."""
        return [seat for found in self.members.values() for seat in found]

    def next_number(self) -> str:
        """The number of the next deputy elected."""
        self.elected += 1
        return f"{self.code}{self.elected:03d}"


@dataclass
class City:
    """Everything that the steps of the making share."""

    script: CityScript
    topics: list[str]
    last_day: date
    clerks: Clerks
    rng: Random
    kinds: dict[str, DutyKind]
    chambers: list[Chamber] = field(default_factory=list)

    @property
    def words(self) -> dict:
        return self.script.words

    @property
    def years(self) -> range:
        """The calendar years that the city lives through."""
        return range(self.words["first_year"], self.last_day.year + 1)

    @property
    def districts(self) -> list[Chamber]:
        """The congresses of the districts, in official order."""
        return [chamber for chamber in self.chambers if chamber.words is self.words["district"]]

    def topic(self) -> str:
        """Something that people care about."""
        return self.rng.choice(self.topics)

    def chance(self, percent: int) -> bool:
        """True in so many cases of a hundred."""
        return self.rng.randrange(100) < percent
