"""What measuring the rates costs beside a bare loop, and their workbook beside a bare XlsxWriter of as many cells."""

from datetime import date
from io import BytesIO

import pytest

from tests.benchmarks.measure import against, measured
from tests.benchmarks.table import Row
from tests.benchmarks.test_pages import WHERE, writer_of
from tracker.exports import rates
from tracker.models import Assignment
from tracker.scores.rates import measure
from tracker.scores.register import gather

ON = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def rows_of(term):
    """What a bare reading of a register fetches."""
    return Assignment.objects.filter(suggestion__term=term).values_list("pk", "unit", "due_on", "replies__replied_on")


def test_gathering(hall):
    bare = against("its assignments and replies fetched", lambda: list(rows_of(hall)))
    measured(Row("gather the register of a term", WHERE), lambda: gather(hall, None, None, ON), bare)


def test_measuring(hall):
    """The control makes as many tuples of keys as the rates and counts hold, of the rows that answered."""
    found = gather(hall, None, None, ON)
    rated = measure(found)
    lists = range(2 * len(rated.rates) + len(rated.counts))

    def loop():
        return [tuple(row.id for row in found.shares if row.replies) for _ in lists]

    measured(Row("measure the rates of a register", WHERE), lambda: measure(found), against("as many lists", loop))


def test_workbook(hall):
    found, out = gather(hall, None, None, ON), BytesIO()
    rated = measure(found)
    rates.write(hall, found, rated, out, made_on=ON)
    bare = against("its cells by XlsxWriter", writer_of(out))
    row = Row("workbook of the rates", WHERE)
    measured(row, lambda: rates.write(hall, found, rated, BytesIO(), made_on=ON), bare, runs=3)
