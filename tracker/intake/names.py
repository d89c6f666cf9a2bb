"""Cells that name several deputies: which numbers and names stand in them. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .cleaners import NARROW, SPACES, Invalid, Text, name_key, shown, tidy

SEPARATORS = "、､,;/"
SIGNS = {code: sign for code, sign in NARROW.items() if sign != "."}  # a wide dot may stand inside a name
ENTRY = re.compile(rf"(?:\([^()\n]*\)|[^{SEPARATORS}\n])+")
BRACKETED = re.compile(r"([^()]*)\(([^()]*)\)")
PARTS = re.compile(rf"[{SEPARATORS}\s]+")
CODE = r"[\w.-]*\d[\w.-]*"
NUMBER = re.compile(CODE, re.ASCII)
APART = (
    re.compile(rf"(?P<number>{CODE})[\s:]*(?P<name>[^\w\s.-].*)", re.ASCII),
    re.compile(rf"(?P<name>.+)[\s:](?P<number>{CODE})", re.ASCII),
)
TOGETHER = re.compile(rf"(?P<name>.*[^\w\s.-])(?P<number>{CODE})", re.ASCII)
REMARK = re.compile("[男女]|.+族")  # as official lists add to a name
NOBODY = frozenset({"无", "没有", "暂无", "-", "—", "——", "/"})
LONGEST = 120
CELL = 32_767
MOST = 3_000


class Reading(NamedTuple):
    """One way to read an entry; the number or the name may be empty."""

    number: str
    name: str


class Entry(NamedTuple):
    """One entry of a cell: as it is written, how it may be read, likeliest first, and what else its brackets hold."""

    text: str
    readings: tuple[Reading, ...]
    rest: str = ""


@dataclass(frozen=True)
class Names:
    """A cell of deputies: each by name, by number, or by both; 无 says that there are none."""

    number_format = "@"
    expects = "代表姓名或编号，用顿号“、”、逗号或换行分隔"

    def __call__(self, value: object) -> tuple[Entry, ...]:
        text = Text(CELL, lines=True)(value).translate(SIGNS)
        if text in NOBODY:
            return ()
        found = tuple(entry_of(said) for said in map(tidy, ENTRY.findall(text)) if said)
        if not found:
            raise Invalid(f"应为{self.expects}，实际为「{shown(value)}」；没有的填“无”。")
        if len(found) > MOST:
            raise Invalid(f"一格最多 {MOST} 位，实际为 {len(found)} 位；请分行填写。")
        return found


@lru_cache(4096)
def entry_of(text: str) -> Entry:
    """What an entry says: 600001, 张三, 张三(600001), 600001 张三; a remark such as (女) or (回族) does not matter."""
    if len(text) > LONGEST:
        raise Invalid(f"「{shown(text)}」太长，不像姓名；姓名之间请用顿号“、”分隔。")
    said = text.rstrip("。")
    match = BRACKETED.fullmatch(said)
    outside, inside = match.groups() if match else (said, "")
    parts = [part for part in PARTS.split(inside) if part and not REMARK.fullmatch(part)]
    readings = _readings(outside)
    if parts and not readings[0].name:
        readings = (Reading(readings[0].number, name_key(parts.pop(0))),)
    elif parts and NUMBER.fullmatch(parts[0]):
        readings = (Reading(parts.pop(0), name_key(outside)),)
    return Entry(text, readings, "、".join(parts))


def _readings(text: str) -> tuple[Reading, ...]:
    """How a text without brackets may be read; digits at its end may be part of a name."""
    whole = SPACES.sub("", text)
    if NUMBER.fullmatch(whole):
        return (Reading(whole, ""),)
    name = Reading("", name_key(text))
    if match := APART[0].fullmatch(text) or APART[1].fullmatch(text):
        return Reading(match["number"], name_key(match["name"])), name
    if match := TOGETHER.fullmatch(text):
        return name, Reading(match["number"], name_key(match["name"]))
    return (name,)
