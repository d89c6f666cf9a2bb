"""The counts, shares and ordinals of one sentence, told apart from everything else that holds a numeral. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from . import numerals
from .counts import counts, is_change
from .forms import Quantity, share, value_of
from .shapes import MANY
from .slogans import Masks, is_print, masks

A, C = numerals.ARABIC, numerals.CHINESE
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
TENTHS = re.compile(r"(?P<ten>[一二三四五六七八九])成(?P<one>[一二三四五六七八九])?(?=以上|左右|多|的|[，。；、]|$)")
NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十廿百千万亿首多]")
FIRST_OF = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:会议|询问|视察|调研|检查|述职|评议|培训|座谈|活动|测评)")


def quantities(text: str) -> list[Quantity]:
    """The quantities of a sentence in the order they stand, none over another."""
    if len(text) < 2 or not NUMERAL.search(text) or is_print(text):
        return []
    hidden = masks(text)
    rules = (_ordinals, _shares, _tenths, _steps, counts, _several)
    found = sorted((one for rule in rules for one in rule(text, hidden)), key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for one in found:
        if not is_change(text, one) and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def _ordinals(text: str, hidden: Masks) -> Iterator[Quantity]:
    for match in ORDINAL.finditer(text):
        value = Decimal(1) if match["first"] else value_of(match)
        if value == 1 and not match["first"] and not FIRST_OF.match(text, match.end()):
            continue
        if value is not None and not hidden.hide(match.start()) and not hidden.quotes(match.start()):
            yield Quantity(match.start(), match.end(), value, f"{match['unit'] or match['once']}(序数)")


def _shares(text: str, hidden: Masks) -> Iterator[Quantity]:
    for match in SHARE.finditer(text):
        value = Decimal(100) if match["whole"] else value_of(match)
        if value is not None and not hidden.hide(match.start()):
            yield share(text, match.start(), match.end(), value)


def _tenths(text: str, hidden: Masks) -> Iterator[Quantity]:
    """九成以上 is 90 % and more."""
    for match in TENTHS.finditer(text):
        if not hidden.hide(match.start()) and not hidden.quotes(match.start()):
            value = numerals.DIGITS[match["ten"]] * 10 + numerals.DIGITS.get(match["one"] or "", 0)
            yield share(text, match.start(), match.end(), Decimal(value))


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
