"""Reported against recorded: each figure with its witnesses, what the ledger counts for it, and how relations fare."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import F, QuerySet

from ..models import Body, FigureRelation, Indicator, Precision, ReportedFigure, Term, is_comparable
from . import relations
from .indicators.counting import count
from .indicators.facts import gather, measured_of
from .indicators.shapes import Count, Facts
from .indicators.spans import Span, clipped, has_ledger, term_at
from .relations import Interval, exactly

DAY = timedelta(days=1)
NOT_COUNTED, NO_PERIOD, NO_BODY, NO_LEDGER = "not_counted", "no_period", "no_body", "no_ledger"
NOT_YET, OTHER_NATURE, NOT_ENTERED = "not_yet", "other_nature", "not_entered"
REPORTED, RECORDED = "reported", "recorded"
COUNTED_RULES = {FigureRelation.Rule.AT_MOST, FigureRelation.Rule.SUM, FigureRelation.Rule.WHOLE}
FEW = 2


@dataclass(frozen=True)
class About:
    """What figures have in common that are compared: the body and the period; ``body_id`` is None for one not known."""

    body_id: int | None
    body_name: str
    starts_on: date | None
    last_on: date | None
    document: int | None = None

    @property
    def key(self):
        """What makes two the same: the body itself if it is known, else its name."""
        return self.body_id or self.body_name, self.starts_on, self.last_on, self.document


@dataclass(frozen=True)
class Recorded:
    """What the ledger counts: the number (of a share its exact percentage), or the reason why there is none."""

    reason: str = ""
    number: Decimal | None = None
    count: Count | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Line:
    """A figure of an indicator, a body and a period: what documents report of it, and what the ledger records."""

    about: About
    indicator: Indicator
    witnesses: tuple[ReportedFigure, ...]
    recorded: Recorded

    @cached_property
    def means(self) -> Interval | None:
        """What all witnesses can mean together; None where they contradict each other."""
        return relations.agreed([meaning_of(row) for row in self.witnesses])

    @cached_property
    def result(self) -> str:
        """Whether the ledger agrees, fits a rough number, differs, or cannot be compared."""
        return relations.compared(self.means, self.recorded.number)

    @property
    def apart(self) -> Decimal:
        """By how much the ledger is above (negative: below) what is reported; of percentages as both are written."""
        told = self.witnesses[0].amount
        if self.recorded.count.of is None or told is None or self.means.is_rough:
            return relations.difference(self.means, self.recorded.number)
        return Decimal(self.recorded.count.percent) - told


@dataclass(frozen=True)
class Side:
    """A number in a relation: of which indicator, and either the line that reports it or what is recorded."""

    indicator: Indicator
    line: Line | None = None
    recorded: Recorded | None = None

    @property
    def interval(self) -> Interval | None:
        """What the number can mean; None where there is none, or witnesses contradict each other."""
        if self.line:
            return self.line.means
        known = self.recorded and self.recorded.number is not None
        return exactly(self.recorded.number) if known else None


@dataclass(frozen=True)
class Judged:
    """A relation between the numbers of one body and period, reported or recorded, and whether it holds."""

    relation: FigureRelation
    about: About
    basis: str
    sides: tuple[Side, ...]
    holds: bool | None


@dataclass(frozen=True)
class Comparison:
    """Lines in the order of indicators, and the relations that can be looked at."""

    lines: tuple[Line, ...]
    judged: tuple[Judged, ...]


class Ledger:
    """What the ledger counts for bodies and periods as of a day; each body and period is gathered once."""

    def __init__(self, on: date):
        self.on = on
        self._spans: dict[tuple, Span | str] = {}
        self._facts: dict[tuple, Facts] = {}
        self._with_ledger: dict[int, bool] = {}

    def recorded(self, indicator: Indicator, about: About, units: Iterable[str] = ()) -> Recorded:
        """What is counted of an indicator for a body and a period, to be compared with numbers in certain units."""
        if not indicator.measure:
            return Recorded(NOT_COUNTED)
        if not all(is_comparable(unit, indicator.measure) for unit in units):
            return Recorded(OTHER_NATURE)
        span = self.span(about)
        if isinstance(span, str):
            return Recorded(span)
        found = count(measured_of(indicator), self._gathered(about.key, span))
        number = found.exact
        return Recorded("" if number is not None else NOT_ENTERED, number, found, span)

    def span(self, about: About) -> Span | str:
        """The days of a body's term that a period covers; the reason why there are none."""
        if about.key not in self._spans:
            self._spans[about.key] = self._find(about)
        return self._spans[about.key]

    def _gathered(self, key, span) -> Facts:
        if key not in self._facts:
            self._facts[key] = gather(span)
        return self._facts[key]

    def _find(self, about) -> Span | str:
        if about.body_id is None:
            return NO_BODY
        if about.starts_on is None or about.last_on is None:
            return NO_PERIOD
        body = self._with_terms(about.body_id)
        if body is None:
            return NO_BODY
        term = term_at(body, about.starts_on, about.last_on + DAY)
        if term is None or not self._has_ledger(term):
            return NO_LEDGER
        on = min(about.last_on, self.on)
        return clipped(term, about.starts_on, about.last_on + DAY, on, "") or NOT_YET

    def _with_terms(self, body) -> int | None:
        """The body itself, or the congress whose office it is, whichever has terms; never the one above a district."""
        parent = Body.objects.filter(pk=body, kind=Body.Kind.OFFICE).values_list("parent", flat=True).first()
        known = set(Term.objects.filter(body__in=[body, parent]).values_list("body", flat=True))
        return next((pk for pk in (body, parent) if pk in known), None)

    def _has_ledger(self, term) -> bool:
        if term.pk not in self._with_ledger:
            self._with_ledger[term.pk] = has_ledger(term)
        return self._with_ledger[term.pk]


