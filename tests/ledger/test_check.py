"""check_ledger names the exact row that was written behind the ledger's back."""

from datetime import date

import pytest
from django.db import connection, transaction

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import last
from tracker.ledger import By, duties, figures, people, reporting, trail
from tracker.ledger.check import FACTS, Fault, faults
from tracker.ledger.people import Election
from tracker.models import (
    Activity,
    ActivityGuest,
    Approval,
    DutyRecord,
    Event,
    Evidence,
    Interruption,
    Mandate,
    Person,
    Reminder,
    RollAnswer,
)

DAY = date(2023, 3, 1)
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite takes any value in any column")
on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has endless days")

PLAIN = {
    "person": "name",
    "activityguest": "name",
    "session": "note",
    "activity": "title",
    "dutyrecord": "title",
    "zeroreport": "withdrawn_on",
    "calendarday": "note",
    "assignment": "extension_reason",
    "contact": "persons",
    "progress": "text",
    "evaluation": "comment",
    "evaluationline": "rating",
    "disclosure": "note",
    "approval": "document",
    "reminder": "text",
    "rollanswer": "reason",
    "reportreading": "title",
    "figureproposal": "quote",
    "reportedfigure": "note",
}


@pytest.fixture
@kept
def world(busy, term):
    """A row of every table of facts on deputies and duties, made by the verbs."""
    activity = duties.hold_activity(make.by(), term, make.kind("visit"), "视察", DAY)
    duties.call_roll(make.by(), activity, {busy: "attended"})
    duties.welcome_guest(make.by(), activity, "示例全国代表", "全国人大代表")
    people.interrupt(make.by(), busy, "sick", DAY, approved=True)
    reporting.report_nothing(make.by(), busy.memberships.get().group, date(2023, 2, 1))
    around(busy)
    return busy


def around(deputy):
    """What is said about, attached to, sent after and approved of a deputy's records, with no verb's guard between."""
    by, record, period = make.by(), deputy.duty_records.order_by("pk").first(), deputy.term.periods.first()
    said = {"answered_by": by.user, "answered_at": by.at}
    file = {"path": "a.jpg", "content_type": "image/jpeg", "size": 1, "added_by": by.user, "added_at": by.at}
    sent = {"way": "wechat", "sent_on": DAY, "sent_by": by.user, "noted_at": by.at}
    noted = {"approved_by": "主任会议", "recorded_by": by.user, "recorded_at": by.at}
    trail.create(by, RollAnswer(record=record, word="confirmed", **said), "answer_roll")
    trail.create(by, Evidence(record=record, name="照片.jpg", digest="0" * 64, **file), "attach")
    trail.create(by, Reminder(term=deputy.term, addressee="deputy", mandate=deputy, text="请登记", **sent), "remind")
    trail.create(by, Approval(period=period, as_of=DAY, approved_on=DAY, **noted), "approve")
    reading = make.reading(deputy.term.body, "共视察3次。")
    figures.accept(by, make.proposal(reading, "视察3次"))


@pytest.fixture
@kept
def whole(world):
    """A row of every table of facts, those of the chain included."""
    stages.every_fact(world, make.deputy(world.term, "600002"))


@pytest.fixture
def undone(world):
    """What is done to the world is undone before the database looks at its foreign keys."""
    with transaction.atomic():
        yield world
        transaction.set_rollback(True)


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_what_the_verbs_wrote_has_no_fault(whole):
    assert all(model.objects.exists() for model in FACTS)
    assert list(faults()) == []


def test_a_changed_row_of_any_table_is_named_and_no_other(whole):
    for model in FACTS:
        row = model.objects.order_by("pk").last()
        with transaction.atomic():
            spoil(row)
            assert list(faults()) == [Fault(model._meta.model_name, row.pk, "changed", last(row).pk)]
            transaction.set_rollback(True)


def spoil(row):
    """Change a cell of a row that nothing else rests on."""
    column = PLAIN.get(row._meta.model_name) or next(
        field.column for field in row._meta.fields if field.get_internal_type() in ("DateField", "CharField")
    )
    value = "2023-06-30" if "_on" in column else "x"
    run(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", value, row.pk)


def test_a_state_set_behind_the_ledgers_back_is_named(world):
    row = DutyRecord.objects.filter(state="submitted").first()
    verifier = make.by("verifier").user
    run("UPDATE tracker_dutyrecord SET state = 'verified', verified_by_id = %s WHERE id = %s", verifier.pk, row.pk)
    assert list(faults()) == [Fault("dutyrecord", row.pk, "changed", last(row).pk)]


def test_a_row_changed_and_changed_back_has_no_fault(world):
    row = DutyRecord.objects.first()
    run("UPDATE tracker_dutyrecord SET title = 'x' WHERE id = %s", row.pk)
    run("UPDATE tracker_dutyrecord SET title = %s WHERE id = %s", row.title, row.pk)
    assert list(faults()) == []


@on_sqlite
@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Interruption, "is_void", "2"),
        (Interruption, "approved", "'true'"),
        (DutyRecord, "day_known", "'1x'"),
        (DutyRecord, "occurred_on", "'2023-6-5'"),
        (DutyRecord, "occurred_on", "20230605"),
        (DutyRecord, "occurred_on", "'2023-02-30'"),
        (Mandate, "ends_on", "'2023-01-14x'"),
        (DutyRecord, "verified_at", "'garbage'"),
        (DutyRecord, "recorded_at", "'2023-06-01 04:00:00+00:00'"),
        (DutyRecord, "recorded_at", "'2023-06-01T04:00:00'"),
        (DutyRecord, "title", "CAST(title AS BLOB)"),
        (DutyRecord, "title", "CAST(x'ff' AS TEXT)"),
        (Mandate, "number", "CAST(number AS BLOB)"),
        (Activity, "people_reached", "1.5"),
        (Activity, "people_reached", "'many'"),
    ],
)
def test_a_cell_of_another_form_is_named(model, column, value, world):
    row = model.objects.order_by("pk").last()
    run(f"UPDATE {model._meta.db_table} SET {column} = {value} WHERE id = %s", row.pk)
    assert list(faults()) == [Fault(model._meta.model_name, row.pk, "malformed", last(row).pk, (column,))]


