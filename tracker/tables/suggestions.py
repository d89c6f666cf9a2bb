"""Suggestions and whose turn each is, as a page lists them."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Suggestion
from ..scores import desk
from ..scores.inbox import Frame
from .assignments import SHORT, act_text, mark_of, marked_days, tagged_days, turn_text
from .base import OfTerms, Table

State = Suggestion.State
TABS = {
    "all": (_("全部"), ()),
    "mine": (_("待我办"), ()),
    "draft": (_("草稿"), (State.DRAFT,)),
    "submitted": (_("待受理"), (State.SUBMITTED,)),
    "accepted": (_("待交办"), (State.ACCEPTED,)),
    "unassigned": (_("待定承办单位"), ()),
    "deliberation": (_("审议"), (State.ON_AGENDA, State.IN_COMMITTEE, State.DELIBERATED)),
    "assigned": (_("办理中"), (State.ASSIGNED,)),
    "replied": (_("办复"), (State.REPLIED,)),
    "rehandling": (_("重新办理"), (State.REHANDLING,)),
    "tracking": (_("承诺跟踪"), (State.TRACKING,)),
    "closed": (_("评价销号"), (State.CLOSED,)),
    "over": (_("未办理"), (State.NOT_FILED, State.WITHDRAWN, State.MERGED)),
}


class SuggestionTable(OfTerms, Table):
    """Suggestions as ``desk.listed`` reads them; of several turns that of a deputy who asks comes first."""

    SORTS = {
        "number": ("number", "pk"),
        "title": ("title", "pk"),
        "submitted_on": ("submitted_on", "number", "pk"),
        "state": ("state", "-submitted_on", "pk"),
    }

    number = tables.Column(_("编号"), attrs=SHORT, default="—")
    title = tables.Column(_("标题"))
    term = tables.Column(_("届"))
    kind = tables.Column(_("类型"), attrs=SHORT)
    channel = tables.Column(_("渠道"), attrs=SHORT)
    lead = tables.Column(_("领衔"), accessor="leads", attrs=SHORT)
    submitted_on = tables.Column(_("提出日期"), attrs=SHORT, default="—")
    state = tables.Column(_("状态"), attrs=SHORT)
    turn = tables.Column(_("该谁办"), accessor="pk")

    def __init__(self, rows, *, by: Frame, for_deputy=False, **kwargs):
        self.by, self.for_deputy = by, for_deputy
        super().__init__(rows, **kwargs)

    def render_title(self, record, value):
        state = f"{record.number} {record.get_state_display()}".strip()
        page = reverse("suggestion", args=[record.pk])
        title = format_html('<a href="{}">{}</a><small class="only-s">{}</small>', page, value, state)
        return self.of_term(title, record.term)

    def value_title(self, value):
        return value

    def value_turn(self, record):
        turn = desk.turn(record, self.by, for_deputy=self.for_deputy)
        days = marked_days(turn)
        return gettext("，").join(part for part in (act_text(turn), days) if part)

    def render_lead(self, value):
        return "、".join(row.organisation or row.mandate.person.name for row in value)

    def render_submitted_on(self, value):
        return value.isoformat()

    def render_turn(self, record):
        turn = desk.turn(record, self.by, for_deputy=self.for_deputy)
        return format_html("{} {}", act_text(turn), tagged_days(turn)) if mark_of(turn)[0] else turn_text(turn)
