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
NUMBER_FIRST = re.compile(rf"(?P<number>{CODE})[\s:]*(?P<name>[^\w\s.-].*)", re.ASCII)
NAME_FIRST = re.compile(rf"(?P<name>.*[^\w\s.-])[\s:]*(?P<number>{CODE})", re.ASCII)
REMARK = re.compile("[男女]|.+族")  # as official lists add to a name
NOBODY = frozenset({"无", "没有", "暂无", "-", "—", "——", "/"})
LONGEST = 120
CELL = 32_767
MOST = 3_000


class Entry(NamedTuple):
    """One entry of a cell: as it is written, the number and the name in it, and what of it is neither."""

    text: str
    number: str = ""
    name: str = ""
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
    number, name = _halves(outside)
    others = []
    for part in filter(None, PARTS.split(inside)):
        if not number and NUMBER.fullmatch(part):
            number = part
        elif not name:
            name = name_key(part)
        elif not REMARK.fullmatch(part):
            others.append(part)
    return Entry(text, number, name, "、".join(others))


def _halves(text: str) -> tuple[str, str]:
    """The number and the name of a text that has no brackets."""
    whole = SPACES.sub("", text)
    if NUMBER.fullmatch(whole):
        return whole, ""
    match = NUMBER_FIRST.fullmatch(text) or NAME_FIRST.fullmatch(text)
    return (match["number"], name_key(match["name"])) if match else ("", name_key(text))
