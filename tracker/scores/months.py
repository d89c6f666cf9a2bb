"""What each liaison group has reported of each month. Pure: no Django inside.

A month is its first day. A group's word on it is one of four, returned before reported before zero before missing;
a month that asks nothing of a group has none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..rules.calendar import month_after

REPORTED, ZERO, MISSING, RETURNED = "reported", "zero", "missing", "returned"
STATUSES = (REPORTED, ZERO, MISSING, RETURNED)
NOTHING_ASKED = ""

Place = tuple[int, date]  # a group and a month


@dataclass(frozen=True, slots=True)
class Numbers:
    """The records of a group and a month: live, of them to be verified, returned, and their deputies."""

    live: int = 0
    waiting: int = 0
    returned: int = 0
    persons: int = 0


NONE = Numbers()


@dataclass(frozen=True, slots=True)
class Spell:
    """A deputy in a group on [starts_on, ends_on), within the mandate."""

    group: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Said:
    """What is known of some groups: the numbers of their months, the zero reports that stand, who belonged to them."""

    numbers: Mapping[Place, Numbers]
    zeros: frozenset[Place]
    spells: Iterable[Spell]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group and month: its status, whether the month is over, whether a zero report stands (perhaps overtaken)."""

    group: int
    month: date
    status: str
    is_over: bool
    has_zero: bool = False
    numbers: Numbers = NONE

    @property
    def is_running(self) -> bool:
        """Whether the month still runs and nothing has been reported yet: not late."""
        return self.status == MISSING and not self.is_over

    @property
    def is_due(self) -> bool:
        """Whether the month is over and its report has never come."""
        return self.status == MISSING and self.is_over

    @property
    def is_to_mend(self) -> bool:
        """Whether the month is over and what was returned has not come again."""
        return self.status == RETURNED and self.is_over


@dataclass(frozen=True)
class Board:
    """The cells of some groups over the months of a year as of a day, groups in official order."""

    year: int
    on: date
    months: tuple[date, ...]
    rows: dict[int, tuple[Cell, ...]]
    totals: dict[date, Counter]

    def due(self, group: int) -> list[Cell]:
        """The months of a group that are over and have not been reported."""
        return [cell for cell in self.rows[group] if cell.is_due]

    def to_mend(self, group: int) -> list[Cell]:
        """The months of a group that are over and of which something was returned and has not come again."""
        return [cell for cell in self.rows[group] if cell.is_to_mend]

    def owes(self, group: int) -> bool:
        """Whether a group still owes something of the months that are over."""
        return bool(self.due(group) or self.to_mend(group))

    def cell(self, group: int, month: date) -> Cell | None:
        """The cell of a group and a month; None where the board has no such month."""
        return next((cell for cell in self.rows.get(group, ()) if cell.month == month), None)


def months_of(year: int, starts_on: date, ends_on: date | None) -> tuple[date, ...]:
    """The months of a calendar year that have a day in [starts_on, ends_on)."""
    every = (date(year, number, 1) for number in range(1, 13))
    return tuple(first for first in every if month_after(first) > starts_on and (ends_on is None or first < ends_on))


def board(year: int, months: tuple[date, ...], groups: Iterable[int], said: Said, on: date) -> Board:
    """The board of some groups as of a day; a month that has not begun by then is blank."""
    asked = served(said.spells, months, on) | {place for place in said.numbers if place[1] <= on}
    rows = {group: tuple(_cell((group, month), asked, said, on) for month in months) for group in groups}
    totals = {month: Counter(row[number].status for row in rows.values()) for number, month in enumerate(months)}
    return Board(year, on, months, rows, totals)


def served(spells: Iterable[Spell], months: tuple[date, ...], on: date) -> set[Place]:
    """The groups and months in which a deputy served up to a day."""
    begun = [(month, month_after(month)) for month in months if month <= on]
    return {
        (spell.group, month)
        for spell in spells
        for month, end in begun
        if spell.starts_on < end and spell.starts_on <= on and (spell.ends_on is None or spell.ends_on > month)
    }


def _cell(place, asked, said, on) -> Cell:
    group, month = place
    is_over, has_zero = month_after(month) <= on, place in said.zeros
    if place not in asked:
        return Cell(group, month, NOTHING_ASKED, is_over, has_zero)
    numbers = said.numbers.get(place, NONE)
    return Cell(group, month, status(numbers, has_zero), is_over, has_zero, numbers)


def status(numbers: Numbers, has_zero: bool) -> str:
    """The word on a month that asks for a report."""
    if numbers.returned:
        return RETURNED
    if numbers.live:
        return REPORTED
    return ZERO if has_zero else MISSING
