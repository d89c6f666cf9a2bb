"""What was read of reports, and what each reading proposes: one table for the page and for the sheet."""

from dataclasses import dataclass

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Body, FigureProposal, ReportReading
from ..models.indicators import is_of_nature
from . import amounts, figures
from .base import HIDE_ON_PHONES, Table
from .units import unit_word
from .words import moment_text

State, Reading = FigureProposal.State, ReportReading.State
TONES = {State.PROPOSED: "running", State.ACCEPTED: "met", State.CORRECTED: "met", State.REJECTED: "none"}
READING_TONES = {Reading.OPEN: "running", Reading.DONE: "met", Reading.DISCARDED: "none"}
CYCLES = {"year": _("每年"), "term": _("每届")}
NOT_TOLD = {"body": _("报告机构"), "period": _("期间"), "indicator": _("指标"), "unit": _("单位")}
OF_ANOTHER = _("单位与这个指标的不是同一类数，请核对")


@dataclass(frozen=True)
class Line:
    """A proposal with its sentence, the body of the ledger that is meant, and what of it cannot be told.

    ``lacks`` are keys of NOT_TOLD; ``kinds`` are the kinds of duty of a requirement, in words.
    """

    row: FigureProposal
    before: str
    quote: str
    after: str
    body: Body | None
    lacks: tuple[str, ...]
    kinds: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.row.state == State.PROPOSED

    @property
    def told(self):
        """What stands of it now: the figure that was made of it; else what was read."""
        return self.row.figure if self.row.figure_id else self.row

    @property
    def is_mixed(self) -> bool:
        """Whether its unit counts another kind of thing than its indicator does: activities, persons, person-times."""
        indicator, unit = self.told.indicator, self.told.unit
        if indicator is None or not unit or unit.endswith(amounts.ORDINAL):
            return False
        return not is_of_nature(unit, indicator.nature)


def lacks_of(row: FigureProposal) -> tuple[str, ...]:
    """What of a proposal cannot be told, as keys of NOT_TOLD."""
    said = {
        "indicator": row.indicator_id,
        "body": row.body_name,
        "period": row.starts_on or row.last_on,
        "unit": row.unit,
    }
    return tuple(name for name, value in said.items() if not value)


def line_of(row: FigureProposal, text: str, body: Body | None, kinds: dict[str, str]) -> Line:
    """A proposal as lists show it; ``text`` is what is kept of the report, ``kinds`` the words of the kinds of duty."""
    words = "、".join(kinds.get(code, code) for code in row.kinds.split())
    return Line(row, *amounts.around(text, row.offset, row.quote), body, lacks_of(row), words)


def period_of(row) -> str:
    """The period of a figure in words; empty where it cannot be told."""
    return figures.period_of(row, row.precision) if row.starts_on or row.last_on else ""


def requirement_of(line: Line) -> str:
    """A requirement in words: the cycle, the minimum, and the kinds of duty."""
    row = line.row
    cycle = str(CYCLES.get(row.cycle, gettext("周期说不清")))
    said = {
        "cycle": cycle,
        "minimum": row.value,
        "unit": unit_word(row.unit),
        "kinds": line.kinds or gettext("类别说不清"),
    }
    return gettext("%(cycle)s至少 %(minimum)s %(unit)s：%(kinds)s") % said


def number(label) -> tables.Column:
    """A column of counts; a phone, which shows no heads, names each."""
    return tables.Column(label, attrs={"th": {"class": "num"}, "td": {"class": "num", "data-label": label}})


class ReadingTable(Table):
    """Documents that were read, with how many proposals wait, were taken and were left out."""

    read_at = tables.Column(_("上传时间"), attrs={"td": {"class": "day"}})
    title = tables.Column(_("文件"), attrs={"td": {"class": "title name"}})
    publisher = tables.Column(_("发布者"), attrs=HIDE_ON_PHONES)
    state = tables.Column(_("状态"), attrs={"td": {"class": "nowrap"}})
    waiting = number(_("待核对"))
    taken = number(_("采用"))
    left = number(_("不采用"))
    read_by = tables.Column(_("上传人"), attrs=HIDE_ON_PHONES)

    def render_read_at(self, value):
        return moment_text(value)

    def render_title(self, record, value):
        return format_html('<a href="{}">{}</a>', reverse("reading", args=[record.pk]), value)

    def value_title(self, value):
        return value

    def render_state(self, record):
        tone = READING_TONES[record.state]
        return format_html('<span class="tag {}">{}</span>', tone, record.get_state_display())

    def value_state(self, record):
        return record.get_state_display()


