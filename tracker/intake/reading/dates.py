"""What a text tells of when it was written and of which year it reports. Pure."""

import calendar
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from .numerals import small

YEAR = re.compile(r"(?<![\d—–-])((?:19|20)\d\d)年(?!度?(?:规划|远景))|二[〇零O0]([一二三四五六七八九〇零]{2})年")
DAY = re.compile(r"((?:19|20)\d\d)[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?(?!\d)")
TITLED = re.compile(r"(20\d\d)年?度?[^。，\n]{0,24}(?:回眸|综述|亮点|报告|工作|履职|总结|纪实|掠影|巡礼|答卷)")
PLANNED = re.compile(r"(20\d\d)年[^。，\n]{0,8}(?:工作)?(?:安排|任务|打算|思路|重点|计划|展望)")
LOOKED_BACK = re.compile(
    r"(?:回眸|回首|回顾|盘点|翻开|过去的|走过|总结|告别)[^。，]{0,12}?(20\d\d)年?|(20\d\d)年(?:度)?[，,]?[^。，]{0,20}(?:交出|履职答卷|圆满)|(20\d\d)年是"
)
WILL = re.compile(r"(?:迈入|展望|新的一年|迎接)[^。，]{0,6}(20\d\d)年?|(20\d\d)年[，,][^。]{0,30}将")
JUBILEE = re.compile(
    r"今年[^。]{0,40}?是?(新中国|中华人民共和国|全国人民代表大会|人民代表大会制度|全国人大|人民政协|政协|中国共产党|建党|建军|改革开放|抗战胜利|抗日战争胜利|重庆直辖|直辖|长征胜利|地方人大设立常委会|县级以上地方人大设立常委会)[^。，]{0,16}?(\d{2,3}|[一二三四五六七八九十百]{1,4})周年"
)
FOUNDED = {
    **dict.fromkeys(("新中国", "中华人民共和国", "人民政协", "政协"), 1949),
    **dict.fromkeys(("全国人民代表大会", "人民代表大会制度", "全国人大"), 1954),
    **dict.fromkeys(("中国共产党", "建党"), 1921),
    **dict.fromkeys(("抗战胜利", "抗日战争胜利"), 1945),
    **dict.fromkeys(("地方人大设立常委会", "县级以上地方人大设立常委会"), 1979),
    **dict.fromkeys(("重庆直辖", "直辖"), 1997),
    "建军": 1927,
    "长征胜利": 1936,
    "改革开放": 1978,
}
PAST = re.compile(r"过去一年|去年|过去的一年|一年来")
TERM_REVIEW = re.compile(r"五年来|过去五年|五年间|这五年|五年的?(?:代表)?工作|届内|本届以来")
FIRST_SESSION = re.compile(r"届人大一次会议|换届|第?一次会议以来|开局之年")


STATED_TERM = re.compile(r"(20\d\d)年?(?:—|–|-|~|～|至|到)(20\d\d)年?")
IN_FORCE = re.compile(r"自(20\d\d)年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效)")
K = r"第?(\d|[一二三四五六])次会议"
SESSION = re.compile(
    rf"(20\d\d)年[^。]{{0,30}}?届[^。，]{{0,14}}?大(?:会)?{K}|届[^。，]{{0,14}}?大(?:会)?{K}[^。]{{0,40}}?(20\d\d)年\d"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The year a text reports, the year it calls this year, whether it looks back on a term; None where not told."""

    year: int | None = None
    current: int | None = None
    is_term: bool = False
    first_year: int | None = None
    since: date | None = None

    @property
    def term(self) -> tuple[date, date] | None:
        """The five years up to the reported one."""
        if self.year is None:
            return None
        first = self.first_year if self.is_term and self.first_year else self.year - 4
        return date(first, 1, 1), date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Around:
    """What a whole text tells, for articles in it that do not tell themselves."""

    reported: int | None
    latest: int | None


def around(text: str) -> Around:
    """The year that a whole text reports, and the latest that it looks back on."""
    return Around(_reported(text, ""), _latest_finished(text))


def clock(text: str, headings: str, whole: Around) -> Clock:
    """What an article tells, and where it does not, the text around it."""
    since = _in_force(text)
    stated = STATED_TERM.search(headings)
    if stated and 2 <= int(stated[2]) - int(stated[1]) <= 5:
        return Clock(int(stated[2]), int(stated[2]) + 1, True, int(stated[1]), since)
    is_term = len(TERM_REVIEW.findall(text)) > len(PAST.findall(text)) + 1 or bool(TERM_REVIEW.search(headings))
    year = (whole.latest if is_term else _reported(text, headings)) or whole.reported
    first = None if is_term else _term_began(text, year)
    return Clock(year, None if year is None else year + 1, is_term, first, since)


def _in_force(text: str) -> date | None:
    """The day from which a regulation says that it holds."""
    match = IN_FORCE.search(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _term_began(text: str, year: int | None) -> int | None:
    """The year in which the running term began: its K-th session is held in its K-th year."""
    match = SESSION.search(text)
    if match and (number := small(match[2] or match[3])) and number <= 6:
        return int(match[1] or match[4]) - number + 1
    return year if year and FIRST_SESSION.search(text) else None


def _reported(text: str, headings: str) -> int | None:
    """The year that a yearly report is of."""
    if found := _most([match[1] for match in TITLED.finditer(headings) if not PLANNED.match(headings, match.start())]):
        return found
    if found := _most(re.findall(r"(20\d\d)年?度?$", headings, re.M)):
        return found
    if found := _most([match[1] or match[2] or match[3] for match in LOOKED_BACK.finditer(text)]):
        return found
    jubilee = JUBILEE.search(text)
    if jubilee and (years := small(jubilee[2])):
        return FOUNDED[jubilee[1]] + years - (1 if PAST.search(text) else 0)
    if found := _most([match[1] or match[2] for match in WILL.finditer(text)] + [m[1] for m in PLANNED.finditer(text)]):
        return found - 1
    return _latest_finished(text)


def _latest_finished(text: str) -> int | None:
    """The latest year named; a day of January to March is when a report on the year before is printed."""
    years = _years(text)
    if not years:
        return None
    latest = max(years)
    days = [int(match[2]) for match in DAY.finditer(text) if int(match[1]) == latest]
    return latest - 1 if days and max(days) <= 3 else latest


def _years(text: str) -> list[int]:
    found = [int(match[1]) for match in YEAR.finditer(text) if match[1]]
    beyond = {int(match[1]) for match in re.finditer(r"[—–\-至到](20\d\d)年", text)}
    return [year for year in found if year not in beyond and year < 2035]


def _most(years: list[str]) -> int | None:
    found = Counter(int(year) for year in years if year)
    return max(found, key=lambda year: (found[year], -year)) if found else None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
