"""Looking up the stored records that a sheet speaks of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tracker.intake.sheets.records import live_by_key

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads SQLite's own plans")


@on_sqlite
def test_live_records_are_found_by_their_index_and_not_by_reading_the_term(busy, term):
    key = busy.duty_records.filter(state="verified").first().key
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert live_by_key(term, [key, "none"]).keys() == {key}
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + queries.captured_queries[0]["sql"])
        plan = " ".join(row[-1] for row in cursor.fetchall())
    assert "USING INDEX duty_record_once" in plan and "SCAN" not in plan
