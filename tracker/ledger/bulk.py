"""Inserts many rows at once: with one prepared statement, on PostgreSQL with COPY where they are many."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import chain, islice
from operator import attrgetter

from django.db import connection, transaction
from django.db.models.base import ModelState

from ..rules.resting import without_collecting

FEW = 500  # rows below which COPY brings nothing
PLAIN = frozenset({int, str, bool, type(None)})
LAST_KEY = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = '{table}'"
NEXT_KEYS = "SELECT nextval(pg_get_serial_sequence('{table}', '{pk}')) FROM generate_series(1, %s)"


ROOM = "PRAGMA cache_size = -262144"  # KiB of pages kept in memory
USUAL = "PRAGMA cache_size = -2000"
LINKS = """SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname"""


@contextmanager
def many_writes(*models):
    """Make room for millions of rows, and let the database count afterwards what it holds; outside any transaction.

    On PostgreSQL all is one transaction, and the references of the ``models`` are checked at once at its end instead of
    row by row.
    """
    _tell({"sqlite": [ROOM]})
    checked = _checked_at_the_end(models) if connection.vendor == "postgresql" else nullcontext()
    try:
        with without_collecting(), checked:
            yield
        _tell({"sqlite": ["ANALYZE"], "postgresql": ["VACUUM ANALYZE"]})
    finally:
        _tell({"sqlite": [USUAL]})


@contextmanager
def _checked_at_the_end(models):
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        links = []
        for table in (quote(model._meta.db_table) for model in models):
            cursor.execute(LINKS, [table])
            links += [(table, quote(name), definition) for name, definition in cursor.fetchall()]
        for table, name, _ in links:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, definition in links:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _tell(statements: dict[str, list[str]]):
    with connection.cursor() as cursor:
        for statement in statements.get(connection.vendor, ()):
            cursor.execute(statement)


def chunks(values: Iterable, size: int) -> Iterator[list]:
    """Values in lists of so many, the last one shorter."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def build(model, values: dict):
    """An unsaved row, as ``model(**values)`` makes it, several times faster; rows it refers to are given by name."""
    row, relations = model.__new__(model), _relations(model)
    own = vars(row)
    own.update(_blank(model))
    own["_state"] = state = ModelState()
    related = state.fields_cache
    for name, value in values.items():
        if name in relations:
            attname, key = relations[name]
            own[attname], related[name] = value and getattr(value, key), value
        else:
            own[name] = value
    return row


@cache
def _blank(model) -> dict:
    return {name: value for name, value in vars(model()).items() if name != "_state"}


@cache
def _relations(model) -> dict:
    """The column of each relation of a model, and the name of the key it refers to."""
    fields = [field for field in model._meta.concrete_fields if field.is_relation]
    return {field.name: (field.attname, field.target_field.attname) for field in fields}


def insert_objects(objs: list) -> dict[str, list]:
    """Insert new rows of one model that the caller has checked, and give each its primary key.

    The values of all rows come back by the name of their column.
    """
    model = type(objs[0])
    for obj, key in zip(objs, fresh_keys(model, len(objs)), strict=True):
        setattr(obj, model._meta.pk.attname, key)
    columns = {field.attname: _values(objs, field) for field in model._meta.concrete_fields}
    _insert(model, columns)
    for obj in objs:
        obj._state.adding, obj._state.db = False, connection.alias
    return columns


def insert_columns(model, given: dict[str, object]) -> dict[str, list]:
    """Insert new rows given column by column: a list, or one value for all rows, by the name of the column.

    A column that is left out has its default. The values of all rows come back by the name of their column.
    """
    number = max(len(values) for values in given.values() if isinstance(values, list))
    given = given | {model._meta.pk.attname: fresh_keys(model, number)}
    columns = {}
    for field in model._meta.concrete_fields:
        values = given[field.attname] if field.attname in given else field.get_default()
        columns[field.attname] = values if isinstance(values, list) else [values] * number
    _insert(model, columns)
    return columns


def _insert(model, columns):
    fields = model._meta.concrete_fields
    ready = (_stored(columns[field.attname], field) for field in fields)
    insert_rows(model, fields, zip(*ready, strict=True))


def _values(objs, field) -> list:
    """The values of a column; a row that refers to one stored meanwhile refers to its key now."""
    values = list(map(attrgetter(field.attname), objs))
    if field.is_relation and None in values:
        for at, obj in enumerate(objs):
            if values[at] is None and field.is_cached(obj) and (related := field.get_cached_value(obj)):
                values[at] = vars(obj)[field.attname] = related.pk
    return values


def _stored(values, field) -> list:
    """The values of a column as the database takes them."""
    if set(map(type, values)) <= PLAIN:
        return values
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]


def update_objects(objs: list, names: list[str]) -> dict[str, list]:
    """Store some fields of stored rows of one model; the values of all their columns by name."""
    model, quote = type(objs[0]), connection.ops.quote_name
    columns = {field.attname: _values(objs, field) for field in model._meta.concrete_fields}
    fields = [*map(model._meta.get_field, names), model._meta.pk]
    *sets, key = (f"{quote(field.column)} = %s" for field in fields)
    ready = (_stored(columns[field.attname], field) for field in fields)
    with connection.cursor() as cursor:
        statement = f"UPDATE {quote(model._meta.db_table)} SET {', '.join(sets)} WHERE {key}"
        cursor.executemany(statement, zip(*ready, strict=True))
    return columns


def insert_rows(model, fields, rows):
    """Insert rows of values that are ready for the database, one for each field given."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    rows = iter(rows)
    first = list(islice(rows, FEW))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(first) == FEW:
            return _copy(cursor, f"COPY {table} ({names}) FROM STDIN", chain(first, rows))
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", chain(first, rows))


def _copy(cursor, statement, rows):
    """Three times as fast as single inserts; errors are those of any other statement."""
    with connection.wrap_database_errors, cursor.copy(statement) as target:
        for row in rows:
            target.write_row(row)


def fresh_keys(model, number: int) -> list[int]:
    """So many primary keys that no row has, nor ever had: a deleted row's trail stays its own."""
    names = {"table": model._meta.db_table, "pk": model._meta.pk.column}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NEXT_KEYS.format(**names), [number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute(LAST_KEY.format(**names))
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + number))
