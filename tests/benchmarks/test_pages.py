"""What a page, a judged term and a workbook of the hall cost, each beside the bare equivalent."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.measure import against, measured
from tests.benchmarks.table import Row
from tracker.exports import reports
from tracker.models import DutyRecord, Mandate
from tracker.scores import calendar, summary

ON = date(2026, 11, 22)
WHERE = "SQLite, hall"
HOME = f"/?year=2025&on={ON}"
FILE = f"/deputies/chongqing-congress-6/600006/?year=2025&on={ON}"

pytestmark = pytest.mark.django_db


def judged(term):
    """The judgement of a year and the term."""
    periods = [calendar.period_of(term, 2025), calendar.period_of(term, None)]
    return summary.judge(term, Mandate.objects.filter(term=term), periods, ON)


def test_standings(hall):
    rows = DutyRecord.objects.filter(term=hall).values_list("mandate", "kind", "occurred_on", "state")
    bare = against("its records fetched", lambda: list(rows.all()))
    measured(Row("judge a term from the database", WHERE), lambda: judged(hall), bare)


@pytest.mark.parametrize(("name", "address"), [("the list page", HOME), ("the duty file", FILE)])
def test_page(office, name, address):
    with CaptureQueriesContext(connection) as queries:
        assert office.get(address).status_code == 200
    bare = against("the page of the rules", lambda: office.get("/rules/"))
    row = Row(name, WHERE, figures={"queries": len(queries)})
    measured(row, lambda: office.get(address), bare, bounds=[("ms", "<", 150), ("queries", "≤", 25)])


def test_workbook(hall):
    judgement, out = judged(hall), BytesIO()
    reports.compliance(judgement, out, made_on=ON)
    bare = against("its cells by XlsxWriter", writer_of(out))
    row = Row("compliance workbook", WHERE)
    measured(row, lambda: reports.compliance(judgement, BytesIO(), made_on=ON), bare, runs=3)


def writer_of(out):
    """Writes as many cells as a workbook has, by XlsxWriter alone."""
    book = openpyxl.load_workbook(out, read_only=True)
    sizes = [(sheet.max_row, sheet.max_column) for sheet in book]

    def write():
        book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
        for rows, columns in sizes:
            sheet = book.add_worksheet()
            for row in range(rows):
                for column in range(columns):
                    sheet.write_string(row, column, "达到")
        book.close()

    return write
