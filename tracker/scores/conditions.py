"""What counts, as conditions on rows: one definition for one term, for all terms and for the indicators."""

from collections.abc import Callable, Collection

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ..models import DutyKind, DutyRecord, Interruption, Mandate, Session, Sponsor, Suggestion
from .periods import SUSPENDING

OCCURRED, SUBMITTED = "occurred_on", "suggestion__submitted_on"
VERIFIED = Q(state=DutyRecord.State.VERIFIED), Q(state=DutyRecord.State.SUBMITTED)
ACCEPTED = Q(suggestion__accepted_on__isnull=False), Q(suggestion__state=Suggestion.State.SUBMITTED)
NEVER = Q(pk__in=[])


def of_timing(timing: str) -> Q:
    """Whether a record's kind can count at some time."""
    return Q(kind__timing=timing)


def duties(
    sitting: Q, suspended: Q, timed: Callable[[str], Q] = of_timing, parted: Collection[int] | None = None
) -> QuerySet:
    """The records of those who took part while they served, on a day that fits the kind, whatever their state.

    ``sitting`` holds for the records on a day of a session of their term, ``suspended`` for those on a day on which
    their deputy is suspended, ``timed`` for those of a kind of a timing; ``parted`` are the mandates that do not last
    over all days asked about, where these are known.
    """
    timely = _in_time(sitting, timed)
    rows = DutyRecord.objects.filter(_in_office(OCCURRED, parted), timely, attendance=DutyRecord.Attendance.ATTENDED)
    return rows.filter(~suspended).order_by()


def sponsorships(suspended: Q, parted: Collection[int] | None = None) -> QuerySet:
    """The sponsorships of deputies who served on the day of submission; the rest as for duties."""
    return Sponsor.objects.filter(_in_office(SUBMITTED, parted)).filter(~suspended).order_by()


def _in_office(day: str, parted: Collection[int] | None) -> Q:
    """Whether a deputy serves on a day; where it is known who may not, the mandates of the rest are not read."""
    if parted is None:
        return _served("mandate__", F(day))
    held = Mandate.objects.filter(_served("", OuterRef(day)), pk=OuterRef("mandate"))
    return Q(mandate__isnull=False) & (~Q(mandate__in=parted) | Q(Exists(held)))


def _served(mandate: str, day: F) -> Q:
    held = Q(**{f"{mandate}ends_on": None}) | Q(**{f"{mandate}ends_on__gt": day})
    return held & Q(**{f"{mandate}starts_on__lte": day})


def _in_time(sitting: Q, timed: Callable[[str], Q]) -> Q:
    timing = DutyKind.Timing
    return timed(timing.ANY) | timed(timing.SESSION) & sitting | timed(timing.RECESS) & ~sitting


def in_session() -> Q:
    """Whether a record's day lies in a session of its term."""
    day = OuterRef(OCCURRED)
    return Q(Exists(Session.objects.filter(term=OuterRef("term"), opens_on__lte=day, closes_on__gte=day)))


def in_suspension(day: str) -> Q:
    """Whether a deputy is suspended, with approval, on the day that a field names."""
    lasting = Q(ends_on=None) | Q(ends_on__gt=OuterRef(day))
    approved = Interruption.objects.filter(lasting, kind__in=SUSPENDING, approved=True, is_void=False)
    return Q(Exists(approved.filter(mandate=OuterRef("mandate"), starts_on__lte=OuterRef(day))))


class Number(Count):
    """A count, as both databases give it: a whole number, with nothing to convert in hundreds of thousands."""

    def get_db_converters(self, connection):
        return []


def numbers(counted_and_pending: tuple[Q, Q], within: Q = Q(), index: int = 0) -> dict[str, Count]:  # noqa: B008
    """Two counts of the rows of a period: what counts, and what would once verified or accepted."""
    counted, pending = (Number("pk", filter=within & rows) for rows in counted_and_pending)
    return {f"counted{index}": counted, f"pending{index}": pending}
