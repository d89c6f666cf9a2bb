"""Numbers of reports as people write them, and their quotes inside the sentence that they stand in. Pure."""

import re

ORDINAL, PERCENT, EXACT, UNKNOWN = "(序数)", "%", "exact", "？"
AFTER = frozenset({"余", "多", "来"})  # between the number and its unit
LAST = frozenset(  # after the unit
    {"以上", "及以上", "之上", "以下", "以内", "之内", "左右", "上下", "不等", "之多", "上", "内"}
)
SIDE = 60
SHORT = 0.7  # of the next line: so short a line is not filled
RUNS_ON = "，、：,:"
CLOSING = "”’」』）) \u3000"  # what closes the sentence before
ENDS = "。！？!?；;"
BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


def said(told) -> str:
    """The number of what a document tells with its unit: 160000人次, 6300余名, 不少于3次, 3次以上, 第3次."""
    return _written(told, "" if told.unit == PERCENT else told.unit.removesuffix(ORDINAL))


def number_of(told) -> str:
    """The number of what a document tells, without its unit: 6300余, 近60000, 不少于3, 第3, 1—2, 99.92%."""
    return _written(told, "")


def _written(told, unit: str) -> str:
    word = told.qualifier_text or ("" if told.qualifier == EXACT else told.qualifier)
    if not told.value:
        return f"{word or UNKNOWN}{unit}"
    if told.unit.endswith(ORDINAL):
        return f"第{told.value}{unit}"
    number = told.value + (f"—{told.value_max}" if told.value_max else "")
    if told.unit == PERCENT:
        number, word = f"{number}{PERCENT}", word.removeprefix(PERCENT)
    if word in AFTER:
        return f"{number}{word}{unit}"
    return f"{number}{unit}{word}" if word in LAST else f"{word}{number}{unit}"


def around(text: str, offset: int, quote: str) -> tuple[str, str, str]:
    """What stands before a quote in its sentence, the quote, and what stands after it, without line breaks.

    Only the quote where the text is no longer kept.
    """
    end = offset + len(quote)
    if text[offset:end] != quote:
        return "", joined(quote), ""
    before, after = text[max(0, offset - SIDE) : offset], text[end : end + SIDE]
    cut = max(max(before.rfind(sign) for sign in ENDS) + 1, _line(text, offset) - max(0, offset - SIDE))
    stops = [at for sign in ENDS if (at := after.find(sign)) >= 0]
    left = before[cut:] if cut or offset <= SIDE else f"…{before}"
    right = after[: min(stops) + 1] if stops else after + ("…" if end + SIDE < len(text) else "")
    whole = quote[-1] in ENDS
    return joined(left).lstrip(CLOSING), joined(quote), "" if whole else joined(right).rstrip()


def _line(text: str, offset: int) -> int:
    """Where the lines begin that run on to an offset: after a blank line, or after a short one such as a title."""
    at = offset
    while (at := text.rfind("\n", max(0, offset - SIDE), at)) >= 0:
        before = text[text.rfind("\n", 0, at) + 1 : at].strip()
        line = text[at + 1 : at + 3 * SIDE].partition("\n")[0].strip()
        if not before or (len(before) < SHORT * len(line) and before[-1] not in RUNS_ON):
            return at + 1
    return 0


def joined(text: str) -> str:
    """A text without the line breaks of its page."""
    return BREAK.sub("", text)


def verbatim(text: str, wanted: str) -> str:
    """The part of a text that says what is wanted but for white space; empty where there is none."""
    signs = "".join(wanted.split())
    if not signs:
        return ""
    found = re.search(r"\s*".join(map(re.escape, signs)), text)
    return found[0] if found else ""
