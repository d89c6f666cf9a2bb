"""Gives the clerk the refused rows back: the own columns, and what is wrong with each row."""

from collections import defaultdict
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .importer import Check
from .workbook import OWN

RED = PatternFill("solid", fgColor="FBE9E7")
WIDEST = 50


def save(check: Check, path: Path):
    """Write the refused rows of a check, a sheet for each sheet that has some."""
    wrong = defaultdict(dict)
    for problem in check.errors:
        where = f"「{problem.column}」" if problem.column else ""
        wrong[problem.sheet].setdefault(problem.row, []).append(where + problem.message)
    book = Workbook()
    book.remove(book.active)
    for head in check.book.heads:
        if head.sheet in wrong:
            rows = [line.source for line in check.lines if line.sheet == head.sheet and line.errors]
            _sheet(book.create_sheet(head.sheet), head.texts, rows, wrong[head.sheet])
    book.save(path)


def _sheet(sheet, texts, refused, wrong):
    own = [position for position, text in enumerate(texts) if text and text != OWN]
    for column, text in enumerate([texts[position] for position in own] + [OWN], 1):
        put(sheet.cell(1, column), text).font = Font(bold=True)
    for number, row in enumerate(refused, 2):
        for column, position in enumerate(own, 1):
            put(sheet.cell(number, column), row.raw[position])
        put(sheet.cell(number, len(own) + 1), "\n".join(wrong[row.number])).fill = RED
    sheet.freeze_panes = "A2"
    for column in range(1, len(own) + 2):
        _fit(sheet, column)


def _fit(sheet, column):
    """As wide as its longest line of text; a Chinese sign is two wide."""
    cells = [sheet.cell(row, column) for row in range(1, sheet.max_row + 1)]
    widest = max(display_width(line) for cell in cells for line in str(cell.value or "").split("\n"))
    sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 3, 8), WIDEST)
    for cell in cells:
        cell.alignment = Alignment(wrap_text=widest > WIDEST or "\n" in str(cell.value), vertical="top")


def display_width(text: str) -> int:
    """How many narrow signs wide a text stands."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def put(cell, value):
    """Write a value into a cell; a text stays a text whatever it starts with."""
    if value is None or isinstance(value, (bool, int, float)) or hasattr(value, "isoformat"):
        cell.value = value
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(getattr(value, "text", value)))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
