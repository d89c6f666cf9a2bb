"""A number of a sentence with its unit and qualifier, and how the three are written. Pure."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from . import numerals
from .shapes import EXACT, MANY, OVER, PERCENT
from .words import AFTER, BEFORE, any_of

PRE = re.compile(rf"({any_of(BEFORE)})(?:了|有|达|为|共)?$")
FAR = re.compile(r"(至少|最少|起码|不少于|不低于|至多|最多)[^，。；：,;\n\d]{1,24}$")
POST = re.compile(rf"(?:[（(]含[）)]|及|和)?({any_of(AFTER)})(?!级)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence: its span with qualifiers and unit, its value (None: several), how it was written."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    qualifier: str = EXACT
    words: str = ""
    most: Decimal | None = None


def value_of(match: re.Match[str]) -> Decimal | None:
    """The number of a match with the groups arabic and chinese; None for what is none."""
    if match["arabic"]:
        return numerals.arabic(match["arabic"])
    return numerals.chinese(match["chinese"])


def qualified(text: str, one: Quantity) -> Quantity:
    """A quantity with the qualifier before or after it, which then belongs to its span."""
    before = PRE.search(text, max(0, one.start - 8), one.start)
    if before:
        one = replace(one, start=before.start(), qualifier=BEFORE[before[1]], words=before[1])
    elif far := FAR.search(text, max(0, one.start - 30), one.start):
        one = replace(one, qualifier=BEFORE[far[1]], words=far[1])
    after = POST.match(text, one.end)
    if after and AFTER[after[1]] != EXACT:
        same = AFTER[after[1]]
        one = replace(one, end=after.end(), qualifier=same, words="" if same in (MANY, OVER) else after[1])
    return replace(one, words="") if one.words == one.qualifier == "近" else one


def share(text: str, start: int, end: int, value: Decimal, most: Decimal | None = None) -> Quantity:
    """A percentage; its qualifier is % unless the text says at least or at most."""
    one = qualified(text, Quantity(start, end, value, "%", PERCENT, "", most))
    return replace(one, qualifier=PERCENT) if one.qualifier == EXACT else one
