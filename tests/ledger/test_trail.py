"""The one way to write: a change and its event, compare-and-set, an append-only trail."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, duties, people, trail
from tracker.ledger.trail import FASTER, change, create_many, digest
from tracker.models import DutyRecord, Event

VERIFIER = "verifier"
VERB_AT = {
    "create": 2,
    "change": 2,
    "create_many": 2,
    "write_events": 3,
    "write_event": 2,
    "_move": 2,
    "settle": 2,
    "_follow": 3,
    "_take": 2,
}
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")


def test_an_event_says_who_when_and_what(verified):
    event = last(verified)
    assert (event.actor.username, event.at, event.verb) == (VERIFIER, make.NOON, "verify")
    assert (event.subject, event.object_id) == ("dutyrecord", verified.pk)
    assert (event.from_state, event.to_state) == ("submitted", "verified")


def test_an_event_keeps_the_values_from_before(draft):
    duties.amend(make.by(), draft, "写错了", occurred_on=date(2023, 3, 2), title="走访农户")
    event = last(draft)
    assert event.before | {"key": ""} == {"occurred_on": "2023-03-01", "title": "走访企业", "key": ""}
    assert event.note == "写错了"


def test_an_event_keeps_a_row_referred_to_by_its_key(deputy, visit, draft):
    other = make.kind("reception", "recess", "接待群众")
    duties.amend(make.by(), draft, kind=other)
    assert last(draft).before["kind"] == visit.pk


def test_the_digest_of_the_last_event_is_that_of_the_row(verified):
    assert agrees(verified)


def test_a_digest_depends_on_every_column(verified):
    row = DutyRecord.objects.values().get(pk=verified.pk)
    others = {digest(row | {name: "something else"}) for name in row}
    assert len(others - {digest(row)}) == len(row)


def test_a_change_that_changes_nothing_writes_no_event(draft):
    duties.amend(make.by(), draft, title=draft.title, occurred_on=draft.occurred_on)
    assert verbs(draft) == ["record"]


def test_of_two_who_move_the_same_row_exactly_one_wins(submitted):
    stale = again(submitted)
    duties.return_(make.by(VERIFIER), submitted, "日期有误")
    with pytest.raises(Refused, match=FASTER):
        duties.verify(make.by("second"), stale)
    assert again(submitted).state == "returned"
    assert verbs(submitted) == ["record", "submit", "return"]


def test_who_was_slower_holds_the_row_as_it_was_read(submitted):
    stale = again(submitted)
    duties.void(make.by(), submitted, "重复")
    with pytest.raises(Refused):
        duties.verify(make.by(VERIFIER), stale)
    assert (stale.state, stale.verified_by) == ("submitted", None)


def test_of_two_who_amend_the_same_field_exactly_one_wins(draft):
    stale = again(draft)
    duties.amend(make.by(), draft, title="走访农户")
    with pytest.raises(Refused, match=FASTER):
        duties.amend(make.by("second"), stale, title="走访学校")
    assert again(draft).title == "走访农户"


def test_an_amendment_never_reaches_a_record_that_was_verified_meanwhile(submitted):
    stale = again(submitted)
    duties.verify(make.by(VERIFIER), submitted)
    with pytest.raises(Refused, match=FASTER):
        duties.amend(make.by(), stale, title="走访十家企业")
    assert again(submitted).title == "走访企业"


def test_a_voided_interruption_is_not_amended_by_who_still_sees_it(deputy):
    row = people.interrupt(make.by(), deputy, "sick", date(2023, 2, 1), date(2023, 3, 1))
    stale = again(row)
    people.void_interruption(make.by(), row, "误录")
    with pytest.raises(Refused, match=FASTER):
        people.amend_interruption(make.by(), stale, approved=True)


def test_many_rows_that_clash_are_refused_with_a_sentence(draft, deputy, visit):
    double = DutyRecord(term=deputy.term, mandate=deputy, kind=visit, occurred_on=draft.occurred_on, title=draft.title)
    with pytest.raises(Refused, match=FASTER):
        duties.record_many(make.by(), [double])
    assert DutyRecord.objects.count() == 1


def test_a_row_and_its_event_are_stored_together_or_not_at_all(draft):
    with pytest.raises(RuntimeError), transaction.atomic():
        change(make.by(), draft, "amend", {"note": "记录"})
        raise RuntimeError
    assert (again(draft).note, verbs(draft)) == ("", ["record"])


def test_nothing_many_times_is_nothing(term):
    before = Event.objects.count()
    assert create_many(make.by(), [], "record") == []
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tracker_event SET note = 'x'",
        "UPDATE tracker_event SET row_hash = 'x' WHERE id = (SELECT MAX(id) FROM tracker_event)",
        "DELETE FROM tracker_event",
    ],
)
def test_the_database_refuses_to_change_the_trail(draft, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verbs(draft) == ["record"]


def test_the_orm_cannot_change_the_trail_either(draft):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(note="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        last(draft).delete()


@on_sqlite
def test_replacing_an_event_is_deleting_it(draft):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("REPLACE INTO tracker_event SELECT * FROM tracker_event")


def test_every_verb_of_the_ledger_has_a_word():
    verbs = set()
    for file in Path(trail.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in VERB_AT:
                verb = node.args[VERB_AT[node.func.id]]
                verbs |= {verb.value} if isinstance(verb, ast.Constant) else set()
    assert {"elect", "verify", "follow"} < verbs <= set(Event.Verb.values)
