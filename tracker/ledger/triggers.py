"""Triggers that refuse to change or delete an event, on both databases."""

from django.db import connections

TABLE = "tracker_event"
SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"""
POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$ LANGUAGE plpgsql;
CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse();"""


def protect_trail(using="default", **_):
    """Create the triggers where they are missing; runs after every migrate, because SQLite rebuilds tables."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES.format(table=TABLE))
            return
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(SQLITE.format(table=TABLE, verb=verb))
