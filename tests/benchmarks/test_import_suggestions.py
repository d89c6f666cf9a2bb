"""How long importing a large register takes, beside openpyxl and SQLite doing nothing but as much.

Figures to reach: 6,000 suggestions with 15,000 assignments, replies and evaluations in under 8 s for the whole
process. Nothing is asserted on time; the ratio of the rows of the table tells a slower import from a slower machine.
"""

import sqlite3
from contextlib import closing, contextmanager
from datetime import date, timedelta
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import call_command
from django.db import transaction
from openpyxl import load_workbook

from tests import make
from tests.benchmarks.measure import Work, against, measured
from tests.benchmarks.table import Row
from tracker.ledger import people
from tracker.ledger.people import Election
from tracker.models import Assignment, Event, Mandate, Person, Suggestion
from tracker.scores.rates import measure
from tracker.scores.register import gather

SUGGESTIONS, DEPUTIES, UNITS = 6_000, 870, 120
DAYS, ROWS, FACTS = 300, 51_000, 78_520
ON = date(2024, 6, 1)
HEADERS = {
    "建议": "编号 类型 标题 提出日期 渠道 领衔代表编号 联名代表编号 受理日期 公开 不公开理由 重点督办",
    "承办": "建议编号 承办单位 方式 交办日期 期限 涉及面广难度大",
    "答复": "建议编号 承办单位 轮次 答复日期 类别 公开 不公开理由 承诺事项 承诺期限",
    "评价": "建议编号 承办单位 轮次 环节 代表编号 评价 日期 说明",
}
pytestmark = pytest.mark.django_db


def rows():
    """The rows of the four sheets: one share in three only helps, one reply in fifteen promises something."""
    sheets = {title: [] for title in HEADERS}
    for number in range(SUGGESTIONS):
        add_suggestion(sheets, number, f"2023-{number:04d}", make.START + timedelta(days=number * 7 % DAYS))
    return sheets


def add_suggestion(sheets, number, code, day):
    lead, *joint = (str(600_000 + (number + place * 31) % DEPUTIES) for place in range(1 + number % 4))
    public = ("是", None) if number % 3 else ("否", "个人隐私")
    key = "是" if number % 50 == 0 else None
    title, channel = f"关于进一步加强第{number}号示例道路建设和管理的建议", ("大会", "闭会")[number % 2]
    row = (code, "建议", title, day, channel, lead, "、".join(joint) or None, day + timedelta(days=5), *public, key)
    sheets["建议"].append(row)
    for place in range(2 + number % 2):
        add_share(sheets, number, code, place, day + timedelta(days=12))


def add_share(sheets, number, code, place, day):
    unit, helps = f"示例单位{(number * 3 + place * 7) % UNITS:03d}", bool(place)
    replied = day + timedelta(days=25 if helps else 60)
    promise = (f"落实第{number}号示例事项", replied + timedelta(days=90)) if not (helps or number % 15) else ()
    said = (None, None) if helps else ("AABAC"[number % 5], "是")
    rating = "基本满意" if number % 9 == 0 else "满意"
    sheets["承办"].append((code, unit, "协办" if helps else "主办", day, None, None))
    sheets["答复"].append((code, unit, None, replied, *said, None, *promise))
    sheets["评价"].append((code, unit, None, None, None, rating, replied + timedelta(days=10), None))


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The register as a workbook."""
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    with closing(xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})) as book:
        for title, found in rows().items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate([HEADERS[title].split(), *found]):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def term(db):
    """A term whose deputies the register names."""
    found = make.term()
    make.system("其他", "system-other")
    unit, elections = make.unit(found), []
    for number in range(600_000, 600_000 + DEPUTIES):
        person = Person(number=f"P{number}", name=f"示例代表{number}")
        elections.append(Election(Mandate(person=person, term=found, number=str(number), starts_on=make.START), unit))
    people.elect_many(make.by(), elections)
    return found


def load(path, *options):
    out = StringIO()
    call_command("import", "suggestions", str(path), "--term", "chongqing-congress-6", *options, stdout=out, stderr=out)
    return out.getvalue()


@contextmanager
def taken_back():
    """What is written inside is taken back, so that each round begins alike."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def read_by_openpyxl(path):
    """How many rows openpyxl reads of a workbook, with nothing else done."""
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))


def test_a_register_is_checked(term, register):
    assert "51000 行，新增 51000，变更 0，未变 0，拒绝 0" in load(register)
    assert read_by_openpyxl(register) == ROWS + len(HEADERS)
    bare = against("read by openpyxl", lambda: read_by_openpyxl(register))
    measured(Row("check a register of 51,000 rows", "SQLite"), lambda: load(register), bare, rows=ROWS, runs=3)


def test_a_register_is_written(term, register, tmp_path):
    def run():
        load(register, "--yes")
        assert Event.objects.filter(verb="enter").count() > FACTS - 1000

    bare = against("as many bare rows inserted", lambda: insert_bare(tmp_path / "bare.sqlite3"))
    row = Row("check and write a register of 51,000 rows", "SQLite")
    measured(row, Work(run, taken_back), bare, bounds=[("s", "<", 8)], rows=ROWS, runs=3)


def test_the_rates_of_six_thousand_suggestions(term, register):
    load(register, "--yes")
    fields = ("pk", "unit", "due_on", "replies__replied_on")
    rows = Assignment.objects.filter(suggestion__term=term).values_list(*fields)
    assert Suggestion.objects.count() == SUGGESTIONS
    found = gather(term, None, None, ON)
    assert measure(found).rates
    bare = against("their assignments and replies fetched", lambda: list(rows.all()))
    told = Row("rates of 6,000 suggestions", "SQLite", figures={"assignments": len(found.shares)})
    measured(told, lambda: measure(gather(term, None, None, ON)), bare, bounds=[("ms", "<", 300)])
    measured(Row("… the register given", "SQLite"), lambda: measure(found))


def insert_bare(path):
    """As many facts and events of the same length, into two bare tables with an index each."""
    fact = (None, 1, 2, "host", "2023-02-01", "2023-05-04", "", "")
    event = (None, "2023-06-01 04:00:00", 1, "{}", "assignment", 1, "enter", "", "closed", "", "x" * 64)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        for name, row in (("fact", fact), ("event", event)):
            names = ", ".join(f"c{number}" for number in range(1, len(row)))
            base.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {names})")
            base.execute(f"CREATE INDEX {name}_by ON {name} (c4)")
            marks = ", ".join("?" * len(row))
            base.executemany(f"INSERT INTO {name} VALUES ({marks})", (row for _ in range(FACTS)))
