"""The hot queries find their rows by the index that was made for them, on both databases."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.admin.pages import url
from tracker.intake.sheets import records
from tracker.models import DutyRecord, Group, ImportBatch, Mandate, Regulation, Term
from tracker.scores import calendar, reporting, summary, totals
from tracker.scores.indicators import facts, spans

ON = date(2023, 6, 30)
CHEAP = ("enable_seqscan", "enable_bitmapscan")  # for some thousand rows, and never for millions
RECORD, EVENT = "tracker_dutyrecord", "tracker_event"


def plans(act, table, holding="") -> list[str]:
    """How the database finds the rows for each query that an act asks of a table, with some words in it."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return [_plan(row["sql"]) for row in asked if f'FROM "{table}"' in row["sql"] and holding in row["sql"]]


def _plan(sql) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in CHEAP:
                cursor.execute(f"SET LOCAL {name} = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def sorts(plan) -> bool:
    """Whether rows are sorted after they were found."""
    lines = [line.strip(" ->") for line in plan.splitlines()]
    return "FOR ORDER BY" in plan or any(line.startswith("Sort  (") for line in lines)


def scans(plan, table) -> bool:
    """Whether all rows of a table are read one by one."""
    lines = [line.strip() for line in plan.splitlines()]
    return f"Seq Scan on {table}" in plan or f"SCAN {table}" in lines


def town():
    """A term of a township with its group; the rules are its own."""
    term = Term.objects.get(code="t7")
    Regulation.objects.update(body=term.body)
    return term, Group.objects.get(term=term)


def year_of(term):
    """The assessment period of a term's first year."""
    return [calendar.period_from(term.periods.get(label="2023"))]


def test_one_term_is_judged_from_the_index_alone(city):
    term, _group = town()
    (plan,) = plans(lambda: summary.judge(term, term.mandates.all(), year_of(term), ON), RECORD, "GROUP BY")
    assert "duty_record_judged" in plan and not scans(plan, RECORD)


def test_all_terms_are_judged_from_the_index_alone(city):
    (plan,) = plans(lambda: totals.totals(2023, ON), RECORD, "GROUP BY")
    assert "duty_record_judged" in plan and not scans(plan, RECORD)


def test_one_deputy_is_judged_from_the_own_records(city):
    term, _group = town()
    one = Mandate.objects.filter(pk=term.mandates.order_by("pk")[0].pk)
    (plan,) = plans(lambda: summary.judge(term, one, year_of(term), ON), RECORD, "GROUP BY")
    assert "tracker_dutyrecord_mandate_id" in plan or "duty_record_judged" in plan


@pytest.mark.parametrize(
    ("asked", "index"),
    [("", ""), ("?state__exact=submitted", "duty_record_by_state"), ("?term__id__exact={}", "duty_record_judged")],
)
def test_the_admin_lists_records_in_the_order_of_an_index(client_as, city, asked, index):
    term, client = Term.objects.get(code="t7"), client_as("office")
    DutyRecord.objects.filter(key="key-11999").update(id=60_000_000)  # above every number that a sequence has reached
    asked = url("dutyrecord", "changelist") + asked.format(term.pk)
    found = plans(lambda: client.get(asked), RECORD, "LIMIT 51")
    assert len(found) == 1 and index in found[0] and not sorts(found[0])


@pytest.mark.parametrize("asked", ["subject", "verb"])
def test_the_trail_is_read_backwards_in_an_index(client_as, city, asked):
    client, value = client_as("auditor"), {"subject": "activity", "verb": "hold"}[asked]
    for address, name in (("/trail/", asked), (url("event", "changelist"), f"{asked}__exact")):
        found = plans(lambda a=address, n=name: client.get(a, {n: value}), EVENT, "LIMIT 51")
        assert found and all(f"event_by_{asked}" in plan and not sorts(plan) for plan in found)


def test_the_trail_of_some_days_is_read_backwards_in_the_index_of_times(client_as, city):
    client, days = client_as("auditor"), {"since": "2023-06-01", "until": "2023-06-30"}
    (plan,) = plans(lambda: client.get("/trail/", days), EVENT, "LIMIT 51")
    assert "event_by_time" in plan and not sorts(plan)


def test_the_events_of_an_object_are_found_by_the_object(client_as, city):
    client, row = client_as("office"), DutyRecord.objects.first()
    found = plans(lambda: client.get(url("dutyrecord", "change", row.pk)), EVENT, "object_id")
    assert found and all("event_of_object" in plan for plan in found)


def test_an_import_finds_known_keys_in_the_unique_index(city):
    term, _group = town()
    (plan,) = plans(lambda: records.live_by_key(term, ["key-1", "key-2"]), RECORD)
    assert "duty_record_once" in plan


def test_the_reporting_board_reads_no_more_than_the_term(city):
    term, group = town()
    (plan,) = plans(lambda: reporting.judge(term, [group], 2023, ON), RECORD, "GROUP BY")
    assert "duty_record_judged" in plan and not scans(plan, RECORD)


def test_the_groups_that_have_members_are_sought_among_those_of_the_term(city):
    term, _group = town()
    found = plans(lambda: facts.gather(spans.year_of(term, 2023, ON)), "tracker_group", "tracker_groupmembership")
    assert found and not any(scans(plan, "U0") for plan in found)


def test_the_rows_of_a_file_are_found_by_the_file(client_as, city):
    said = {"file_hash": "0", "imported_by": make.by().user, "imported_at": make.NOON, "kind": "duties"}
    batch = ImportBatch.objects.create(term=city.term, file_name="登记.xlsx", **said)
    client = client_as("office")
    found = plans(lambda: client.get(url("importbatch", "change", batch.pk)), RECORD, "import_batch")
    assert found and all("duty_record_imported" in plan for plan in found)
