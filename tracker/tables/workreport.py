"""The work report as a page shows it: each indicator with its number, the one before, and what is published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Indicator, ReportedFigure
from ..scores.indicators.report import OF_KINDS, Kind, Line, Report
from ..scores.indicators.shapes import Count
from ..scores.indicators.spans import Span
from . import amounts
from .base import Table
from .indicator_words import definition
from .units import UNITS, unit_word

NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
KIND_HEADS = {
    "activities": _("场次"),
    "persons": _("代表人数"),
    "person_times": _("代表人次"),
    "people_reached": _("群众人次"),
    "opinions": pgettext_lazy("plural", "意见"),
    "problems_solved": _("解决问题"),
    "work_suggestions": _("工作建议"),
}
KIND_UNITS = {
    "activities": UNITS["场"],
    "persons": UNITS["名"],
    "person_times": UNITS["人次"],
    "people_reached": UNITS["人次"],
    "opinions": UNITS["条"],
    "problems_solved": UNITS["件"],
    "work_suggestions": UNITS["件"],
}
NOTHING = "—"
Link = Callable[..., str]


def linked(text, address: str):
    """A number that opens its rows; plain where there are none, or nobody may open them."""
    return format_html('<a href="{}">{}</a>', address, text) if address and str(text) not in ("0", NOTHING) else text


def number_text(value: int | Decimal | None, unit: str = "") -> str:
    """A number, a rate with its sign; a dash where nothing was entered."""
    if value is None:
        return NOTHING
    return f"{value}%" if unit == "%" else str(value)


def change_text(line: Line) -> str:
    """By how much a number grew or shrank; empty where there is nothing to compare it with."""
    change = line.change
    if change is None:
        return ""
    if not change:
        return gettext("持平")
    signed = f"{'+' if change > 0 else '−'}{abs(change)}"
    return gettext("%(change)s 个百分点") % {"change": signed} if line.is_rate else signed


@dataclass(frozen=True)
class Row:
    """An indicator as a page shows it; ``link`` gives the address of the rows of a span and part, or nothing."""

    line: Line
    meaning: str
    published: Sequence[ReportedFigure]
    span: Span
    before: Span | None
    link: Link

    @property
    def indicator(self) -> Indicator:
        """What is counted."""
        return self.line.indicator

    @property
    def name(self) -> str:
        """The indicator in the language of the screen and the words of the body."""
        return gettext(self.indicator.name)

    @property
    def unit(self) -> str:
        """The unit behind the number; a rate has its sign."""
        return "" if self.line.is_rate else unit_word(self.indicator.unit)

    @property
    def number(self):
        """The number, which opens its rows; of a rate its percentage."""
        text = number_text(self.line.value, self.indicator.unit)
        return text if self.line.is_rate else linked(text, self._address(self.span))

    @property
    def fraction(self):
        """Numerator and denominator of a rate, each opening its rows; nothing of a count."""
        return self._fraction(self.line.found, self.span)

    @property
    def number_before(self):
        """The number of the span before; a dash where no ledger was kept."""
        text = number_text(self.line.value_before, self.indicator.unit)
        return text if self.line.is_rate or self.before is None else linked(text, self._address(self.before))

    @property
    def fraction_before(self):
        """Numerator and denominator of a rate of the span before."""
        return self._fraction(self.line.earlier, self.before) if self.before else ""

    @property
    def change(self) -> str:
        """By how much the number grew."""
        return change_text(self.line)

    @property
    def told(self) -> list[tuple[ReportedFigure, str, str]]:
        """Each published figure with its number and its quote as its document has them."""
        return [(row, amounts.said(row), amounts.joined(row.quote)) for row in self.published]

    def _fraction(self, found: Count | None, span):
        if found is None or found.of is None:
            return ""
        top, base = linked(len(found.ids), self._address(span)), linked(len(found.of), self._address(span, part="of"))
        return format_html("{}/{}", top, base)

    def _address(self, span, **part) -> str:
        return self.link(span, indicator=self.indicator.code, **part)


def rows_of(report: Report, told: Mapping[str, Sequence[ReportedFigure]], labels: Mapping[str, str], link: Link):
    """(section, its rows) of a report; ``labels`` are those of all kinds of duty by code in their order."""
    return [
        (
            label,
            [
                Row(
                    *(line, definition(line.indicator, labels), told.get(line.indicator.code, ())),
                    *(report.span, report.before, link),
                )
                for line in lines
            ],
        )
        for label, lines in report.sections
    ]


class CountColumn(tables.Column):
    """A number of a kind of activity, which opens its rows; a dash where nothing was entered."""

    def __init__(self, measure: str):
        super().__init__(KIND_HEADS[measure], accessor="found", attrs=NUMBER, empty_values=())
        self.place, self.measure = OF_KINDS.index(measure), measure

    def render(self, record: Kind, table):
        """The number as a link."""
        found = record.found[self.place]
        kind = record.kind.code if record.kind else ""
        return linked(number_text(found.number), table.link(table.span, measure=self.measure, kind=kind))


class KindTable(Table):
    """Kinds of activity, each with its activities, deputies and sums; their total last, if one is given."""

    kind = tables.Column(_("类别"), accessor="kind", empty_values=(), attrs={"td": {"class": "wide"}})

    def __init__(self, kinds, *, span: Span, link: Link, **kwargs):
        self.span, self.link = span, link
        columns = [(measure, CountColumn(measure)) for measure in OF_KINDS]
        super().__init__(kinds, extra_columns=columns, **kwargs)

    def render_kind(self, value):
        return value.label if value else gettext("合计")


def kinds_of(report: Report) -> list[Kind]:
    """The kinds of activity out of session in which anything was counted, and their total."""
    return [*(row for row in report.kinds if _is_any(row)), report.total]


def others_of(report: Report) -> list[Kind]:
    """The kinds of any time in which anything was counted."""
    return [row for row in report.others if _is_any(row)]


def _is_any(row: Kind) -> bool:
    return any(found.number for found in row.found)
