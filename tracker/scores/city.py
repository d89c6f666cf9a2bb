"""The totals of a city by level, by district and by term: added up from what was counted, nothing is judged here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from ..models import Body, Snapshot, Term
from .by_unit import in_order
from .judge import OUTCOMES

Level = Body.Level


@dataclass(frozen=True)
class Sum:
    """How many terms and deputies there are somewhere, and how many deputies have each outcome.

    ``code`` is that of a level, of a body or of a term; ``level`` that of the body of a term.
    """

    label: str
    code: str
    terms: int
    deputies: int
    outcomes: dict[str, int]
    level: str = ""


@dataclass(frozen=True)
class Counted:
    """A term and what a snapshot holds of it."""

    term: Term
    deputies: int
    outcomes: dict[str, int]


@dataclass(frozen=True)
class City:
    """What a snapshot holds of some terms: added up by level and by district, and term by term under its district.

    ``levels`` end with the sum of all where there are several.
    """

    number: int
    levels: list[Sum]
    districts: list[Sum]
    terms: dict[str, list[Sum]]


def years() -> list[int]:
    """The years of which totals are kept, the last first."""
    return list(Snapshot.objects.order_by("-year").values_list("year", flat=True).distinct())


def newest(year: int | None, today: date) -> Snapshot | None:
    """The newest totals of a year; of none asked this year's, else those of the last year there are."""
    rows, known = Snapshot.objects.select_related("made_by").order_by("-pk"), years()
    if year is None:
        year = today.year if today.year in known else next(iter(known), None)
    return rows.filter(year=year).first()


def through_the_years(terms: Iterable[Term], today: date) -> list[tuple[Snapshot, "City"]]:
    """The newest totals of each year that is kept, the first year first, as far as they tell of some terms."""
    terms = list(terms)
    kept = [newest(year, today) for year in reversed(years())]
    return [(row, city(row, terms)) for row in kept if row is not None]


def city(snapshot: Snapshot, terms: Iterable[Term]) -> City:
    """What a snapshot holds of some terms, given with their body and its parent; a district has its townships."""
    told = {row["term"]: row for row in snapshot.totals}
    rows = [
        Counted(term, told[term.code]["deputies"], told[term.code]["overall"]) for term in terms if term.code in told
    ]
    by_level = {level: [row for row in rows if row.term.body.level == level] for level in Level.values}
    by_home: dict[int, list[Counted]] = {}
    for row in sorted(rows, key=_place):
        by_home.setdefault(_home(row.term.body).pk, []).append(row)
    homes = in_order(by_home)
    levels = [_sum(Level(level).label, level, found) for level, found in by_level.items() if found]
    return City(
        len(rows),
        [*levels, _sum(_("合计"), "", rows)] if len(levels) > 1 else levels,
        [_sum(home.name, home.code, by_home[home.pk]) for home in homes],
        {home.code: [_of_term(row) for row in by_home[home.pk]] for home in homes},
    )


def _home(body: Body) -> Body:
    """The line under which a body stands: its district's, else its own."""
    above = body.parent
    return above if above is not None and above.level == Level.DISTRICT else body


def _place(row: Counted) -> tuple:
    body = row.term.body
    return body.level == Level.TOWNSHIP, body.order, body.code, row.term.starts_on


def _sum(label, code, rows: list[Counted]) -> Sum:
    found: Counter = Counter()
    for row in rows:
        found.update(row.outcomes)
    outcomes = {outcome: found[outcome] for outcome in OUTCOMES}
    return Sum(label, code, len(rows), sum(row.deputies for row in rows), outcomes)


def _of_term(row: Counted) -> Sum:
    return Sum(row.term.label, row.term.code, 1, row.deputies, row.outcomes, row.term.body.level)
