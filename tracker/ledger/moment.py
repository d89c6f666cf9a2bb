"""Reading many things as they were at one moment, whatever others commit meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|COPY)\b", re.IGNORECASE)
ISOLATED = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def one_moment() -> Iterator[None]:
    """A block, or a function, that reads the database as it is at its first query; writing in it is an error.

    Nobody waits for it, nor it for anybody (on a SQLite without WAL writers wait).
    Within a transaction of somebody else it reads what that one reads.
    """
    with connection.execute_wrapper(_refuse_writing):
        if connection.in_atomic_block:
            yield
        elif connection.vendor == "sqlite":
            with _without_lock(), transaction.atomic():
                yield
        else:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(ISOLATED)
                yield


@contextmanager
def _without_lock() -> Iterator[None]:
    """Lets a transaction begin as a reader; the setting is for those that write."""
    connection.ensure_connection()  # opening it sets the mode
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode


def _refuse_writing(execute, sql, params, many, context):
    if WRITES.match(sql):
        raise RuntimeError(f"Something is written where only is read: {sql[:80]}")
    return execute(sql, params, many, context)
