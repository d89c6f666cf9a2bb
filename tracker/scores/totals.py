"""How the deputies of every term stand in a year: counted by one grouped query, judged term by term.

A city has a thousand terms, and none is asked by itself: the records come grouped in the order of the terms, and of
each term only the numbers stay.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q, QuerySet

from .. import models
from ..models import AssessmentPeriod, Body, Delegation, Term
from ..rules import load
from ..rules.book import Book
from ..rules.resting import without_collecting
from . import calendar, conditions, facts
from .conditions import ACCEPTED, OCCURRED, SUBMITTED, VERIFIED
from .facts import Case, Row
from .judge import NOT_APPLICABLE, OUTCOMES, Counts, Finding, by_mandate, is_listed, overall
from .periods import Interruption, Mandate, Period, Session
from .seats import unit_spells


class NoYear(LookupError):
    """No term has such a year; the text is a sentence."""


@dataclass(frozen=True)
class Total:
    """How many deputies of a term serve in a year, and how many of them have each outcome."""

    term: str
    deputies: int
    overall: dict[str, int]
    requirements: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Known:
    """What judging terms needs beside the records, by the keys of the terms."""

    periods: dict[int, Period]
    books: dict[int, Book]
    sessions: dict[int, list[Session]]
    mandates: dict[int, list[Mandate]]
    interruptions: dict[int, list[Interruption]]


@without_collecting()
def totals(year: int, on: date) -> list[Total]:
    """The total of every term that has a year: each body before those below it, the terms of one by their beginning.

    Some ten queries, however many terms and records there are; raises NoYear where no term has the year.
    """
    terms, periods = terms_of(year)
    known = _gather(terms, periods)
    halved = {pk for pk, book in known.books.items() if facts.has_cap(book, [periods[pk]])}
    found: dict[int, Total] = {}
    for some, by_half_day in ((periods.keys() - halved, False), (halved, True)):
        for pk, rows in _rows(some, known, on, by_half_day) if some else ():
            counted = facts.added(known.books[pk], [periods[pk]], rows, by_half_day)
            found[pk] = _total(terms[pk], known, on, counted)
    return [found[pk] if pk in found else _total(terms[pk], known, on, {}) for pk in terms]


def terms_of(year: int) -> tuple[dict[int, Term], dict[int, Period]]:
    """The terms that have a year, in order, with their bodies and all above these, and the year of each."""
    rows = AssessmentPeriod.objects.filter(cycle="year", label=str(year)).select_related("term")
    if not rows:
        years = AssessmentPeriod.objects.filter(cycle="year").order_by("label").values_list("label", flat=True)
        raise NoYear(f"没有一届有 {year} 年；已有：{'、'.join(dict.fromkeys(years)) or '无'}。")
    bodies = Body.objects.in_bulk()
    for body in bodies.values():
        body.parent = bodies.get(body.parent_id)
    for row in rows:
        row.term.body = bodies[row.term.body_id]
    rows = sorted(rows, key=lambda row: (_place(row.term.body), row.term.starts_on))
    return {row.term_id: row.term for row in rows}, {row.term_id: calendar.period_from(row) for row in rows}


def _place(body) -> tuple[tuple[int, str], ...]:
    """Sorts each body before those below it, and those of one body by their order."""
    above = _place(body.parent) if body.parent else ()
    return *above, (body.order, body.code)


def _gather(terms, periods) -> Known:
    mandates = models.Mandate.objects.filter(term__in=terms)
    sessions, complete = _sessions(periods)
    spells, served = unit_spells(mandates), defaultdict(list)

    @cache  # most deputies of a unit were elected on one day
    def rolls(term, *held):
        return facts.rolls(held, sessions[term], complete)

    fields = ("term", "pk", "starts_on", "ends_on", "is_grassroots")
    for row in mandates.order_by("pk").values_list(*fields, named=True):
        served[row.term].append(facts.pure(row, rolls(row.term, *spells.get(row.pk, ()))))
    home = {row.id: pk for pk, rows in served.items() for row in rows}
    away = defaultdict(list)
    for interruption in facts.interruptions_of(mandates):
        if interruption.mandate in home:  # else entered after the mandates were read
            away[home[interruption.mandate]].append(interruption)
    return Known(periods, load.books(list(terms.values())), sessions, served, away)


def _sessions(periods):
    """The sessions of each term that touch its period, and the pairs of session and unit whose roll is complete."""
    first, last = _span(periods.values())
    found = defaultdict(list)
    near = models.Session.objects.filter(term__in=periods, opens_on__lte=last, closes_on__gte=first)
    for term, *row in near.order_by("opens_on", "pk").values_list("term", "pk", "opens_on", "closes_on"):
        found[term].append(Session(*row))
    complete = Delegation.objects.filter(session__in=near, speech_roll_completed_on__isnull=False)
    return found, set(complete.order_by().values_list("session", "unit"))


def _span(periods) -> tuple[date, date]:
    """The first and the last day of some periods."""
    last = max(period.ends_on for period in periods) - timedelta(days=1)
    return min(period.starts_on for period in periods), last


def _rows(some: Collection[int], known: Known, on: date, by_half_day: bool) -> Iterator[tuple[int, list[Row]]]:
    """The grouped rows of each of some terms that has any."""
    papers = defaultdict(list)
    for row in _papers(some, known, on, by_half_day):
        papers[row[0]].append(row)
    for pk, rows in groupby(_duties(some, known, on, by_half_day), key=itemgetter(0)):
        yield pk, [*rows, *papers.pop(pk, ())]
    yield from papers.items()


def _duties(some, known, on, by_half_day) -> QuerySet:
    rows = conditions.duties(conditions.in_session(), conditions.in_suspension(OCCURRED))
    own = rows.filter(_within(OCCURRED, "term", some, known, on))
    return facts.duty_rows(own, conditions.numbers(VERIFIED), by_half_day)


def _papers(some, known, on, by_half_day) -> Iterator[Row]:
    rows = conditions.sponsorships(conditions.in_suspension(SUBMITTED))
    own = rows.filter(_within(SUBMITTED, "suggestion__term", some, known, on))
    return facts.sponsor_rows(own, conditions.numbers(ACCEPTED), by_half_day)


def _within(day: str, term: str, some, known, on) -> Q:
    """Whether a day lies in its term's year, up to a day; terms and the outer days are named for the index."""
    asked = [known.periods[pk] for pk in some]
    first, last = _span(asked)
    year, (cycle, label) = f"{term}__periods", asked[0].key
    outer = Q(**{f"{term}__in": some, f"{day}__range": (first, min(last, on))})
    inner = Q(**{f"{day}__gte": F(f"{year}__starts_on"), f"{day}__lt": F(f"{year}__ends_on")})
    return outer & inner & Q(**{f"{year}__cycle": cycle, f"{year}__label": label})


