"""Fixtures that are built once: what one of them wrote is written again, in plain rows, for every later test."""

from copy import deepcopy
from dataclasses import dataclass, field
from functools import wraps

from django.apps import apps
from django.db import connection, models, transaction

from tracker.ledger import By

READS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS", "PRAGMA", "EXPLAIN")
CHUNK = 200


@dataclass(eq=False)
class World:
    """What a fixture made of the world before it: the statements, the rows it was given and what it returned."""

    statements: list = field(default_factory=list)
    given: dict = field(default_factory=dict)
    made: object = None
    after: dict = field(default_factory=dict)

    def enter(self, given):
        """Write the rows and return what the fixture returned, made of the rows that this test was given."""
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)
        memo, pairs = {}, list(_pairs(self.given, given))
        memo.update((id(old), new) for old, new in pairs)
        for old, new in pairs:
            new.__dict__ = {name: deepcopy(value, memo) for name, value in old.__dict__.items()}
        return deepcopy(self.made, memo)


class Watch:
    """Knows in which world the database is, as long as only kept fixtures have written in this test."""

    def __init__(self):
        self.start = self.world = World()

    def begin(self):
        """A test begins: the database is as it was made."""
        self.world = self.start

    def __call__(self, execute, sql, params, many, context):
        """See each statement; after one that is not a kept fixture's the world is unknown."""
        if not sql.startswith(READS):
            self.world = None
        return execute(sql, params, many, context)


watch = Watch()


def kept(build):
    """A fixture built by a function of rows alone; it must write the same rows whenever it is given the same."""

    @wraps(build)
    def fixture(**given):
        here = watch.world
        if here is None:
            return build(**given)
        world = here.after.get(build) or here.after.setdefault(build, _record(build, given))
        made = world.enter(given)
        watch.world = world
        return made

    return fixture


def _record(build, given) -> World:
    """Build once, look at what was written, and undo it."""
    given, before = deepcopy(given), _rows()
    with transaction.atomic():
        made, after = build(**given), _rows()
        transaction.set_rollback(True)
    world = World([*_statements(before, after)], given, made)
    with transaction.atomic():
        world.enter(deepcopy(given))
        assert _rows() == after, f"{build.__qualname__} cannot be written again"
        transaction.set_rollback(True)
    return world


def _rows() -> dict:
    """The rows of all tables by primary key."""
    with connection.cursor() as cursor:
        return {model: _rows_of(model, cursor) for model in apps.get_models(include_auto_created=True)}


def _rows_of(model, cursor) -> dict:
    cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {_quoted(model._meta.db_table)}")
    key = model._meta.concrete_fields.index(model._meta.pk)
    return {row[key]: row for row in cursor.fetchall()}


def _columns(model) -> list[str]:
    return [_quoted(column.column) for column in model._meta.concrete_fields]


def _quoted(name) -> str:
    return connection.ops.quote_name(name)


def _statements(before, after):
    """What makes the rows from before those from after, each with its values."""
    for model, rows in after.items():
        old, table, key = before[model], _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
        columns = _columns(model)
        for pk in old.keys() - rows.keys():
            yield f"DELETE FROM {table} WHERE {key} = %s", [pk]
        for pk in sorted(pk for pk, row in rows.items() if old.get(pk, row) != row):
            yield (
                f"UPDATE {table} SET {', '.join(f'{name} = %s' for name in columns)} WHERE {key} = %s",
                [*rows[pk], pk],
            )
        new = [row for pk, row in rows.items() if pk not in old]
        for some in (new[start : start + CHUNK] for start in range(0, len(new), CHUNK)):
            marks = f"({', '.join(['%s'] * len(columns))})"
            values = ", ".join([marks] * len(some))
            yield f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}", [cell for row in some for cell in row]


def _pairs(old, new):
    """The rows inside what a fixture was given, each with that of another test in the same place."""
    if isinstance(old, models.Model):
        yield old, new
    elif isinstance(old, dict | list | tuple):
        places = old if isinstance(old, dict) else range(len(old))
        for place in places:
            yield from _pairs(old[place], new[place])
    elif not isinstance(old, By | None):
        raise TypeError(f"a kept fixture is made of rows, not of {old!r}")
