"""Other names of columns that administrators add to those the program knows."""

from collections.abc import Mapping

from ..models import ColumnAlias
from .columns import match
from .sheets import DESKS


def headers_of(kind: str) -> list[str]:
    """The headers of all sheets of one kind of workbook, each once."""
    return list(dict.fromkeys(column.header for form in DESKS[kind].forms() for column in form.columns))


def aliases_of(kind: str) -> dict[str, str]:
    """The further aliases of the columns of one kind of workbook, each with the header it stands for."""
    return dict(ColumnAlias.objects.filter(kind=kind).values_list("alias", "header"))


def stands_for(kind: str, text: str, also: Mapping[str, str]) -> str:
    """The header of the column that a text names in a sheet of a kind, with further aliases; empty for none."""
    found = (match(form.columns, [text], also) for form in DESKS[kind].forms())
    return next((columns[0].header for columns in found if columns), "")