class ProposalTable(Table):
    """The lines of a reading; ``picks`` names the form to whose choice the open ones can be added."""

    pick = tables.Column(
        _("选"), accessor="row__pk", exclude_from_export=True, attrs={"th": {"class": "pick"}, "td": {"class": "pick"}}
    )
    number = tables.Column(_("序号"), empty_values=(), attrs=HIDE_ON_PHONES)
    quote = tables.Column(_("原文"), attrs={"td": {"class": "quoted"}})
    value = tables.Column(_("数"), accessor="row", attrs={"td": {"class": "amount"}})
    body = tables.Column(_("报告机构"), accessor="row", attrs={"td": {"class": "told"}})
    period = tables.Column(_("期间"), accessor="row", attrs={"td": {"class": "told"}})
    indicator = tables.Column(_("指标"), accessor="row", attrs={"td": {"class": "told"}})
    requirement = tables.Column(_("要求"), accessor="row")
    state = tables.Column(_("核对"), accessor="row", attrs={"td": {"class": "told"}})
    decided_by = tables.Column(_("核对人"), accessor="row__decided_by", default="")
    decided_at = tables.Column(_("核对时间"), accessor="row__decided_at", default="")

    def __init__(self, rows, *, picks="", page=True, may_change=False, **kwargs):
        self.picks, self.may_change = picks, may_change
        self.numbers = {line.row.pk: number for number, line in enumerate(() if page else rows, 1)}
        hidden = ("requirement", "decided_by", "decided_at", "number") if page else ()
        super().__init__(rows, exclude=(*hidden, *(() if picks else ("pick",))), **kwargs)

    def render_pick(self, record: Line):
        if not record.is_open:
            return ""
        label = gettext("选 %(quote)s") % {"quote": record.quote}
        box = '<input type="checkbox" name="pick" value="{}" form="{}" aria-label="{}">'
        return format_html(box, record.row.pk, self.picks, label)

    def render_number(self, record: Line):
        return self.numbers[record.row.pk]

    def render_quote(self, record: Line):
        quote = format_html("{}<mark>{}</mark>{}", record.before, record.quote, record.after)
        if not record.row.is_requirement:
            return quote
        tag = '{}<small><span class="tag unknown">{}</span> {}</small>'
        return format_html(tag, quote, gettext("要求"), requirement_of(record))

    def value_quote(self, record: Line):
        return record.quote

    def render_value(self, record: Line):
        return _or_lacking(record, "unit", amounts.said(record.told))

    def value_value(self, record: Line):
        return amounts.said(record.told)

    def render_body(self, record: Line):
        said = _or_lacking(record, "body", record.told.body_name)
        if record.body or not record.told.body_name:
            return said
        return format_html("{}<small>{}</small>", said, gettext("账本里没有这个机构，只作登记"))

    def value_body(self, record: Line):
        return _or_open(record, "body", record.told.body_name)

    def render_period(self, record: Line):
        said = _or_lacking(record, "period", period_of(record.told))
        return format_html("{}<small>{}</small>", said, record.told.get_precision_display())

    def value_period(self, record: Line):
        return _or_open(record, "period", period_of(record.told))

    def render_indicator(self, record: Line):
        said = _or_lacking(record, "indicator", _label(record))
        return format_html("{}<small>{}</small>", said, OF_ANOTHER) if record.is_mixed else said

    def value_indicator(self, record: Line):
        return _or_open(record, "indicator", _label(record))

    def value_requirement(self, record: Line):
        return requirement_of(record) if record.row.is_requirement else ""

    def render_state(self, record: Line):
        row = record.row
        tag = format_html('<span class="tag {}">{}</span>', TONES[row.state], row.get_state_display())
        parts = [(tag,)]
        if row.figure_id:
            parts.append((_figure_link(row.figure),))
        if self.may_change:
            label = gettext("更正") if record.is_open else gettext("改回待核对")
            parts.append((format_html('<a href="{}">{}</a>', reverse("proposal", args=[row.pk]), label),))
        return format_html_join("", "<div>{}</div>", parts)

    def value_state(self, record: Line):
        return record.row.get_state_display()

    def render_decided_at(self, value):
        return moment_text(value)


def _figure_link(figure):
    label = gettext("已撤销") if figure.withdrawn_on else gettext("看这个数字")
    return format_html('<a href="{}">{}</a>', reverse("figure", args=[figure.pk]), label)


def _label(line: Line) -> str:
    return line.told.indicator.name if line.told.indicator else ""


def _or_open(line: Line, name: str, value: str) -> str:
    """A value for the sheet, or that the text does not tell it."""
    return value or (gettext("说不清") if line.is_open and name in line.lacks else "")


def _or_lacking(line: Line, name: str, value: str):
    """A value, or red words where the text does not tell it."""
    if name not in line.lacks or not line.is_open:
        return value or "—"
    said = gettext("%(what)s说不清，请核对") % {"what": NOT_TOLD[name]}
    return format_html('{} <span class="lacking">{}</span>', value if name == "unit" else "", said)
