"""City totals that are kept. They are worked out anew at any time, so no event tells of them."""

from datetime import date, datetime

from django.db import transaction

from ..models import Event, Snapshot, User

KEPT = 10  # of each year: a year of working days would be a hundred megabytes of what nobody reads again


def head() -> int:
    """The number of the last operation in the trail; 0 where there is none."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def since(kept: Snapshot) -> int:
    """How many operations the trail has had since totals were counted; PostgreSQL leaves numbers out."""
    return Event.objects.filter(pk__gt=kept.head).count()


@transaction.atomic
def keep(user: User | None, at: datetime, year: int, on: date, seen: int, totals: list[dict]) -> Snapshot:
    """Keep the totals of a year as of a day; ``seen`` is the head of the trail before they were counted.

    ``user`` is who had them counted, None for a command. Of a year the newest ten stay.
    """
    row = Snapshot.objects.create(year=year, on=on, made_at=at, made_by=user, head=seen, totals=totals)
    newest = Snapshot.objects.filter(year=year).order_by("-pk").values_list("pk", flat=True)[:KEPT]
    Snapshot.objects.filter(year=year).exclude(pk__in=list(newest)).delete()
    return row
