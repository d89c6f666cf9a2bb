"""The rows behind a number of the work report: activities, records, deputies, guests, groups, bills."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..scores.indicators import shapes
from .base import HIDE_ON_PHONES
from .slices import LongTable
from .units import UNITS

NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
DAY = {"td": {"class": "day"}}
NAME = {"td": {"class": "nowrap"}}
WIDE = {"td": {"class": "wide"}}

COUNTERS = {  # what rows of each kind are counted in
    **{shapes.ACTIVITY: UNITS["场"], shapes.RECORD: UNITS["人次"], shapes.MANDATE: UNITS["名"]},
    **{shapes.GUEST: UNITS["人次"], shapes.GROUP: UNITS["个"], shapes.SUGGESTION: UNITS["件"]},
    shapes.ASSIGNMENT: UNITS["件"],
}


def opening(name: str, pk, text, small: str = ""):
    """A text that opens a page of a row; the small one is shown on phones alone."""
    return format_html('<a href="{}">{}</a><small class="only-s">{}</small>', reverse(name, args=[pk]), text, small)


def _yes_no(value) -> str:
    return gettext("是") if value else gettext("否")


class Rows(LongTable):
    """Rows in their order; ``left_out`` are columns that say nothing of the number, ``times`` how often each counts."""

    def __init__(self, rows, *, left_out=(), times=None, **kwargs):
        self.times = times or {}
        super().__init__(rows, exclude=tuple(left_out), **kwargs)


class HeldRows(Rows):
    """Activities that were held, each with the deputies who took part and the numbers that were entered."""

    starts_on = tables.Column(_("日期"), attrs=DAY)
    title = tables.Column(_("名称"), attrs=WIDE)
    kind = tables.Column(_("类别"), accessor="kind__label", attrs=HIDE_ON_PHONES)
    organisers = tables.Column(_("组织单位"), attrs=HIDE_ON_PHONES, default="—")
    deputies = tables.Column(_("参加代表"), accessor="pk", attrs=NUMBER)
    people_reached = tables.Column(_("接待走访群众人次"), attrs=NUMBER, default="—")
    opinions = tables.Column(_("收集意见条数"), attrs=NUMBER, default="—")
    problems_solved = tables.Column(_("协调解决件数"), attrs=NUMBER, default="—")
    work_suggestions = tables.Column(_("提出工作建议条数"), attrs=NUMBER, default="—")

    def render_starts_on(self, value):
        return value.isoformat()

    def render_title(self, record, value):
        return opening("activity", record.pk, value, f"{record.kind} {record.organisers}")

    def value_title(self, value):
        return value

    def render_deputies(self, value):
        return self.times.get(value, 0)


class DoneRows(Rows):
    """Verified records of deputies who took part."""

    occurred_on = tables.Column(_("日期"), attrs=DAY)
    number = tables.Column(_("编号"), accessor="mandate__number", attrs=HIDE_ON_PHONES)
    name = tables.Column(_("姓名"), accessor="mandate__person__name", attrs=NAME)
    kind = tables.Column(_("类别"), accessor="kind__label", attrs=HIDE_ON_PHONES)
    title = tables.Column(_("名称"), attrs=WIDE)
    organiser = tables.Column(_("组织单位"), attrs=HIDE_ON_PHONES, default="—")

    def render_occurred_on(self, value):
        return value.isoformat()

    def render_title(self, record, value):
        return opening("record", record.pk, value, str(record.kind))

    def value_title(self, value):
        return value


class DeputyRows(Rows):
    """Deputies, with how many records of theirs make them one of those counted."""

    number = tables.Column(_("编号"), attrs=HIDE_ON_PHONES)
    name = tables.Column(_("姓名"), accessor="person__name", attrs=NAME)
    unit = tables.Column(_("选举单位"), default="—")
    is_grassroots = tables.Column(_("基层代表"), attrs=HIDE_ON_PHONES)
    times = tables.Column(_("时段内参加次数"), accessor="pk", attrs=NUMBER)
    took_part = tables.Column(_("本届参加过"), accessor="pk", attrs=NAME)

    def __init__(self, rows, *, fulfilling=(), **kwargs):
        self.fulfilling = set(fulfilling)
        super().__init__(rows, **kwargs)

    def render_name(self, record, value):
        return format_html('<a href="{}">{}</a>', reverse("duty-file", args=[record.term.code, record.number]), value)

    def value_name(self, value):
        return value

    def render_is_grassroots(self, value):
        return _yes_no(value)

    def render_times(self, value):
        return self.times.get(value, 0)

    def render_took_part(self, value):
        return _yes_no(value in self.fulfilling)


class GuestRows(Rows):
    """Persons of another level on the roll of an activity."""

    starts_on = tables.Column(_("日期"), accessor="activity__starts_on", attrs=DAY)
    name = tables.Column(_("姓名"), attrs=NAME)
    level = tables.Column(_("代表级别"), attrs=HIDE_ON_PHONES)
    note = tables.Column(_("单位及职务"), attrs=HIDE_ON_PHONES, default="—")
    title = tables.Column(_("活动"), accessor="activity__title", attrs=WIDE)

    def render_starts_on(self, value):
        return value.isoformat()

    def render_title(self, record, value):
        return opening("activity", record.activity_id, value, record.level)

    def value_title(self, value):
        return value


class GroupRows(Rows):
    """Groups, each with its members of the day."""

    name = tables.Column(_("名称"))
    kind = tables.Column(_("类型"))
    members = tables.Column(_("代表人数"), attrs=NUMBER)

    def render_kind(self, record):
        return record.get_kind_display()


class PaperRows(Rows):
    """Bills and suggestions, with the days by which they were counted."""

    number = tables.Column(_("编号"), attrs=HIDE_ON_PHONES)
    title = tables.Column(_("标题"), attrs=WIDE)
    kind = tables.Column(_("类型"))
    channel = tables.Column(_("渠道"), attrs=HIDE_ON_PHONES)
    accepted_on = tables.Column(_("受理日期"), attrs=DAY)
    adopted_on = tables.Column(_("审议结果报告通过日期"), accessor="deliberation__adopted_on", attrs=DAY, default="—")

    def render_title(self, record, value):
        return opening("suggestion", record.pk, value, record.number)

    def value_title(self, value):
        return value

    def render_kind(self, record):
        return record.get_kind_display()

    def render_channel(self, record):
        return record.get_channel_display()

    def render_accepted_on(self, value):
        return value.isoformat()

    render_adopted_on = render_accepted_on
