"""Sheets whose rows and cells are wrong: where they stand, what they hold, how they are merged."""

from functools import partial

from .packages import BAD
from .parts import ROW, SHEET, begun, cell, held, merged, of, packed, relations, row, sheet

LIMITS, DIGITS, NO_VALUE, ERROR = "最多 250000 行、100 列", "超过 15 位", "公式没有计算结果", "A2 单元格是错误值"
MERGED, HEADER = "已与别的合并", "表头缺少"
NO_ROWS = (0, -1, -(10**9), 10**30, 1_048_577, "1e308", "nan", "inf", "x", "", "2.5", "-0", "²")
NO_CELLS = ("A0", "A-2", "ZZZZ2", "2A", "$A$2", "R2C1", "A2:B2", "甲2", "A", "2", "A1048577", "A" + "9" * 30)
NO_AREAS = ("", "x", "A", "A:A", "1:1", "A0:B2", "A2:ZZZZ9", "A2:A9999999999", "A2:B2:C2", "Sheet1!A2:B2")
NO_NUMBERS = ("nan", "inf", "x", "1,5", "0x1F", " ", "1_000.5", "１２", "--1", "1e", "٣")


def numbered(number):
    """A workbook whose second row has this number."""
    return of(row(number, *ROW))


def placed(address):
    """A workbook whose first cell of the second row has this address."""
    return begun(cell(address, "600001"))


KINDS = {
    "row 1,048,576": (partial(numbered, 1_048_576), LIMITS),
    "row 250,001": (partial(numbered, 250_001), LIMITS),
    "column XFD": (lambda: of(row(2, *ROW, more=cell("XFD2", "x"))), LIMITS),
    "column 101": (lambda: of(row(2, *ROW, more=cell("CW2", "x"))), LIMITS),
    "101 cells without an address": (lambda: of(row(2, *ROW, more="<c><v>1</v></c>" * 97)), LIMITS),
    **{f"row {number}": (partial(numbered, number), BAD) for number in NO_ROWS},
    **{f"cell {address}": (partial(placed, address), BAD) for address in NO_CELLS},
    "a cell without an address": (partial(placed, ""), ""),
    "a row twice": (lambda: of(row(2, *ROW), row(2, *ROW[:3], "走访二")), BAD),
    "a cell twice": (lambda: begun(cell("A2", "600001") * 2), BAD),
    "a cell of another row": (lambda: of(row(2, *ROW), row(3, *ROW, more=cell("D2", "走访二"))), BAD),
    "something among the rows": (lambda: of(row(2, *ROW), "<raw/>"), BAD),
    "no such shared string": (partial(held, "<v>9</v>", t="s"), BAD),
    "a shared string before the first": (partial(held, "<v>-1</v>", t="s"), BAD),
    "the same of a formula": (partial(held, "<f>A1</f><v>-1</v>", t="s"), BAD),
    "a shared string of no number": (partial(held, "<v>x</v>", t="s"), BAD),
    "a type that is none": (partial(held, "<v>600001</v>", t="zz"), BAD),
    "a text that says it is inside": (partial(held, "<v>600001</v>", t="inlineStr"), BAD),
    "a number that is inside": (partial(held, "<is><t>600001</t></is>"), BAD),
    "no such style": (partial(held, "<v>600001</v>", s=9999), ""),
    "a style before the first": (partial(held, "<v>600001</v>", s=-1), ""),
    "a style of no number": (partial(held, "<v>600001</v>", s="x"), BAD),
    **{f"number {text}": (partial(held, f"<v>{text}</v>"), BAD) for text in NO_NUMBERS},
    "a number of 5,000 digits": (partial(held, f"<v>{'9' * 5000}</v>"), BAD),
    "a number of 4,000 digits": (partial(held, f"<v>{'9' * 4000}</v>"), DIGITS),
    "a number of 18 digits": (partial(held, "<v>510102199001011234</v>"), DIGITS),
    "1e308": (partial(held, "<v>1e308</v>"), DIGITS),
    "-1e999": (partial(held, "<v>-1e999</v>"), DIGITS),
    "day 1e999": (partial(held, "<v>1e999</v>", s=1), DIGITS),
    "a month 13": (partial(held, "<v>2023-13-01</v>", t="d"), BAD),
    "a yes that is none": (partial(held, "<v>x</v>", t="b"), BAD),
    "an error": (partial(held, "<v>#DIV/0!</v>", t="e"), f"{ERROR}「#DIV/0!」"),
    "a long error": (partial(held, f"<v>{'x' * 40_000}</v>", t="e"), f"{ERROR}「x{{60}}…」"),
    "a formula without a value": (partial(held, "<f>1+1</f>"), NO_VALUE),
    "a formula of many cells": (partial(held, '<f t="array" ref="A2:A3">1+1</f>'), NO_VALUE),
    "a table of data": (partial(held, '<f t="dataTable" ref="A2" r1="A1" x="1"/>'), NO_VALUE),
    "a shared formula without its first": (partial(held, '<f t="shared" si="7"/>'), NO_VALUE),
    "a shared formula hard to read": (partial(held, f'<f t="shared" si="7">{"(" * 99_999}</f><v>1</v>'), ""),
    **{f"merged {area}": (partial(merged, [area]), BAD) for area in NO_AREAS},
    "merged without an area": (lambda: of(row(2, *ROW), tail="<mergeCells><mergeCell/></mergeCells>"), BAD),
    "a million cells merged": (partial(merged, ["A2:CV10000"]), MERGED),
    "all cells merged": (partial(merged, ["A1:XFD1048576"]), HEADER),
    "areas over each other": (partial(merged, ["A2:B2", "B2:C2"]), MERGED),
    "10,000 areas": (lambda: merged(f"F{n}:G{n}" for n in range(2, 10_002)), ""),
    "a row in a row": (lambda: packed({SHEET: sheet(f'<row r="2">{row(3, *ROW)}</row>')}), ""),
    "relations that are the sheet": (lambda: packed({SHEET: relations()}), BAD),
}
