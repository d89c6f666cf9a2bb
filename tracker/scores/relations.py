"""What a reported number can mean, and whether relations between such numbers hold. Pure: no Django."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import combinations, pairwise
from math import ceil, floor

EXACT, PERCENT, OVER, MANY, NEARLY, ABOUT, AT_LEAST, AT_MOST = "exact", "%", "余", "多", "近", "约", "以上", "以下"
AGREES, FITS, DIFFERS, OPEN = "agrees", "fits", "differs", "open"
TEN_THOUSAND, WHOLE, SEVERAL = 10_000, Decimal(100), Decimal(2)
WIDE = re.compile("[余餘多][万萬]")  # 10余万 may be anything below 20万, 10万余 is below 11万


@dataclass(frozen=True)
class Interval:
    """The numbers that a reported one can mean, both ends in it; no upper end where ``high`` is None.

    ``is_open`` leaves the upper end out. ``is_rough`` says that the report itself gives no exact number.
    """

    low: Decimal
    high: Decimal | None
    is_open: bool = False
    is_rough: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high and not self.is_open

    def __contains__(self, number) -> bool:
        if self.high is None:
            return number >= self.low
        return self.low <= number and (number < self.high if self.is_open else number <= self.high)

    def is_above(self, other: "Interval") -> bool:
        """Whether every number of this one is greater than every number of another."""
        return other.high is not None and (self.low > other.high or (self.low == other.high and other.is_open))

    def is_at_most(self, other: "Interval") -> bool:
        """Whether no number of this one is greater than any number of another."""
        return self.high is not None and self.high <= other.low

    def holds(self, other: "Interval") -> bool:
        """Whether every number of another one is in this one."""
        if other.low < self.low or (self.high is not None and other.high is None):
            return False
        return (
            self.high is None or other.high < self.high or (other.high == self.high and self.is_open <= other.is_open)
        )

    def meets(self, other: "Interval") -> "Interval | None":
        """What both can mean; None where they contradict each other."""
        if self.is_above(other) or other.is_above(self):
            return None
        ends = [row for row in (self, other) if row.high is not None]
        first = min(ends, key=lambda row: (row.high, not row.is_open), default=self)
        return Interval(max(self.low, other.low), first.high, first.is_open, self.is_rough and other.is_rough)


def exactly(number) -> Interval:
    """The interval of one number."""
    return Interval(Decimal(number), Decimal(number))


def meaning(value: Decimal | None, most: Decimal | None, qualifier: str, unit: str = "", quote: str = "") -> Interval:
    """What a reported number can mean, from its value, the other end of a range, its qualifier and unit.

    No value (多期) is at least two. 6300余 is 6301 to 6399, 近6万 50,001 to 59,999. A percentage is rounded to the
    decimals that it shows.
    """
    if value is None:
        return Interval(SEVERAL, None, is_rough=True)
    if most is not None:
        return Interval(value, most, is_rough=True)
    if unit == "%" and qualifier in (EXACT, PERCENT):
        return _rounded(value)
    return _qualified(value, qualifier, _step(value, bool(WIDE.search(quote))))


def _rounded(value: Decimal) -> Interval:
    half = Decimal(5).scaleb(value.as_tuple().exponent - 1)
    if value + half > WHOLE >= value:
        return Interval(value - half, WHOLE)
    return Interval(max(value - half, Decimal(0)), value + half, is_open=True)


def _step(value: Decimal, is_wide: bool) -> Decimal:
    """The largest power of ten that divides a number: by so much it was rounded; of a number in 万 at most 万."""
    step = Decimal(10)
    while value and value % (step * 10) == 0:
        step *= 10
    return step if is_wide else min(step, Decimal(TEN_THOUSAND))


def _qualified(value, qualifier, step) -> Interval:
    if qualifier in (OVER, MANY):
        return Interval(value + 1, value + step - 1, is_rough=True)
    if qualifier == NEARLY:
        return Interval(max(value - step + 1, Decimal(0)), value - 1, is_rough=True)
    if qualifier == ABOUT:
        return Interval(max(value - step / 2, Decimal(0)), value + step / 2, is_rough=True)
    if qualifier == AT_LEAST:
        return Interval(value, None, is_rough=True)
    if qualifier == AT_MOST:
        return Interval(Decimal(0), value, is_rough=True)
    return exactly(value)


def agreed(witnesses: Sequence[Interval]) -> Interval | None:
    """What all witnesses of a figure can mean together; None where they contradict each other."""
    return reduce(lambda first, other: first and first.meets(other), witnesses)


def compared(reported: Interval | None, recorded: Decimal | None) -> str:
    """Whether a recorded number agrees with a reported one, fits its rough number, differs, or cannot be compared."""
    if reported is None or recorded is None:
        return OPEN
    if recorded not in reported:
        return DIFFERS
    return FITS if reported.is_rough else AGREES


def difference(reported: Interval, recorded: Decimal) -> Decimal:
    """By how much a recorded number is above (or, negative, below) all that a reported one can mean; 0 inside."""
    if recorded < reported.low:
        return recorded - reported.low
    return Decimal(0) if recorded in reported else recorded - reported.high


def judge(rule: str, sides: Sequence[Interval | None]) -> bool | None:
    """Whether a relation holds between numbers in the order of its rule; None where that cannot be told.

    A side is None where the number is not there. What is there may break a relation though another side is missing.
    """
    return RULES[rule](sides)


def _at_most(sides):
    present = [side for side in sides if side]
    if any(first.is_above(later) for first, later in combinations(present, 2)):
        return False
    is_sure = len(present) == len(sides) and all(first.is_at_most(later) for first, later in pairwise(present))
    return True if is_sure else None


def _total(sides) -> Interval:
    """The sum of the numbers that are there; without an upper end where one has none or is missing."""
    ends = [side.high if side else None for side in sides]
    high = None if None in ends else sum(ends, Decimal(0))
    return Interval(sum((side.low for side in sides if side), Decimal(0)), high, any(s.is_open for s in sides if s))


def _sum(sides):
    total, *parts = sides
    return None if total is None else _equal(total, _total(parts))


def _equal(first: Interval, other: Interval) -> bool | None:
    if first.is_above(other) or other.is_above(first):
        return False
    return True if first.is_point and other.is_point else None


def _whole(sides):
    """Parts of 100 %: what is left over for those not given is told only where nothing is left over."""
    present = [side for side in sides if side]
    if len(present) < 2:
        return None
    known = _total(present)
    if WHOLE in known:
        return True
    return None if len(present) < len(sides) and known.low < WHOLE else False


def _contains(sides):
    rough, exact = sides
    if rough is None or exact is None:
        return None
    if rough.holds(exact):
        return True
    return False if rough.meets(exact) is None else None


def _rate(sides):
    share, base = sides
    if share is None or share.high is None or base is None or not base.is_point or not base.low:
        return None
    return numerator(share, base.low) is not None


def numerator(share: Interval, base: Decimal) -> int | None:
    """The whole number of a base whose percentage an interval most likely means; None where it holds none."""
    least, most = ceil(share.low * base / WHOLE), floor(min(share.high, WHOLE) * base / WHOLE)
    wanted = (share.low + share.high) / 2 if share.is_open else share.high
    found = [number for number in (least, round(wanted * base / WHOLE), most) if number * WHOLE / base in share]
    return min(found, key=lambda number: abs(number * WHOLE / base - wanted), default=None)


def _same(sides):
    present = [side for side in sides if side]
    pairs = [_equal(first, other) for first, other in combinations(present, 2)]
    if False in pairs:
        return False
    return None if None in pairs or len(present) < len(sides) else True


RULES = {
    "at_most": _at_most,
    "sum": _sum,
    "whole": _whole,
    "contains": _contains,
    "rate": _rate,
    "same": _same,
}
