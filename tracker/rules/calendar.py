"""The periods of a term, and months. Pure: no Django, no deputies."""

from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[int, int]

TERM_YEARS = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A year of a term, or the term: [starts_on, ends_on)."""

    cycle: str
    label: str
    starts_on: date
    ends_on: date
    registration_until: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.cycle, self.label

    @property
    def span(self) -> Span:
        return self.starts_on.toordinal(), self.ends_on.toordinal()


def plan(starts_on: date, ends_on: date | None) -> list[Period]:
    """The periods of a term: the term itself, and its calendar years clipped to it."""
    ends_on = ends_on or planned_end(starts_on)
    years = range(starts_on.year, ends_on.year + 1)
    clipped = [(year, max(starts_on, date(year, 1, 1)), min(ends_on, date(year + 1, 1, 1))) for year in years]
    return [Period("term", "本届", starts_on, ends_on)] + [
        Period("year", str(year), start, end) for year, start, end in clipped if start < end
    ]


def planned_end(starts_on: date) -> date:
    """The planned end of a term whose successor has not opened yet: five years after its start."""
    leap_day = (starts_on.month, starts_on.day) == (2, 29)
    return starts_on.replace(year=starts_on.year + TERM_YEARS, day=28 if leap_day else starts_on.day)


def month_after(day: date) -> date:
    """The first day of the month after that of a day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def chinese_day(day: date) -> str:
    """A day as official texts write it: 2024年5月6日."""
    return f"{chinese_month(day)}{day.day}日"


def chinese_month(day: date) -> str:
    """The month of a day as official texts write it: 2024年5月."""
    return f"{day.year}年{day.month}月"
