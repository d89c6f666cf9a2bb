"""The demo world of the hall, made once for all measurements."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests import make
from tracker.models import Term


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


SAID: list[str] = []


@pytest.fixture
def notes():
    """Sentences to print after the table of times."""
    return SAID


def pytest_terminal_summary(terminalreporter):
    """What the measurements said beside their times."""
    for sentence in SAID:
        terminalreporter.write_line(sentence)
