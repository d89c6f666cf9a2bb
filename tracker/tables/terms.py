"""The terms of all bodies, as a page and a file list them."""

from datetime import timedelta

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .base import HIDE_ON_PHONES, Table

HIDDEN_DAY = {"th": {"class": "hide-s"}, "td": {"class": "day hide-s"}}


class TermListTable(Table):
    """Terms with the level of their body and the body above it; ``opens`` is the address that each opens."""

    label = tables.Column(_("届"))
    level = tables.Column(_("级别"), accessor="body__level", attrs={"td": {"class": "nowrap"}})
    above = tables.Column(_("上级"), accessor="body__parent__name", attrs=HIDE_ON_PHONES, default="")
    starts_on = tables.Column(_("起"), attrs=HIDDEN_DAY)
    ends_on = tables.Column(_("止（含当日）"), attrs=HIDDEN_DAY, default="")

    def __init__(self, rows, *, opens: str, **kwargs):
        self.opens = opens
        super().__init__(rows, **kwargs)

    def render_label(self, record, value):
        return format_html('<a href="{}?term={}">{}</a>', self.opens, record.code, value)

    def value_label(self, value):
        return value

    def render_level(self, record):
        return record.body.get_level_display()

    def render_starts_on(self, value):
        return value.isoformat()

    def render_ends_on(self, value):
        return (value - timedelta(days=1)).isoformat()
