"""Where the cells of a sheet stand, and how far it may reach. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter

from .columns import Cell

MAX_ROWS = 250_000
MAX_COLUMNS = 100
LAST_ROW = 1_048_576  # that Excel can have
AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
Rows = Iterator[tuple[int, list[object], dict[int, Cell] | None]]


class TooLarge(ValueError):
    """A sheet reaches beyond what a sheet may have; the text is a sentence that says what to do."""


class Area(NamedTuple):
    """A merged area, its rows and columns counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, text: str | None) -> "Area":
        """The area that a text such as A1:B2 names; raises ValueError for any other."""
        found = AREA.fullmatch(text or "")
        if not found:
            raise ValueError(f"{text} is no area")
        left, top, right, bottom = found[1], found[2], found[3] or found[1], found[4] or found[2]
        columns = sorted(column_index_from_string(letters) for letters in (left, right))
        rows = sorted(row_number(int(number)) for number in (top, bottom))
        return cls(columns[0], rows[0], columns[1], rows[1])


@dataclass
class Grid:
    """A sheet: its rows by number, each a list of values from column A on; ``odd`` cells by row and position."""

    title: str
    rows: dict[int, list[object]] = field(default_factory=dict)
    odd: dict[int, dict[int, Cell]] = field(default_factory=dict)
    tallest: int = 1
    widest: int = 1

    def reach(self, row: int, width: int):
        """Note how far the sheet reaches; raises TooLarge beyond what a sheet may have."""
        self.tallest, self.widest = max(self.tallest, row), max(self.widest, width)
        if row > MAX_ROWS or width > MAX_COLUMNS:
            raise TooLarge(
                f"工作表「{self.title}」至少有 {self.tallest} 行、{self.widest} 列，"
                f"最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列；请删除多余的空行空列或不需要的工作表后再导入。"
            )

    def put(self, row: int, position: int, value: object, odd: Cell | None = None):
        """Keep the value of a cell; raises ValueError where another one stands already."""
        self.reach(row, position + 1)
        cells = self.rows.setdefault(row, [])
        cells.extend([None] * (position + 1 - len(cells)))
        if cells[position] is not None:
            raise ValueError(f"a second cell in row {row}")
        cells[position] = value
        if odd:
            self.odd.setdefault(row, {})[position] = odd

    def all(self) -> Rows:
        """The rows in order, each with its odd cells."""
        for number in sorted(self.rows):
            yield number, self.rows[number], self.odd.get(number)

    def merge(self, area: Area):
        """Let the cells of a merged area say that they are, but for the first; what they hide they keep."""
        span = range(area.top, area.bottom + 1)
        for row in span if len(span) < len(self.rows) else self.rows:
            if row in span and row in self.rows:
                self._merge(row, area)

    def _merge(self, row, area):
        cells, odd = self.rows[row], self.odd.setdefault(row, {})
        right = min(area.right, MAX_COLUMNS)
        cells.extend([None] * (right - len(cells)))
        for column in range(area.left + (row == area.top), right + 1):
            hidden = odd[column - 1].value if column - 1 in odd else cells[column - 1]
            odd[column - 1] = Cell(hidden, f"{get_column_letter(column)}{row}", merged=True)
            cells[column - 1] = None


def row_number(number: int) -> int:
    """The number, if a row may have it; else raises ValueError."""
    if not 1 <= number <= LAST_ROW:
        raise ValueError(f"no row {number}")
    return number
