"""The totals that a leader sees: outcomes, activities by month, suggestions by state. No person is named here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from ..models import Activity, DutyRecord, Suggestion, Term
from ..rules.calendar import month_after
from .periods import Period
from .summary import Judgement, count_overall, count_requirement

State = Suggestion.State
STATES = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.ASSIGNED,
    State.REPLIED,
    State.REHANDLING,
    State.TRACKING,
    State.CLOSED,
    State.MERGED,
    State.NOT_FILED,
    State.WITHDRAWN,
)


@dataclass(frozen=True)
class Outcomes:
    """How many deputies have each of the six outcomes in something."""

    label: str
    cycle: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All who were judged."""
        return sum(self.counts.values())


def overall(judgement: Judgement, cycle: str) -> Outcomes:
    """The six outcomes of the leading regulation in a cycle."""
    label = judgement.leading.label if judgement.leading else ""
    return Outcomes(label, cycle, count_overall(judgement.standings, judgement.leading_code, cycle))


def by_requirement(judgement: Judgement, cycles=("year", "term")) -> list[Outcomes]:
    """The outcomes of each requirement of the leading regulation, those of the year before those of the term."""
    asked = [(item, cycle) for cycle in cycles for item, _ in judgement.asked(cycle)]
    return [
        Outcomes(item.label, cycle, count_requirement(judgement.standings, item.code))
        for item, cycle in asked
        if item.regulation == judgement.leading_code
    ]


@dataclass(frozen=True)
class Month:
    """The activities that began in a month and the attendances at them (人次); None where it has not begun."""

    first: date
    activities: int | None
    attended: int | None


def months(period: Period) -> list[date]:
    """The first days of the months of a period."""
    found = [period.starts_on.replace(day=1)]
    while month_after(found[-1]) < period.ends_on:
        found.append(month_after(found[-1]))
    return found


def activities(term: Term, period: Period, on: date) -> list[Month]:
    """The months of a period; an activity counts once somebody's attendance at it was submitted, on its first day."""
    end = min(period.ends_on, on + timedelta(days=1))
    held = Activity.objects.filter(term=term, starts_on__gte=period.starts_on, starts_on__lt=end).order_by()
    came = DutyRecord.objects.filter(
        term=term,
        state__in=DutyRecord.REPORTED,
        attendance=DutyRecord.Attendance.ATTENDED,
        activity__in=held.values("pk"),  # asked by the activities, which are few
    )
    by_day = came.order_by().values_list("activity__starts_on").annotate(Count("activity", distinct=True), Count("pk"))
    number_of, attended = Counter(), Counter()
    for day, number, persons in by_day:
        number_of[day.replace(day=1)] += number
        attended[day.replace(day=1)] += persons
    return [
        Month(first, number_of[first], attended[first]) if first <= on else Month(first, None, None)
        for first in months(period)
    ]


@dataclass(frozen=True)
class Handled:
    """The suggestions submitted in a span by the state they are in now, and how many bills were submitted in it."""

    states: dict[str, int]
    bills: int

    @property
    def total(self) -> int:
        """All suggestions of the span."""
        return sum(self.states.values())


def suggestions(term: Term, period: Period, on: date) -> Handled:
    """What was submitted in a period up to a day: suggestions and proposals by state, bills as such; no drafts."""
    end = min(period.ends_on, on + timedelta(days=1))
    rows = Suggestion.objects.filter(term=term, submitted_on__gte=period.starts_on, submitted_on__lt=end)
    rows, bill = rows.exclude(state=State.DRAFT).order_by(), Q(kind=Suggestion.Kind.BILL, treated_on=None)
    found = dict(rows.exclude(bill).values_list("state").annotate(Count("pk")))
    return Handled({str(state): found.get(state, 0) for state in STATES}, rows.filter(bill).count())
