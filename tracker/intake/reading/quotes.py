"""The shortest clause that shows what a number counts. Pure."""

import re

from .forms import Quantity

STOPS = "，。；：！？,;:!?…—\n"
LABELS = ("：", ":")  # a sheet of numbers: the label stands before the colon
BACK, ON, SHORT, FEW = 26, 22, 12, 3
STOPPING = re.compile(r"[并和及与以]|交由|用于|其中")
LOOSE = re.compile(r"(?:和|及|与|以及|等|[“‘《（(「『、 ])+$")
TURNS = re.compile(r"(?<=.{4})(?:通过|并|经|由|向|对|进行|在|为|以|实现)")
LEADING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}条|\d{1,2}[.．、](?!\d)|[、）)”’》」』\s—–\-·]|(?:其中|同时|此外|另外|以及|并且|和|与|及|共(?=\d))(?=.{4}))+"
)


def spans(text: str, found: list[Quantity]) -> list[tuple[int, int]]:
    """For each quantity of a sentence the span of its quote; a quote never reaches into the number of another."""
    quotes = []
    for at, one in enumerate(found):
        floor = found[at - 1].end if at else 0
        roof = found[at + 1].start if at + 1 < len(found) else len(text)
        quotes.append((_start(text, floor, one.start), _end(text, one.end, roof)))
    return [_told(text, quote, one) for quote, one in zip(quotes, found, strict=True)]


def _start(text: str, floor: int, at: int) -> int:
    """Back to the start of the clause, over 、 where it only lists, at most some twenty characters."""
    low = max(floor, at - BACK)
    behind = at - 1 if text[at - 1 : at] in LABELS else at
    start = next((place + 1 for place in range(behind - 1, low - 1, -1) if text[place] in STOPS), low)
    if start == low and low and text[low] != "、":
        start = _after_list(text, low, at)
    match = LEADING.match(text[start:at])
    return start + (match.end() if match else 0)


def _after_list(text: str, low: int, at: int) -> int:
    place = text.find("、", low, at)
    return place + 1 if place >= 0 and not 1 < at - place <= FEW else low


def _end(text: str, at: int, roof: int) -> int:
    """On to the noun that follows: to the next mark, at most some characters, never into the next number."""
    if STOPPING.match(text, at):
        return at
    high = min(roof, at + ON, len(text))
    end = next((place for place in range(at, high) if text[place] in STOPS + "、"), None)
    if end is None:
        turn = TURNS.search(text, at, high)
        end = high if high == roof else turn.start() if turn else min(high, at + SHORT)
    return end if text[at:end].strip("”’》）) ") else at


def _told(text: str, quote: tuple[int, int], one: Quantity) -> tuple[int, int]:
    """A quote without half a bracket, a quotation mark or an 和 at its ends."""
    start, end = quote
    loose = LOOSE.search(text, one.end, end)
    while start < one.start and text[start] in " 、":
        start += 1
    return start, loose.start() if loose else end
