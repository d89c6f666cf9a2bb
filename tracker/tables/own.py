"""The words of a deputy's own pages, the list of the own records, and the objections that the office settles."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ..models import DutyRecord, RollAnswer
from ..scores import explain
from ..scores.judge import RUNNING, UNKNOWN
from ..scores.own import Need, ToDo
from ..scores.uncounted import Answered
from .assignments import days_text
from .base import HIDE_ON_PHONES, OfTerms, Table
from .words import at_sessions, missing

State = DutyRecord.State
STATE_CLASSES = {
    State.DRAFT: "none",
    State.SUBMITTED: "running",
    State.VERIFIED: "met",
    State.RETURNED: "short",
    State.VOID: "none",
}
DAY = {"td": {"class": "day"}}


def advice(need: Need) -> str:
    """What a deputy should know beside the verdict; empty where the button says all."""
    if need.finding.outcome not in (RUNNING, UNKNOWN):
        return ""
    if at_sessions(need.requirement):
        return gettext("会议期间的发言由代表团统一登记；有出入的，请联系联络员。")
    return "" if missing(need.finding) > need.finding.pending else gettext("已经登记的审核以后就达到，不用再登记。")


def may_act(need: Need) -> bool:
    """Whether a deputy can still do something about a requirement alone."""
    enough = missing(need.finding) <= need.finding.pending
    return need.finding.outcome == RUNNING and not enough and not at_sessions(need.requirement)


def answer_text(item: Answered | None, labels: dict[str, str]) -> str:
    """What a record counts for, or why for nothing; ``labels`` names the requirements by their codes."""
    if item is None:
        return ""
    if item.counted:
        names = dict.fromkeys(labels[code] for code, _period in item.counted)
        return gettext("计入%(names)s") % {"names": gettext("、").join(names)}
    said = gettext("；").join(gettext(explain.LABELS[reason]) for reason in item.reasons)
    return gettext("未计入：%(why)s") % {"why": said} if said else gettext("没有要求计入这一类别")


def recorder_text(record: DutyRecord, user) -> str:
    """Who entered a record, as its deputy reads it."""
    return (
        gettext("本人登记")
        if record.recorded_by_id == user.pk
        else gettext("%(who)s登记") % {"who": record.recorded_by}
    )


def day_of(record: DutyRecord) -> str:
    """The day of a record; where only its session is known, the session."""
    return record.occurred_on.isoformat() if record.day_known or not record.session else str(record.session)


def to_do_text(item: ToDo) -> str:
    """Of which suggestion it is, and since when it waits for the deputy or until when."""
    row = item.suggestion
    parts = (
        row.get_kind_display(),
        row.number or row.get_state_display(),
        item.share.unit.name if item.share else "",
        days_text(item.turn),
    )
    return " · ".join(str(part) for part in parts if part)


class OwnRecordTable(Table):
    """A deputy's records with what each counts for; ``answers`` by the record's key, ``labels`` of requirements."""

    occurred_on = tables.Column(_("日期"), attrs=DAY)
    kind = tables.Column(_("类别"))
    title = tables.Column(_("名称"))
    organiser = tables.Column(_("组织单位"), default="")
    recorded_by = tables.Column(_("登记"), attrs={"td": {"class": "nowrap"}})
    state = tables.Column(_("状态"), attrs={"td": {"class": "nowrap"}})
    answer = tables.Column(_("计入情况"), accessor="pk", attrs={"td": {"class": "small"}})

    def __init__(self, rows, *, answers: dict[int, Answered], labels: dict[str, str], user, **kwargs):
        self.answers, self.labels, self.user = answers, labels, user
        super().__init__(rows, **kwargs)

    def render_occurred_on(self, record):
        return day_of(record)

    def render_title(self, record, value):
        return format_html('<a href="{}">{}</a>', reverse("own-record", args=[record.pk]), value)

    def value_title(self, value):
        return value

    def render_recorded_by(self, record):
        return recorder_text(record, self.user)

    def render_state(self, record, value):
        return format_html('<span class="tag {}">{}</span>', STATE_CLASSES[record.state], value)

    def value_state(self, value):
        return str(value)

    def render_answer(self, record):
        said = answer_text(self.answers.get(record.pk), self.labels)
        why = (
            gettext("退回原因：%(why)s") % {"why": record.why} if record.state == State.RETURNED and record.why else ""
        )
        return gettext("。").join(part for part in (said, why) if part)


class ObjectionTable(OfTerms, Table):
    """Objections to what was entered about a deputy, and how they were settled; ``settles`` shows the button."""

    answered_at = tables.Column(_("提出日期"), attrs=DAY)
    number = tables.Column(_("编号"), accessor="record__mandate__number", attrs=HIDE_ON_PHONES)
    name = tables.Column(_("姓名"), accessor="record__mandate__person__name", attrs={"td": {"class": "nowrap"}})
    term = tables.Column(_("届"), accessor="record__term")
    occurred_on = tables.Column(_("登记日期"), accessor="record__occurred_on", attrs=DAY)
    kind = tables.Column(_("类别"), accessor="record__kind", attrs=HIDE_ON_PHONES)
    title = tables.Column(_("登记"), accessor="record__title")
    state = tables.Column(_("状态"), accessor="record__state", attrs={"td": {"class": "nowrap"}})
    recorded_by = tables.Column(_("登记人"), accessor="record__recorded_by", attrs=HIDE_ON_PHONES)
    reason = tables.Column(_("异议理由"))
    settled = tables.Column(_("处理"), accessor="pk", attrs={"td": {"class": "settled"}})

    def __init__(self, rows, *, settles=False, **kwargs):
        self.settles = settles
        super().__init__(rows, **kwargs)

    def render_answered_at(self, record):
        return record.day.isoformat()

    def render_occurred_on(self, record):
        return day_of(record.record)

    def render_name(self, record, value):
        about = record.record
        return format_html(
            '<a href="{}">{}</a>', reverse("duty-file", args=[about.term.code, about.mandate.number]), value
        )

    def value_name(self, value):
        return value

    def render_title(self, record, value):
        title = format_html('<a href="{}">{}</a>', reverse("record", args=[record.record_id]), value)
        return self.of_term(title, record.record.term)

    def value_title(self, value):
        return value

    def render_state(self, record):
        return record.record.get_state_display()

    def render_settled(self, record):
        if record.settled_on or not self.settles:
            return self.value_settled(record)
        return format_html(
            '<a class="btn plain" href="{}">{}</a>', reverse("objection", args=[record.pk]), pgettext("verb", "处理")
        )

    def value_settled(self, record):
        return settled_text(record)


def settled_text(row: RollAnswer) -> str:
    """How an objection was settled, or that it waits."""
    if row.settled_on is None:
        return gettext("待处理")
    return gettext("%(on)s：%(note)s") % {"on": row.settled_on.isoformat(), "note": row.settled_note}
