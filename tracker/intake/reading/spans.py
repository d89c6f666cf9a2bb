"""The period of a figure: from the words before it in its sentence, else from its article. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .dates import Clock, last_day
from .numerals import small
from .shapes import DAY, IN_FORCE, MONTH, SINCE, TERM, TERM_START, VAGUE, YEAR, Hints, Span

Y = r"(?P<year>(?:19|20)\d\d)年"
M = r"(?P<month>1[0-2]|0?[1-9])月"
RELATIVE = r"(?P<rel>去年|今年|上年|前年|当年)"
RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"{Y}(?:{M})?(?:至今|以来|起)"), "since"),
    (re.compile(rf"(?:{Y}|{RELATIVE})?(?P<from>1[0-2]|[1-9])月?(?:至|到|—|–|-)(?P<to>1[0-2]|[1-9])月"), "months"),
    (re.compile(rf"截[至止](?:{Y}|{RELATIVE})?{M}(?:底|末)"), "until"),
    (re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:至|到|—|–|-)(?P<until>20\d\d)年"), "years"),
    (re.compile(rf"(?:{Y}|{RELATIVE})?{M}(?P<day>3[01]|[12]\d|0?[1-9])日"), "day"),
    (re.compile(rf"(?:{Y}|{RELATIVE}){M}"), "month"),
    (re.compile(rf"(?:{Y}|{RELATIVE})?(?P<half>上半年|下半年)"), "half"),
    (re.compile(rf"(?:{Y}|{RELATIVE})?第?(?P<quarter>[一二三四])季度"), "quarter"),
    (re.compile(rf"(?:{Y}|{RELATIVE})?前三(?P<three>个?季度)"), "three"),
    (re.compile(rf"{Y}"), "year"),
    (re.compile(r"届初|换届之初"), "term_start"),
    (re.compile(r"届中|五年来|五年间|过去五年|这五年|届内|任期内|本届|换届以来|届以来|任期以来"), "term"),
    (
        re.compile(
            r"(?:近|连续|最近)?(?P<some>[两三四]|[2-9])年(?:来|间|以来)|(?:过去|连续|近|最近)(?P<some2>[两三四]|[2-9])年"
        ),
        "some_years",
    ),
    (re.compile(r"近年来|近几年|多年来|历年来?|长期以来"), "vague"),
    (re.compile(r"一年来|过去的?一年|全年|这一年|年内|去年|上年|一年间|年度"), "reported"),
    (re.compile(r"今年|新的一年|明年|打算|下一步|下步|拟(?=[听开组召举建于])|再建"), "this"),
]
ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern) for rule, _ in RULES))
PLAN = re.compile(
    r"今后一年|今后(?:的)?工作|下一?步|下一年|来年|新的一年|[今明]年[^，。]{0,6}(?:任务|安排|打算|重点)"
    r"|20\d\d年[^，。]{0,8}(?:任务|安排|打算|思路|重点|计划|展望)|(?:主要|重点)任务和?安排|(?:工作|任务)(?:打算|安排)$"
)
SET_UP = re.compile(rf"{Y}(?:{M})?[^。]{{0,60}}?(?:通过|印发|出台|施行|实施|制定|修订|颁布)")
YEAR_NAMED = re.compile(r"(20\d\d)年")
VAGUELY = re.compile(r"打算|下一步|下步|拟|再建|一年来|过去的?一年|全年|这一年|年内|今年|明年|新的一年|年度")
HIGHEST = 2100


@dataclass(frozen=True, slots=True)
class When:
    """What tells the periods of a sentence beside its own words: ``plan`` is the year it is planned for."""

    clock: Clock
    hints: Hints
    plan: int | None
    since: date | None = None


def planned_year(heading: str, clock: Clock) -> int | None:
    """The year that what stands under a heading is planned for; None where it was done."""
    if not PLAN.search(heading):
        return None
    named = YEAR_NAMED.search(heading)
    return int(named[1]) if named else clock.current


def markers(text: str) -> list[re.Match[str]]:
    """The words for time in a sentence, in order."""
    return list(ANY.finditer(text))


def span(found: list[re.Match[str]], at: int, when: When) -> Span:
    """The period that the words for time before a number tell, the nearest first."""
    for match in reversed([match for match in found if match.end() <= at]):
        if when.since and VAGUELY.fullmatch(match[0]):
            continue
        if when.plan and VAGUELY.fullmatch(match[0]):
            return _year(when.plan)
        told = _told(match[0], when.clock, when.hints, match.string[match.end() : match.end() + 2])
        if told:
            return told
    if when.since:
        return Span(when.since, None, IN_FORCE)
    return _year(when.plan) if when.plan else usual(when.clock, when.hints)


def usual(clock: Clock, hints: Hints) -> Span:
    """The period of an article's figures that tell none of their own."""
    if hints.starts_on or hints.last_on:
        return _hinted(hints)
    if clock.year is None:
        return Span()
    return Span(*clock.term, TERM) if clock.is_term and clock.term else _year(clock.year)


