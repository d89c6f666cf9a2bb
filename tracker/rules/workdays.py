"""Working days: the official holidays and make-up weekends under overrides of our own. Pure: no Django."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import chinese_calendar

ONE_DAY = timedelta(days=1)
SATURDAY = 5
KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


class Workdays:
    """The calendar of working days; ``overrides`` maps a day to whether it is one, and wins over everything."""

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})

    def is_workday(self, day: date) -> bool:
        """Whether people work on a day; in years without a published arrangement Monday to Friday."""
        given = self._overrides.get(day)
        return _is_workday(day) if given is None else given

    def is_known(self, day: date) -> bool:
        """Whether somebody decided about the day: an override, or the published arrangement of its year."""
        return day in self._overrides or day.year in KNOWN_YEARS

    def roll(self, day: date) -> date:
        """The day itself, or the next working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day (the day itself never counts); the day itself for n = 0."""
        for _ in range(n):
            day = self.roll(day + ONE_DAY)
        return day

    def reason(self, day: date) -> str:
        """Why a day is no working day, in Chinese; empty for a working day."""
        if self.is_workday(day):
            return ""
        if day in self._overrides:
            return "人工设定的非工作日"
        name = _holiday(day)
        return f"法定节假日「{name}」" if name else "周末"


@cache
def _is_workday(day: date) -> bool:
    if day.year in KNOWN_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < SATURDAY


def _holiday(day: date) -> str:
    found = chinese_calendar.holidays.get(day)
    name = str(chinese_calendar.Holiday(found).chinese) if found else ""
    return FULL_NAMES.get(name, name)
