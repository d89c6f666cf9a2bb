"""The workbook of the matrix of roles: what each role may open and do, and what it sees."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..models import Role
from .workbook import Form, Workbook

WIDTHS = [16, 26, 24, *([8] * len(Role))]
YES, NO = "可", "—"


def write(sections: list[tuple[str, Iterable]], reach: list[tuple[str, str]], out, *, made_on: date):
    """Write the sections (title, lines with label, note and a yes or no for each role) to a path or a stream."""
    form = Form("权限一览", made_on, units="—", signers=("制表人：", "审核人：", "负责人："))
    with Workbook(out, form.title, made_on) as book:
        sheet = book.sheet("说明", [20, 80, 24])
        sheet.top(replace(form, title="《权限一览》说明"))
        sheet.pair(
            "内容", "每个页面和操作对哪些角色开放；页面上列出哪些数据，按下列范围。没有列出的页面不对任何人开放。"
        )
        for role, rows in reach:
            sheet.pair(role, rows)
        sheet.foot(form)
        _matrix(book.sheet("权限", WIDTHS), form, sections)


def _matrix(sheet, form, sections):
    rows = [
        [area, str(line.label), str(line.note), *(YES if one else NO for one in line.open)]
        for area, lines in sections
        for line in lines
    ]
    heads = ["类别", "页面、操作", "说明", *(str(role.label) for role in Role)]
    sheet.top(form)
    sheet.table([("", head) for head in heads], rows, freeze=2)
    sheet.foot(form)
