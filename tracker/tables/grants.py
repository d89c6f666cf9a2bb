"""Who holds which role: one table for the page and for the sheet."""

import django_tables2 as tables
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .base import HIDE_ON_PHONES, Table

DAY = {"th": {"class": "hide-s"}, "td": {"class": "hide-s day"}}


class GrantTable(Table):
    """Grants with their user, body, group and person."""

    SORTS = {
        "user": ("user__username",),
        "role": ("role", "user__username"),
        "starts_on": ("starts_on", "pk"),
    }
    OFFICIAL = ("body__order", "body__code", "role", "user__username", "pk")

    user = tables.Column(_("姓名"))
    login = tables.Column(_("登录名"), accessor="user__username", attrs=HIDE_ON_PHONES)
    role = tables.Column(_("角色"))
    body = tables.Column(_("机构"), empty_values=())
    place = tables.Column(_("组、本人"), accessor="pk", attrs=HIDE_ON_PHONES)
    special = tables.Column(_("另有授权"), accessor="pk")
    starts_on = tables.Column(_("起"), attrs=DAY)
    ends_on = tables.Column(_("止（不含）"), attrs=DAY, default="")

    def render_role(self, record):
        return str(record.get_role_display())

    def render_body(self, record):
        """The body granted, else that of the group; a grant without any reaches every body."""
        if record.body_id or record.group_id:
            return str(record.body or record.group.term.body)
        return "" if record.person_id else gettext("各机构")

    def render_place(self, record):
        return str(record.group or record.person or "")

    def render_special(self, record):
        said = [
            (record.sees_reasons, gettext("可见请假、暂停事由")),
            (record.sees_results, gettext("可见个人结果")),
        ]
        return gettext("；").join(label for given, label in said if given)

    def render_starts_on(self, value):
        return value.isoformat()

    def render_ends_on(self, value):
        return value.isoformat()
