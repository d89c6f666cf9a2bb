"""What a page, a judged term and a workbook cost, each beside the bare equivalent of its group."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tracker.exports import reports
from tracker.models import DutyRecord, Mandate
from tracker.scores import calendar, summary

ON = date(2026, 11, 22)
HOME = f"/?year=2025&on={ON}"
FILE = f"/deputies/chongqing-congress-6/600006/?year=2025&on={ON}"

pytestmark = pytest.mark.django_db


def periods(term):
    return [calendar.period_of(term, 2025), calendar.period_of(term, None)]


def mandates(term):
    return Mandate.objects.filter(term=term)


@pytest.mark.benchmark(group="judge a term from the database")
def test_standings(benchmark, hall):
    benchmark(lambda: summary.judge(hall, mandates(hall), periods(hall), ON))


@pytest.mark.benchmark(group="judge a term from the database")
def test_standings_bare(benchmark, hall):
    rows = DutyRecord.objects.filter(term=hall).values_list("mandate", "kind", "occurred_on", "state")
    benchmark(lambda: list(rows.all()))


@pytest.mark.benchmark(group="the list page")
def test_list_page(benchmark, office):
    assert benchmark(lambda: office.get(HOME)).status_code == 200


@pytest.mark.benchmark(group="the list page")
def test_list_page_bare(benchmark, office):
    assert benchmark(lambda: office.get("/rules/")).status_code == 200


@pytest.mark.benchmark(group="the duty file")
def test_duty_file(benchmark, office):
    assert benchmark(lambda: office.get(FILE)).status_code == 200


@pytest.mark.benchmark(group="the duty file")
def test_duty_file_bare(benchmark, office):
    assert benchmark(lambda: office.get("/rules/")).status_code == 200


@pytest.mark.benchmark(group="the compliance workbook")
def test_workbook(benchmark, hall):
    judgement = summary.judge(hall, mandates(hall), periods(hall), ON)
    benchmark.pedantic(lambda: reports.compliance(judgement, BytesIO(), made_on=ON), rounds=3)


@pytest.mark.benchmark(group="the compliance workbook")
def test_workbook_bare(benchmark, hall):
    """As many cells written by XlsxWriter alone."""
    benchmark.pedantic(write_bare, rounds=3)


def write_bare():
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    for rows, columns in ((880, 30), (1300, 12), (700, 10)):
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(columns):
                sheet.write_string(row, column, "达到")
    book.close()


@pytest.mark.parametrize(("address", "ceiling"), [(HOME, 15), (FILE, 20)])
def test_queries_of_a_page_with_the_whole_hall(office, address, ceiling):
    office.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        office.get(address)
    print(f"\n{address}: {len(queries)} queries")
    assert len(queries) < ceiling
