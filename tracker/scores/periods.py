"""Periods, sessions and service, in whole days. Pure: no Django inside.

A span is a half-open pair of day ordinals; a list of spans is sorted and disjoint.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..rules.calendar import Period as Period
from ..rules.calendar import Span as Span
from ..rules.calendar import plan as plan

EXEMPTING = frozenset({"sick", "maternity", "official", "released"})
SUSPENDING = frozenset({"suspended"})
FAR = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the congress: both days included."""

    id: int
    opens_on: date
    closes_on: date

    @property
    def span(self) -> Span:
        return self.opens_on.toordinal(), self.closes_on.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the judge must know of a mandate; ``rolls`` are the sessions whose speech roll is complete for it."""

    id: int
    starts_on: date
    ends_on: date | None
    grassroots: bool = False
    rolls: frozenset[int] = frozenset()

    @property
    def span(self) -> Span:
        return self.starts_on.toordinal(), self.ends_on.toordinal() if self.ends_on else FAR


@dataclass(frozen=True, slots=True)
class Interruption:
    """An approved or unapproved interruption of a mandate on [starts_on, ends_on)."""

    mandate: int
    kind: str
    starts_on: date
    ends_on: date | None
    approved: bool

    @property
    def span(self) -> Span:
        return self.starts_on.toordinal(), self.ends_on.toordinal() if self.ends_on else FAR


def clip(span: Span, within: Span) -> list[Span]:
    """The part of a span inside another."""
    start, end = max(span[0], within[0]), min(span[1], within[1])
    return [(start, end)] if start < end else []


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, overlaps joined, so that each day counts once."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def cut(spans: list[Span], holes: list[Span]) -> list[Span]:
    """What is left of the spans when the holes are taken out."""
    for hole_start, hole_end in holes:
        left = [(start, min(end, hole_start)) for start, end in spans]
        right = [(max(start, hole_end), end) for start, end in spans]
        spans = sorted(span for span in left + right if span[0] < span[1])
    return spans


def meet(spans: list[Span], others: list[Span]) -> list[Span]:
    """The days in both."""
    return [part for span in spans for other in others for part in clip(span, other)]


def days(spans: Iterable[Span]) -> int:
    """How many days the spans hold."""
    return sum(end - start for start, end in spans)


def holds(spans: Iterable[Span], day: int) -> bool:
    """Whether a day ordinal lies in one of the spans."""
    return any(start <= day < end for start, end in spans)


def served(mandate: Mandate, period: Period, interruptions: Iterable[Interruption]) -> list[Span]:
    """The days of the period inside the mandate, less the days of approved suspensions."""
    inside = clip(mandate.span, period.span)
    return cut(inside, suspensions(interruptions)) if inside else []


def suspensions(interruptions: Iterable[Interruption]) -> list[Span]:
    """The days of approved suspensions."""
    return merge(item.span for item in interruptions if item.approved and item.kind in SUSPENDING)


def leaves(interruptions: Iterable[Interruption]) -> list[Span]:
    """The days of approved interruptions that exempt."""
    return merge(item.span for item in interruptions if item.approved and item.kind in EXEMPTING)
