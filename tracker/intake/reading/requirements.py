"""Requirements in a text: at least so many of something in each year or term. Pure."""

import re
from functools import cache

from .forms import Quantity
from .shapes import AT_LEAST, Kind, World
from .words import WORDS

YEARLY = r"一年内|每年度?|年内|年度内|每一年|一年度内|一年(?=至少|不少于|应)|年均应|全年应|每人每年"
TERMLY = r"一届内|每届|届内|任期内|任期(?=至少|不少于)|一届任期|整个任期|本届任期"
CYCLE = re.compile(rf"(?P<year>{YEARLY})|(?P<term>{TERMLY})")
OTHER = re.compile(r"每[名位人]|每(?:一)?个?(?:季度|月|半年|两年|三年|周|季)")
OUGHT = re.compile(r"应当|应(?!邀|急|用|对|急)|必须|要求|须|需要?|规定|不得少于|不得低于|原则上")
TOLD = re.compile(r"平均|均参|人均|达到了|已")


def cycle_of(before: str) -> str | None:
    """The cycle told last before a number: year, term, empty where only 应当 is said, None for no requirement."""
    found = list(CYCLE.finditer(before))
    if found:
        return "year" if found[-1]["year"] else "term"
    return "" if OTHER.search(before) or OUGHT.search(before[-40:]) else None


def is_required(one: Quantity, before: str) -> bool:
    """Whether a quantity is the least of a requirement."""
    if one.value is None or one.qualifier != AT_LEAST or one.unit == "%" or one.value != int(one.value):
        return False
    return (
        cycle_of(before) is not None
        and not TOLD.search(before[-12:])
        and one.words not in {"超过", "逾", "突破", "上", "过", "超"}
    )


def kinds_of(clause: str, world: World) -> tuple[str, ...]:
    """The codes of the kinds of duty that a clause names by their labels or usual words, in the world's order."""
    found = [(kind.code, word) for kind in world.kinds for word in _words(kind) if word in clause]
    inner = {word for _, word in found}
    codes = {code for code, word in found if not any(word != other and word in other for other in inner)}
    return tuple(kind.code for kind in world.kinds if kind.code in codes)


@cache
def _words(kind: Kind) -> tuple[str, ...]:
    return (kind.label, *WORDS["kinds"].get(kind.code, ()))
