"""Duty records as lists and files show them."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import DutyRecord
from .base import HIDE_ON_PHONES, OfTerms
from .own import STATE_CLASSES, day_of
from .slices import LongTable
from .words import moment_text

State = DutyRecord.State
DAY = {"td": {"class": "day"}}
NAME = {"td": {"class": "nowrap"}}
PAPER = ("organiser", "recorded_at", "verified_by", "verified_at", "note")  # in the sheet alone


def state_tag(record) -> str:
    """The state of a record as a small coloured word."""
    return format_html('<span class="tag {}">{}</span>', STATE_CLASSES[record.state], record.get_state_display())


class RecordTable(OfTerms, LongTable):
    """Duty records; ``picks`` names the form to whose choice each row that waits can be added."""

    SORTS = {
        "occurred_on": ("occurred_on", "pk"),
        "number": ("mandate__number", "occurred_on", "pk"),
        "kind": ("kind__order", "occurred_on", "pk"),
        "recorded_by": ("recorded_at", "pk"),
    }
    NEWEST = ("-occurred_on", "-pk")

    pick = tables.Column(
        _("选"), accessor="pk", exclude_from_export=True, attrs={"th": {"class": "pick"}, "td": {"class": "pick"}}
    )
    occurred_on = tables.Column(_("日期"), attrs=DAY)
    number = tables.Column(_("编号"), accessor="mandate__number", attrs=HIDE_ON_PHONES)
    name = tables.Column(_("姓名"), accessor="mandate__person__name", attrs=NAME)
    term = tables.Column(_("届"))
    kind = tables.Column(_("类别"), attrs=HIDE_ON_PHONES)
    title = tables.Column(_("名称"), attrs={"td": {"class": "title"}})
    organiser = tables.Column(_("组织单位"), default="")
    attendance = tables.Column(_("参加情况"), attrs=HIDE_ON_PHONES)
    state = tables.Column(_("状态"), attrs=NAME)
    recorded_by = tables.Column(_("登记人"), attrs=HIDE_ON_PHONES)
    recorded_at = tables.Column(_("登记时间"))
    verified_by = tables.Column(_("审核人"), default="")
    verified_at = tables.Column(_("审核时间"), default="")
    note = tables.Column(_("说明"), default="")

    def __init__(self, rows, *, page=True, picks="", **kwargs):
        self.picks, left_out = picks, kwargs.pop("exclude", ())
        self.links_names = page and "title" in left_out
        hidden = [*(PAPER if page else ()), *(() if picks else ("pick",)), *left_out]
        super().__init__(rows, page=page, exclude=tuple(hidden), **kwargs)

    def render_pick(self, record):
        if record.state != State.SUBMITTED:
            return ""
        label = gettext("选 %(name)s %(title)s") % {"name": record.mandate.person.name, "title": record.title}
        box = '<input type="checkbox" name="pick" value="{}" form="{}" aria-label="{}">'
        return format_html(box, record.pk, self.picks, label)

    def render_occurred_on(self, record):
        return day_of(record)

    def render_name(self, record, value):
        return (
            format_html('<a href="{}">{}</a>', reverse("record", args=[record.pk]), value)
            if self.links_names
            else value
        )

    def render_title(self, record, value):
        small = f"{record.kind} {record.get_attendance_display()}"
        address = reverse("record", args=[record.pk])
        title = format_html('<a href="{}">{}</a><small class="only-s">{}</small>', address, value, small)
        return self.of_term(title, record.term)

    def value_title(self, value):
        return value

    def render_state(self, record):
        return state_tag(record)

    def value_state(self, record):
        return record.get_state_display()

    def render_recorded_at(self, value):
        return moment_text(value)

    render_verified_at = render_recorded_at
