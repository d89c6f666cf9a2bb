"""Assignments and what they wait for: one table for the page and for the sheet."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Role
from ..rules.chain import WAITING
from ..scores.inbox import Frame
from ..scores.turns import Turn
from .base import HIDE_ON_PHONES, OfTerms, Table

SHORT = {"th": {"class": "hide-s"}, "td": {"class": "hide-s nowrap"}}

TABS = {
    "open": _("在办"),
    "to_receive": _("待签收"),
    "at_risk": _("临期"),
    "late": _("逾期"),
    "return_asked": _("申请退办"),
    "to_rate": _("待评价"),
    "no_receipt": _("超期未回执"),
    "rehandling": _("重新办理"),
    "tracking": _("承诺跟踪"),
    "promised": _("承诺到期"),
    "council": _("三轮以上"),
    "closed": _("评价销号"),
    "all": _("全部"),
}
ACTS = {
    "receive": gettext_noop("签收、答复"),
    "reply": gettext_noop("答复"),
    "reply_again": gettext_noop("重新答复"),
    "keep": gettext_noop("落实承诺"),
    "rule_on_return": gettext_noop("审核退办"),
    "evaluate_reply": gettext_noop("评价答复"),
    "evaluate_fulfilment": gettext_noop("评价承诺落实"),
    "confirm": gettext_noop("确认联名"),
    "submit": gettext_noop("提出"),
    "accept": gettext_noop("受理"),
    "file": gettext_noop("审查立案"),
    "deliberate": gettext_noop("登记审议"),
    "refer": gettext_noop("交办到系统"),
    "assign": gettext_noop("交办承办单位"),
}


def act_text(turn: Turn) -> str:
    """Whose turn it is to do what; empty for nobody's."""
    if not turn.who:
        return ""
    return gettext("%(who)s%(act)s") % {"who": Role(turn.who).label, "act": gettext(ACTS[turn.what])}


def days_text(turn: Turn) -> str:
    """How many days are left or over; for receipts, how many working days have passed."""
    if turn.waited is not None:
        return gettext("已 %(n)s 个工作日") % {"n": turn.waited}
    if turn.days_left is None:
        return ""
    if turn.late:
        return gettext("逾期 %(n)s 天") % {"n": -turn.days_left}
    return gettext("还有 %(n)s 天") % {"n": turn.days_left} if turn.days_left else gettext("今天到期")


def turn_text(turn: Turn) -> str:
    """Whose turn it is to do what, and the days: 承办单位答复，还有 12 天."""
    return gettext("，").join(part for part in (act_text(turn), days_text(turn)) if part)


def mark_of(turn: Turn) -> tuple[str, str]:
    """(tone, word) of what is late or at risk; both empty for the rest."""
    if turn.late and turn.waited is None:
        return "short", gettext("逾期")
    if turn.late:
        return "running", gettext("超期未回执")
    return ("running", gettext("临期")) if turn.at_risk else ("", "")


def marked_days(turn: Turn) -> str:
    """The days with the word for what is late or at risk, as a sheet says them."""
    word, days = mark_of(turn)[1], days_text(turn)
    said = gettext("承诺%(days)s") % {"days": days} if turn.what == "keep" else days
    return said if not word or days.startswith(word) else gettext("，").join((word, said))


def tagged_days(turn: Turn):
    """The days, in a tag when late or at risk."""
    tone = mark_of(turn)[0]
    return format_html('<span class="tag {}">{}</span>', tone, marked_days(turn)) if tone else marked_days(turn)


def state_text(row: Assignment) -> str:
    """The state of an assignment, with its round from the second on."""
    state = row.get_state_display()
    return gettext("%(state)s · 第 %(n)s 轮") % {"state": state, "n": row.round} if row.round > 1 else state


def address_of(row: Assignment) -> str:
    """The page of the suggestion, at the assignment."""
    return f"{reverse('suggestion', args=[row.suggestion_id])}#assignment-{row.pk}"


class AssignmentTable(OfTerms, Table):
    """Assignments with their days, suggestion, term and unit; ``page`` shows them with links and tags."""

    SORTS = {
        "number": ("suggestion__number", "pk"),
        "title": ("suggestion__title", "pk"),
        "unit": ("unit__order", "unit__name", "pk"),
        "assigned_on": ("assigned_on", "pk"),
        "due": ("due_now", "pk"),
    }

    number = tables.Column(_("编号"), accessor="suggestion__number", attrs=SHORT)
    title = tables.Column(_("标题"), accessor="suggestion__title")
    term = tables.Column(_("届"), accessor="suggestion__term")
    unit = tables.Column(_("承办单位"), accessor="unit__name")
    role = tables.Column(_("方式"), attrs=SHORT)
    assigned_on = tables.Column(_("交办日期"), attrs=SHORT)
    due = tables.Column(_("期限"), accessor="due_now", attrs=SHORT)
    days = tables.Column(_("剩余天数"), accessor="pk", attrs={"td": {"class": "nowrap"}})
    state = tables.Column(_("状态"), attrs=SHORT)
    turn = tables.Column(_("该谁办"), accessor="pk", attrs=HIDE_ON_PHONES)

    def __init__(self, rows, *, by: Frame, **kwargs):
        self.by, self.turns = by, {}
        super().__init__(rows, **kwargs)

    def turn_of(self, row: Assignment) -> Turn:
        """Whose turn a row is, counted once."""
        if row.pk not in self.turns:
            self.turns[row.pk] = self.by.turn(row, row.suggestion.term.body_id)
        return self.turns[row.pk]

    def render_title(self, record, value):
        link = format_html('<a href="{}">{}</a>', address_of(record), value)
        return self.of_term(link, record.suggestion.term)

    def render_assigned_on(self, value):
        return value.isoformat()

    def render_due(self, record):
        return " ".join([record.due_now.isoformat(), *self._due_marks(record)])

    def _due_marks(self, row):
        if row.extended_to and row.round == 1:
            yield gettext("延期")
        if row.state in WAITING and not row.due_given and not self.by.workdays.is_known(row.due_now):
            yield gettext("暂定")

    def render_days(self, record):
        turn = self.turn_of(record)
        return format_html('{}<small class="only-s">{}</small>', tagged_days(turn), act_text(turn))

    def render_state(self, record):
        return state_text(record)

    def render_turn(self, record):
        return act_text(self.turn_of(record))

    def as_values(self, exclude_columns=None):
        """The sheet, heads first; written straight from the rows, for a library's look at each cell takes seconds."""
        yield [str(column.header) for column in self.columns.iterall()]
        roles = {code: str(label) for code, label in Assignment.Role.choices}
        for row in self.data:
            turn, of = self.turn_of(row), row.suggestion
            term = [str(of.term)] if self.terms else []
            who = [of.number, of.title, *term, row.unit.name, roles[row.role], row.assigned_on.isoformat()]
            yield [*who, self.render_due(row), marked_days(turn), state_text(row), act_text(turn)]