def meaning_of(row: ReportedFigure) -> Interval:
    """What a reported figure can mean."""
    return relations.meaning(row.amount, row.amount_max, row.qualifier, row.unit, row.quote)


def about(row: ReportedFigure) -> About:
    """The body and the period of a figure; without any day a document is compared with itself alone."""
    alone = row.document_id if row.starts_on is None and row.last_on is None else None
    return About(row.body_id, row.body_name, row.starts_on, row.last_on, alone)


def compare(figures: QuerySet, on: date) -> Comparison:
    """Figures grouped into lines, each beside what the ledger counts as of a day, and the relations among them.

    Of each body and period that the ledger knows its facts are gathered once, in some thirty queries.
    """
    ledger = Ledger(on)
    lines = tuple(_line(rows, ledger) for rows in _grouped(figures))
    indicators = {row.code: row for row in Indicator.objects.prefetch_related("kinds")}
    found = [
        judged
        for relation in FigureRelation.objects.all()
        for those in _by_about(lines)
        for judged in _judge(relation, those, indicators, ledger)
    ]
    return Comparison(lines, tuple(found))


def _grouped(figures) -> list[list[ReportedFigure]]:
    rows = figures.select_related("document", "body", "indicator").prefetch_related("indicator__kinds")
    found = defaultdict(list)
    by = ("indicator__order", "indicator__code", F("starts_on").asc(nulls_first=True), "document__order", "code")
    for row in rows.order_by(*by):
        found[row.indicator_id, about(row).key].append(row)
    return list(found.values())


def _line(rows: Sequence[ReportedFigure], ledger) -> Line:
    first = rows[0]
    units = {row.unit for row in rows}
    return Line(about(first), first.indicator, tuple(rows), ledger.recorded(first.indicator, about(first), units))


def _by_about(lines) -> list[list[Line]]:
    found = defaultdict(list)
    for line in lines:
        found[line.about.key].append(line)
    return list(found.values())


def _judge(relation, lines, indicators, ledger) -> Iterable[Judged]:
    """A relation on the reported numbers of a body and period, then on the recorded ones."""
    asked = [indicators[code] for code in relation.indicators if code in indicators]
    here, by_code = lines[0].about, {line.indicator.code: line for line in lines}
    reported = tuple(Side(row, by_code.get(row.code)) for row in asked)
    yield from _judged(relation, here, REPORTED, reported)
    if relation.rule in COUNTED_RULES and any(side.line for side in reported):
        yield from _judged(relation, here, RECORDED, tuple(_side(row, here, ledger) for row in asked))


def _side(indicator, here, ledger) -> Side:
    return Side(indicator, recorded=ledger.recorded(indicator, here))


def _judged(relation, here, basis, sides) -> Iterable[Judged]:
    """Nothing where less than two numbers are there to be compared, or the rule has not all its sides."""
    known = [side for side in sides if side.line or side.interval]
    if len(known) >= FEW and len(sides) == len(relation.indicators):
        holds = relations.judge(relation.rule, [side.interval for side in sides])
        yield Judged(relation, here, basis, sides, holds)


def of_year(line: Line, year: int) -> bool:
    """Whether the period of a line has days in a year; what is in force from a day on is in force since."""
    first, last = line.about.starts_on or line.about.last_on, line.about.last_on or line.about.starts_on
    if first is None:
        return False
    in_force = line.about.last_on is None and line.witnesses[0].precision == Precision.IN_FORCE_FROM
    return first.year <= year and (in_force or year <= last.year)


def narrowed(found: Comparison, lines: Iterable[Line]) -> Comparison:
    """Some of the lines, and the relations that say something about them."""
    kept = tuple(lines)
    wanted = {(line.indicator.code, line.about.key) for line in kept}
    judged = [row for row in found.judged if wanted & {(side.indicator.code, row.about.key) for side in row.sides}]
    return replace(found, lines=kept, judged=tuple(judged))
