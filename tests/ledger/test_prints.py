"""The digests of many rows made from what is stored, not from what is read back, are the same."""

from datetime import date, datetime

import pytest

from tests import make
from tests.ledger.events import agrees
from tracker.ledger import trail
from tracker.ledger.bulk import build, insert_objects
from tracker.ledger.prints import prints
from tracker.ledger.trail import LATER, create_many, digests
from tracker.models import DutyRecord, Event, Mandate, Sponsor, Suggestion

pytestmark = pytest.mark.django_db
TEXTS = ["", "修路", '"引号"和\\', "两\n行\t\u2028", "𠮷", "null", " 空 "]


def records(deputy, visit):
    """Rows with every kind of column: texts, numbers, truths, days, moments, references, nothing."""
    moments = [datetime(2023, 6, 1, 7, 30, 0, 123, make.SHANGHAI), make.NOON]
    for number, text in enumerate(TEXTS):
        values = {"mandate": deputy, "kind": visit, "term": deputy.term, "occurred_on": date(2023, 3, 1 + number)}
        values |= {"key": f"k{number}", "title": text or "x", "note": text, "day_known": bool(number % 2)}
        yield DutyRecord(**values, recorded_by=make.by().user, recorded_at=moments[number % 2], state="submitted")


def printed(objs):
    model = type(objs[0])
    stored = insert_objects(objs)
    return prints(model, stored, LATER.get(trail.subject_of(model), ()))


def read_back(objs):
    found = digests(type(objs[0]), [obj.pk for obj in objs])
    return [found[obj.pk] for obj in objs]


def test_a_digest_is_that_of_what_is_read_back(deputy, visit):
    rows = list(records(deputy, visit))
    assert printed(rows) == read_back(rows)


def test_an_empty_later_column_is_left_out(deputy):
    first = make.suggestion(deputy, date(2023, 1, 15))
    values = {"term": deputy.term, "kind": "suggestion", "channel": "recess", "submitted_on": date(2023, 2, 1)}
    rows = [Suggestion(**values, title="一", wish="agree"), Suggestion(**values, title="二")]
    rows.append(Suggestion(**values, title="三", merged_into=first, merged_on=date(2023, 3, 1), state="merged"))
    assert printed(rows) == read_back(rows)


@pytest.mark.parametrize(
    "value", [{"round": True}, {"replied_on": make.NOON}], ids=["a truth for a number", "a moment for a day"]
)
def test_a_value_that_reads_back_as_another_is_not_foretold(deputy, value):
    share = make.assignment(make.suggestion(deputy, date(2023, 1, 15)))
    model = share.replies.model
    columns = {field.attname: [None] for field in model._meta.concrete_fields} | {k: [v] for k, v in value.items()}
    assert prints(model, columns, ()) is None


def test_it_is_read_back_then(deputy, visit):
    rows = list(records(deputy, visit))
    for row in rows:
        row.occurred_on = row.occurred_on.isoformat()
    create_many(make.by(), rows, "submit")
    assert all(agrees(row) for row in rows)
    assert Event.objects.filter(verb="submit").count() == len(rows)


def test_a_choice_counts_as_its_text(deputy):
    row = make.suggestion(deputy, date(2023, 1, 15))
    other = make.deputy(deputy.term, "600002")
    sponsor = Sponsor(suggestion=row, mandate=other, role=Sponsor.Role.JOINT, how=Sponsor.How.PAPER)
    assert printed([sponsor]) == read_back([sponsor])


def test_a_row_built_at_once_is_as_its_model_makes_it(deputy):
    values = {"person": deputy.person, "term": deputy.term, "number": "600009", "starts_on": make.START}
    built, made = build(Mandate, values), Mandate(**values)
    names = trail.columns(Mandate)
    assert [getattr(built, name) for name in names] == [getattr(made, name) for name in names]
    assert (built.person, built._state.adding) == (deputy.person, True)
    built.save()
    assert Mandate.objects.get(number="600009").person == deputy.person


def test_two_rows_built_at_once_share_nothing(deputy):
    one, two = build(Sponsor, {"mandate": deputy}), build(Sponsor, {})
    assert (two.mandate_id, one.mandate) == (None, deputy)
    assert one._state is not two._state


def test_a_row_built_on_one_not_stored_yet_refers_to_it_once_it_is(deputy):
    suggestion = build(Suggestion, {"term": deputy.term, "kind": "suggestion", "channel": "recess", "title": "一"})
    sponsor = build(Sponsor, {"suggestion": suggestion, "mandate": deputy, "role": "lead"})
    insert_objects([suggestion]), insert_objects([sponsor])
    assert Sponsor.objects.get().suggestion_id == suggestion.pk
