"""How much the city holds."""

from pathlib import Path

from django.db import connection

from tests.benchmarks.measure import keep
from tracker.models import DutyRecord, Event, Mandate, Suggestion, Term

COUNTED = {
    "terms": Term.objects.filter(mandates__isnull=False).distinct(),
    "mandates": Mandate.objects,
    "duty records": DutyRecord.objects,
    "suggestions": Suggestion.objects,
    "events": Event.objects,
}


def measure(world) -> None:
    """Count what there is, and how much room it takes."""
    figures = {of: rows.count() for of, rows in COUNTED.items()} | {"MB on disk": megabytes()}
    keep(world.row("what the database holds", figures=figures))


def megabytes() -> int:
    """The room of the database with its indexes, in MB."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size // 10**6
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0] // 10**6
