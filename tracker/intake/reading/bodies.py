"""Whose figures they are: congresses, standing committees and CPPCC committees as a text names them. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import small
from .words import WORDS, any_of

LEVEL = r"(?:自治县|自治州|新区|省|市|区|县|旗|镇|乡|街道)"
HAN = r"[\u4e00-\u9fff]"
NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
NOT_CONGRESS = "代表|工作者|制度|干部|机关|系统|讲坛|附|专|各专"
NOT_CPPCC = "委员(?!会)|机关|通道|组织|智慧|力量|之友|系统|事业|履职|工作信息"
KIND = (
    r"人大常委会|人民代表大会常务委员会|人大工委|人民代表大会(?!制度)"
    rf"|人大(?!{NOT_CONGRESS})|政协(?!{NOT_CPPCC})"
)


def _owner(number: str) -> str:
    return rf"(?:(?P<name{number}>{HAN}{{0,7}}?)(?P<level{number}>{LEVEL}))"


SAID = re.compile(rf"(?:{_owner('')}第?(?P<term>{NUM})届|第?(?P<term2>{NUM})届{_owner('2')}|{_owner('3')})$")
FULL = re.compile(
    rf"(?:政协|中国人民政治协商会议)(?:第?(?P<early>{NUM})届)?(?P<name>(?:(?!第){HAN}){{1,7}}?)(?P<level>{LEVEL})"
    rf"(?:第?(?P<term>{NUM})届)?委员会"
)
AFTER_TERM = re.compile(rf"第?({NUM})届")
FOLLOWED = rf"(?=第?{NUM}届|人大|政协|人民|委|政府|各级|\d|法院|检察院|召开|举行)"
LEFT = r"(?:\n|[^\u4e00-\u9fff]|年|省|市|[与和同向对由为受及赴在于日])"
STRONG = re.compile(
    rf"{LEFT}(?P<name>(?!关于|对于|由于){HAN}{{1,5}}?|{HAN}{{2,3}}(?:{HAN}{{1,3}}族){{1,3}})(?P<level>{LEVEL}){FOLLOWED}",
    re.M,
)
OWN = re.compile(rf"第?{NUM}届|人大|政协|人民代表大会")
NO_NAME = re.compile(
    rf"(?:{any_of(WORDS['bodies']['no_name'])})$|[第条章款号省市区县镇乡年月日的了是会和与等届委在以被由向受使让把将对从]"
)
STARTS = re.compile(r"[，。；：！？,;:\n“”（）()\s—–\-#\d年]$")
KINDS = {"人民代表大会常务委员会": "人大常委会", "人民代表大会": "人大"}
COMMITTEE, CONGRESS = "人大常委会", "人大"
HIGH = {"省", "市"}
TOWNS = {"镇", "乡", "街道"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A body as one place of a text names it; ``place`` is empty where the text only says 市 or 区."""

    start: int
    end: int
    place: str
    level: str
    kind: str
    term: int | None


class Places:
    """The names of places that a text uses, by their level."""

    def __init__(self, text: str, known: tuple[str, ...], headings: str = "") -> None:
        text = f"\n{text}"
        said = {
            match["name"] + match["level"]
            for match in STRONG.finditer(text)
            if _is_name(match["name"], match["level"]) and _is_sure(text, match)
        }
        self._known = {name for name in known if name in text or (len(name) > 2 and name[:-1] in text)}
        self.counts = Counter({name: text.count(name) + 5 * headings.count(name) for name in {*said, *self._known}})
        self._short = Counter({name: text.count(name[:-1]) for name in self._known if len(name) > 2})

    def of(self, before: str) -> str:
        """The longest name that a piece of text ends with, or nothing."""
        return next((before[-size:] for size in range(min(8, len(before)), 1, -1) if before[-size:] in self.counts), "")

    def usual(self, level: str, other: "Places | None" = None) -> str:
        """The place of a level that a text is about: named most often, or told by its short name; else as ``other``."""
        for counts in (self.counts, self._short):
            found = [(count, name) for name, count in counts.items() if count and same_level(name, level)]
            if found:
                return max(found, key=lambda item: (item[0], item[1]))[1]
        return other.usual(level) if other else ""


def same_level(name: str, level: str) -> bool:
    """Whether a place may be meant by a bare 市, 区, 县."""
    if level == "县" and name.endswith("自治县"):
        return True
    return name.endswith(level) and not (level == "区" and name.endswith(("新区", "自治区")))


def mentions(text: str, places: Places) -> Iterator[Mention]:
    """The bodies a piece of text names, in order; those of the nation and of all levels at once are none."""
    for match in FULL.finditer(text):
        name = places.of(match["name"] + match["level"]) or match["name"] + match["level"]
        yield Mention(
            match.start(), match.end(), name, match["level"], "政协", small(match["early"] or match["term"] or "")
        )
    for match in re.finditer(KIND, text):
        found = _named(text, match, places)
        if found:
            yield found


def _named(text: str, match: re.Match[str], places: Places) -> Mention | None:
    said = SAID.search(text, max(0, match.start() - 18), match.start())
    if not said:
        return None
    group = next(key for key in ("level", "level2", "level3") if said[key])
    level, term = said[group], said["term"] or said["term2"]
    end = said.end(group)
    place = places.of(text[max(0, end - 8) : end])
    left = text[max(0, end - len(level) - 2) : end - len(level)]
    if not place and re.search(r"(?:[区市省县乡各两级]|全国)$", left):
        return None
    later = AFTER_TERM.match(text, match.end())
    if not term and later and level in HIGH:
        term = later[1]
    start = min(said.start("term2") if said["term2"] else end, end - max(len(place), len(level)))
    kind = KINDS.get(match[0], match[0])
    return Mention(start, match.end(), place, level, kind, small(term or ""))


def _is_name(name: str, level: str) -> bool:
    return len(name) >= (1 if level == "县" else 2) and not NO_NAME.search(name)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Whether a name is one: it stands at the head of a line or behind a year, a city or a province, or often."""
    name = match["name"]
    if match["level"].startswith("自治"):
        return True
    if len(name) <= 3 and OWN.match(text, match.end()):
        return True
    if len(name) <= 3 and match[0][0] in "\n年市省《—–-":
        return True
    return text.count(name + match["level"]) >= (2 if len(name) <= 3 else 4)


NUMERALS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """A term's number as names of bodies write it: 5 is 五, 15 is 十五."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else NUMERALS[tens] + "十"
    return ten + (NUMERALS[ones] if ones or not tens else "")


def full_name(place: str, kind: str, term: int | None) -> str:
    """荣昌区政协, 重庆市第五届人大常委会."""
    return f"{place}第{ordinal(term)}届{kind}" if term and term < 100 else place + kind
