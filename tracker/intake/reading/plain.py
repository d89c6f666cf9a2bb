"""A text as it is read: simplified, narrow digits, broken lines joined; each character knows where it stood. Pure."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import opencc

SIMPLER = opencc.OpenCC("t2s")
NARROW = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
SAME = NARROW | {ord("％"): "%", ord("﹪"): "%", ord("．"): ".", ord("＋"): "+", ord("○"): "〇", ord("Ｏ"): "O"}
DIGITS = {ord(sign): str(at) for at, sign in enumerate("零一二三四五六七八九")} | {ord("〇"): "0", ord("O"): "0"}
YEAR = re.compile(r"(?:二[〇零O0]|一九)[〇零O0一二三四五六七八九]{2}(?=年)")
SCATTERED = re.compile(
    r"(?<![\d,.])(?<!\d )\d{1,3}(?:,\d{0,3})?(?: \d{1,3}){1,6}(?= ?[%\u4e00-\u9fff])(?! ?[年月日时点号])"
)
LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
PIECE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]+")
ENDS = re.compile(r"[。！？!?…；;：:][”’\"'』」）)]*$")
INNER = re.compile(r"[，。；、,]")
TITLE = re.compile(r"(?:报告|综述|回眸|纪实|扫描|办法|工作|侧记|巡礼|通过[）)]|规定|条例|决定|意见|亮点|[）)])$")
OPENS = re.compile(
    r"#|[—–-]{2}|[□■●▲◀▶◆★※]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十百]+[章节部条]|\d{1,2}[.、．](?!\d)"
)
BLANK = re.compile(r"(?:\r\n|[\r\n])[^\S\r\n]*[\r\n]")
LONG = 32  # a paragraph on a line of its own that breaks off in a sentence is longer than a heading
FEW = 8
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
    is_apart: bool

    @property
    def width(self) -> float:
        return sum(0.5 if sign.isascii() else 1 for sign in self.text)


def plain(text: str) -> Plain:
    """A text made readable; nothing of its order or its offsets is lost."""
    lines = list(_lines(text))
    widths = [line.width for line in lines]
    wrap = _wrap(widths)
    chars: list[str] = []
    where = array("L")
    for at, line in enumerate(lines):
        if at and not _continues(lines, widths, at, wrap):
            _put(chars, where, "\n", [line.start])
        _write(chars, where, line)
    return Plain(text, "".join(chars), where)


def simplified(text: str) -> str:
    """A text of the same length in simplified characters with narrow digits, years in digits (二〇二三年)."""
    same = text.translate(SAME | _simpler({*text}))
    return YEAR.sub(lambda match: match[0].translate(DIGITS), same)


def _simpler(signs: set[str]) -> dict[int, str]:
    found = {
        sign: SIMPLER.convert(sign) for sign in signs if "\u3400" <= sign <= "\U0003ffff" and ord(sign) not in SAME
    }
    return {ord(sign): other for sign, other in found.items() if len(other) == 1}


def _lines(text: str) -> Iterator[_Line]:
    whole, end = simplified(text), 0
    for match in LINE.finditer(whole):
        line = match[0].strip()
        if PIECE.search(line):
            start = match.start() + match[0].index(line)
            yield _Line(start, line, BLANK.search(whole, end, start) is not None)
            end = match.end()


def _continues(lines: list[_Line], widths: list[float], at: int, wrap: float) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    before, line, width = lines[at - 1].text, lines[at].text, widths[at - 1]
    if ENDS.search(before) or OPENS.match(line):
        return False
    if wrap:
        return width >= wrap * 0.85 or (bool(INNER.search(before)) and not OPENS.match(before))
    if lines[at].is_apart:
        return width >= LONG and not TITLE.search(before)
    around = max(widths[max(0, at - 4) : at + 3])
    if INNER.search(before):
        return not (OPENS.match(before) and len(before) < 40) and width >= around * 0.6
    return width >= max(WIDE, around * 0.85) or _torn(before, line)


def _wrap(widths: list[float]) -> float:
    """The width to which a text is wrapped; 0 where its lines are paragraphs."""
    usual = Counter(round(width) for width in widths if width >= WIDE)
    width, _ = max(usual.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    near = sum(count for other, count in usual.items() if abs(other - width) <= 1)
    return width if len(widths) >= FEW and near * 2 >= len(widths) else 0


def _torn(before: str, line: str) -> bool:
    """Whether the break goes through a number or parts it from what it counts."""
    return before[-1].isdigit() and len(before) > 4 and (line[0].isdigit() or "\u4e00" <= line[0] <= "\u9fff")


def _write(chars: list[str], where: "array[int]", line: _Line) -> None:
    joined = {at for match in SCATTERED.finditer(line.text) if _is_one(match[0]) for at in range(*match.span())}
    end = 0
    for piece in PIECE.finditer(line.text):
        at = line.start + piece.start()
        if end and line.text[end - 1].isdigit() and piece[0][0].isdigit() and piece.start() - 1 not in joined:
            _put(chars, where, " ", [at - 1])
        _put(chars, where, piece[0], range(at, at + len(piece[0])))
        end = piece.end()


def _is_one(text: str) -> bool:
    """Whether digits with single spaces between are one number: 2 0 5, 1 192, 3,1 60."""
    parts = text.replace(",", " ").split()
    if "," in text:
        return len("".join(parts[1:])) == 3
    return all(len(part) == 1 for part in parts) or all(len(part) == 3 for part in parts[1:])


def _put(chars: list[str], where: "array[int]", piece: str, places: "range | list[int]") -> None:
    chars.append(piece)
    where.extend(places)
