"""What all tables share."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext

from .words import OUTCOME_CLASSES, OUTCOME_LABELS

HIDE_ON_PHONES = {"th": {"class": "hide-s"}, "td": {"class": "hide-s"}}


class Table(tables.Table):
    """A list in its official order: nothing in it can be sorted by a reader's address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"orderable": False, **kwargs})


def tag(outcome: str):
    """An outcome as a small coloured word."""
    return format_html('<span class="tag {}">{}</span>', OUTCOME_CLASSES[outcome], gettext(OUTCOME_LABELS[outcome]))


def heads(table: Table, exclude=()) -> list[tuple[str, str]]:
    """(group, head) of each column of the sheet, in order; the group is empty for a column that stands alone."""
    shown = [column for column in table.columns.iterall() if column.name not in exclude]
    return [
        (getattr(item.column, "group", ""), str(item.header)) for item in shown if not item.column.exclude_from_export
    ]


def rows(table: Table, exclude=()) -> list[list]:
    """The values of the sheet, without the heads."""
    return list(table.as_values(exclude_columns=exclude))[1:]
