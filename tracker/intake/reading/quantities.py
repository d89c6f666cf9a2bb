"""The counts, shares and ordinals of one sentence, told apart from everything else that holds a numeral. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from . import numerals
from .shapes import AT_LEAST, EXACT, MANY, OVER, PERCENT
from .slogans import Masks, doctrine, is_print, masks
from .words import AFTER, BEFORE, NOUNS, WORDS, any_of, measure

A, C = numerals.ARABIC, numerals.CHINESE
SINGLE = "[站户家篇场件项条批点车台班课村镇]"
MEASURE = re.compile(rf"(?:余|多)?(?:个?百分点|人[（(]次[）)]|{SINGLE}次(?![日年月数要序级生])|{measure()})")
BARE = re.compile(any_of(NOUNS))
TIME = re.compile(rf"(?:{'|'.join(WORDS['slogans']['time'])})")
NAME = re.compile(r"工程|项目|建设|规划|[（(]")
PRE = re.compile(rf"({any_of(BEFORE)})(?:了|有|达|为|共)?$")
FAR = re.compile(r"(至少|最少|起码|不少于|不低于|至多|最多)[^，。；：,;\n\d]{1,24}$")
POST = re.compile(rf"(?:[（(]含[）)]|及|和)?({any_of(AFTER)})(?!级)")
NUMBER = re.compile(
    rf"(?P<few>(?:数|几|上|成|好几)(?=[十百千万亿]))?(?:(?P<arabic>{A})|(?P<chinese>{C}))"
    rf"(?P<in1>[余多几来]?)(?P<scale>(?<=[\d余多几来])[十百千]?[万亿]|(?<=[\d余多几来])[十百千]|(?<=[余多几来])[万亿])?(?P<in2>[余多几来+]?)"
)
TO = re.compile(
    rf"%?(?:至|到|[-—–―~～－]{{1,2}})(?P<arabic>{A})(?P<scale>[十百千]?[万亿]|[十百千])?|%?[至到](?P<chinese>{C})"
)
SHARE = re.compile(rf"百分之(?:(?P<arabic>{A})|(?P<chinese>{C}))|百分(?P<whole>之?百)")
ORDINAL = re.compile(
    rf"第(?:(?P<arabic>\d{{1,4}})|(?P<chinese>{C}))(?P<unit>[次期批场轮])(?!全会|全委会|党代)|(?P<first>首)(?P<once>次)"
)
SEVERAL = re.compile(
    r"(?<![许很更大诸众最较增过不余0-9零一二三四五六七八九十百千万亿几么])多(?P<unit>期|次|篇|场次|场|件|项|条|名|家|批|份)(?!面|元)"
)
LARGE = re.compile(r"(?P<chinese>[两二三四五六七八九十])大(?:活动|行动|工程|举措|任务|项目)")
STEPS = re.compile(rf"(?P<chinese>{C})步工作[法机]")
ONES = re.compile(r"(?P<chinese>[二两三四五六七八九十])个一(?![百千万批])")
LEVELS = re.compile(r"(?P<chinese>[三四五])级(?!书记|巡视|调研|医院|甲|联创|响应|以上|警|国)")
LOOSE = ("人", "家", "户", "亩", "吨", "团", "元", "里")
ONCE = re.compile(r"场次|[次场件项期篇份部轮个家]$")
SEEN_AS_VERB = re.compile(r"[又每这那有同再另任唯统进此某第头上下]$")


BRACKETS = dict.fromkeys(map(ord, "（）()"))
TENTHS = re.compile(r"(?P<ten>[一二三四五六七八九])成(?P<one>[一二三四五六七八九])?(?=以上|左右|多|的|[，。；、]|$)")
CHANGE = re.compile(r"(?:增加|减少|提高|下降|上升|增长|多|少|降低|提升|增)(?:了|近|约|超过|超|幅达)?$")
COMPARED = re.compile(r"(?<!占)比|较")
OLD = re.compile(r"(?:由|从)[^，。；、,;\d]{0,8}$")
RISEN = "调整为|调整到|增至|增加到|增加至|升至|提高到|提高至|提升到|提升至|扩大到|减至|降至|缩短|到"
NEW = re.compile(rf"[^，。；,;]{{0,12}}?(?:{RISEN})")
PRINCIPLE = re.compile(r"(?:基本|重要|工作)?(?:原则|要求|意识|精神|方针|特征|特点)")
CAMPAIGN = re.compile(r"[^，。；]{0,16}(?:活动|行动|工程|计划)")
FIRST_OF = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:会议|询问|视察|调研|检查|述职|评议|培训|座谈|活动|测评)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence: its span with qualifiers and unit, its value (None: several), how it was written."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    qualifier: str = EXACT
    words: str = ""
    most: Decimal | None = None


def quantities(text: str) -> list[Quantity]:
    """The quantities of a sentence in the order they stand, none over another."""
    hidden = masks(text)
    if is_print(text):
        return []
    rules = (_ordinals, _shares, _tenths, _steps, _counts, _several)
    found = sorted((one for rule in rules for one in rule(text, hidden)), key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for one in found:
        if _is_change(text, one):
            continue
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _ordinals(text: str, hidden: Masks) -> Iterator[Quantity]:
    for match in ORDINAL.finditer(text):
        value = Decimal(1) if match["first"] else _value(match)
        if value == 1 and not match["first"] and not FIRST_OF.match(text, match.end()):
            continue
        if value is not None and not hidden.hide(match.start()) and not hidden.quotes(match.start()):
            yield Quantity(match.start(), match.end(), value, f"{match['unit'] or match['once']}(序数)")


def _shares(text: str, hidden: Masks) -> Iterator[Quantity]:
    for match in SHARE.finditer(text):
        value = Decimal(100) if match["whole"] else _value(match)
        if value is not None and not hidden.hide(match.start()):
            yield _share(text, match.start(), match.end(), value)


def _tenths(text: str, hidden: Masks) -> Iterator[Quantity]:
    """九成以上 is 90 % and more."""
    for match in TENTHS.finditer(text):
        if not hidden.hide(match.start()) and not hidden.quotes(match.start()):
            value = numerals.DIGITS[match["ten"]] * 10 + numerals.DIGITS.get(match["one"] or "", 0)
            yield _share(text, match.start(), match.end(), Decimal(value))


def _is_change(text: str, one: Quantity) -> bool:
    """Whether a number only says how much more or less than before, or what was before."""
    before = text[max(0, one.start - 30) : one.start]
    clause = re.split(r"[，。；,;]", before)[-1]
    if one.unit == "百分点" or (CHANGE.search(before) and COMPARED.search(clause)):
        return True
    return OLD.search(before) is not None and NEW.match(text, one.end) is not None


def _share(text: str, start: int, end: int, value: Decimal, most: Decimal | None = None) -> Quantity:
    one = _qualified(text, Quantity(start, end, value, "%", PERCENT, "", most))
    return replace(one, qualifier=PERCENT) if one.qualifier == EXACT else one


def _steps(text: str, hidden: Masks) -> Iterator[Quantity]:
    """八步工作法, “六个一”, 四大活动, 三级: names that tell how many parts they have."""
    for rule, unit, size in ((STEPS, "步", 2), (ONES, "项", 3), (LARGE, "项", 2), (LEVELS, "级", 2)):
        for match in rule.finditer(text):
            quoted = hidden.quotes(match.start())
            if quoted == (rule is ONES) or (rule is STEPS):
                value = numerals.chinese(match["chinese"])
                if value is not None and not hidden.hide(match.start()):
                    yield Quantity(match.start(), match.start() + len(match["chinese"]) + size - 1, value, unit)


def _several(text: str, hidden: Masks) -> Iterator[Quantity]:
    for match in SEVERAL.finditer(text):
        if not hidden.hide(match.start()) and not hidden.quotes(match.start()):
            yield Quantity(match.start(), match.end(), None, match["unit"], MANY, "多")


def _counts(text: str, hidden: Masks) -> Iterator[Quantity]:
    end = 0
    for match in NUMBER.finditer(text):
        if match.start() >= end and not hidden.hide(match.start()):
            one = _count(text, match)
            if one is not None and (not hidden.quotes(one.start) or _named(text, one)):
                yield one
                end = one.end


def _named(text: str, one: Quantity) -> bool:
    """Whether a short quotation holds a count of events all the same (“两次评价”)."""
    if one.value is None or one.value < 2:
        return False
    return one.unit == "次" or (one.value > 12 and text[one.start].isdigit())


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    pair = numerals.neighbours(match["chinese"]) if match["chinese"] else None
    least = Decimal(pair[0]) if pair else _value(match)
    if least is None or (text[match.start() - 1 : match.start()] == "第" and match.start()):
        return None
    most, end = (Decimal(pair[1]), match.end()) if pair else _other_end(text, match.end())
    size = numerals.scale(match["scale"] or "")
    least, most = least * size, None if most is None else most * size if pair else most
    if text[end : end + 1] == "%":
        return _share(text, match.start(), end + 1, least, most)
    found = _unit(text, end, match)
    if found is None:
        return None
    one = Quantity(match.start(), found[0], least, found[1], EXACT, "", most)
    one = _inner(match, _qualified(text, _whole(one)))
    return one if _counts_something(text, match, one) else None


def _whole(one: Quantity) -> Quantity:
    """A quantity whose whole numbers are written whole: 1.2万 is 12000, not 12000.0."""
    ends = (None if end is None or end != int(end) else Decimal(int(end)) for end in (one.value, one.most))
    value, most = ends
    return replace(one, value=value if value is not None else one.value, most=most if most is not None else one.most)


def _other_end(text: str, at: int) -> tuple[Decimal | None, int]:
    match = TO.match(text, at)
    if not match or (value := _value(match)) is None:
        return None, at
    return value * numerals.scale(match["scale"] or ""), match.end()


def _value(match: re.Match[str]) -> Decimal | None:
    if match["arabic"]:
        return numerals.arabic(match["arabic"])
    return numerals.chinese(match["chinese"])


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


def _qualified(text: str, one: Quantity) -> Quantity:
    """A quantity with the qualifier before or after it, which then belongs to its span."""
    before = PRE.search(text, max(0, one.start - 8), one.start)
    if before and not (before[1] in "上过超" and text[before.start() - 1 : before.start()] in ("以", "通", "经", "会")):
        one = replace(one, start=before.start(), qualifier=BEFORE[before[1]], words=before[1])
    elif far := FAR.search(text, max(0, one.start - 30), one.start):
        one = replace(one, qualifier=BEFORE[far[1]], words=far[1])
    after = POST.match(text, one.end)
    if after and AFTER[after[1]] != EXACT:
        same = AFTER[after[1]]
        one = replace(one, end=after.end(), qualifier=same, words="" if same in (MANY, OVER) else after[1])
    return replace(one, words="") if one.words == one.qualifier == "近" else one


def _inner(match: re.Match[str], one: Quantity) -> Quantity:
    """余, 多, 几 inside the number and 数 before it."""
    inside = match["in1"] or match["in2"]
    if match["few"]:
        if match["few"] == "上":
            return replace(one, qualifier=AT_LEAST, words="上")
        return replace(one, start=match.start(), value=None, most=None, qualifier=MANY, words=match[0])
    if inside and one.qualifier not in ("近", "约"):
        return replace(one, qualifier=OVER if inside in "余+" else MANY, words="" if inside in "余多+" else inside)
    return one


def _counts_something(text: str, match: re.Match[str], one: Quantity) -> bool:
    if match["arabic"]:
        return True
    after = text[one.end : one.end + 8]
    if match["chinese"] == "一" and not match["in1"]:
        return one.qualifier != EXACT or _once(text, match, one)
    if one.unit in ("分", "级", "门", "头", "对", "声", "根", "步", "间", "节", "元", "届"):
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
