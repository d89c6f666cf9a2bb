"""The words of a body on paper: those of the seeds."""

import tomllib
from pathlib import Path

import pytest

from tracker.exports.word.words import sayer
from tracker.models import Body, Term, Wording

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("代表、全国人大代表", "委员、全国人大代表"),
        ("代表建议、意见建议", "委员提案、意见建议"),
        ("代表联系组、联系组的代表", "委员小组、委员小组的委员"),
        ("工作建议、工作性建议", "工作建议、工作性建议"),
    ],
)
def test_a_committee_says_of_others_what_a_congress_says(db, said, instead):
    words = tomllib.loads((SEEDS / "wording.toml").read_text("utf-8"))
    rows = [(kind, *row) for kind in ("congress", "cppcc") for row in words[kind].items()]
    Wording.objects.bulk_create(Wording(body_kind=kind, key=key, text=text) for kind, key, text in rows)
    assert sayer(Term(body=Body(kind="cppcc")))(said) == instead
    assert sayer(Term(body=Body(kind="congress")))(said) == said
