"""Activities as lists and files show them."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .base import HIDE_ON_PHONES, OfTerms
from .slices import LongTable

NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
HIDDEN_NUMBER = {"th": {"class": "num hide-s"}, "td": {"class": "num hide-s"}}
PAPER = (
    "number",
    "last_on",
    "place",
    "mode",
    "on_leave",
    "missing",
    "guests",
    "people_reached",
    "opinions",
    "problems_solved",
    "work_suggestions",
    "note",
)


def rows_behind(record, number, **more) -> str:
    """A number of a roll that opens the records that it counts; nothing where there are none."""
    if not number:
        return "—"
    given = "".join(f"&{name}={value}" for name, value in more.items())
    return format_html('<a href="{}?activity={}{}">{}</a>', reverse("records"), record.pk, given, number)


class ActivityTable(OfTerms, LongTable):
    """Activities with how many of the deputies whom who is asking may see took part, and how many records wait."""

    SORTS = {
        "starts_on": ("starts_on", "pk"),
        "kind": ("kind__order", "starts_on", "pk"),
        "attended": ("attended", "starts_on", "pk"),
        "waiting": ("waiting", "starts_on", "pk"),
    }
    NEWEST = ("-starts_on", "-pk")

    starts_on = tables.Column(_("日期"), attrs={"td": {"class": "day"}})
    last_on = tables.Column(_("日期止"), default="")
    number = tables.Column(_("活动号"), default="")
    title = tables.Column(_("名称"))
    term = tables.Column(_("届"))
    kind = tables.Column(_("类别"), attrs=HIDE_ON_PHONES)
    organisers = tables.Column(_("组织单位"), attrs=HIDE_ON_PHONES, default="—")
    place = tables.Column(_("地点"), default="")
    mode = tables.Column(_("方式"))
    attended = tables.Column(_("参加名数"), attrs=NUMBER)
    on_leave = tables.Column(_("请假名数"), attrs=NUMBER)
    missing = tables.Column(_("未参加名数"), attrs=NUMBER)
    guests = tables.Column(_("其他层级人数"), attrs=NUMBER, accessor="guest_count")
    people_reached = tables.Column(_("接待走访群众人次"), attrs=NUMBER, default="")
    opinions = tables.Column(_("收集意见条数"), attrs=NUMBER, default="")
    problems_solved = tables.Column(_("协调解决件数"), attrs=NUMBER, default="")
    work_suggestions = tables.Column(_("提出工作建议条数"), attrs=NUMBER, default="")
    waiting = tables.Column(_("待审核"), attrs=NUMBER)
    returned = tables.Column(_("退回修改"), attrs=HIDDEN_NUMBER)
    note = tables.Column(_("说明"), default="")

    def __init__(self, rows, *, page=True, **kwargs):
        super().__init__(rows, page=page, exclude=PAPER if page else (), **kwargs)

    def render_starts_on(self, value):
        return value.isoformat()

    render_last_on = render_starts_on

    def render_title(self, record, value):
        small = f"{record.kind} {record.organisers}"
        address = reverse("activity", args=[record.pk])
        title = format_html('<a href="{}">{}</a><small class="only-s">{}</small>', address, value, small)
        return self.of_term(title, record.term)

    def value_title(self, value):
        return value

    def render_attended(self, record, value):
        return rows_behind(record, value, attendance="attended")

    def value_attended(self, value):
        return value

    def render_waiting(self, record, value):
        return rows_behind(record, value, state="submitted")

    def value_waiting(self, value):
        return value

    def render_returned(self, record, value):
        return rows_behind(record, value, state="returned")

    def value_returned(self, value):
        return value