@on_sqlite
def test_a_cell_that_cannot_be_read_hides_no_other_row(world):
    rows = list(DutyRecord.objects.order_by("pk"))
    run("UPDATE tracker_person SET name = CAST(name AS BLOB)")
    run("UPDATE tracker_dutyrecord SET occurred_on = '2023-02-30' WHERE id = %s", rows[0].pk)
    run("UPDATE tracker_dutyrecord SET note = 'x' WHERE id = %s", rows[-1].pk)
    found = [(fault.object_id, fault.problem) for fault in faults()]
    assert found == [(world.person_id, "malformed"), (rows[0].pk, "malformed"), (rows[-1].pk, "changed")]


@on_postgres
def test_a_day_without_end_is_named(world):
    run("UPDATE tracker_mandate SET ends_on = 'infinity'")
    assert list(faults()) == [Fault("mandate", world.pk, "malformed", last(world).pk, ("ends_on",))]


def test_a_moment_is_read_to_the_microsecond_as_it_was_written(deputy):
    by = By(make.by().user, make.NOON.replace(microsecond=120000))
    duties.record(by, deputy, make.kind("visit"), DAY, "走访")
    assert list(faults()) == []


def test_a_row_that_refers_to_nothing_is_named_with_the_column(undone):
    row = DutyRecord.objects.order_by("pk").last()
    run("UPDATE tracker_dutyrecord SET mandate_id = 999999 WHERE id = %s", row.pk)
    assert list(faults()) == [Fault("dutyrecord", row.pk, "dangling", last(row).pk, ("mandate_id",))]


def test_the_rows_of_a_deleted_row_are_named(undone):
    rows = DutyRecord.objects.exclude(activity=None)
    expected = {(row.pk, ("activity_id",)) for row in rows}
    guest = ActivityGuest.objects.get()
    run("DELETE FROM tracker_activity")
    found = list(faults())
    assert {(fault.object_id, fault.columns) for fault in found if fault.subject == "dutyrecord"} == expected
    assert [fault.problem for fault in found if fault.subject == "activity"] == ["missing"]
    assert [fault.object_id for fault in found if fault.subject == "activityguest"] == [guest.pk]


def test_a_deleted_row_is_named(world):
    row = DutyRecord.objects.filter(activity=None).first()
    event = last(row)
    run("DELETE FROM tracker_dutyrecord WHERE id = %s", row.pk)
    assert list(faults()) == [Fault("dutyrecord", row.pk, "missing", event.pk)]


def test_a_deleted_last_row_is_still_named_after_others_were_imported(world):
    row = DutyRecord.objects.order_by("pk").last()
    run("DELETE FROM tracker_dutyrecord WHERE id = %s", row.pk)
    fresh = DutyRecord(term=world.term, mandate=world, kind=make.kind("visit"), occurred_on=DAY, title="新登记")
    duties.record_many(make.by(), [fresh])
    assert [(fault.object_id, fault.problem) for fault in faults()] == [(row.pk, "missing")]


def test_an_inserted_row_is_named(world):
    row = DutyRecord.objects.filter(activity=None).first()
    columns = [field.column for field in DutyRecord._meta.concrete_fields if not field.primary_key]
    picked = ", ".join("'forged'" if column == "key" else f'"{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    run(f"INSERT INTO tracker_dutyrecord ({names}) SELECT {picked} FROM tracker_dutyrecord WHERE id = %s", row.pk)
    forged = DutyRecord.objects.get(key="forged")
    assert list(faults()) == [Fault("dutyrecord", forged.pk, "unrecorded", None)]


def test_every_tampered_row_is_named_and_no_other(world):
    rows = list(DutyRecord.objects.order_by("pk"))[::2]
    for row in rows:
        run("UPDATE tracker_dutyrecord SET note = 'x' WHERE id = %s", row.pk)
    assert [fault.object_id for fault in faults()] == [row.pk for row in rows]


def test_bulk_verbs_leave_no_fault(term):
    unit, group = make.unit(term), make.group(term)
    rows = [
        Mandate(person=Person(number=f"P-{n}", name="示例代表"), term=term, number=f"N{n}", starts_on=make.START)
        for n in range(5)
    ]
    people.elect_many(make.by(), [Election(row, unit, (group,)) for row in rows])
    visit = make.kind("visit")
    speeches = [DutyRecord(term=term, mandate=row, kind=visit, occurred_on=DAY, title="走访") for row in rows]
    duties.record_many(make.by(), speeches, verified_by=make.by("verifier"))
    assert list(faults()) == []


def test_every_model_whose_rows_are_facts_is_watched():
    assert {model._meta.model_name for model in FACTS} == set(Event.Subject.values)
