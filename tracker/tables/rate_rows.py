"""The rows behind a number of the rates: assignments, suggestions, commitments or units."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Body, Disclosure, Suggestion
from .base import HIDE_ON_PHONES, Table

FACTS = (
    (("not_yet_due", "overdue", "at_risk"), ("assigned_on", "round", "until")),
    (("timeliness",), ("assigned_on", "due_on", "first_on")),
    (("first_", "satisfaction"), ("first_on", "first_rating")),
    (("final_", "rehandled", "council"), ("round", "latest_on", "final_rating")),
    (("implementation", "class_"), ("latest_on", "reply_class")),
    (("disclosure", "withheld_"), ("latest_on", "disclosure")),
    (("contacted",), ("contacted_on", "first_on")),
    (("without_receipt", "no_receipt"), ("latest_on", "receipt_by")),
)
ALL_FACTS = ("role", "assigned_on", "due_on", "first_on", "reply_class", "final_rating")
WIDE = {"td": {"class": "wide"}}
HELPER_PREFIXES = ("co_handlers_", "co_handler_")


def facts_of(code: str) -> tuple[str, ...]:
    """The columns that show why a row was counted by a rate or a count."""
    for prefix in HELPER_PREFIXES:
        code = code.removeprefix(prefix)
    return next((columns for starts, columns in FACTS if code.startswith(starts)), ALL_FACTS)


def _ruling(ruling) -> str:
    """A decision on disclosure, with the reason of withholding."""
    if not ruling.decision:
        return ""
    decision = Disclosure.Decision(ruling.decision).label
    if not ruling.reason:
        return decision
    return gettext("%(decision)s（%(reason)s）") % {
        "decision": decision,
        "reason": Disclosure.Reason(ruling.reason).label,
    }


def _rating(share, code) -> str:
    return share.rule.rating_labels.get(code, code)


class DayColumn(tables.Column):
    """A day of an assignment; a dash where it has not come."""

    def __init__(self, name, accessor, attrs=None):
        super().__init__(name, accessor=accessor, default="—", attrs=attrs or {"td": {"class": "day"}})

    def render(self, value):
        """The day as 2024-05-01."""
        return value.isoformat()


class ShareTable(Table):
    """Assignments as they stood at the end of the day; a title opens the suggestion at the assignment."""

    number = tables.Column(_("编号"), attrs=HIDE_ON_PHONES)
    title = tables.Column(_("标题"), attrs=WIDE)
    unit = tables.Column(_("承办单位"), attrs={"td": {"class": "nowrap"}})

    def render_title(self, record, value):
        address = reverse("suggestion", args=[record.share.suggestion])
        return format_html('<a href="{}#assignment-{}">{}</a>', address, record.share.id, value)

    def value_title(self, value):
        return value


class AssignmentRows(ShareTable):
    """Assignments with the days, class and ratings by which they were counted."""

    role = tables.Column(_("方式"), accessor="share__role", attrs=HIDE_ON_PHONES)
    assigned_on = DayColumn(
        _("交办日期"), "share__assigned_on", {"th": {"class": "hide-s"}, "td": {"class": "hide-s day"}}
    )
    due_on = DayColumn(_("期限"), "share__due_on")
    round = tables.Column(_("轮次"), accessor="share__round", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    until = DayColumn(_("本轮期限"), "share__open_until")
    contacted_on = DayColumn(_("首次沟通"), "share__contacted_on")
    first_on = DayColumn(_("首次答复"), "share__first__on")
    latest_on = DayColumn(_("最近答复"), "share__latest__on")
    receipt_by = DayColumn(_("回执期限"), "share__receipt_by")
    reply_class = tables.Column(_("答复类别"), accessor="share__latest__reply_class", default="—")
    disclosure = tables.Column(_("答复公开"), accessor="share__latest__ruling", default="—")
    first_rating = tables.Column(_("首次评价"), accessor="share", default="—")
    final_rating = tables.Column(_("最后评价"), accessor="share", default="—")

    def __init__(self, rows, *, code: str, **kwargs):
        shown = (*ShareTable.base_columns, *facts_of(code))
        super().__init__(rows, exclude=tuple(name for name in self.base_columns if name not in shown), **kwargs)

    def render_role(self, value):
        return Assignment.Role(value).label

    def render_reply_class(self, value):
        return gettext("%(name)s 类") % {"name": value}

    def render_disclosure(self, value):
        return _ruling(value) or gettext("未审定")

    def render_first_rating(self, value):
        receipt = value.first_receipt
        return _rating(value, receipt.rating) if receipt else "—"

    def render_final_rating(self, value):
        receipt = value.final_receipt
        return _rating(value, receipt.rating) if receipt else "—"


class CommitmentRows(ShareTable):
    """Commitments with the day they were promised for and how they were found kept."""

    text = tables.Column(_("承诺事项"), accessor="promise__0", attrs=WIDE)
    due_on = DayColumn(_("承诺期限"), "promise__1")
    rating = tables.Column(_("最近评价"), accessor="promise__2", empty_values=())

    class Meta:
        sequence = ("text", "due_on", "rating", "...")

    def render_rating(self, record, value):
        return _rating(record.share, value) if value else gettext("未评价")


class SuggestionRows(Table):
    """Suggestions with their day of acceptance and what was decided on publishing them."""

    number = tables.Column(_("编号"), attrs=HIDE_ON_PHONES)
    title = tables.Column(_("标题"), attrs=WIDE)
    channel = tables.Column(_("渠道"), accessor="item__channel", attrs=HIDE_ON_PHONES)
    accepted_on = DayColumn(_("受理日期"), "accepted_on")
    disclosure = tables.Column(_("建议公开"), accessor="item__ruling")
    similar = tables.Column(_("类似建议"), accessor="item", attrs=HIDE_ON_PHONES)
    supervised = tables.Column(_("重点督办"), accessor="item", attrs=HIDE_ON_PHONES)

    def render_title(self, record, value):
        return format_html('<a href="{}">{}</a>', reverse("suggestion", args=[record.item.id]), value)

    def render_channel(self, value):
        return Suggestion.Channel(value).label

    def render_disclosure(self, value):
        return _ruling(value) or gettext("未审定")

    def render_similar(self, value):
        return gettext("已关联") if value.similar else "—"

    def render_supervised(self, value):
        if not value.supervised:
            return "—"
        return gettext("已办结") if value.finished else gettext("督办中")


class UnitRows(Table):
    """Units with the number of their assignments; ``link`` gives the page of the rates of one."""

    name = tables.Column(_("承办单位"), accessor="unit__name")
    kind = tables.Column(_("类型"), accessor="unit__kind", attrs=HIDE_ON_PHONES)
    assignments = tables.Column(_("承办件"), attrs={"th": {"class": "num"}, "td": {"class": "num"}})

    def __init__(self, rows, *, link, **kwargs):
        self.link = link
        super().__init__(rows, **kwargs)

    def render_name(self, record, value):
        return format_html('<a href="{}">{}</a>', self.link(record.unit), value)

    def render_kind(self, value):
        return Body.Kind(value).label
