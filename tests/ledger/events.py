"""What the trail says of a row."""

from tracker.ledger.trail import digests, subject_of
from tracker.models import Event


def events(obj):
    """The events of a row, oldest first."""
    return Event.objects.filter(subject=subject_of(type(obj)), object_id=obj.pk).order_by("pk")


def verbs(obj):
    """The verbs of a row's events, oldest first."""
    return list(events(obj).values_list("verb", flat=True))


def last(obj):
    """The last event of a row."""
    return events(obj).last()


def agrees(obj):
    """Whether the row is stored as its last event says."""
    return last(obj).row_hash == digests(type(obj), [obj.pk])[obj.pk]


def again(obj):
    """The row as somebody else has it on the screen."""
    return type(obj).objects.get(pk=obj.pk)
