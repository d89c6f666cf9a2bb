"""The rates and counts of handling suggestions, as a page shows them: a number is a link to its rows."""

from collections.abc import Callable
from dataclasses import dataclass

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Body, Disclosure, Rating
from ..scores.counted import PARTS, part_of
from ..scores.rates import CLASSES, RATINGS, REASONS, Rate, Rates
from .base import Table
from .rate_words import COUNT_LABELS, RATE_LABELS, RATE_MEANINGS

CARDS = (
    (_("时效率"), ("timeliness",)),
    (_("满意率"), ("first_satisfaction", "final_satisfaction")),
    (_("落实率（A 类）"), ("implementation",)),
    (_("公开率"), ("disclosure",)),
)
ON_CARDS = [code for _label, codes in CARDS for code in codes]
OTHERS = [code for code in RATE_LABELS if code not in ON_CARDS and not code.startswith("class_")]
MAIN = ("timeliness", "first_satisfaction", "final_satisfaction", "implementation", "disclosure")
ROUNDS = {"first": _("首次"), "final": _("最后")}
WITHHELD = {"withheld": _("答复"), "suggestions_withheld": _("建议")}
PART_LABELS = {"numerator": _("分子"), "denominator": _("分母"), "rest": _("其余")}
UNITS = {"assignment": _("件"), "suggestion": _("件"), "commitment": _("项"), "body": _("个")}
BAR_WIDTH = 1000
NAME = {"td": {"class": "nowrap"}}

Link = Callable[..., str]


def count_label(code: str) -> str:
    """What a count is called."""
    if code in COUNT_LABELS:
        return COUNT_LABELS[code]
    what, value = next((what, code[len(what) + 1 :]) for what in (*ROUNDS, *WITHHELD) if code.startswith(f"{what}_"))
    if what in ROUNDS:
        return gettext("%(round)s评价：%(rating)s") % {"round": ROUNDS[what], "rating": Rating(value).label}
    return gettext("%(what)s不公开：%(reason)s") % {"what": WITHHELD[what], "reason": Disclosure.Reason(value).label}


def linked(number: int, address: str) -> str:
    """A number that opens its rows; plain where there are none, or nobody may open them."""
    return format_html('<a href="{}">{}</a>', address, number) if address and number else str(number)


@dataclass(frozen=True)
class Figure:
    """A rate as a page shows it: percent, the numbers of its parts and the address of each (empty: not opened)."""

    code: str
    percent: str
    numbers: dict[str, int]
    addresses: dict[str, str]

    @property
    def label(self) -> str:
        return RATE_LABELS[self.code]

    @property
    def meaning(self) -> str:
        """What is divided by what."""
        return RATE_MEANINGS[self.code]

    @property
    def numerator(self) -> str:
        return linked(self.numbers["numerator"], self.addresses["numerator"])

    @property
    def denominator(self) -> str:
        return linked(self.numbers["denominator"], self.addresses["denominator"])

    @property
    def rest(self) -> str:
        """What is looked at and does not fulfil; empty where there is none."""
        return linked(self.numbers["rest"], self.addresses["rest"]) if self.numbers["rest"] else ""

    @property
    def fraction(self) -> str:
        """Numerator and denominator in one."""
        return format_html("{} / {}", self.numerator, self.denominator)


def figure(rate: Rate, link: Link) -> Figure:
    """A rate with its links; ``link`` takes rate and part."""
    numbers = {part: len(part_of(rate, part)) for part in PARTS}
    addresses = {part: link(rate=rate.code, part=part) if numbers[part] else "" for part in PARTS}
    return Figure(rate.code, f"{rate.percent}%" if rate.percent else "—", numbers, addresses)


@dataclass(frozen=True)
class Count:
    """Numbers in a row of a table, each a link to its rows."""

    label: str
    numbers: tuple[str, ...]


def counts(found: Rates, link: Link) -> list[Count]:
    """The named counts, and the median of the days to the first reply, which has no rows of its own."""
    rows = [Count(label, (_number(found, code, link),)) for code, label in COUNT_LABELS.items()]
    days = "—" if found.median_days is None else f"{found.median_days.normalize():f}"
    return [*rows, Count(_("首次答复天数（中位数）"), (days,))]


def ratings(found: Rates, link: Link, labels: dict[str, str]) -> list[Count]:
    """How many were rated how, first and last; the labels are those of the body."""
    return _pairs(found, link, ROUNDS, [(code, labels.get(code, Rating(code).label)) for code in RATINGS])


