"""How many records a second are written, beside the same with only the unique indexes on their table."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count

from django.db import connection

from tests import make
from tests.benchmarks.measure import Control, Work, measured
from tracker.ledger import duties
from tracker.models import DutyKind, DutyRecord, Mandate

from .world import taken_back

ONE_BY_ONE, MANY = 300, 10_000
FIRST = date(2026, 3, 1)
NUMBERS = count()


def measure(world) -> None:
    """One by one as forms do, and many at once as an import does; in a transaction that is taken back, so no fsync."""
    mandates = list(Mandate.objects.filter(term=world.term, ends_on=None).select_related("term").order_by("pk"))
    kind = DutyKind.objects.get(code="visit")
    by = make.by("bench-clerk")

    def one_by_one():
        for mandate, day, title in contents(mandates, ONE_BY_ONE):
            duties.submit(by, duties.record(by, mandate, kind, day, title))

    def many():
        rows = [
            DutyRecord(term_id=mandate.term_id, mandate=mandate, kind=kind, occurred_on=day, title=title)
            for mandate, day, title in contents(mandates, MANY)
        ]
        duties.record_many(by, rows)

    for name, run, rows in (("one by one", one_by_one, ONE_BY_ONE), (f"{MANY:,} at once", many, MANY)):
        bare = Control(run, without_indexes, f"without its {len(plain_indexes())} plain indexes")
        measured(world.row(f"register records, {name}"), Work(run, taken_back), bare, rows=rows, runs=3)


def contents(mandates, number) -> Iterator[tuple]:
    """Mandate, day and title of so many records that nobody entered before."""
    for n in (next(NUMBERS) for _ in range(number)):
        yield mandates[n % len(mandates)], FIRST + timedelta(days=n % 200), f"走访第{n}户示例群众"


@contextmanager
def without_indexes() -> Iterator[None]:
    """The table has none but its unique indexes; taken back with what is written inside."""
    with taken_back():
        with connection.cursor() as cursor:
            for name in plain_indexes():
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield


def plain_indexes() -> list[str]:
    """The names of the indexes on duty records that keep nothing unique."""
    table = DutyRecord._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return sorted(name for name, told in found.items() if told["index"] and not told["unique"])
