"""Who should be reminded, and what was sent: each list one table for the page and for the sheet."""

from collections.abc import Mapping

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Addressee
from ..scores.reached import Sent
from ..scores.reminding import DeputyDue, Gap
from .base import HIDE_ON_PHONES, OfTerms, Table
from .reporting import months_text
from .words import amount, day_text, name_of

MADE = "pk"  # what a made-up column is looked up by
NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
NOWRAP = {"td": {"class": "nowrap"}}
SHORT = {"th": {"class": "hide-s"}, "td": {"class": "hide-s nowrap"}}


def gap_text(gap: Gap) -> str:
    """What one gap still asks for: 活动 1 次."""
    return f"{name_of(gap.requirement)} {amount(gap.missing, gap.requirement.unit)}"


def left_text(days: int) -> str:
    """How many days are left."""
    return gettext("还有 %(n)s 天") % {"n": days} if days else gettext("今天到期")


def day_before(day, on) -> str:
    """Until when, as a screen says it."""
    return gettext("%(day)s前") % {"day": day_text(day, str(on.year))}


class DueTable(Table):
    """Those who are due, with when and how each was last reminded; ``chooses`` puts a box before each."""

    chosen = tables.Column(
        verbose_name=_("选择"),
        accessor=MADE,
        exclude_from_export=True,
        attrs={"th": {"class": "pick"}, "td": {"class": "pick"}},
    )

    def __init__(self, rows, *, on, last: Mapping[int, Sent], chooses=False, **kwargs):
        self.on, self.last = on, last
        kwargs.setdefault("exclude", () if chooses else ("chosen",))
        super().__init__(rows, **kwargs)

    def render_chosen(self, record):
        label = gettext("选择%(name)s") % {"name": record.name}
        return format_html('<input type="checkbox" name="to" value="{}" aria-label="{}">', record.pk, label)

    def render_last(self, record):
        sent = self.last.get(record.pk)
        return format_html('{} <small class="nowrap">{}</small>', sent.on.isoformat(), sent.label) if sent else "—"

    def value_last(self, record):
        sent = self.last.get(record.pk)
        return f"{sent.on.isoformat()} {sent.label}" if sent else ""


class DeputyDueTable(DueTable):
    """Deputies with a gap that can still be closed."""

    number = tables.Column(_("编号"), accessor="standing__number", attrs=SHORT)
    name = tables.Column(_("姓名"), attrs=NOWRAP)
    unit = tables.Column(_("选举单位"), accessor="standing__unit", attrs=HIDE_ON_PHONES)
    group = tables.Column(_("联系组"), accessor="liaison_group", attrs=HIDE_ON_PHONES)
    missing = tables.Column(_("还差"), accessor=MADE, attrs={"td": {"class": "gaps"}})
    waiting = tables.Column(_("待审核"), accessor=MADE, attrs=SHORT)
    until = tables.Column(_("期限"), attrs=SHORT)
    days = tables.Column(_("剩余天数"), accessor=MADE, attrs=NOWRAP)
    last = tables.Column(_("上次提醒"), accessor=MADE, attrs=HIDE_ON_PHONES)

    def __init__(self, rows, *, term, **kwargs):
        self.term = term
        super().__init__(rows, **kwargs)

    def render_name(self, record):
        page = reverse("duty-file", args=[self.term.code, record.standing.number])
        return format_html('<a href="{}">{}</a>', page, record.name)

    def value_name(self, record):
        return record.name

    def render_missing(self, record: DeputyDue):
        parts = format_html_join(" ", '<span class="nowrap">{}</span>', ((gap_text(gap),) for gap in record.gaps))
        note = gettext("限补登") if all(gap.is_over for gap in record.gaps) else ""
        return format_html("{} <small>{}</small>", parts, note) if note else parts

    def value_missing(self, record):
        return gettext("、").join(gap_text(gap) for gap in record.gaps)

    def render_waiting(self, record: DeputyDue):
        waits = [(item, finding) for item, finding in record.asked if finding.pending and finding.outcome != "met"]
        said = (f"{name_of(item)} {amount(finding.pending, item.unit)}" for item, finding in waits)
        return gettext("、").join(said)

    def render_until(self, record):
        return day_before(record.until, self.on)

    def render_days(self, record):
        left = (record.until - self.on).days
        tone = "short" if left <= SOON else "running"
        return format_html('<span class="tag {}">{}</span>', tone, left_text(left))

    def value_days(self, record):
        return (record.until - self.on).days


