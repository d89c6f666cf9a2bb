"""The status page of the staff: which database, is it safe, where the ledger stands."""

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.shortcuts import render

from config.database import unsafe_reasons

from ..models import STAFF, Event


def status(request):
    """What the system runs on and the ledger's head; for the staff."""
    if not request.roles & STAFF:
        raise PermissionDenied
    context = {
        "vendor": connection.display_name,
        "version": ".".join(map(str, connection.get_database_version())),
        "journal": _journal(),
        "reasons": unsafe_reasons(connection),
        "head": Event.objects.select_related("actor").order_by("-pk").first(),
    }
    return render(request, "tracker/status.html", context)


def _journal() -> str:
    """SQLite's journal mode; the slower one is used where the SQLite at hand cannot keep every commit in WAL."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return cursor.fetchone()[0]
