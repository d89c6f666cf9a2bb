"""What the handling of suggestions shares in the demo: its words and counts, its days, and what came before."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...models import Body, Suggestion
from ...rules import load
from ...rules.deadlines import Handling, due, in_force
from ...rules.workdays import Workdays
from .world import World


@dataclass
class Office:
    """The fixture of the chain, the calendar, the rules and the units of each system."""

    world: World
    words: dict
    units: dict[str, dict[Body, int]]
    workdays: Workdays
    rules: list[Handling]
    earlier: dict[str, list[Suggestion]] = field(default_factory=lambda: defaultdict(list))
    serial: Counter = field(default_factory=Counter)
    willing: list[str] = field(default_factory=list)
    dues: dict[tuple, date] = field(default_factory=dict)

    def year(self, year: int) -> dict:
        """The counts of a year: its own sections, else the usual ones."""
        return self.words["usual"] | next(row for row in self.words["years"] if row["year"] == year)

    def is_past(self, day: date) -> bool:
        """Whether a day belongs to the demo, which ends on its last day."""
        return day <= self.world.script.last_day

    def after(self, day: date, low: int, high: int) -> date:
        """A working day so many days after a day, or the next one."""
        return self.workdays.roll(day + timedelta(days=self.world.rng.randint(low, high)))

    def between(self, first: date, last: date) -> date:
        """A working day from the first to the last day, which is one itself; rather late than early."""
        width = max((last - first).days, 0)
        days = max(self.world.rng.randint(0, width), self.world.rng.randint(0, width))
        return min(self.workdays.roll(first + timedelta(days=days)), last)

    def rule(self, day: date) -> Handling:
        """The rules of handling in force on a day."""
        return in_force(self.rules, day)

    def due(self, start: date, months: int) -> date:
        """The due day some months after a start."""
        key = (start, months)
        if key not in self.dues:
            self.dues[key] = due(start, months, self.workdays).due_on
        return self.dues[key]

    def happens(self, habit: str) -> bool:
        """Whether something is done this time, as often as the fixture says."""
        return self.world.chance(self.words["habits"][habit])

    def pick(self, name: str) -> str:
        """One of the fixture's words."""
        return self.world.rng.choice(self.words["words"][name])

    def say(self, name: str) -> str:
        """The fixture's one word for something."""
        return self.words["words"][name]

    def next_number(self, kind: str, year: int) -> int:
        """The next number of a series of a year."""
        self.serial[kind, year] += 1
        return self.serial[kind, year]


def open_office(world: World, units: dict[str, dict[Body, int]]) -> Office:
    """The office at the start, with the calendar and the rules of the database."""
    return Office(world, world.script.chain, units, load.workdays(), load.handling_rules(world.term.body))