SOON = 14


class GroupDueTable(DueTable):
    """Liaison groups that owe months, with their liaisons."""

    name = tables.Column(_("联系组"))
    missing = tables.Column(_("未报的月份"), accessor=MADE)
    to_mend = tables.Column(_("退回未重报的月份"), accessor=MADE)
    liaisons = tables.Column(_("联络员"), accessor=MADE, attrs=HIDE_ON_PHONES)
    last = tables.Column(_("上次提醒"), accessor=MADE, attrs=HIDE_ON_PHONES)

    def __init__(self, rows, *, liaisons, **kwargs):
        self.users = liaisons
        super().__init__(rows, **kwargs)

    def render_missing(self, record):
        return months_text(record.missing, self.on)

    def render_to_mend(self, record):
        return months_text(record.to_mend, self.on)

    def render_liaisons(self, record):
        users = self.users.get(record.pk, [])
        return gettext("、").join(f"{user} {user.telephone}".strip() for user in users) or gettext("未指定")


class UnitDueTable(DueTable):
    """Handling units with what is overdue or at risk, by system."""

    name = tables.Column(_("承办单位"))
    system = tables.Column(_("系统"), attrs=HIDE_ON_PHONES)
    late = tables.Column(_("逾期"), attrs=NUMBER)
    at_risk = tables.Column(_("临期"), attrs=NUMBER)
    number = tables.Column(_("列出"), accessor=MADE, attrs=NUMBER)
    due = tables.Column(_("最早期限"), accessor=MADE, attrs=NOWRAP)
    last = tables.Column(_("上次催办"), accessor=MADE, attrs=HIDE_ON_PHONES)

    def render_name(self, record):
        page = f"{reverse('assignments')}?unit={record.unit.code}"
        return format_html('<a href="{}">{}</a>', page, record.name)

    def value_name(self, record):
        return record.name

    def render_late(self, record):
        return format_html('<span class="tag short">{}</span>', record.late) if record.late else 0

    def value_late(self, record):
        return record.late

    def render_number(self, record):
        return len(record.shares)

    def render_due(self, record):
        return record.shares[0][0].due_now.isoformat()


class HistoryTable(OfTerms, Table):
    """What was sent, newest first; the rows carry mandate with person, group or unit, and who sent it."""

    sent_on = tables.Column(_("发出日期"), attrs={"td": {"class": "day"}})
    addressee = tables.Column(_("对象"), attrs=SHORT)
    number = tables.Column(_("编号"), accessor="mandate__number", default="", attrs=SHORT)
    name = tables.Column(_("名称"), accessor=MADE)
    term = tables.Column(_("届"))
    way = tables.Column(_("方式"), attrs=NOWRAP)
    sent_by = tables.Column(_("登记人"), attrs=SHORT)
    text = tables.Column(_("文字"))

    def render_sent_on(self, value):
        return value.isoformat()

    def render_name(self, record):
        return self.of_term(name_of_addressee(record), record.term)

    def value_name(self, record):
        return name_of_addressee(record)

    def render_text(self, value):
        return format_html(
            '<details class="sent"><summary>{}</summary><p class="said">{}</p></details>', gettext("看文字"), value
        )

    def value_text(self, value):
        return value


def name_of_addressee(row) -> str:
    """To whom a reminder went: the deputy's name, the group's or the unit's."""
    return row.mandate.person.name if row.addressee == Addressee.DEPUTY else str(row.group or row.unit)
