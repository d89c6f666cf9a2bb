"""Counts the numbers of the work report again: on its own sheets, by the filters that they state."""

from decimal import Decimal

import openpyxl

from tracker.exports.workreport.where import Where


class Book:
    """A workbook of the work report, read again."""

    def __init__(self, file):
        self.book = openpyxl.load_workbook(file, read_only=False)
        self._rows = {}

    def rows(self, name) -> list[dict]:
        """The rows of a list as dicts by head; the head is the first row after the title that is filled to the end."""
        if name not in self._rows:
            self._rows[name] = self._read(self.book[name])
        return self._rows[name]

    def _read(self, sheet) -> list[dict]:
        if not sheet.auto_filter.ref:
            return []
        first, last = (int("".join(filter(str.isdigit, cell))) for cell in sheet.auto_filter.ref.split(":"))
        cells = list(sheet.iter_rows(min_row=first, max_row=last, values_only=True))
        return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]

    def number(self, where: Where):
        """The number that a filter gives: rows, a sum (None where no row is filled in), or a percentage."""
        if where.of is not None:
            below = self._kept(where.sheet, where.of)
            return percent(len(self._kept(where.sheet, where.of + where.conditions)), len(below))
        kept = self._kept(where.sheet, where.conditions)
        if not where.summed:
            return len(kept)
        filled = [row[where.summed] for row in kept if row[where.summed] is not None]
        return sum(filled) if filled else None

    def _kept(self, sheet, conditions):
        return [row for row in self.rows(sheet) if all(holds(each, row[each.head]) for each in conditions)]


def holds(condition, value) -> bool:
    """Whether a cell is one of the values of a condition, or filled in where it names none."""
    return value in condition.values if condition.values else value is not None


def percent(part, whole):
    """A percentage with two decimals, rounded half up; None of nothing."""
    return None if not whole else (Decimal(100 * part) / whole).quantize(Decimal("0.01"), "ROUND_HALF_UP")
