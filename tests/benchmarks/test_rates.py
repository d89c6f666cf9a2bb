"""What measuring the rates costs beside a bare loop, and their workbook beside a bare XlsxWriter of as many cells.

Nothing is asserted on time; the ratio of the two rows of a group tells slower code from a slower machine.
"""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from tracker.exports import rates
from tracker.models import Assignment
from tracker.scores.rates import measure
from tracker.scores.register import gather

ON = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(hall):
    """The whole term, all units."""
    return gather(hall, None, None, ON)


@pytest.mark.benchmark(group="gather the register of a term")
def test_gathering(benchmark, hall):
    assert benchmark(lambda: gather(hall, None, None, ON)).shares


@pytest.mark.benchmark(group="gather the register of a term")
def test_reading_as_many_rows_bare(benchmark, hall):
    rows = Assignment.objects.filter(suggestion__term=hall).values_list("pk", "unit", "due_on", "replies__replied_on")
    assert benchmark(lambda: list(rows.all()))


@pytest.mark.benchmark(group="measure the rates of a term")
def test_measuring(benchmark, register):
    assert benchmark(lambda: measure(register)).rates


@pytest.mark.benchmark(group="measure the rates of a term")
def test_a_bare_loop_over_as_many_rows(benchmark, register):
    """As many tuples of keys as the rates and counts hold, of the rows that answered."""
    found = measure(register)
    lists = 2 * len(found.rates) + len(found.counts)

    def loop():
        return [tuple(row.id for row in register.shares if row.replies) for _ in range(lists)]

    assert len(benchmark(loop)) == lists


@pytest.mark.benchmark(group="the workbook of the rates")
def test_workbook(benchmark, hall, register):
    found = measure(register)
    benchmark.pedantic(lambda: rates.write(hall, register, found, BytesIO(), made_on=ON), rounds=3)


@pytest.mark.benchmark(group="the workbook of the rates")
def test_workbook_bare(benchmark, hall, register):
    """As many cells written by XlsxWriter alone."""
    out = BytesIO()
    rates.write(hall, register, measure(register), out, made_on=ON)
    sizes = [(sheet.max_row, sheet.max_column) for sheet in openpyxl.load_workbook(out)]
    benchmark.pedantic(lambda: write_bare(sizes), rounds=3)


def write_bare(sizes):
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    for rows, columns in sizes:
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(columns):
                sheet.write_string(row, column, "达到")
    book.close()
