"""The demo world of the hall, made once for the tests of this folder and taken back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tracker.models import Term


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The sixth term of the demo world; nothing in this folder may ask for an empty database."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", stdout=StringIO(), stderr=StringIO())
        call_command("demo", stdout=StringIO())
        if connection.vendor == "postgresql":  # which would count the rows by itself, once they are committed
            connection.cursor().execute("ANALYZE")
        yield Term.objects.get(code="chongqing-congress-6")
        transaction.set_rollback(True)
