"""Inserts many rows with one prepared statement, on both databases."""

from django.db import connection

PLAIN = frozenset({int, str, bool, type(None)})
LAST_KEY = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = '{table}'"
NEXT_KEYS = "SELECT nextval(pg_get_serial_sequence('{table}', '{pk}')) FROM generate_series(1, %s)"


def insert_objects(objs: list):
    """Insert new rows of one model that the caller has checked, and give each its primary key."""
    model = type(objs[0])
    fields = model._meta.concrete_fields
    for obj, key in zip(objs, fresh_keys(model, len(objs)), strict=True):
        obj.pk = key
    insert_rows(model, fields, ([_stored(obj, field) for field in fields] for obj in objs))
    for obj in objs:
        obj._state.adding, obj._state.db = False, connection.alias


def _stored(obj, field):
    value = getattr(obj, field.attname)
    if value is None and field.is_relation and field.is_cached(obj):
        related = field.get_cached_value(obj)
        value = related and related.pk
        setattr(obj, field.attname, value)
    return value if type(value) in PLAIN else field.get_db_prep_save(value, connection)


def insert_rows(model, fields, rows):
    """Insert rows of values that are ready for the database, one for each field given."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", rows)


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
