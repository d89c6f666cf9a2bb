"""What the measurements ask about: the municipal term, a year that is over, a day, and the database's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from tests.benchmarks.table import Row
from tracker.models import Term

YEAR, ON = 2025, date(2026, 11, 15)
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class World:
    """The municipal term of the demo, and where it lies."""

    term: Term
    where: str

    def row(self, what: str, **more) -> Row:
        """A row about this database."""
        return Row(what, self.where, **more)


def world() -> World:
    """The world of the database that Django is set up on."""
    return World(Term.objects.select_related("body__parent").get(code="chongqing-congress-6"), NAMES[connection.vendor])


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
