"""Reported against recorded, as others read it."""

from datetime import date
from io import BytesIO

import openpyxl

from tracker.exports import figures as book
from tracker.models import FigureRelation, ReportedFigure
from tracker.scores import figures

DAY = date(2024, 6, 1)


def found(**where):
    return figures.compare(ReportedFigure.objects.standing().filter(**where), DAY)


def test_a_relation_that_nothing_tells_is_there_once_and_open(planted):
    shape = book.shape(found(body_name="荣昌区人大常委会"), FigureRelation.objects.all())
    rows = [row for row in shape["relations"] if row["id"] == "observers"]
    assert rows == [{**rows[0], "holds": None, "numbers": "", "body": "", "period": None, "basis": ""}]
    assert {row["holds"] for row in shape["relations"] if row["body"]} == {True}


def test_the_sheets_hold_quotes_words_and_relations(planted):
    out = BytesIO()
    book.write(found(code__in=["F130", "F151", "F225", "F226"]), out, made_on=DAY, on=DAY, scope="示例")
    sheets = openpyxl.load_workbook(out)
    told = [cell.value for row in sheets["对照"].iter_rows() for cell in row if cell.value]
    assert {"110余个", "“协调解决路灯安装等问题110余个”", "不可比：指标没有账本计数"} <= set(told)
    numbers = [cell.value for row in sheets["关系"].iter_rows() for cell in row]
    assert {"110余 ∋ 112", "96% + 4% + ？ = 100%"} <= set(numbers)
