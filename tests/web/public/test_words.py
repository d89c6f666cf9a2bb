"""docs/publishing.md says how far a suggestion is in the words of the pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests import make
from tests.web.public.opened import DAY, suggestion
from tracker.models import Suggestion
from tracker.scores import published
from tracker.tables.published import STAGES

TEXT = Path(settings.BASE_DIR, "docs", "publishing.md").read_text(encoding="utf-8")
TOLD = dict(re.findall(r"^\| (\S+) \| (`\w+`.*) \|$", TEXT, re.M))
STATES = [(word, state) for word, states in TOLD.items() for state in re.findall(r"`(\w+)`", states)]


@pytest.mark.parametrize("word, state", STATES)
def test_each_state_is_told_in_its_word(deputy, word, state):
    row = suggestion(deputy)
    if word == "办理中":
        make.assignment(row, on=DAY)
    Suggestion.objects.filter(pk=row.pk).update(state=state)
    (line,) = published.lines(published.suggestions(DAY))
    assert STAGES[line.stage] == word


def test_every_state_and_every_word_is_told():
    untold = {*published.HIDDEN, Suggestion.State.MERGED}
    assert {state for _word, state in STATES} == set(Suggestion.State) - untold
    assert set(TOLD) == {str(word) for word in STAGES.values()}
