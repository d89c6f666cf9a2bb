"""Whose turn it is, by when, and what is late. Pure: no Django."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from ..rules.chain import LEAD_ROLES, WAITING
from ..rules.deadlines import Handling
from ..rules.workdays import Workdays

UNIT, REFERRAL_OFFICE, DEPUTY, OFFICE = "unit", "referral_office", "deputy", "office"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn (a role, empty for nobody) it is to do what (an act), by which day; ``days_left`` below 0 is late.

    ``waited`` counts the working days since a sponsor could rate.
    """

    who: str = ""
    what: str = ""
    by: date | None = None
    days_left: int | None = None
    late: bool = False
    at_risk: bool = False
    waited: int | None = None

    @property
    def urgency(self) -> tuple[bool, bool, date]:
        """Sorts turns: what is late first, then by the day."""
        return not self.late, self.by is None, self.by or date.max


class Stamped(Protocol):
    """An assignment with the days that ``inbox.timed`` adds."""

    role: str
    state: str
    received_on: date | None
    due_now: date
    replied_last: date | None
    promised_next: date | None
    ratable_from: date | None
    looked_back: date | None


class Fresh(Protocol):
    """A suggestion that tells ``unconfirmed`` and ``referred``."""

    state: str
    kind: str
    unconfirmed: bool
    referred: bool

    @property
    def is_bill(self) -> bool: ...


def turn_of(row: Stamped, on: date, rule: Handling, workdays: Workdays) -> Turn:
    """Whose turn an assignment is on a day; ``row`` carries the days that ``inbox.timed`` adds.

    A missing receipt is late for who answers the sponsors; a co-handler's opinion nobody has to rate.
    """
    if row.state in WAITING:
        return _until(*_asked(row), row.due_now, on, rule.at_risk_days)
    if row.state == "replied":
        turn = _rates("evaluate_reply", row.replied_last, on, rule, workdays)
        return replace(turn, late=turn.late and row.role in LEAD_ROLES)
    if row.state != "tracking":
        return Turn()
    opened = [day for day in (row.ratable_from, row.looked_back) if day is not None and day <= on]
    if opened:
        return _rates("evaluate_fulfilment", min(opened), on, rule, workdays)
    return _until(UNIT, "keep", row.promised_next, on, rule.at_risk_days)


def _asked(row: Stamped) -> tuple[str, str]:
    if row.state == "return_asked":
        return REFERRAL_OFFICE, "rule_on_return"
    if row.state == "rehandling":
        return UNIT, "reply_again"
    return UNIT, "reply" if row.received_on else "receive"


def _until(who: str, what: str, by: date | None, on: date, at_risk_days: int) -> Turn:
    if by is None:
        return Turn(who, what)
    left = (by - on).days
    return Turn(who, what, by, left, left < 0, 0 <= left <= at_risk_days)


def _rates(what: str, since: date | None, on: date, rule: Handling, workdays: Workdays) -> Turn:
    if since is None:
        return Turn(DEPUTY, what)
    by = workdays.add(since, rule.receipt_workdays)
    return Turn(DEPUTY, what, by, (by - on).days, by < on, waited=worked(since, on, workdays))


def worked(since: date, on: date, workdays: Workdays) -> int:
    """The working days after a day, up to another."""
    days = (date.fromordinal(n) for n in range(since.toordinal() + 1, on.toordinal() + 1))
    return sum(workdays.is_workday(day) for day in days)


def last_day_late(on: date, n: int, workdays: Workdays) -> date:
    """The last day after which ``n`` working days are over before a day."""
    day = on
    while workdays.add(day, n) >= on:
        day -= ONE_DAY
    return day


def turn_of_suggestion(row: Fresh, shares: list[Turn]) -> Turn:
    """Whose turn a suggestion is; ``row`` tells ``unconfirmed`` and ``referred``, ``shares`` are its units' turns."""
    fresh = {
        "draft": (DEPUTY, "confirm" if row.unconfirmed else "submit"),
        "submitted": (OFFICE, "file" if row.kind == "proposal" else "accept"),
        "accepted": _accepted(row),
        "on_agenda": (OFFICE, "deliberate"),
        "in_committee": (OFFICE, "deliberate"),
    }
    if row.state in fresh:
        return Turn(*fresh[row.state])
    return min((turn for turn in shares if turn.who), key=lambda turn: turn.urgency, default=Turn())


def _accepted(row: Fresh) -> tuple[str, str]:
    if row.is_bill:
        return OFFICE, "deliberate"
    return (REFERRAL_OFFICE, "assign") if row.referred else (OFFICE, "refer")
