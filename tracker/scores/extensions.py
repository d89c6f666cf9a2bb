"""Until when the first round of an assignment could be replied, as a past day knew it."""

from datetime import date

from ..models import Assignment, Event, Term


def due_on(due: date, extended_on: date | None, extended_to: date | None, on: date) -> date:
    """The due day in force at the end of a day: as extended, unless that was granted later."""
    granted = extended_to is not None and (extended_on is None or extended_on <= on)
    return extended_to if granted else due


def earlier(term: Term, on: date) -> dict[int, date]:
    """The extension in force on a day, of assignments that were extended once more after it.

    The row holds only its last extension; what it held before stands in the trail, with its legal days.
    """
    later = Assignment.objects.filter(suggestion__term=term, extended_on__gt=on).values("pk")
    events = Event.objects.filter(subject="assignment", verb="extend", object_id__in=later)
    found: dict[int, date] = {}
    for pk, before in events.order_by("pk").values_list("object_id", "before"):
        granted_on, until = before.get("extended_on"), before.get("extended_to")
        if granted_on and until and date.fromisoformat(granted_on) <= on:
            found[pk] = date.fromisoformat(until)
    return found
