"""Looking up the stored records that a sheet speaks of."""

import pytest
from django.db import connection

from tracker.intake.sheets.records import live_by_key

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads SQLite's own plans")


@on_sqlite
def test_live_records_are_found_by_their_index_and_not_by_reading_the_term(busy, term):
    key, asked = busy.duty_records.filter(state="verified").first().key, []
    with connection.execute_wrapper(lambda run, *query: (asked.append(query[:2]), run(*query))[1]):
        assert live_by_key(term, [key, "none"]).keys() == {key}
    ((statement, values),) = asked
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        plan = " ".join(row[-1] for row in cursor.fetchall())
    assert "USING INDEX duty_record_once" in plan
