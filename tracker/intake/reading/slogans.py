"""Places of a sentence whose numerals count nothing: titles, code words, names of sessions, doctrines. Pure."""

import re
from bisect import bisect_right

from .words import WORDS, any_of

NUM = r"(?:\d{1,3}|[一二三四五六七八九十百两]{1,5})"
SHORT = 13  # a longer quotation is speech, not a code word
TITLE = re.compile(r"《[^《》\n]{1,80}》")
QUOTED = re.compile(
    r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’|「([^「」\n]{1,40})」|『([^『』\n]{1,40})』|\"([^\"\n]{1,40})\""
)
SESSION = re.compile(
    rf"第?{NUM}届(?:[^，。；：“”\d]{{0,12}}?第?{NUM}次(?:[、和及]第?{NUM}次)*(?:全体会议|会议|全会|全委会|执委|常委会))?"
    rf"|第?{NUM}次(?:全体)?会议(?=以来|期间|闭幕|精神|上|第|批准)|(?<=[届大协会])第?{NUM}次(?:全体)?会议"
    rf"|第?{NUM}次(?:[、和及]第?{NUM}次)*(?:全会|全委会|党代会|人代会|党代表大会|代表大会)"
)
OTHER = r"(?:(?![零〇一二三四五六七八九十百千万亿两])[\u4e00-\u9fff]){1,2}"
PATTERN = re.compile(
    rf"([一二三四五六七八九十两百千万])(?![件次名条项个家期场篇份人位部]){OTHER}(?:[一二三四五六七八九十两百千万]{OTHER}){{1,5}}"
)
PLUS = re.compile(r"(?<!\d)\d+\+[\dA-Za-z]\w*|[\dA-Za-z]\+\d+")
LISTED = re.compile(any_of(WORDS["slogans"]["words"]))
NUMBERED = re.compile(
    rf"〔\d{{4}}〕\d+号?|第{NUM}[号条款章节版页位届卷号编]|(?<!\d)\d+号|第{NUM}(?:[至到—\-~～、和]第?{NUM})+.|满\d+元?减\d+元?|满分\d+分?"
    rf"|\d{{1,2}}[时点]\d{{1,2}}分?|(?:(?<=村)|(?<=社区)){NUM}组"
)
PRINT = re.compile(r"印数|共印|定价|零售价|邮编|邮发代号|开本|印张|责任编辑|承印|发行热线|广告热线|优惠|促销|折扣")
AFTER_GE = re.compile(rf"(?:{any_of(WORDS['slogans']['after_ge'])})")
PARTS = re.compile(r"[一二三四五六七八九十两百千万][\u4e00-\u9fff]")
COUNTED = re.compile(r"[件次名条项个家期场篇份人位部]")


def masks(text: str) -> "Masks":
    """The places of a sentence that are not to be read for counts."""
    found = [match.span() for rule in (TITLE, SESSION, PLUS, LISTED, NUMBERED) for match in rule.finditer(text)]
    found += [match.span() for match in PATTERN.finditer(text) if _is_code(match[0])]
    quoted = [match.span() for match in QUOTED.finditer(text) if len(match[0]) - 2 <= SHORT]
    return Masks(_merged(found), _merged(quoted))


class Masks:
    """Spans that hold no counts, and short quotations, which hold them in certain forms only."""

    def __init__(self, closed: list[tuple[int, int]], quoted: list[tuple[int, int]]) -> None:
        self._closed, self._quoted = closed, quoted

    def hide(self, start: int) -> bool:
        """Whether a number that starts there counts nothing."""
        return _inside(self._closed, start)

    def quotes(self, start: int) -> bool:
        """Whether a number that starts there stands in a short quotation."""
        return _inside(self._quoted, start)


def doctrine(after: str) -> bool:
    """Whether what follows 个 names a doctrine or campaign (两个确立)."""
    return AFTER_GE.match(after) is not None


def is_print(text: str) -> bool:
    """Whether a sentence is an imprint or an advertisement, whose numbers are nobody's work."""
    return PRINT.search(text) is not None


def _is_code(text: str) -> bool:
    """一府一委两院, 两江四岸, 一村一委员: a numeral and a noun again and again, none of it a measure word."""
    parts = PARTS.findall(text)
    return len(parts) > 1 and not any(COUNTED.match(part[1]) for part in parts)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    place = bisect_right(spans, (at, 1 << 60)) - 1
    return place >= 0 and at < spans[place][1]
