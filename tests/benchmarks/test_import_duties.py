"""How long a year's load of duty records takes, beside a loop of ``full_clean()`` and ``save()``.

Figures to reach: 100,000 records with every check at 12,000 rows a second or more; twice as many rows in at most 2.2
times the time; the process that reads the file under 512 MB. Nothing is asserted on time.
"""

import gc
import resource
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta

import pytest
import xlsxwriter

from tests import make
from tests.benchmarks.measure import Work, against, keep, measured
from tests.benchmarks.table import Bound, Row
from tests.benchmarks.test_import_suggestions import taken_back
from tests.benchmarks.test_import_suggestions import term as suggestions_term
from tracker.intake import apart, importer
from tracker.models import DutyKind, DutyRecord, Mandate

HEADERS = (
    "登记号",
    "代表编号",
    "姓名",
    "类别",
    "日期",
    "会次",
    "上下午",
    "名称",
    "组织单位",
    "方式",
    "参加情况",
    "说明",
)
KINDS = ("视察", "专题调研", "执法检查", "走访", "接待群众", "座谈论证")
FIRST, DAYS, DEPUTIES = date(2023, 2, 1), 1000, 870
ON = date(2026, 1, 1)
MANY, BARE = 100_000, 500
pytestmark = pytest.mark.django_db

term = suggestions_term


def row(number):
    """A record as an office's table has it."""
    return (
        f"D{number:07d}",
        str(600_000 + number % DEPUTIES),
        None,
        KINDS[number % len(KINDS)],
        FIRST + timedelta(days=number * 7 % DAYS),
        None,
        ("上午", "下午")[number % 2],
        f"第{number // 29}场示例活动：调研示例事项办理情况",
        f"示例单位{number % 60}",
        "线上" if number % 10 == 0 else "现场",
        "请假" if number % 12 == 0 else "参加",
        f"示例说明{number}" if number % 4 == 0 else None,
    )


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """Makes a workbook of so many records, once."""
    made = {}

    def make_one(rows):
        if rows not in made:
            made[rows] = tmp_path_factory.mktemp("duties") / "duties.xlsx"
            write(made[rows], rows)
        return made[rows]

    return make_one


def write(path, rows):
    options = {"default_date_format": "yyyy-mm-dd", "constant_memory": True}
    with closing(xlsxwriter.Workbook(path, options)) as book:
        sheet = book.add_worksheet("履职登记")
        sheet.write_row(0, 0, HEADERS)
        for number in range(rows):
            sheet.write_row(number + 1, 0, row(number))


@pytest.fixture
def office(term, settings):
    """The term with its kinds of duty; workbooks are read in processes of their own."""
    settings.IMPORTS_IN_PROCESS = False
    for label in KINDS:
        make.kind(f"kind-{KINDS.index(label)}", label=label)
    gc.disable()  # as the command does
    yield term
    gc.enable()


def load(path, term, *, write=True):
    """Check a file and write it; how many records there are then."""
    with taken_back():
        check = importer.check("duties", path, term, make.by(), ON)
        assert not check.errors
        if write:
            importer.write(check, make.by())
        return DutyRecord.objects.count() if write else len(check.lines)


def test_records_are_checked_and_written(office, workbook):
    one, two = workbook(MANY), workbook(2 * MANY)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert load(one, office) == MANY
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    half = against("100,000 of them", lambda: load(one, office))
    twice = Row("import 200,000 duty records", "SQLite")
    found = measured(twice, lambda: load(two, office), half, bounds=[("ratio", "≤", 2.2)], rows=2 * MANY, runs=2)
    figures = {
        "rows/s": round(MANY / found.control_seconds),
        "MB while reading": memory_of_reading(one),
        "MB more here": grown,
    }
    bounds = (Bound("rows/s", "≥", 12_000), Bound("MB while reading", "<", 512))
    keep(Row("import 100,000 duty records", "SQLite", found.control_seconds, bounds=bounds, figures=figures))


def memory_of_reading(path):
    """The most memory of the process that reads a file, in MB, asked of a small process that starts it."""
    measure = (
        "import resource, subprocess, sys; file = open(sys.argv[1], 'rb');"
        " subprocess.run(sys.argv[2:], stdin=file, stdout=subprocess.DEVNULL, check=True);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    command = [sys.executable, "-c", measure, path, *apart.command("tracker.intake.child", "main(False)")]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_records_are_checked(office, workbook):
    once = Row("check 100,000 duty records", "SQLite")
    measured(once, lambda: load(workbook(MANY), office, write=False), rows=MANY, runs=2)


def test_records_are_cleaned_and_saved_one_by_one(office):
    """Five hundred of them, with nothing but what Django does: no file, no events, no comparison."""
    mandates = {mandate.number: mandate for mandate in Mandate.objects.filter(term=office)}
    kinds, by = {kind.label: kind for kind in DutyKind.objects.all()}, make.by()

    def run():
        for number in range(BARE):
            key, deputy, _, kind, day, _, _, title, organiser, *_ = row(number)
            record = DutyRecord(
                term=office, mandate=mandates[deputy], kind=kinds[kind], key=key, occurred_on=day, title=title
            )
            record.organiser, record.recorded_by, record.recorded_at = organiser, by.user, by.at
            record.full_clean()
            record.save()

    told = Row(f"full_clean() and save() of {BARE:,} records", "SQLite", note="no file, no events: to compare")
    measured(told, Work(run, taken_back), rows=BARE, runs=2)