def reasons(found: Rates, link: Link) -> list[Count]:
    """How many replies and suggestions are withheld for what reason."""
    return _pairs(found, link, WITHHELD, [(code, Disclosure.Reason(code).label) for code in REASONS])


def _pairs(found, link, columns, rows) -> list[Count]:
    return [Count(label, tuple(_number(found, f"{what}_{code}", link) for what in columns)) for code, label in rows]


def _number(found, code, link) -> str:
    return linked(found.count(code), link(count=code))


@dataclass(frozen=True)
class Segment:
    """The share of a class of replies in a bar 1000 wide, with what the class means in this body."""

    name: str
    meaning: str
    figure: Figure
    x: int
    width: int
    opacity: str

    @property
    def middle(self) -> int:
        """Where its name stands."""
        return self.x + self.width // 2

    @property
    def holds_name(self) -> bool:
        """Whether its name fits in."""
        return self.width >= BAR_WIDTH // 6


def classes(found: Rates, link: Link, labels: dict[str, str]) -> list[Segment]:
    """The classes a body has, or that were used all the same, side by side."""
    segments, before, whole = [], 0, len(found["implementation"].denominator) or 1
    for name, opacity in zip(CLASSES, ("1", ".75", ".4", ".2"), strict=True):
        rate = found[f"class_{name}"]
        after = before + len(rate.numerator)
        start, end = (BAR_WIDTH * part // whole for part in (before, after))
        if name in labels or rate.numerator:
            segments.append(Segment(name, labels.get(name, ""), figure(rate, link), start, end - start, opacity))
        before = after
    return segments


class RateTable(Table):
    """Figures: what, how many of how many, percent."""

    label = tables.Column(_("指标"))
    numerator = tables.Column(_("分子"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    denominator = tables.Column(_("分母"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    percent = tables.Column(_("百分比"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})

    def render_label(self, record, value):
        return format_html("{}<br><small>{}</small>", value, record.meaning)


class NumberColumn(tables.Column):
    """One of the numbers of a count."""

    def __init__(self, place: int, **kwargs):
        super().__init__(accessor=f"numbers__{place}", attrs={"th": {"class": "num"}, "td": {"class": "num"}}, **kwargs)


class CountTable(Table):
    """Counts, one number each."""

    label = tables.Column(_("计数"))
    number = NumberColumn(0, verbose_name=_("数量"))


class RatingTable(Table):
    """Ratings of the first round and of the last one rated."""

    label = tables.Column(_("评价"))
    first = NumberColumn(0, verbose_name=_("首次"))
    final = NumberColumn(1, verbose_name=_("最后"))


class ReasonTable(Table):
    """Why replies and suggestions are withheld."""

    label = tables.Column(_("不公开理由"))
    replies = NumberColumn(0, verbose_name=_("答复"))
    suggestions = NumberColumn(1, verbose_name=_("建议"))


@dataclass(frozen=True)
class UnitLine:
    """The rates of a unit or a system; ``address`` is the page narrowed to it, ``link`` opens its rows."""

    unit: Body
    found: Rates
    address: str
    link: Link


class UnitRateColumn(tables.Column):
    """One rate of a unit: how many of how many, and the percent where columns align."""

    def __init__(self, code: str):
        attrs = {"th": {"class": "num"}, "td": {"class": "num nowrap"}}
        super().__init__(RATE_LABELS[code], accessor="found", attrs=attrs)
        self.code = code

    def render(self, record: UnitLine):
        """The rate of the unit with its links."""
        shown = figure(record.found[self.code], record.link)
        return format_html("<small>{}</small> {}", shown.fraction, shown.percent)


class UnitTable(Table):
    """Units in official order, with the main rates: no rank, nothing to sort by."""

    name = tables.Column(_("承办单位"), accessor="unit__name", attrs=NAME)
    assignments = tables.Column(_("承办件"), accessor="found", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    timeliness = UnitRateColumn("timeliness")
    first_satisfaction = UnitRateColumn("first_satisfaction")
    final_satisfaction = UnitRateColumn("final_satisfaction")
    implementation = UnitRateColumn("implementation")
    disclosure = UnitRateColumn("disclosure")

    def render_name(self, record, value):
        return format_html('<a href="{}">{}</a>', record.address, value)

    def render_assignments(self, record):
        return _number(record.found, "assignments", record.link)


class SystemTable(UnitTable):
    """Systems, with their share of all assignments."""

    name = tables.Column(_("系统"), accessor="unit__name", attrs=NAME)
    share_of_assignments = UnitRateColumn("share_of_assignments")
