"""Reported figures beside what the ledger counts: the words, and one table for the page and for the sheet."""

from datetime import timedelta
from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ..models import FigureRelation, Precision
from ..scores import figures, relations
from ..scores.figures import Judged, Line, Recorded, Side
from . import amounts
from .base import Table
from .units import unit_word

DAY = timedelta(days=1)
REASONS = {
    figures.NOT_COUNTED: _("指标没有账本计数"),
    figures.NO_PERIOD: _("期间说不清"),
    figures.NO_BODY: _("这个机构不在账本里"),
    figures.NO_LEDGER: _("账本没有这一届的登记"),
    figures.NOT_YET: _("这一期间还没有开始"),
    figures.OTHER_NATURE: _("单位不是同一类数"),
    figures.NOT_ENTERED: _("账本没有填写这一项"),
}
RESULTS = {
    relations.AGREES: _("相符"),
    relations.FITS: _("概数相容"),
    relations.DIFFERS: _("不符"),
    relations.OPEN: _("不可比"),
}
MEANINGS = {
    relations.AGREES: "账本计数与公布的数一致（百分数按原文的小数位）。",
    relations.FITS: "公布的是概数，账本计数在它的范围之内。",
    relations.DIFFERS: "账本计数不在公布的数的范围之内。",
    relations.OPEN: "没有可以对照的账本计数，原因写在后面。",
}
TONES = {relations.AGREES: "met", relations.FITS: "met", relations.DIFFERS: "short", relations.OPEN: "none"}
HOLDS = {True: _("成立"), False: _("不成立"), None: _("无从判断")}
HOLDS_TONES = {True: "met", False: "short", None: "none"}
BASES = {figures.REPORTED: _("公布的数"), figures.RECORDED: _("账本计数")}
CONTRADICTING = _("几处公布的数互相矛盾")
SIGNS = {FigureRelation.Rule.AT_MOST: " ≤ ", FigureRelation.Rule.SAME: " = ", FigureRelation.Rule.CONTAINS: " ∋ "}


def amount(number: Decimal) -> str:
    """A number without zeros behind the point."""
    plain = f"{round(number, 2):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def recorded_number(found: Recorded, unit: str) -> str:
    """What the ledger counts, with its unit, of a share with numerator and denominator; empty where there is none."""
    if found.number is None:
        return ""
    if found.count.of is None:
        return f"{amount(found.number)}{unit}"
    return f"{found.count.percent}%（{fraction_of(found)}）"


def fraction_of(found: Recorded) -> str:
    """Numerator and denominator of a share that the ledger counts; empty where it is none."""
    is_share = found.count and found.count.of is not None
    return f"{len(found.count.ids)}/{len(found.count.of)}" if is_share else ""


def reason_of(line: Line) -> str:
    """Why a line cannot be compared, in words; empty where it can."""
    if line.recorded.reason:
        return str(REASONS[line.recorded.reason])
    return str(CONTRADICTING) if line.means is None else ""


def result_of(line: Line) -> str:
    """The result of a comparison in words: of a difference how great it is, of none why not."""
    result = str(RESULTS[line.result])
    if line.result == relations.OPEN:
        return f"{result}{_dash()}{reason_of(line)}"
    return f"{result}{_dash()}{difference_of(line)}" if line.result == relations.DIFFERS else result


def _dash() -> str:
    return pgettext("between a result and its reason", "：")


def difference_of(line: Line) -> str:
    """By how much the ledger is above or below what is reported, in words."""
    unit = gettext("个百分点") if line.indicator.unit == "%" else unit_word(line.indicator.unit)
    said = {"number": amount(abs(line.apart)), "unit": unit}
    if line.apart < 0:
        return gettext("账本少 %(number)s %(unit)s") % said
    return gettext("账本多 %(number)s %(unit)s") % said


def period_of(about: figures.About, precision: str = "") -> str:
    """A period in words, its last day included: 2023年, 2023年8月, 2023-01-14, 2023-01-14 至 2023-02-03."""
    first, last = about.starts_on, about.last_on
    if first and last:
        return _span(first, last)
    if first:
        said = gettext("%(day)s起施行") if precision == Precision.IN_FORCE_FROM else gettext("%(day)s起")
        return said % {"day": _month(first) if first.day == 1 else first}
    return gettext("截至 %(day)s") % {"day": last} if last else gettext("期间不明")


def _span(first, last) -> str:
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return gettext("%(year)s年") % {"year": first.year}
        return gettext("%(first)s—%(last)s年") % {"first": first.year, "last": last.year}
    if (first.year, first.month, 1) == (last.year, last.month, first.day) and (last + DAY).day == 1:
        return _month(first)
    return gettext("%(first)s 至 %(last)s") % {"first": first, "last": last}


def _month(day) -> str:
    return gettext("%(year)s年%(month)s月") % {"year": day.year, "month": day.month}


def meaning(found: relations.Interval) -> str:
    """What a number can mean, in words; empty where it means just itself."""
    if found.is_point:
        return ""
    if found.high is None:
        return gettext("%(low)s 及以上") % {"low": amount(found.low)}
    ends = {"low": f"{found.low.normalize():f}", "high": f"{found.high.normalize():f}"}
    if found.is_open:
        return gettext("%(low)s 至 %(high)s（不含）") % ends
    return gettext("%(low)s 至 %(high)s") % ends


