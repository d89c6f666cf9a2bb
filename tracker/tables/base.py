"""What all tables share."""

from collections.abc import Iterator
from itertools import islice

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext

from .words import OUTCOME_CLASSES, OUTCOME_LABELS

HIDE_ON_PHONES = {"th": {"class": "hide-s"}, "td": {"class": "hide-s"}}


class OfTerms:
    """A list whose rows may be of several ``terms``: its ``page`` says below a title of which, a file in a column."""

    def __init__(self, rows, *, terms=False, page=True, exclude=(), **kwargs):
        self.terms = terms
        super().__init__(rows, exclude=(*exclude, *(() if terms and not page else ("term",))), **kwargs)

    def of_term(self, title, term):
        """A title with the term that its row is of below, where there are several."""
        return format_html('{}<small class="of-term">{}</small>', title, term) if self.terms else title


class Table(tables.Table):
    """A list in its official order; a reader's address sorts it by the columns of ``SORTS`` and by no others.

    ``SORTS`` maps a column to what its rows are ordered by.
    """

    SORTS: dict[str, tuple[str, ...]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"orderable": False, **kwargs})

    @property
    def prefixed_per_page_field(self) -> None:
        """No part of an address says how many rows a page has: the view does."""

    def lines(self) -> Iterator[list[tuple]]:
        """The rows of a page, each as (attributes, cell) by column; no cell has attributes of its own."""
        shared = {column.name: column.attrs["td"].as_html() for column in self.columns}
        for row in self.paginated_rows:
            yield [(shared[column.name], cell) for column, cell in row.items()]

    @classmethod
    def sorts(cls, given: str) -> tuple[str, ...]:
        """The order asked for by the name of a column, with a minus for the last first; empty for the official one."""
        by = cls.SORTS.get(given.removeprefix("-"), ())
        return tuple(f"-{field}" for field in by) if given.startswith("-") else by


def link_sorts(table: Table, given: str, address):
    """Give the heads of what can be sorted their links; ``address`` makes the query string of a sort.

    The first press sorts, the second turns round, the third goes back to the official order.
    """
    shown = set(table.columns.names())
    for name in shown.intersection(table.SORTS):
        said = {name: "ascending", f"-{name}": "descending"}.get(given, "none")
        after = {"none": name, "ascending": f"-{name}", "descending": ""}[said]
        column = table.columns[name].column
        column.sort_address, column.sort_direction = address(sort=after), said


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
    return list(stream(table, exclude))


def stream(table: Table, exclude=()) -> Iterator[list]:
    """The values of the sheet row by row, for a list that is long."""
    return islice(table.as_values(exclude_columns=exclude), 1, None)
