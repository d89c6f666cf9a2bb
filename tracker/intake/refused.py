"""The refused rows alone, for a file too long or too odd to be given back as it was."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO

import xlsxwriter
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .cleaners import plain
from .grid import MAX_DIGITS, MAX_TEXT
from .importer import Check
from .lines import Line, Problem
from .workbook import OWN, Head

OPTIONS = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
SAID = "只列出不能导入的行，共 {} 行；请在原来的文件中改正，再导入整个文件。"
NAME = 25
WIDTH, OWN_WIDTH = 16, 80


def sentences(problems: Iterable[Problem]) -> str:
    """What is wrong with a row, as the clerk reads it beside the row: a line for each problem."""
    said = (f"「{problem.column}」{problem.message}" if problem.column else problem.message for problem in problems)
    return "\n".join(said)


def refused_rows(check: Check) -> bytes:
    """A workbook of the refused rows: a sheet for each sheet that has some, and in which row of the file each is."""
    refused: dict[str, list[Line]] = {}
    for line in check.lines:
        if line.errors:
            refused.setdefault(line.sheet, []).append(line)
    heads = {head.sheet: head for head in check.book.heads if head.sheet in refused}
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        for number, (title, head) in enumerate(heads.items(), 1):
            _Sheet(book, _name(title, number if len(heads) > 1 else 0), head).write(refused[title])
    return out.getvalue()


def _name(title, number) -> str:
    """A name that every program takes, whatever the file calls its sheet; with the number that tells several apart."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f']", " ", title).strip()[:NAME] or "表"
    return f"{plain}（{number}）" if number else plain


class _Sheet:
    def __init__(self, book, name, head: Head):
        self.page, self.head = book.add_worksheet(name), head
        self.own = [position for position, text in enumerate(head.texts) if text and text != OWN]
        self.bold, self.wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        self.page.set_column(0, len(self.own) - 1, WIDTH)
        self.page.set_column(len(self.own), len(self.own), OWN_WIDTH)
        self.page.freeze_panes(2, 0)

    def write(self, lines: list[Line]):
        """What the sheet is, the header, the rows."""
        self.page.write_string(0, 0, SAID.format(len(lines)), self.bold)
        for column, text in enumerate([*(self.head.texts[position] for position in self.own), OWN]):
            self.page.write_string(1, column, text, self.bold)
        for row, line in enumerate(lines, 2):
            for column, position in enumerate(self.own):
                self._put(row, column, line.source.raw[position])
            said = f"原文件第 {line.row} 行：{sentences(line.errors)}"
            self.page.write_string(row, len(self.own), said[:MAX_TEXT], self.wrapped)

    def _put(self, row, column, value):
        """Write a value as what it is; a number too large to be one is a text."""
        if isinstance(value, bool):
            self.page.write_boolean(row, column, value)
        elif isinstance(value, (date, datetime, time, timedelta)):
            self.page.write_datetime(row, column, value)
        elif isinstance(value, (int, float)) and abs(value) < MAX_DIGITS:
            self.page.write_number(row, column, value)
        elif value is not None:
            text = ILLEGAL_CHARACTERS_RE.sub("", plain(getattr(value, "text", value)))
            self.page.write_string(row, column, text[:MAX_TEXT])
