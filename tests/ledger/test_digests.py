"""A digest stays when a table gets new columns, so that what was written before still agrees with its trail."""

import pytest

from tests import make
from tests.ledger import stages
from tests.ledger.events import last
from tracker.ledger.trail import LATER, columns, digest, held
from tracker.models import Assignment, Sponsor, Suggestion

FIRST = {
    Suggestion: {"id", "term_id", "number", "kind", "channel", "title", "text", "category"}
    | {"submitted_on", "accepted_on", "state"},
    Sponsor: {"id", "suggestion_id", "mandate_id", "role", "confirmed_on", "how"},
}


@pytest.mark.parametrize("model", FIRST, ids=lambda model: model._meta.model_name)
def test_the_columns_of_the_first_version_and_the_later_ones_are_all_there_are(model):
    assert set(columns(model)) - LATER[model._meta.model_name] == FIRST[model]
    assert LATER[model._meta.model_name] < set(columns(model))


@pytest.mark.parametrize("model", FIRST, ids=lambda model: model._meta.model_name)
def test_a_row_written_before_the_new_columns_keeps_its_digest(model, deputy):
    make.suggestion(deputy, stages.SESSION_DAY)
    row = model.objects.values().get()
    before = digest({name: row[name] for name in FIRST[model]})
    assert digest(held(model, row)) == before == last(model.objects.get()).row_hash


def test_a_new_column_that_says_something_changes_the_digest(deputy):
    make.suggestion(deputy, stages.SESSION_DAY)
    row = Suggestion.objects.values().get()
    said = {"wish": "object", "withdrawn_on": stages.ACCEPTED, "merged_into_id": 1, "disposition": "returned"}
    found = {digest(held(Suggestion, row | {name: value})) for name, value in said.items()}
    assert len(found | {digest(held(Suggestion, row))}) == 5


def test_in_a_table_of_its_own_every_column_counts_even_when_it_is_empty(deputy):
    make.assignment(make.suggestion(deputy, stages.SESSION_DAY))
    row = Assignment.objects.values().get()
    assert held(Assignment, row) == row
