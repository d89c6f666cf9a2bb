"""The sessions of the districts and townships, and their speech rolls."""

from collections.abc import Iterator
from datetime import date, timedelta

from ....ledger import sessions
from ....models import Delegation, Session
from ..world import last_of_month
from .places import opening
from .world import Chamber, City

DAYS_TO_COMPLETE = 9


def convene(city: City, year: int):
    """Enter the sessions of a year that have opened by the last day, with a delegation of each unit."""
    rows = [row for at, chamber in enumerate(city.chambers) for row in _sessions(city, chamber, year, at)]
    sessions.convene_many(city.clerks.records(date(year, 1, 4)), rows)
    of_term = {chamber.term.pk: chamber for chamber in city.chambers}
    for row in rows:
        of_term[row.term_id].sessions.append(row)


def _sessions(city, chamber: Chamber, year, at) -> Iterator[Session]:
    for words in chamber.words["sessions"]:
        opens_on = opening(chamber.words, words, year, at)
        if year == chamber.term.starts_on.year and words["kind"] == "annual":
            opens_on = chamber.term.starts_on
        closes_on = opens_on + timedelta(days=words["days"] - 1)
        ordinal = 1 + sum(row.kind == words["kind"] for row in chamber.sessions)
        if closes_on <= city.last_day:
            yield Session(
                term=chamber.term, kind=words["kind"], ordinal=ordinal, opens_on=opens_on, closes_on=closes_on
            )


def complete_rolls(city: City, month: date):
    """Declare the rolls of the sessions that closed in a month complete; of the last year some stay open."""
    last = last_of_month(month)
    on = last + timedelta(days=DAYS_TO_COMPLETE)
    rows = Delegation.objects.filter(session__closes_on__range=(month, last), session__term__in=_terms(city))
    rows = list(rows.filter(speech_roll_completed_on=None).select_related("session", "unit").order_by("pk"))
    if month.year == city.last_day.year:
        rows = [row for row in rows if not city.chance(city.words["open_roll_share"])]
    sessions.complete_rolls(city.clerks.records(on), rows, on)


def _terms(city) -> list[int]:
    return [chamber.term.pk for chamber in city.chambers]
