"""Text as a workbook can hold it: nothing cut, nothing raised, never a formula."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 8192  # most cells of a long list say what others say
CELL_LIMIT = 32_767
CHUNK = 16_000
SHEET_NAME_LIMIT = 31
FILE_NAME_LIMIT = 80
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LONG_MARK = "……（过长，全文见「警告」表）"


@dataclass(frozen=True)
class Cleaned:
    """A text that a cell can hold, and what had to be marked in it; the problem is empty when nothing had."""

    text: str
    problem: str = ""


def is_plain(text) -> bool:
    """Whether a text is one that ``clean`` leaves as it is, as nearly all are; false where only ``clean`` knows."""
    return type(text) is str and len(text) <= CHUNK and text.isprintable()


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> Cleaned:
    """Mark what a cell cannot hold: control characters as visible signs, the rest of a long text by a reference."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    marked, problems = CONTROL.sub(_visible, plain), []
    if marked != plain:
        problems.append("含控制字符，已改为可见符号")
    if units(marked) > CELL_LIMIT:
        marked = marked[: CHUNK - len(LONG_MARK)] + LONG_MARK
        problems.append(f"超过 {CELL_LIMIT} 个字符，全文另列")
    return Cleaned(marked, "；".join(problems))


def legible(text: str) -> str:
    """A text of any length with its control characters as visible signs."""
    return CONTROL.sub(_visible, text.replace("\r\n", "\n").replace("\r", "\n"))


def _visible(match) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def units(text: str) -> int:
    """The length as spreadsheets count it, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str) -> Iterator[str]:
    """A text of any length in parts that fit a cell each."""
    marked = CONTROL.sub(_visible, text)
    yield from (marked[start : start + CHUNK] for start in range(0, len(marked), CHUNK))


def width(value) -> int:
    """How wide the widest line of a value is: a Chinese character takes two places."""
    said = "" if value is None else str(value)
    return len(said) if said.isascii() and "\n" not in said else _width(said)


@lru_cache(maxsize=REMEMBERED)
def _width(text: str) -> int:
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) for line in lines)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A sheet name that spreadsheets accept and that is not taken yet (``taken`` holds names in lower case)."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'").strip() or "表"
    plain = "History_" if plain.lower() == "history" else plain
    name, number = plain[:SHEET_NAME_LIMIT], 1
    while name.lower() in taken:
        number += 1
        tail = f"({number})"
        name = plain[: SHEET_NAME_LIMIT - len(tail)] + tail
    return name


def file_name(wanted: str) -> str:
    """A file name that every system accepts, without its suffix."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", wanted).strip(" .")
    return plain[:FILE_NAME_LIMIT].rstrip(" .") or "导出"
