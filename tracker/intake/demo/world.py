"""The demo world while it is being made: who is there, who acts, what is still to be entered."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ...ledger import By
from ...models import DutyKind, ElectoralUnit, Group, Mandate, Session, Term, User
from ...rules.calendar import month_after
from .script import Script

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUSPENDED = "suspended"
TRIES = 60


@dataclass
class Deputy:
    """A deputy with what decides where he or she can be on a day."""

    mandate: Mandate
    unit: ElectoralUnit
    away: list[tuple[date, date, str]] = field(default_factory=list)
    joined: list[tuple[date, Group]] = field(default_factory=list)

    def serves(self, day: date) -> bool:
        """Whether the mandate is held on a day."""
        return self.mandate.starts_on <= day and (self.mandate.ends_on is None or day < self.mandate.ends_on)

    def absence(self, day: date) -> str:
        """The kind of approved absence on a day, or nothing."""
        return next((kind for start, end, kind in self.away if start <= day < end), "")

    def there(self, day: date) -> bool:
        """Whether the deputy serves and is not away."""
        return self.serves(day) and not self.absence(day)

    def belongs(self, group: Group, day: date) -> bool:
        """Whether the deputy serves in a group on a day."""
        found = [joined for start, joined in self.joined if joined.kind == group.kind and start <= day]
        return self.serves(day) and bool(found) and found[-1].pk == group.pk


@dataclass(frozen=True)
class Clerks:
    """The two users who keep the demo's ledger: who records does not verify."""

    recorder: User
    verifier: User

    def records(self, day: date) -> By:
        """The recorder at work on a morning."""
        return By(self.recorder, datetime.combine(day, time(9, 30), SHANGHAI))

    def verifies(self, day: date) -> By:
        """The verifier at work on an afternoon."""
        return By(self.verifier, datetime.combine(day, time(15, 10), SHANGHAI))


@dataclass
class World:
    """Everything that the steps of the making share."""

    script: Script
    term: Term
    clerks: Clerks
    rng: Random
    kinds: dict[str, DutyKind]
    sessions: list[Session]
    units: dict[str, ElectoralUnit]
    groups: dict[str, Group]
    deputies: dict[str, Deputy] = field(default_factory=dict)
    ever_in: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def enrol(self, deputy: Deputy):
        """Remember a deputy with the groups of the first day."""
        self.deputies[deputy.mandate.number] = deputy
        for _, group in deputy.joined:
            self.ever_in[group.pk].append(deputy.mandate.number)

    def transfer(self, deputy: Deputy, group: Group, on: date):
        """Remember that a deputy belongs to another group from a day on."""
        deputy.joined.append((on, group))
        self.ever_in[group.pk].append(deputy.mandate.number)

    def members(self, group: Group, day: date) -> list[str]:
        """The numbers of those who serve and belong to a group on a day."""
        return [number for number in self.ever_in[group.pk] if self.deputies[number].belongs(group, day)]

    def sessions_in(self, year: int) -> list[Session]:
        """The sessions that open in a year and are over by the last day."""
        return [row for row in self.sessions if row.opens_on.year == year and row.closes_on <= self.script.last_day]

    def in_session(self, day: date) -> bool:
        """Whether a day belongs to a session."""
        return any(row.opens_on <= day <= row.closes_on for row in self.sessions)

    def is_recess_workday(self, day: date) -> bool:
        """Whether something can be organised on a day between the sessions."""
        inside = self.script.words["elected_on"] < day <= self.script.last_day
        return inside and day.weekday() < 5 and not self.in_session(day)

    def workday(self, year: int, month: int) -> date | None:
        """A working day of a month between the sessions; None when the world ends before it."""
        return self._find(date(year, month, 3), 24, self.is_recess_workday)

    def own_day(self, deputy: Deputy, year: int) -> date | None:
        """A working day of a year on which a deputy can do something alone; None when hardly any is left."""
        return self._find(date(year, 1, 1), 364, lambda day: self.is_recess_workday(day) and deputy.there(day))

    def _find(self, start, width, fits) -> date | None:
        tries = (start + timedelta(days=self.rng.randint(0, width)) for _ in range(TRIES))
        return next((day for day in tries if fits(day)), None)

    def chance(self, percent: int) -> bool:
        """True in so many cases of a hundred."""
        return self.rng.randrange(100) < percent

    def topic(self) -> str:
        """Something that people care about."""
        return self.rng.choice(self.script.words["words"]["topics"])


def last_of_month(day: date) -> date:
    """The last day of the month of a day."""
    return month_after(day) - timedelta(days=1)


def days_of(session: Session) -> list[date]:
    """The days of a session."""
    return [session.opens_on + timedelta(days=n) for n in range((session.closes_on - session.opens_on).days + 1)]
