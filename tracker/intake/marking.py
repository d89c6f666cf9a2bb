"""Marks what is wrong in a copy of a workbook, in a process of its own under limits: the file is a stranger's. Pure.

On standard input comes a pickled pair: the file's bytes and its ``Sheet``s. On standard output goes the marked copy. A
process that ends with another code than 0 could not make one.
"""

import pickle
import resource
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from io import BytesIO
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .apart import limit
from .cells import lines_of, put
from .places import MAX_COLUMNS

SECONDS = 60
MEMORY = 512 * 1024 * 1024
FONT, COLOUR, DARK = "微软雅黑", "FFB4A9", "9C1C0C"
RED = PatternFill("solid", fgColor=COLOUR)
WIDTH, LINE = 60, 15


class Fault(NamedTuple):
    """What is wrong with a row: the sentences, and the columns (from 1) of the cells at fault."""

    text: str
    columns: tuple[int, ...]


class Sheet(NamedTuple):
    """What to mark on a sheet: its header's row, the column that an earlier copy added (0: none), faults by row."""

    title: str
    header: int
    own: int
    faults: dict[int, Fault]


def main():
    """Mark the workbook on standard input."""
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_CPU, SECONDS)
    data, head, sheets = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(mark(data, head, sheets))


def mark(data: bytes, head: str, sheets: Sequence[Sheet]) -> bytes:
    """The workbook with the faulty cells red and a column of the sentences under a head; all else as it was.

    Raises whatever a file makes openpyxl raise that it cannot read, and ValueError when a sheet has no column left.
    """
    book = load_workbook(BytesIO(data), rich_text=True)
    for sheet in sheets:
        _mark(book[sheet.title], head, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(page, head, sheet):
    if sheet.own:
        _clear(page, sheet)
    if not sheet.faults:
        return
    own = sheet.own or _last_used(page, sheet.header) + 1
    if own > MAX_COLUMNS:
        raise ValueError(own)
    merged = _merged(page, sorted(sheet.faults))
    for row, fault in sheet.faults.items():
        for column in fault.columns:
            page.cell(row, column).fill = RED
            for area in merged[row]:
                if area.min_col <= column <= area.max_col:
                    page.cell(area.min_row, area.min_col).fill = RED
        _say(page, page.cell(row, own), fault.text)
    _head(page, page.cell(sheet.header, own), head)


def _clear(page, sheet):
    """Take away what an earlier copy said; a page holds its cells by row and column."""
    for (row, column), cell in page._cells.items():
        if row > sheet.header and column == sheet.own:
            cell.value = None
        elif row > sheet.header and cell.has_style and _is_ours(cell.fill):
            cell.fill = PatternFill()


def _is_ours(fill) -> bool:
    return fill.fill_type == "solid" and fill.fgColor.type == "rgb" and fill.fgColor.rgb[-6:] == COLOUR


def _last_used(page, header) -> int:
    """The last column that holds something, or is merged with one that does from the header on."""
    filled = [column for (_, column), cell in page._cells.items() if cell.value is not None]
    return max([*filled, *(area.max_col for area in page.merged_cells.ranges if area.max_row >= header)])


def _merged(page, rows) -> dict[int, list]:
    """The merged areas that touch these rows, by row: only the first cell of an area shows."""
    found = defaultdict(list)
    for area in page.merged_cells.ranges:
        for row in rows[bisect_left(rows, area.min_row) : bisect_right(rows, area.max_row)]:
            found[row].append(area)
    return found


def _say(page, cell, text):
    put(cell, text)
    cell.number_format = "General"  # a long text in a cell of the format for texts shows as #####
    cell.font, cell.alignment = Font(FONT, 10, color=DARK), Alignment(vertical="top", wrap_text=True)
    row = page.row_dimensions[cell.row]
    row.hidden, row.height = False, max(row.height or LINE, LINE * lines_of(text, WIDTH - 4))


def _head(page, cell, head):
    put(cell, head)
    cell.font, cell.alignment = Font(FONT, 10, bold=True, color=DARK), Alignment(vertical="center")
    _widen(page, cell.column)


def _widen(page, position):
    """Give a column a width of its own, also where it has shared one with its neighbours."""
    shapes = page.column_dimensions
    for shape in [shape for shape in shapes.values() if shape.min and shape.min <= position <= shape.max]:
        del shapes[shape.index]
        for first, last in ((shape.min, position - 1), (position + 1, shape.max)):
            if first <= last:
                part = copy(shape)
                part.index, part.min, part.max = get_column_letter(first), first, last
                shapes[part.index] = part
    shapes[get_column_letter(position)].width = WIDTH
