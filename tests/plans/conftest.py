"""A small city: the records of many terms lie scattered, and the database knows how many there are."""

from datetime import date

import pytest
from django.db import connection

from tests import make
from tracker.models import AssessmentPeriod, Body, DutyKind, DutyRecord, Event, GroupMembership, Mandate, Person, Term

TERMS, SEATS, RECORDS = 40, 5, 12_000
AS_MANY = """UPDATE pg_class SET reltuples = reltuples * 250 WHERE oid IN (SELECT i.indexrelid FROM pg_index i WHERE
    i.indrelid IN ('tracker_dutyrecord'::regclass, 'tracker_event'::regclass))
    OR oid IN ('tracker_dutyrecord'::regclass, 'tracker_event'::regclass)"""  # three and six million rows
MANY = "(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {}) SELECT i FROM n) AS n"


@pytest.fixture
def city(deputy):
    """Forty more terms with five deputies each, and twelve thousand records with their events."""
    visit, user = DutyKind.objects.get(code="visit"), make.by().user
    bodies = [Body(code=f"t{n}", name=f"示例{n}镇", level="township", kind="congress") for n in range(TERMS)]
    terms = [
        Term(body=body, code=body.code, label=body.name, number=1, starts_on=make.START)
        for body in Body.objects.bulk_create(bodies)
    ]
    terms, year = Term.objects.bulk_create(terms), {"cycle": "year", "label": "2023", "ends_on": date(2024, 1, 1)}
    AssessmentPeriod.objects.bulk_create(AssessmentPeriod(term=term, starts_on=make.START, **year) for term in terms)
    groups = [make.group(term) for term in terms]
    seats = [(group, n) for n in range(SEATS) for group in groups]
    persons = Person.objects.bulk_create(Person(number=f"T-{i}", name=f"示例{i}") for i in range(len(seats)))
    mandates = Mandate.objects.bulk_create(
        Mandate(person=person, term=group.term, number=f"{n:03}", starts_on=make.START)
        for person, (group, n) in zip(persons, seats, strict=True)
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(mandate=mandate, group=group, starts_on=make.START)
        for mandate, (group, _n) in zip(mandates, seats, strict=True)
    )
    _records(mandates, visit, user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute(AS_MANY)
    return deputy


def _records(mandates, kind, user):
    """Records in the order of their days, deputy by deputy, two in a hundred to be verified, and two events each."""
    first, number = mandates[0].pk, len(mandates)
    day = (
        "DATE '2023-01-13' + i / 12" if connection.vendor == "postgresql" else "DATE('2023-01-13', (i / 12) || ' days')"
    )
    said = {
        "term_id": f"(SELECT term_id FROM tracker_mandate WHERE id = {first} + i * 7 % {number})",
        "mandate_id": f"{first} + i * 7 % {number}",
        "kind_id": str(kind.pk),
        "key": "'key-' || i",
        "occurred_on": day,
        "state": "CASE WHEN i % 50 = 0 THEN 'submitted' ELSE 'verified' END",
        "verified_by_id": str(make.by("verifier").user.pk),
    }
    said |= dict.fromkeys(("half_day", "organiser", "item", "meeting", "note"), "''")
    said |= {"title": "'走访'", "mode": "'on_site'", "attendance": "'attended'", "day_known": "TRUE"}
    said |= {"recorded_by_id": str(user.pk), "recorded_at": "'2023-06-01 12:00:00+00'"}
    _insert(DutyRecord, said, RECORDS)
    said = {
        "subject": "CASE WHEN i % 20 = 0 THEN 'activity' ELSE 'dutyrecord' END",
        "object_id": "i / 2",
        "verb": "CASE WHEN i % 20 = 0 THEN 'hold' WHEN i % 2 = 0 THEN 'record' ELSE 'verify' END",
    }
    said |= {"at": "'2023-06-01 12:00:00+00'", "actor_id": str(user.pk), "before": "'{}'", "row_hash": "''"}
    _insert(Event, said | dict.fromkeys(("from_state", "to_state", "note"), "''"), 2 * RECORDS)


def _insert(model, said, number):
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(said)}) "
            f"SELECT {', '.join(said.values())} FROM {MANY.format(number)}"
        )
