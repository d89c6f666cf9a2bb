"""Numbers of reports as people write them, and their quotes inside the sentence that they stand in. Pure."""

import re

NUMBER = re.compile(r"(\d+)(\.\d+)?")
ORDINAL = "(序数)"
AFTER = frozenset({"余", "多", "来"})  # between the number and its unit
LAST = frozenset({"以上", "以下", "以内", "之内", "左右", "上下", "上", "内"})  # after the unit
GROUPED = 5  # from so many digits on they stand in groups of three
SIDE = 60
SHORT = 0.7  # of the next line: so short a line is not filled
RUNS_ON = "，、：,:"
CLOSING = "”’」』）) \u3000"  # what closes the sentence before
ENDS = "。！？!?；;"
BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


def said(told) -> str:
    """The number of what a document tells, as a person writes it: 160,000人次, 6300余名; 第3次 for an ordinal."""
    unit, word = told.unit, _word(told)
    if unit.endswith(ORDINAL):
        return f"第{_grouped(told.value)}{unit.removesuffix(ORDINAL)}"
    number = _grouped(told.value) + (f"–{_grouped(told.value_max)}" if told.value_max else "")
    if word in AFTER:
        return f"{number}{word}{unit}"
    return f"{number}{unit}{word}" if word in LAST else f"{word}{number}{unit}"


def _word(told) -> str:
    """The word that says how exact the number is; none for exact numbers and percentages that are not qualified."""
    if told.qualifier_text:
        return told.qualifier_text
    return "" if told.qualifier in ("exact", "%") else told.qualifier


def _grouped(value: str) -> str:
    found = NUMBER.fullmatch(value)
    if not found or len(found[1]) < GROUPED:
        return value
    return f"{int(found[1]):,}{found[2] or ''}"


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
