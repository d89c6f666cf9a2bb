"""Days of many rows, read as text: a term knows few, so that each is made a date once and not once a row."""

from datetime import date
from functools import cache

from django.db.models import TextField
from django.db.models.functions import Cast


def text(name: str) -> Cast:
    """The day in a field as YYYY-MM-DD, on either database; None stays None."""
    return Cast(name, TextField())


@cache
def day(said: str | None) -> date | None:
    """The date of such a text."""
    return None if said is None else date.fromisoformat(said)
