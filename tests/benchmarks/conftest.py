"""The demo world of the hall, made once for all measurements."""

from io import StringIO

import pytest
from django.core.management import call_command
from rich.console import Console

from tests import make
from tests.benchmarks.measure import KEPT
from tests.benchmarks.table import shown
from tracker.models import Term

WIDE = 240


@pytest.fixture(scope="session")
def hall(django_db_setup, django_db_blocker):
    """The sixth term with 870 deputies and their records."""
    with django_db_blocker.unblock():
        call_command("seed", stdout=StringIO(), stderr=StringIO())
        call_command("demo", stdout=StringIO())
        yield Term.objects.get(code="chongqing-congress-6")


@pytest.fixture
def office(hall, client, django_db_blocker):
    """A client signed in as the office."""
    with django_db_blocker.unblock():
        client.force_login(make.login("office"))
        yield client


def pytest_terminal_summary():
    """The table of the measurements that ran here, where no bench collects them."""
    if KEPT:
        Console(width=WIDE).print(shown(KEPT))
