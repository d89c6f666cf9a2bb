"""The assessment periods of a term and what was approved of them: one table for the page and for the sheet."""

from dataclasses import dataclass
from datetime import date, timedelta

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Approval, AssessmentPeriod
from .base import Table

DAY = {"th": {"class": "hide-s"}, "td": {"class": "hide-s day"}}
APPROVED, OPEN, EARLY = "approved", "open", "early"
STATES = {APPROVED: _("已审定"), OPEN: pgettext_lazy("results", "未审定"), EARLY: _("未到期")}
TONES = {APPROVED: "met", OPEN: "running", EARLY: "none"}


def name_of(period) -> str:
    """What an assessment period is called on a screen."""
    return gettext("%(year)s 年") % {"year": period.label} if period.cycle == "year" else gettext("本届")


@dataclass(frozen=True)
class Line:
    """A period, its standing approval, the withdrawn ones each with the reason, and whether it is final by now.

    ``results`` is the address of the approved results; ``is_next`` marks the one that one most likely wants to approve.
    """

    period: AssessmentPeriod
    approval: Approval | None
    withdrawn: list[tuple[Approval, str]]
    is_final: bool
    results: str = ""
    is_next: bool = False

    @property
    def state(self) -> str:
        """Approved, open, or early: not over yet."""
        return APPROVED if self.approval else OPEN if self.is_final else EARLY

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.period.ends_on - timedelta(days=1)


class ApprovalTable(Table):
    """Periods, the latest year first; ``writes`` gives who keeps approvals the links to record and to withdraw one."""

    name = tables.Column(_("考核周期"), accessor="period", attrs={"td": {"class": "nowrap"}})
    starts_on = tables.Column(_("起"), accessor="period__starts_on", attrs=DAY)
    last_day = tables.Column(_("止（含当日）"), attrs=DAY)
    state = tables.Column(_("审定"))
    approval = tables.Column(_("审定情况"), empty_values=())
    act = tables.Column(_("办理"), accessor="period__pk", exclude_from_export=True, attrs={"td": {"class": "nowrap"}})

    def __init__(self, rows, *, writes=False, **kwargs):
        super().__init__(rows, **{"exclude": () if writes else ("act",), **kwargs})

    def render_name(self, value):
        return name_of(value)

    def render_starts_on(self, value):
        return value.isoformat()

    render_last_day = render_starts_on

    def render_state(self, value):
        return format_html('<span class="tag {}">{}</span>', TONES[value], STATES[value])

    def value_state(self, value):
        return str(STATES[value])

    def render_approval(self, record: Line):
        """The approval with a link to its results, then the withdrawn ones."""
        parts = [(said, "") for said in _withdrawn(record)]
        if record.approval:
            address = format_html(' <a href="{}">{}</a>', record.results, _("查看结果"))
            parts.insert(0, (_standing(record.approval), address))
        return format_html_join("", "<div>{}{}</div>", parts)

    def value_approval(self, record: Line):
        return "；".join([*([_standing(record.approval)] if record.approval else []), *_withdrawn(record)])

    def render_act(self, record: Line, value):
        if record.approval:
            page = reverse("approval-withdraw", args=[record.approval.pk])
            return format_html('<a href="{}">{}</a>', page, _("撤销审定"))
        if not record.is_final:
            return ""
        css, page = "btn" if record.is_next else "btn plain", reverse("approval-new", args=[value])
        return format_html('<a class="{}" href="{}">{}</a>', css, page, _("登记审定"))


def _standing(row: Approval) -> str:
    said = {"who": row.approved_by, "day": row.approved_on, "as_of": row.as_of, "by": row.recorded_by}
    head = gettext("%(who)s %(day)s 审定，结果截至 %(as_of)s，%(by)s登记") % said
    return f"{head}（{row.document}）" if row.document else head


def _withdrawn(record: Line) -> list[str]:
    said = gettext("%(who)s %(day)s 的审定已于 %(on)s 撤销：%(reason)s")
    return [
        said % {"who": row.approved_by, "day": row.approved_on, "on": row.withdrawn_on, "reason": reason}
        for row, reason in record.withdrawn
    ]
