"""`python -m tests.benchmarks.growth`: twice the deputies, in a test database of its own.

Each measurement is a function of the world that returns its name and the median seconds for so many deputies and for
twice as many, which are to be at most 2.2 times as long.
"""

import gc
import os
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import django
import xlsxwriter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402

from tests import make  # noqa: E402
from tests.benchmarks import volume  # noqa: E402
from tests.benchmarks.measure import Work, keep, medians  # noqa: E402
from tests.benchmarks.table import Bound, Row  # noqa: E402
from tracker.exports import gathered, reports  # noqa: E402
from tracker.intake import importer  # noqa: E402
from tracker.models import Mandate, Term  # noqa: E402
from tracker.scores import calendar, summary  # noqa: E402
from tracker.scores.parts import judge_parts  # noqa: E402

SMALL = int(os.environ.get("GROWTH") or 10_000)
DUTIES, RUNS, LIMIT = 3, 3, 2.2
YEAR, ON = 2023, date(2023, 12, 15)
Growth = tuple[str, float, float]


class World:
    """A term of so many deputies and one of twice as many, and the files that such terms are imported from."""

    def __init__(self, folder: Path):
        self.terms = [volume.term_of(SMALL * n, code=f"chongqing-congress-{7 - n}", number=7 - n) for n in (1, 2)]
        self.new = make.term("chongqing-congress-7", 7)
        make.unit(self.new, "新区")
        self.deputies = [written(folder / f"d{n}.xlsx", DEPUTY, deputies(SMALL * n)) for n in (1, 2)]
        self.duties = [written(folder / f"r{n}.xlsx", DUTY, duties(term)) for n, term in enumerate(self.terms)]


DEPUTY = ("代表编号", "姓名", "性别", "工作单位及职务", "选举单位", "联系组", "基层代表", "名单序号", "任职起")
DUTY = ("登记号", "代表编号", "类别", "日期", "名称", "组织单位")


def deputies(number: int):
    """The rows of a sheet of new deputies."""
    for at in range(number):
        told = (f"示例单位{at % 900}职务", "新区", f"第{at // 300}联系组", "否", at + 1, make.START)
        yield (f"7{at:05d}", f"代表{at:05d}", "男女"[at % 2], *told)


def duties(term: Term):
    """The rows of a sheet of new records, three of each deputy of a term."""
    numbers = list(Mandate.objects.filter(term=term).order_by("number").values_list("number", flat=True))
    for turn in range(DUTIES):
        for at, number in enumerate(numbers):
            day = make.START + timedelta(100 + (at + turn) % 200)
            yield (f"N{turn}-{number}", number, "走访", day, f"第{turn}次新的活动", f"示例单位{at % 60}")


def written(path: Path, heads, rows) -> Path:
    """A sheet of rows as a file."""
    options = {"default_date_format": "yyyy-mm-dd", "constant_memory": True}
    with closing(xlsxwriter.Workbook(path, options)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heads, *rows]):
            sheet.write_row(number, 0, row)
    return path


def scoring(world: World) -> Growth:
    """The judgement of all deputies of a term over a year and the term."""
    return grown("score", [partial(judged, term) for term in world.terms])


def judged(term: Term):
    """A term judged at once."""
    return summary.judge(term, Mandate.objects.filter(term=term), periods(term), ON)


def periods(term: Term) -> list:
    """The year and the term."""
    return [calendar.period_of(term, YEAR), calendar.period_of(term, None)]


def exporting(world: World) -> Growth:
    """The compliance workbook of a term, judged and written."""
    return grown("export the compliance workbook", [partial(exported, term) for term in world.terms])


def exported(term: Term):
    """The compliance workbook of a term."""
    found = gathered.gather(judge_parts(term, Mandate.objects.filter(term=term), periods(term), ON))
    reports.annual(found, BytesIO(), made_on=ON)


def importing_deputies(world: World) -> Growth:
    """A sheet of new deputies, checked and written."""
    calls = [partial(imported, "deputies", path, world.new) for path in world.deputies]
    return grown("import the sheet of deputies", calls, within=taken_back)


def importing_duties(world: World) -> Growth:
    """A sheet of three new records of each deputy, checked and written."""
    calls = [partial(imported, "duties", *pair) for pair in zip(world.duties, world.terms, strict=True)]
    return grown("import the sheet of duty records", calls, within=taken_back)


def imported(kind: str, path: Path, term: Term):
    """A file checked and written."""
    check = importer.check(kind, path, term, make.by(), ON)
    assert not check.errors, check.errors[:3]
    importer.write(check, make.by())


@contextmanager
def taken_back():
    """What is written inside is taken back; as the command does, nobody looks for garbage."""
    gc.disable()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    gc.enable()


def grown(name: str, calls, **how) -> Growth:
    """The name and the medians of the two calls, turn by turn."""
    small, double = medians(*(Work(call, **how) for call in calls), runs=RUNS)
    return name, small, double


MEASURED = (scoring, importing_deputies, importing_duties, exporting)


def row(name: str, small: float, double: float) -> Row:
    """A line of the table: twice the deputies beside so many."""
    control = f"{SMALL:,} deputies"
    return Row(f"{name}: {2 * SMALL:,} deputies", "SQLite", double, control, small, (Bound("ratio", "≤", LIMIT),))


def main(names: list[str]) -> int:
    """Measures those of these names, all without any, in a test database that vanishes."""
    setup_test_environment(debug=False)
    old = setup_databases(verbosity=0, interactive=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder))
            for measure in MEASURED:
                if not names or measure.__name__ in names:
                    keep(row(*measure(world)))
    finally:
        teardown_databases(old, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
