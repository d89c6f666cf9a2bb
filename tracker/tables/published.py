"""The words and the list of the pages for strangers."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Suggestion
from ..scores.listed import Deputy
from .base import HIDE_ON_PHONES, Table

STAGES = {
    "accepted": _("已受理"),
    "deliberating": _("审议中"),
    "deliberated": _("已审议"),
    "handling": _("办理中"),
    "replied": _("已答复"),
}
TONES = {"replied": "met", "deliberated": "met"}
STANDINGS = {
    "published": _("答复"),
    "withheld": _("答复不予公开。"),
    "undecided": _("答复尚未公开。"),
    "handling": _("正在办理，尚未答复。"),
    "helping": _("协助主办单位办理，由主办单位答复。"),
}
FACTS = {
    "gender": _("性别"),
    "nationality": _("民族"),
    "party": _("政治面貌"),
    "work": _("工作单位及职务"),
    "category": _("代表类别"),
}
BRACKET, COMMA = "（{}）", "，"  # official lists write 张三（女，土家族） in every language
SHORT = {"th": HIDE_ON_PHONES["th"], "td": {"class": "hide-s nowrap"}}


def stage_tag(stage: str):
    """How far a suggestion is, in people's words."""
    return format_html('<span class="tag {}">{}</span>', TONES.get(stage, "running"), STAGES[stage])


def beside_name(deputy: Deputy) -> str:
    """What official lists print after a name: （女，土家族）; empty where there is nothing to say."""
    said = COMMA.join(deputy.facts.values())
    return BRACKET.format(said) if said else ""


def facts_of(deputy: Deputy) -> list[tuple[str, str]]:
    """(label, value) of each fact that the body publishes and that official lists say, the unit first."""
    unit = [(_("选举单位"), deputy.unit)] if deputy.unit else []
    return unit + [(FACTS[fact], value) for fact, value in deputy.facts.items()]


class PublishedTable(Table):
    """Published suggestions; ``keep`` is the part of the address that says the language."""

    number = tables.Column(_("编号"), attrs=SHORT)
    title = tables.Column(_("标题"))
    sponsor = tables.Column(_("提出人"), attrs=SHORT)
    submitted_on = tables.Column(_("提出日期"), attrs=SHORT)
    units = tables.Column(_("承办单位"), attrs=HIDE_ON_PHONES)
    stage = tables.Column(_("办理情况"), attrs=SHORT)

    def __init__(self, rows, *, term: str, keep: str = "", **kwargs):
        self.term, self.keep = term, keep
        super().__init__(rows, **kwargs)

    def render_title(self, record, value):
        page = reverse("public-suggestion", args=[self.term, record.pk]) + self.keep
        small = f"{record.number} · {record.sponsor} · {record.submitted_on.isoformat()}"
        tag = stage_tag(record.stage)
        return format_html('<a href="{}">{}</a><small class="only-s">{} {}</small>', page, value, small, tag)

    def render_submitted_on(self, value):
        return value.isoformat()

    def render_units(self, value):
        return "、".join(value)

    def render_stage(self, value):
        return stage_tag(value)


def kind_label(code: str):
    """The word for a bill, a suggestion or a proposal."""
    return Suggestion.Kind(code).label
