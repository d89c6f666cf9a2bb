"""Numbers that count something: with a measure word behind them, no mere change, name or phrase. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from . import numerals
from .forms import Quantity, qualified, share, value_of
from .shapes import ABOUT, AT_LEAST, EXACT, MANY, NEARLY, OVER
from .slogans import Masks, doctrine
from .words import NOUNS, WORDS, any_of, measure

A, C = numerals.ARABIC, numerals.CHINESE
SINGLE = "[站户家篇场件项条批点车台班课村镇]"
MEASURE = re.compile(rf"(?:余|多)?(?:个?百分点|人[（(]次[）)]|{SINGLE}次(?![日年月数要序级生])|{measure()})")
BARE = re.compile(rf"(?:{any_of(NOUNS)})(?!标)")
TIME = re.compile(rf"(?:{'|'.join(WORDS['slogans']['time'])})")
NAME = re.compile(r"工程|项目|建设|规划|[（(]")
NUMBER = re.compile(
    rf"(?P<few>(?:数|几|上|过|成|好几)(?=[十百千万亿]))?(?:(?P<arabic>{A})|(?P<chinese>{C}))"
    rf"(?P<in1>[余多几来]?)(?P<scale>(?<=[\d余多几来])[十百千]?[万亿]|(?<=[\d余多几来])[十百千]|(?<=[余多几来])[万亿])?(?P<in2>[余多几来+]?)"
)
TO = re.compile(
    rf"%?(?:至|到|[-—–―~～－]{{1,2}})(?P<arabic>{A})(?P<scale>[十百千]?[万亿]|[十百千])?|%?[至到](?P<chinese>{C})"
)
LOOSE = ("人", "家", "户", "亩", "吨", "团", "元", "里")
ONCE = re.compile(r"场次|[次场件项期篇份部轮个家]$")
SEEN_AS_VERB = re.compile(r"[又每这那有同再另任唯统进此某第头上下]$")
BRACKETS = dict.fromkeys(map(ord, "（）()"))
CHANGE = re.compile(r"(?:增加|减少|提高|下降|上升|增长|多|少|降低|提升|增)(?:了|近|约|超过|超|幅达)?$")
COMPARED = re.compile(r"(?<!占)比|较")
OLD = re.compile(r"(?:由|从)[^，。；、,;\d]{0,8}$")
RISEN = "调整为|调整到|增至|增加到|增加至|升至|提高到|提高至|提升到|提升至|扩大到|减至|降至|缩短|到"
NEW = re.compile(rf"[^，。；,;]{{0,12}}?(?:{RISEN})")
PRINCIPLE = re.compile(r"(?:基本|重要|工作)?(?:原则|要求|意识|精神|方针|特征|特点)")
CAMPAIGN = re.compile(r"[^，。；]{0,16}(?:活动|行动|工程|计划)")
NOT_SPELLED = ("分", "级", "门", "头", "对", "声", "根", "步", "间", "节", "元", "届", "字", "趟")


def counts(text: str, hidden: Masks) -> Iterator[Quantity]:
    """The numbers of a sentence with a measure word, 38区县 and 96% among them."""
    end = 0
    for match in NUMBER.finditer(text):
        if match.start() >= end and not hidden.hide(match.start()):
            one = _count(text, match)
            if one is not None and (not hidden.quotes(one.start) or _named(text, one)):
                yield one
                end = one.end


def is_change(text: str, one: Quantity) -> bool:
    """Whether a number only says how much more or less than before, or what was before."""
    before = text[max(0, one.start - 30) : one.start]
    clause = re.split(r"[，。；,;]", before)[-1]
    if one.unit == "百分点" or (CHANGE.search(before) and COMPARED.search(clause)):
        return True
    return OLD.search(before) is not None and NEW.match(text, one.end) is not None


def _named(text: str, one: Quantity) -> bool:
    """Whether a short quotation holds a count of events all the same (“两次评价”)."""
    if one.value is None or one.value < 2:
        return False
    return one.unit == "次" or (one.value > 12 and text[one.start].isdigit())


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    if text[: match.start()].endswith("第"):
        return None
    ends = _ends(text, match)
    if ends is None:
        return None
    least, most, end = ends
    if text[end : end + 1] == "%":
        return share(text, match.start(), end + 1, least, most)
    found = _unit(text, end, match)
    if found is None:
        return None
    one = Quantity(match.start(), found[0], least, found[1], EXACT, "", most)
    one = _inner(match, qualified(text, _whole(one)))
    return one if _counts_something(text, match, one) else None


def _ends(text: str, match: re.Match[str]) -> tuple[Decimal, Decimal | None, int] | None:
    """A number, the other end of its range if it has one, and where they end: 三四, 3至5, 1至2万."""
    pair = numerals.neighbours(match["chinese"]) if match["chinese"] else None
    least, size = Decimal(pair[0]) if pair else value_of(match), numerals.scale(match["scale"] or "")
    if least is None:
        return None
    if pair:
        return least * size, Decimal(pair[1]) * size, match.end()
    other = TO.match(text, match.end())
    most = value_of(other) if other else None
    if other is None or most is None:
        return least * size, None, match.end()
    shared = numerals.scale(other["scale"] or "")
    return least * (shared if size == 1 and least < most else size), most * shared, other.end()


def _whole(one: Quantity) -> Quantity:
    """A quantity whose whole numbers are written whole: 1.2万 is 12000, not 12000.0."""
    ends = (end if end is None or end != int(end) else Decimal(int(end)) for end in (one.value, one.most))
    value, most = ends
    return replace(one, value=value, most=most)


def _unit(text: str, at: int, match: re.Match[str]) -> tuple[int, str] | None:
    """Where the unit ends and what it is; None where nothing is counted."""
    unit = MEASURE.match(text, at)
    if unit:
        if unit[0].endswith("期") and NAME.match(text, unit.end()):
            return None
        if unit[0] in ("个", "余个", "多个") and TIME.match(text, unit.end()):
            return None
        return unit.end(), unit[0].lstrip("余多").replace("个百分点", "百分点").translate(BRACKETS)
    noun = BARE.match(text, at)
    return (at, "个") if noun and match["arabic"] else None


def _inner(match: re.Match[str], one: Quantity) -> Quantity:
    """余, 多, 几 inside the number and 数 before it."""
    inside = match["in1"] or match["in2"]
    if match["few"]:
        if match["few"] in "上过":
            return replace(one, qualifier=AT_LEAST, words=match["few"])
        return replace(one, start=match.start(), value=None, most=None, qualifier=MANY, words=match[0])
    if inside == "来":
        return replace(one, qualifier=ABOUT, words=inside)
    if inside and one.qualifier not in (NEARLY, ABOUT):
        return replace(one, qualifier=OVER if inside in "余+" else MANY, words="" if inside in "余多+" else inside)
    return one


def _counts_something(text: str, match: re.Match[str], one: Quantity) -> bool:
    if match["arabic"]:
        return True
    after = text[one.end : one.end + 8]
    if match["chinese"] == "一" and not match["in1"]:
        return one.qualifier != EXACT or _once(text, match, one)
    if one.unit in NOT_SPELLED:
        return False
    if match["chinese"] in ("百", "千", "万", "亿") and not match["in1"]:
        return one.qualifier != EXACT or not (one.unit in LOOSE or CAMPAIGN.match(text, one.end))
    if one.unit in ("项", "个", "条") and PRINCIPLE.match(after):
        return False
    return not (one.unit == "个" and doctrine(after)) and not (one.unit == "个" and after.startswith("一"))


def _once(text: str, match: re.Match[str], one: Quantity) -> bool:
    """一次 counts only behind what it counts: 召开联席会议一次."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[one.end : one.end + 1]
    closed = not after or after in "，。；、,;）)"
    return closed and len(before) == 2 and not SEEN_AS_VERB.search(before) and ONCE.search(one.unit) is not None
