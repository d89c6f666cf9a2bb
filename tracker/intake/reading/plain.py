"""A text as it is read: simplified, narrow digits, broken lines joined; each character knows where it stood. Pure."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import opencc

SIMPLER = opencc.OpenCC("t2s")
NARROW = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
SAME = NARROW | {ord("％"): "%", ord("﹪"): "%", ord("．"): ".", ord("＋"): "+", ord("○"): "〇", ord("Ｏ"): "O"}
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
PIECE = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f]+")
ENDS = re.compile(r"[。！？!?…；;：:][”’\"'』」）)]*$")
INNER = re.compile(r"[，。；、：,]")
OPENS = re.compile(
    r"#|[—–-]{2}|[□■●▲◀▶◆★※]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]+[章节部]|\d{1,2}[.、．](?!\d)"
)
WIDE = 12  # narrower lines are never taken for filled ones


@dataclass(frozen=True, slots=True)
class Plain:
    """The readable characters of ``text``, paragraphs parted by line feeds; ``chars[i]`` stands at ``where[i]``."""

    text: str
    chars: str
    where: "array[int]"

    def cut(self, start: int, end: int) -> tuple[int, str]:
        """The offset and the verbatim text of ``chars[start:end]``, which is not empty."""
        first, last = self.where[start], self.where[end - 1]
        return first, self.text[first : last + 1]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def width(self) -> float:
        return sum(0.5 if sign.isascii() else 1 for sign in self.text)


def plain(text: str) -> Plain:
    """A text made readable; nothing of its order or its offsets is lost."""
    lines = list(_lines(text))
    widths = [line.width for line in lines]
    chars: list[str] = []
    where = array("L")
    for at, line in enumerate(lines):
        if at and not _continues(lines, widths, at):
            _put(chars, where, "\n", [line.start])
        _write(chars, where, line)
    return Plain(text, "".join(chars), where)


def simplified(text: str) -> str:
    """A text of the same length in simplified characters with narrow digits."""
    return text.translate(SAME | _simpler({*text}))


def _simpler(signs: set[str]) -> dict[int, str]:
    found = {
        sign: SIMPLER.convert(sign) for sign in signs if "\u3400" <= sign <= "\U0003ffff" and ord(sign) not in SAME
    }
    return {ord(sign): other for sign, other in found.items() if len(other) == 1}


def _lines(text: str) -> Iterator[_Line]:
    whole = simplified(text)
    for match in LINE.finditer(whole):
        line = match[0].strip()
        if PIECE.search(line):
            yield _Line(match.start() + match[0].index(line), line)


def _continues(lines: list[_Line], widths: list[float], at: int) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    before, line = lines[at - 1].text, lines[at].text
    if ENDS.search(before) or OPENS.match(line):
        return False
    if INNER.search(before):
        return not (OPENS.match(before) and len(before) < 40)
    around = max(widths[max(0, at - 4) : at + 3])
    return widths[at - 1] >= max(WIDE, around * 0.85) or _torn(before, line)


def _torn(before: str, line: str) -> bool:
    """Whether the break goes through a number or parts it from what it counts."""
    return before[-1].isdigit() and len(before) > 4 and (line[0].isdigit() or "\u4e00" <= line[0] <= "\u9fff")


def _write(chars: list[str], where: "array[int]", line: _Line) -> None:
    for piece in PIECE.finditer(line.text):
        at = line.start + piece.start()
        if chars and _apart(chars[-1], piece[0], line.text, piece.start()):
            _put(chars, where, " ", [at - 1])
        _put(chars, where, piece[0], range(at, at + len(piece[0])))


def _apart(before: str, piece: str, line: str, start: int) -> bool:
    """Whether a space between two runs of digits parts two numbers; inside one number it is a slip of the scan."""
    if not (before[-1:].isdigit() and piece[0].isdigit()) or not start:
        return False
    left, right = len(before) - len(before.rstrip("0123456789")), len(piece) - len(piece.lstrip("0123456789"))
    slip = (right == 3 and left <= 3) or min(left, right) == 1
    return not slip or right == len(piece)


def _put(chars: list[str], where: "array[int]", piece: str, places: "range | list[int]") -> None:
    chars.append(piece)
    where.extend(places)
