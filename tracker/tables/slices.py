"""Long lists: read page by page for the screen, and fast enough as a whole for a file."""

from collections.abc import Callable, Iterator
from inspect import signature

from django.db.models import QuerySet
from django_tables2 import A, Column
from django_tables2.data import TableData, TableQuerysetData

from .base import Table

CHUNK = 2000


class Slices(TableData):
    """Rows of which a page is read in two steps: its keys in their order, then what is shown of just those rows.

    ``rows`` are ordered; ``number`` is how many there are; ``shown`` adds to a queryset what the table shows.
    """

    def __init__(self, rows: QuerySet, number: int, shown: Callable[[QuerySet], QuerySet]):
        super().__init__(rows)
        self.number, self.shown = number, shown

    def __len__(self):
        return self.number

    def __getitem__(self, key: slice) -> list:
        keys = list(self.data.values_list("pk", flat=True)[key])
        found = self.shown(self.data.model._default_manager.filter(pk__in=keys)).in_bulk()
        return [found[pk] for pk in keys if pk in found]

    def order_by(self, aliases):
        """The rows are in their order already."""


class LongTable(Table):
    """A table of rows of a model, whose sheet may have tens of thousands of them.

    Its values are those of any table, without asking anew in every cell what each column's methods take: they may
    take ``value``, ``record`` and ``table``.
    """

    def as_values(self, exclude_columns=None) -> Iterator[list]:
        """The heads of the sheet, then its rows."""
        left_out = exclude_columns or ()
        columns = [
            column
            for column in self.columns.iterall()
            if not (column.column.exclude_from_export or column.name in left_out)
        ]
        yield [str(column.header) for column in columns]
        readers = [self._reader(column) for column in columns]
        for record in self._records():
            yield [read(record) for read in readers]

    def _records(self) -> Iterator:
        """The rows of a queryset are read some thousand at a time and let go."""
        rows = self.data
        return rows.data.iterator(CHUNK) if isinstance(rows, TableQuerysetData) else iter(rows)

    def _reader(self, column) -> Callable:
        path, empty, name = A(column.accessor), column.column.empty_values, column.name
        method = getattr(self, f"value_{name}", None) or getattr(self, f"render_{name}", None) or _own(column.column)
        takes, words = signature(method).parameters if method else (), self._words(str(path))
        needless = method and not empty and "value" not in takes  # a column that is worked out from the record

        def read(record):
            value = None if needless else path.resolve(record, quiet=True)
            if not needless and value in empty:
                return None
            if method is None:
                return value if isinstance(value, int) else str(words.get(value, value) if words else value)
            given = {"value": value, "record": record, "table": self}
            return method(**{name: given[name] for name in takes})

        return read

    def _words(self, name) -> dict:
        """The words of a field with choices; none of any other column."""
        model = getattr(self.data, "model", None)
        fields = {field.name: field for field in model._meta.concrete_fields} if model else {}
        return {code: str(label) for code, label in fields[name].flatchoices} if name in fields else {}


def _own(column) -> Callable | None:
    """The method by which a column of a kind of its own says its value; None where it says what it is given."""
    kind = type(column)
    named = ((kind.value, Column.value, column.value), (kind.render, Column.render, column.render))
    return next((method for own, common, method in named if own is not common), None)
