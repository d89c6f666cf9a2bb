"""Rows as the database stores them, past the converters that read a strange cell as a usual one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection

# SQLite takes any value in any column. Text is fetched as bytes, so that what is no UTF-8 arrives too,
# and a blob as a fraction, which no column may hold.
SQLITE = "CASE typeof({0}) WHEN 'text' THEN CAST({0} AS BLOB) WHEN 'blob' THEN 0.5 ELSE {0} END"
# PostgreSQL knows days that Python has no word for: infinity, and all before the year 1.
POSTGRES = "to_json({0}) #>> '{{}}'"
TIMES = frozenset({"DateField", "DateTimeField"})


@dataclass(frozen=True)
class Row:
    """One stored row: its values as the digest takes them, and the columns whose cells are not of their form."""

    values: dict
    malformed: tuple[str, ...]


def rows(model, pk: int | None = None) -> Iterator[Row]:
    """The stored rows of a model in the order of their keys, or the one with this key; none is left out."""
    fields = model._meta.concrete_fields
    forms = [(field.attname, FORMS[_kind(field)], field.null) for field in fields]
    quote = connection.ops.quote_name
    key, table = quote(model._meta.pk.column), quote(model._meta.db_table)
    one = "" if pk is None else f" WHERE {key} = %s"
    cells = ", ".join(_cell(field) for field in fields)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {cells} FROM {table}{one} ORDER BY {key}", None if pk is None else [pk])
        for found in cursor:
            yield _row(forms, found)


def _kind(field) -> str:
    return (field.target_field if field.is_relation else field).get_internal_type()


def _cell(field) -> str:
    name = connection.ops.quote_name(field.column)
    if connection.vendor == "sqlite":
        return SQLITE.format(name)
    return POSTGRES.format(name) if _kind(field) in TIMES else name


def _row(forms, cells) -> Row:
    values, malformed = {}, []
    for (name, form, may_be_null), cell in zip(forms, cells, strict=True):
        try:
            values[name] = None if cell is None and may_be_null else form(cell)
        except ValueError:
            malformed.append(name)
    return Row(values, tuple(malformed))


def _text(cell) -> str:
    if type(cell) is bytes:
        return cell.decode()
    if type(cell) is not str:
        raise ValueError
    return cell


def _whole(cell) -> int:
    if type(cell) is not int:
        raise ValueError
    return cell


def _truth(cell) -> bool:
    if type(cell) not in (int, bool) or cell not in (0, 1):
        raise ValueError
    return bool(cell)


def _day(cell) -> str:
    text = _text(cell)
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError
    return text


def _moment(cell) -> str:
    text = _text(cell)
    found = datetime.fromisoformat(text)
    if connection.vendor == "postgresql":
        return found.astimezone(UTC).isoformat()
    if found.tzinfo or str(found) != text:
        raise ValueError
    return found.replace(tzinfo=UTC).isoformat()


FORMS: dict[str, Callable] = {
    "BigAutoField": _whole,
    "PositiveIntegerField": _whole,
    "CharField": _text,
    "TextField": _text,
    "BooleanField": _truth,
    "DateField": _day,
    "DateTimeField": _moment,
}
