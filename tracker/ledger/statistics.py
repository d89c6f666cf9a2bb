"""What a database knows of its own rows, by which it plans."""

from django.db import connections

KNOWN = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"


def renew_statistics(using="default", plan=(), **_):
    """Count an SQLite database anew that was counted before, after migrations; PostgreSQL does so by itself.

    Indexes that a migration makes have no statistics, and beside older ones that have some they are never chosen.
    """
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        if cursor.execute(KNOWN).fetchone()[0]:
            cursor.execute("ANALYZE")
