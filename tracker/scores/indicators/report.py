"""The work report as one object: what each indicator and kind of activity counts in a span and in the one before."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from ...models import DutyKind, Indicator, Section, Term
from ..calendar import NoPeriod
from .counting import count
from .facts import gather, measured_of
from .shapes import SUMMED, Count, Facts, Measured
from .spans import Span, before, has_ledger

OF_KINDS = ("activities", "persons", "person_times", *SUMMED)  # what is counted of each kind of activity


class NoLedger(NoPeriod):
    """No deputies of the term are in the ledger: nothing was counted, and nothing is zero; the text is a sentence."""


@dataclass(frozen=True)
class Line:
    """An indicator with what it counts in the span and in the one before; ``earlier`` is None without a ledger then."""

    indicator: Indicator
    asked: Measured
    found: Count
    earlier: Count | None

    @property
    def is_rate(self) -> bool:
        """Whether it is a share, shown in percent."""
        return self.found.of is not None

    @property
    def value(self) -> int | Decimal | None:
        """The number, or the percentage with two decimals; None where there is none."""
        return value_of(self.found)

    @property
    def value_before(self) -> int | Decimal | None:
        """The number or percentage of the span before; None where there is none."""
        return None if self.earlier is None else value_of(self.earlier)

    @property
    def change(self) -> int | Decimal | None:
        """By how much the number grew (negative: shrank), of a rate in percentage points; None without both."""
        if self.value is None or self.value_before is None:
            return None
        return self.value - self.value_before


@dataclass(frozen=True)
class Kind:
    """A kind of activity with the count of each of ``OF_KINDS``, in that order; ``kind`` is None for their total."""

    kind: DutyKind | None
    found: tuple[Count, ...]
    earlier: tuple[Count, ...] | None


@dataclass(frozen=True)
class Report:
    """What the ledger counts for a work report: ``lines`` in the order of their sections, ``kinds`` of activity.

    ``before`` and ``earlier`` (its facts) are None where there is nothing to compare with. ``total`` is of the kinds
    out of session alone; ``others`` are kinds that may be of any time.
    """

    span: Span
    facts: Facts
    before: Span | None
    earlier: Facts | None
    lines: tuple[Line, ...]
    kinds: tuple[Kind, ...]
    others: tuple[Kind, ...]
    total: Kind

    @cached_property
    def sections(self) -> list[tuple[str, list[Line]]]:
        """(label, lines) of each section that has any, in order."""
        found = groupby(self.lines, key=lambda line: line.indicator.section)
        return [(str(Section(section).label), list(lines)) for section, lines in found]


def value_of(found: Count) -> int | Decimal | None:
    """The number of a count, of a share its percentage with two decimals; None where there is none."""
    if found.of is None:
        return found.number
    return None if found.percent is None else Decimal(found.percent)


def need_ledger(term: Term):
    """Refuse a term of which no ledger is kept: nothing of it can be counted, and nothing is zero."""
    if not has_ledger(term):
        raise NoLedger(f"账本里没有{term.label}的任职名单，没有可以统计的登记；请先导入名单和登记。")


def report(span: Span) -> Report:
    """The work report of a span, beside the span before; some sixty queries. NoLedger where the term has none."""
    need_ledger(span.term)
    earlier = before(span)
    facts, old = gather(span), earlier and gather(earlier)
    recess, others = _kinds(DutyKind.Timing.RECESS), _kinds(DutyKind.Timing.ANY)
    return Report(
        *(span, facts, earlier, old),
        lines=tuple(_line(row, facts, old) for row in stated()),
        kinds=tuple(_kind(row, facts, old) for row in recess),
        others=tuple(_kind(row, facts, old) for row in others),
        total=_kind(None, facts, old),
    )


def stated() -> list[Indicator]:
    """The indicators that the work report states, by section and order, with their kinds; two queries."""
    rows = Indicator.objects.exclude(measure="").exclude(section="").prefetch_related("kinds")
    places = list(Section.values)
    return sorted(rows, key=lambda row: places.index(row.section))


def _line(row: Indicator, facts: Facts, old: Facts | None) -> Line:
    asked = measured_of(row)
    return Line(row, asked, count(asked, facts), old and count(asked, old))


def _kinds(timing) -> list[DutyKind]:
    return list(DutyKind.objects.filter(timing=timing, derived=False))


def _kind(kind: DutyKind | None, facts: Facts, old: Facts | None) -> Kind:
    codes = frozenset([kind.code]) if kind else frozenset()
    asked = [Measured("", measure, codes) for measure in OF_KINDS]
    both = [each and tuple(count(item, each) for item in asked) for each in (facts, old)]
    return Kind(kind, *both)