def _total(term: Term, known: Known, on: date, counted: Counts) -> Total:
    pk, period = term.pk, known.periods[term.pk]
    book, mandates = known.books[pk], known.mandates[pk]
    case = Case(term, book, tuple(known.sessions[pk]), mandates, known.interruptions[pk], [period], on)
    findings = facts.evaluated(case, counted)
    listed = sum(is_listed(mandate, period, on) for mandate in mandates)
    asked = [item.code for item in book.requirements(period.cycle) if item.in_force(period.starts_on)]
    return Total(term.code, listed, _overall(book, findings, listed), _by_requirement(asked, findings))


def _overall(book, findings: list[Finding], listed: int) -> dict[str, int]:
    """How many have each outcome in the leading regulation; of whom it asks nothing, nothing is required."""
    leading = next((regulation.code for regulation in book.regulations), "")
    own = by_mandate(finding for finding in findings if finding.regulation == leading)
    found = Counter(overall(finding.outcome for finding in group) for _, group in own)
    found[NOT_APPLICABLE] += listed - found.total()
    return {outcome: found[outcome] for outcome in OUTCOMES}


def _by_requirement(asked, findings) -> dict[str, dict[str, int]]:
    found = Counter((finding.requirement, finding.outcome) for finding in findings)
    return {code: {outcome: found[code, outcome] for outcome in OUTCOMES} for code in asked}
