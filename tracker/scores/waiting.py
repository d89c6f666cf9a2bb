"""What waits for the office: records to verify, suggestions to accept, speech rolls to complete."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from ..models import Delegation, DutyRecord, Suggestion, Term


@dataclass(frozen=True)
class Waiting:
    """Counts of what waits, and since when the oldest record does."""

    records: int
    oldest: datetime | None
    suggestions: int
    rolls: int


def waiting(term: Term, on: date) -> Waiting:
    """What waits in a term as of a day, in one query."""
    submitted = DutyRecord.objects.filter(term=OuterRef("pk"), state=DutyRecord.State.SUBMITTED)
    suggestions = Suggestion.objects.filter(term=OuterRef("pk"), state=Suggestion.State.SUBMITTED)
    rolls = Delegation.objects.filter(
        session__term=OuterRef("pk"), session__closes_on__lt=on, speech_roll_completed_on=None
    )
    [(records, oldest, proposed, open_rolls)] = Term.objects.filter(pk=term.pk).values_list(
        _one(submitted, "term", Count("pk")),
        _one(submitted, "term", Min("recorded_at")),
        _one(suggestions, "term", Count("pk")),
        _one(rolls, "session__term", Count("pk")),
    )
    return Waiting(records or 0, oldest, proposed or 0, open_rolls or 0)


def _one(rows: QuerySet, by: str, number) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(number=number).values("number"))