def side_number(side: Side) -> str:
    """The number of a side of a relation; a question mark where there is none."""
    if side.line:
        return " / ".join(dict.fromkeys(amounts.number_of(row) for row in side.line.witnesses))
    found = side.recorded and side.recorded.number
    if found is None:
        return amounts.UNKNOWN
    return f"{amount(found)}%" if side.recorded.count.of is not None else amount(found)


def formula(row: Judged) -> str:
    """A relation with its numbers: 1813 ≤ 1841."""
    numbers = [side_number(side) for side in row.sides]
    rule = row.relation.rule
    if rule == FigureRelation.Rule.SUM:
        return f"{' + '.join(numbers[1:])} = {numbers[0]}"
    if rule == FigureRelation.Rule.WHOLE:
        return f"{' + '.join(numbers)} = 100%"
    if rule == FigureRelation.Rule.RATE:
        return _rate(row, numbers)
    return SIGNS[rule].join(numbers)


def _rate(row, numbers) -> str:
    share, base = (side.interval for side in row.sides)
    whole = relations.numerator(share, base.low) if row.holds else None
    return f"{numbers[0]} = {amounts.UNKNOWN if whole is None else whole} / {numbers[1]}"


class FigureTable(Table):
    """Lines of reported figures; ``opens`` tells whether who is asking may open the rows behind a count.

    ``rows_of`` gives the address of the rows that were counted for a line; empty where the page of the figure shows
    what was counted.
    """

    indicator = tables.Column(_("指标"), attrs={"td": {"class": "what"}})
    about = tables.Column(_("机构与期间"))
    reported = tables.Column(_("公布的数"), accessor="witnesses", attrs={"td": {"class": "told"}})
    recorded = tables.Column(_("账本计数"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    result = tables.Column(_("对照"))
    quote = tables.Column(_("原文"), accessor="witnesses", visible=False)
    source = tables.Column(_("来源"), accessor="witnesses", visible=False)
    note = tables.Column(_("说明"), accessor="witnesses", visible=False)

    def __init__(self, lines, *, rows_of=lambda line: "", **kwargs):
        super().__init__(lines, **kwargs)
        self.rows_of = rows_of

    def render_indicator(self, record, value):
        return format_html('<a href="{}">{}</a>', reverse("figure", args=[record.witnesses[0].pk]), value.name)

    def value_indicator(self, value):
        return value.name

    def render_about(self, record, value):
        period = period_of(value, record.witnesses[0].precision)
        return format_html('{}<br><small class="nowrap">{}</small>', value.body_name, period)

    def value_about(self, record, value):
        return f"{value.body_name}，{period_of(value, record.witnesses[0].precision)}"

    def render_reported(self, value):
        numbers = dict.fromkeys((amounts.said(row),) for row in value)
        quotes = ((amounts.joined(row.quote), row.document) for row in value)
        told = format_html_join("", "<q>{}</q><small>{}</small>", quotes)
        notes = format_html_join("", '<small class="aside">{}</small>', ((note,) for note in _notes(value)))
        return format_html("{}{}{}", format_html_join(" ", "<strong>{}</strong>", numbers), told, notes)

    def value_reported(self, value):
        return "\n".join(dict.fromkeys(map(amounts.said, value)))

    def value_quote(self, value):
        return "\n".join(f"“{amounts.joined(row.quote)}”" for row in value)

    def value_source(self, value):
        return "\n".join(dict.fromkeys(f"{row.document}（{row.document.publisher}）" for row in value))

    def render_recorded(self, record, value):
        head = format_html('<span class="on-phone">{} </span>', _("账本计数"))
        if value.number is None:
            return format_html("{}—", head)
        page = self.rows_of(record) or reverse("figure", args=[record.witnesses[0].pk]) + "#counted"
        said = f"{value.count.percent}%" if value.count.of is not None else amount(value.number)
        return format_html('{}<a href="{}">{}</a> <small>{}</small>', head, page, said, fraction_of(value))

    def value_recorded(self, record, value):
        return recorded_number(value, record.indicator.unit if value.number is not None else "")

    def render_result(self, record, value):
        detail = difference_of(record) if value == relations.DIFFERS else reason_of(record)
        return format_html('<span class="tag {}">{}</span> <small>{}</small>', TONES[value], RESULTS[value], detail)

    def value_result(self, record):
        return result_of(record)

    def value_note(self, value):
        return "\n".join(_notes(value))


def _notes(witnesses) -> list[str]:
    return list(dict.fromkeys(row.note for row in witnesses if row.note))


class RelationTable(Table):
    """Relations between numbers of one body and period, each with its numbers and whether it holds."""

    text = tables.Column(_("关系"), accessor="relation")
    kind = tables.Column(_("强度"), accessor="relation__kind")
    about = tables.Column(_("机构与期间"))
    basis = tables.Column(_("依据"))
    formula = tables.Column(_("数字"), accessor="sides")
    holds = tables.Column(_("判断"), empty_values=())

    def value_text(self, value):
        return str(value)

    def value_kind(self, record):
        return str(record.relation.get_kind_display())

    def value_about(self, value):
        return f"{value.body_name}，{period_of(value)}"

    def value_basis(self, value):
        return str(BASES[value])

    def value_formula(self, record):
        return formula(record)

    def value_holds(self, record):
        return str(HOLDS[record.holds])
