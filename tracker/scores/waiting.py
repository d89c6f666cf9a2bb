"""What waits for the office: records to verify, suggestions to accept, speech rolls to complete."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from ..models import Delegation, DutyRecord, Suggestion, Term


@dataclass(frozen=True)
class Waiting:
    """Counts of what waits, and since when the oldest record does."""

    records: int
    oldest: datetime | None
    suggestions: int
    rolls: int


def waiting(term: Term, mandates, on: date) -> Waiting:
    """What waits among some mandates of a term as of a day."""
    records = DutyRecord.objects.filter(
        term=term, state=DutyRecord.State.SUBMITTED, mandate__in=mandates.order_by()
    ).aggregate(n=Count("pk"), oldest=Min("recorded_at"))
    suggestions = Suggestion.objects.filter(term=term, state=Suggestion.State.SUBMITTED).count()
    rolls = Delegation.objects.filter(
        session__term=term, session__closes_on__lt=on, speech_roll_completed_on=None
    ).count()
    return Waiting(records["n"], records["oldest"], suggestions, rolls)