def in_force(previous: str, clock: Clock) -> Span | None:
    """The period of a rule whose adoption was told just before: open from that month or day on."""
    if clock.since:
        return Span(clock.since, None, IN_FORCE)
    found = list(SET_UP.finditer(previous))
    if not found:
        return None
    match = found[-1]
    return Span(date(int(match["year"]), int(match["month"] or 1), 1), None, IN_FORCE)


def _hinted(hints: Hints) -> Span:
    first, last = hints.starts_on, hints.last_on
    years = 0 if first is None or last is None else last.year - first.year
    whole = first is not None and last is not None and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return Span(first, last, TERM if years >= 3 else YEAR if whole else DAY)


def _told(words: str, clock: Clock, hints: Hints, after: str) -> Span | None:
    for rule, name in RULES:
        match = rule.fullmatch(words)
        if match:
            return MAKERS[name](match, clock, hints, after)
    return None


def _year_of(match: re.Match[str], clock: Clock) -> int | None:
    said = match.groupdict()
    if said.get("year"):
        return int(said["year"])
    if clock.year is None or clock.current is None:
        return None
    return {"今年": clock.current, "前年": clock.year - 1}.get(said.get("rel") or "", clock.year)


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), YEAR) if 1900 < year < HIGHEST else Span()


def _since(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    last = None if match[0].endswith("至今") else usual(clock, hints).last_on
    first = date(int(match["year"]), int(match["month"] or 1), 1)
    return Span(first, hints.last_on or (last if last and last > first else None), SINCE)


def _years(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    first, last = int(match["year"]), int(match["until"])
    return Span(date(first, 1, 1), date(last, 12, 31), YEAR) if first < last and last < 2035 else None


def _day(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    year = _year_of(match, clock)
    try:
        day = date(year or 0, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Span(day, day, DAY)


def _month(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    year, month = _year_of(match, clock), int(match["month"])
    return Span(date(year, month, 1), last_day(year, month), MONTH) if year else None


def _half(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    return _months(_year_of(match, clock), *((1, 6) if match["half"] == "上半年" else (7, 12)))


def _quarter(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    first = "一二三四".index(match["quarter"]) * 3 + 1
    return _months(_year_of(match, clock), first, first + 2)


def _three(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    return _months(_year_of(match, clock), 1, 9)


def _from_to(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    first, last = int(match["from"]), int(match["to"])
    year = _year_of(match, clock)
    if year and (first, last) == (1, 12):
        return _year(year)
    return _months(year, first, last) if first < last else None


def _until(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    year, month, own = _year_of(match, clock), int(match["month"]), usual(clock, hints)
    if year is None:
        return None
    last = last_day(year, month)
    return Span(own.starts_on if own.starts_on and own.starts_on < last else None, last, own.precision)


def _months(year: int | None, first: int, last: int) -> Span | None:
    return Span(date(year, first, 1), last_day(year, last), MONTH) if year else None


def _named(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    year = int(match["year"])
    return None if after.startswith(("—", "度", "至")) and clock.year and year != clock.year else _year(year)


def _term_start(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    return Span(clock.term[0] if clock.term and clock.is_term else None, None, TERM_START)


def _term(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    if hints.starts_on and hints.last_on and hints.last_on.year - hints.starts_on.year >= 3:
        return Span(hints.starts_on, hints.last_on, TERM)
    if clock.is_term and clock.term:
        return Span(*clock.term, TERM)
    if match[0].startswith(("五年", "过去五年", "这五年")) and clock.term:
        return Span(*clock.term, TERM)
    first = clock.first_year
    return Span(date(first, 1, 1), date(first + 4, 12, 31), TERM) if first else Span(None, None, TERM)


def _some_years(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span | None:
    word = match["some"] or match["some2"]
    many = small(word)
    if not many or clock.year is None:
        return None
    return Span(date(clock.year - many + 1, 1, 1), date(clock.year, 12, 31), YEAR)


def _vague(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    last = hints.last_on or (date(clock.year, 12, 31) if clock.year else None)
    return Span(None, last, VAGUE)


def _reported(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    if hints.starts_on or hints.last_on:
        return _hinted(hints)
    if clock.is_term and match[0] in ("全年", "年内", "年度"):
        return usual(clock, hints)
    return _year(clock.year) if clock.year else Span()


def _this(match: re.Match[str], clock: Clock, hints: Hints, after: str) -> Span:
    return _year(clock.current) if clock.current else Span()


MAKERS: dict[str, Callable[[re.Match[str], Clock, Hints, str], Span | None]] = {
    "since": _since,
    "years": _years,
    "day": _day,
    "month": _month,
    "half": _half,
    "quarter": _quarter,
    "three": _three,
    "months": _from_to,
    "until": _until,
    "year": _named,
    "term_start": _term_start,
    "term": _term,
    "some_years": _some_years,
    "vague": _vague,
    "reported": _reported,
    "this": _this,
}
