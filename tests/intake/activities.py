"""Rows of the activities sheet."""

from datetime import date

from tests import make
from tests.intake.books import book
from tracker.models import Activity, DutyRecord, Mandate

HEADERS = (
    "活动号",
    "类别",
    "名称",
    "日期起",
    "日期止",
    "组织单位",
    "参加代表",
    "请假代表",
    "未参加代表",
    "收集意见条数",
)
MAY = date(2023, 5, 10)
MEMBERS = {"600002": "张三", "600003": "李四", "600004": "王五"}


def members(term, groups=()):
    """张三, 李四 and 王五."""
    return [make.deputy(term, number, name, groups=groups) for number, name in MEMBERS.items()]


def row(attended="张三、李四", *, kind="走访", title="走访园区", day=MAY, **more):
    """A row of the sheet."""
    cells = {"类别": kind, "名称": title, "日期起": day, "参加代表": attended, **more}
    return [cells.get(header) for header in HEADERS]


def sheet_in(folder):
    """Makes a workbook of some rows."""
    return lambda *rows: book(folder, HEADERS, *rows)


def only():
    return Activity.objects.get()


def roll():
    """Name, attendance and state of every record, in the order of entering."""
    rows = DutyRecord.objects.order_by("pk")
    return list(rows.values_list("mandate__person__name", "attendance", "state"))


def mandate(name):
    return Mandate.objects.get(person__name=name)
