"""Deputies and how they stand: one table for the page and for the sheet."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from ..rules.book import Requirement
from ..scores import summary
from ..scores.summary import Judgement, Standing
from .base import HIDE_ON_PHONES, tag
from .slices import LongTable
from .strip import strip_of, strip_text
from .words import CYCLE_LABELS, NO_REQUIREMENT, OUTCOME_LABELS, sentence

MADE = "findings"  # what a made-up column is looked up by: a failed look-up costs more than all the rest
PAGE = ("number", "name", "unit", "strip", "year", "term", "sentence")
PARTS = {"required": _("要求"), "counted": _("计入"), "outcome": _("结果")}


class Completed(TableListData):
    """Standings of which those of a page are judged over the later periods of their judgement too."""

    def __init__(self, standings: list[Standing], judgement: Judgement):
        super().__init__(standings)
        self.judgement = judgement

    def __getitem__(self, key: slice) -> list[Standing]:
        return summary.completed(self.judgement, self.data[key])


class RequirementColumn(tables.Column):
    """One part (required, counted or outcome) of the verdict on one requirement."""

    def __init__(self, requirement: Requirement, part: str):
        super().__init__(verbose_name=PARTS[part], accessor=MADE, empty_values=(), attrs={"td": {"class": "num"}})
        self.group, self.code, self.part = requirement.label, requirement.code, part

    def render(self, record: Standing):
        """The part of the deputy's finding; empty where nothing was found."""
        finding = record.findings.get(self.code)
        if finding is None:
            return ""
        value = getattr(finding, self.part)
        return OUTCOME_LABELS[value] if self.part == "outcome" else value

    value = render


class OverallColumn(tables.Column):
    """The overall outcome of the leading regulation in a cycle."""

    def __init__(self, cycle: str):
        super().__init__(verbose_name=_(CYCLE_LABELS[cycle]), accessor=MADE, empty_values=())
        self.cycle = cycle

    def render(self, record: Standing, table):
        """The outcome as a tag."""
        outcome = table.overall(record, self.cycle)
        return tag(outcome) if outcome else gettext(NO_REQUIREMENT)

    def value(self, record: Standing, table):
        """The outcome as a word."""
        outcome = table.overall(record, self.cycle)
        return OUTCOME_LABELS[outcome] if outcome else NO_REQUIREMENT


class DeputyTable(LongTable):
    """Standings in official order; ``page`` shows a few columns with marks, the sheet shows all of them as words.

    ``link`` gives the address behind a deputy's name; by default that of the duty file.
    """

    SORTS = dict.fromkeys(summary.ORDERS, ())  # sorted by scores.summary.in_order

    position = tables.Column(_("名单序号"), accessor="mandate__list_position")
    number = tables.Column(_("编号"), attrs=HIDE_ON_PHONES)
    name = tables.Column(
        _("姓名"),
        linkify=lambda record, table: table.link(record) if table.is_page else None,
        attrs={"td": {"class": "nowrap"}},
    )
    unit = tables.Column(_("选举单位"), attrs=HIDE_ON_PHONES)
    liaison = tables.Column(_("联系组"), accessor=MADE, empty_values=())
    professional = tables.Column(_("专业组"), accessor=MADE, empty_values=())
    served_days = tables.Column(_("在任天数"))
    strip = tables.Column(_("基本要求"), accessor=MADE, empty_values=())
    sentence = tables.Column(_("说明"), accessor=MADE, empty_values=(), attrs=HIDE_ON_PHONES)

    def __init__(self, standings: list[Standing], *, judgement: Judgement, page=False, link=None, **kwargs):
        self.judgement, self.is_page, self.link = judgement, page, link or self._duty_file
        self.regulation = judgement.leading_code
        columns = self._requirement_columns() + [(cycle, OverallColumn(cycle)) for cycle in self._cycles()]
        kwargs.setdefault("sequence", self._sequence([name for name, _ in columns]))
        if page:
            hidden = {*self.base_columns, *(name for name, _ in columns)} - set(PAGE)
            kwargs.setdefault("exclude", tuple(hidden))
        super().__init__(standings, extra_columns=columns, **kwargs)

    def _cycles(self):
        return [period.cycle for period in self.judgement.case.periods]

    def _requirement_columns(self):
        asked = [item for cycle in self._cycles() for item, _ in self.judgement.asked(cycle)]
        return [(f"{item.code}-{part}", RequirementColumn(item, part)) for item in asked for part in PARTS]

    def _sequence(self, extra):
        last = ("strip", *self._cycles(), "sentence")
        plain = [name for name in (*self.base_columns, *extra) if name not in last]
        return (*plain, *last)

    def _duty_file(self, standing):
        return reverse("duty-file", args=[self.judgement.term.code, standing.number])

    def overall(self, standing: Standing, cycle: str) -> str | None:
        """The overall outcome of the leading regulation; None where it asks nothing of anybody."""
        return standing.overall.get((self.regulation, cycle))

    def render_liaison(self, record):
        return record.group_names("liaison")

    def render_professional(self, record):
        return record.group_names("professional")

    def render_strip(self, record):
        return str(strip_of(record, self.judgement))

    def value_strip(self, record):
        return strip_text(record, self.judgement)

    def render_sentence(self, record):
        return sentence(record, self.judgement)
