"""Statistics are renewed after migrations where there are some."""

import pytest
from django.db import connection

from tracker.ledger.statistics import renew_statistics

PLAN = [("a migration", False)]


def counted():
    with connection.cursor() as cursor:
        return cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'tracker_dutykind'").fetchone()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_a_database_that_was_counted_is_counted_anew_after_migrations_alone(term):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
    renew_statistics(plan=[])
    assert not counted()
    renew_statistics(plan=PLAN)
    assert counted()
