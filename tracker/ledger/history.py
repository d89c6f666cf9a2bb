"""Loads history in bulk: rows that the caller has checked, in the states that follow from their facts."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction

from ..models import (
    Assignment,
    Commitment,
    Contact,
    Deliberation,
    Disclosure,
    Evaluation,
    EvaluationLine,
    LookBack,
    Progress,
    Referral,
    Rehandling,
    Reply,
    Similarity,
    Sketch,
    Sponsor,
    Suggestion,
    Supervision,
)
from ..rules import grams
from .bulk import build
from .trail import By, create_many

ORDER = (
    Suggestion,
    Sponsor,
    Similarity,
    Deliberation,
    Referral,
    Assignment,
    Contact,
    Progress,
    Reply,
    Commitment,
    LookBack,
    Evaluation,
    EvaluationLine,
    Rehandling,
    Supervision,
    Disclosure,
)


@dataclass
class History:
    """New rows of the chain, unsaved, linked to each other or to stored rows by object."""

    rows: dict[type, list] = field(default_factory=lambda: defaultdict(list))

    def new(self, model, **values):
        """Make and keep a row to be written; rows it refers to are given by the name of the relation."""
        return self.add(build(model, values))

    def add(self, row):
        """Keep a row to be written; gives it back."""
        if type(row) not in ORDER:
            raise TypeError(f"not a fact of the chain: {type(row).__name__}")
        self.rows[type(row)].append(row)
        return row


@transaction.atomic
def enter(by: By, history: History):
    """Store the rows of a history, table by table, with an event each; no rights and no states are checked here."""
    for model in ORDER:
        create_many(by, history.rows[model], "enter")
    keep_sketches(history.rows[Suggestion])


def keep_sketches(suggestions: list[Suggestion]):
    """Keep what finding similar suggestions needs of the present texts of many."""
    rows = [Sketch(suggestion=row, grams=grams.sketch(f"{row.title}\n{row.text}")) for row in suggestions]
    options = {"update_conflicts": True, "unique_fields": ["suggestion"], "update_fields": ["grams"]}
    Sketch.objects.bulk_create(rows, batch_size=400, **options)
