"""The totals of a city as tables: by level, by district, by term."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Body
from ..scores.judge import EXEMPT, NOT_APPLICABLE
from ..scores.summary import percent
from .base import HIDE_ON_PHONES, Table
from .words import OUTCOME_LABELS

RARE = (EXEMPT, NOT_APPLICABLE)


class OutcomeColumn(tables.Column):
    """How many deputies have an outcome, with their share."""

    def __init__(self, outcome: str):
        attrs = HIDE_ON_PHONES if outcome in RARE else {}
        super().__init__(_(OUTCOME_LABELS[outcome]), accessor=f"outcomes__{outcome}", attrs=attrs)

    def render(self, value, record):
        share = percent(value, record.deputies) if value else ""
        return format_html('{}<small class="of-all">{}</small>', value, share)


class CityTable(Table):
    """Rows that add up terms; ``opens`` makes the address of a row, empty where there is nothing to open."""

    label = tables.Column(_("范围"))
    terms = tables.Column(_("届"), attrs=HIDE_ON_PHONES)
    deputies = tables.Column(_("代表（名）"))

    def __init__(self, rows, opens=lambda row: "", **kwargs):
        self.opens = opens
        outcomes = [(outcome, OutcomeColumn(outcome)) for outcome in OUTCOME_LABELS]
        super().__init__(rows, extra_columns=outcomes, **kwargs)

    def render_label(self, record):
        address = self.opens(record)
        return format_html('<a href="{}">{}</a>', address, record.label) if address else str(record.label)


class TermTable(CityTable):
    """The terms of a district, one a row."""

    label = tables.Column(_("届"))
    terms = tables.Column(_("级别"), accessor="level", attrs=HIDE_ON_PHONES)

    def render_terms(self, value):
        return str(Body.Level(value).label)
