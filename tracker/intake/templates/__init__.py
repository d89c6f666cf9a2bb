"""Makes the empty sheets that clerks fill in, with instructions taken from the same columns that read them."""

from datetime import date
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ...models import Group, Term
from ..cells import put
from ..columns import Column
from ..sheets import DESKS, Desk
from ..workbook import Form
from . import guide, paper, roster
from .roster import group_of
from .rules import Rules, choices_of

__all__ = ["FOR_GROUPS", "group_of", "save"]
FOR_GROUPS = ("duties", "activities")
SAMPLE_ROW = 2


def save(kind: str, term: Term, path: Path | BinaryIO, *, group: Group | None = None, on: date):
    """Write the template of a kind for a term; one of ``FOR_GROUPS`` may have the deputies of a group on a day."""
    desk = DESKS[kind]
    book = Workbook()
    book.remove(book.active)
    rules, options = Rules(book), desk.options(term)
    for form in desk.forms():
        _form(book.create_sheet(form.title), form, rules, options)
        paper.print_on_a4(book[form.title], f"{term.label}　{form.title}", repeated="1:1")
    if group:
        _group(book, desk, group, on)
    guide.write(book.create_sheet(guide.TITLE), desk, term)
    rules.last()
    book.save(path)


def _form(sheet, form: Form, rules, options):
    for position, column in enumerate(form.columns, 1):
        _column(sheet, position, column)
        rules.hold(sheet, position, column, choices_of(column, options))
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A2"
    if form.sample:
        _sample(sheet, form)


def _column(sheet, position, column: Column):
    paper.as_head(put(sheet.cell(1, position), column.header), required=column.required)
    below = sheet.column_dimensions[get_column_letter(position)]
    below.width, below.number_format, below.font = column.width, column.clean.number_format, paper.font()


def _sample(sheet, form):
    """The row that shows what a row looks like; the import knows it and skips it."""
    for position, column in enumerate(form.columns, 1):
        cell = put(sheet.cell(SAMPLE_ROW, position), form.sample.get(column.name))
        paper.as_entry(cell, italic=True)
        cell.number_format = column.clean.number_format
    paper.fit(sheet, SAMPLE_ROW, [(str(form.sample.get(column.name, "")), column.width) for column in form.columns])


def _group(book, desk: type[Desk], group, on):
    """The deputies of a group: a row each where a row is a deputy's, else a sheet to copy their names from."""
    mandates = roster.members(group, on)
    if desk.prefilled:
        sheet = book.worksheets[0]
        roster.fill(sheet, desk, mandates, SAMPLE_ROW + bool(desk.sample))
    else:
        roster.write(book.create_sheet(roster.TITLE), group, mandates, on)
