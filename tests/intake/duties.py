"""Rows of the duties sheet."""

from datetime import date

from tracker.models import DutyRecord

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
MARCH = date(2023, 3, 1)


def row(key=None, number="600001", kind="走访", day=MARCH, title="走访一", **more):
    """A row of the sheet."""
    cells = {"登记号": key, "代表编号": number, "类别": kind, "日期": day, "名称": title, **more}
    return [cells.get(header) for header in HEADERS]


def only():
    return DutyRecord.objects.get()
