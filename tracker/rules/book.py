"""Requirements as dated, cited values. Pure: no Django, no deputies."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value is written: the document's code and title, and a short verbatim quote."""

    document: str = ""
    title: str = ""
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a requirement asks from ``starts_on`` on; ``minimum`` None means abolished."""

    starts_on: date
    minimum: int | None
    kinds: frozenset[str]
    part_period: str
    min_service_days: int = 0
    half_day_cap: int | None = None
    citation: Citation = Citation()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One quantified requirement of a regulation with all its values."""

    regulation: str
    code: str
    label: str
    short: str
    unit: str
    cycle: str
    grassroots_only: bool
    values: tuple[Value, ...]

    def in_force(self, on: date) -> Value | None:
        """The value in force on a day: the newest one started; None before the first and after abolition."""
        started = [value for value in self.values if value.starts_on <= on]
        newest = max(started, key=lambda value: value.starts_on, default=None)
        return newest if newest is not None and newest.minimum else None


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation with its requirements in official order."""

    code: str
    title: str
    label: str
    adopted: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The regulations of a term, when each kind of duty can count, the keys of their rows, and which can be entered."""

    regulations: tuple[Regulation, ...]
    timings: dict[str, str]
    keys: dict[str, int] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()

    def requirements(self, cycle: str | None = None) -> list[Requirement]:
        """The requirements of one cycle, or all, in official order."""
        every = [item for regulation in self.regulations for item in regulation.requirements]
        return [item for item in every if cycle in (None, item.cycle)]
