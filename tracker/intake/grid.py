"""The cells of a workbook's sheets with the values that openpyxl gives them; the common ones are read here, faster."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from . import archive
from .columns import Cell

MAX_ROWS = 250_000
MAX_COLUMNS = 100
MAX_DIGITS = 10**15
TEXT_TAG, MERGED_TAG = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}mergeCell"
UNUSUAL = object()
Rows = Iterator[tuple[int, list[object], dict[int, Cell] | None]]
POSITIONS = {get_column_letter(column): column - 1 for column in range(1, MAX_COLUMNS + 1)}


class Disordered(Exception):
    """The rows of a sheet do not come one after the other, so that it must be read whole first."""


class TooLarge(ValueError):
    """A sheet reaches beyond what a sheet may have; the text is a sentence that says what to do."""


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
                f"最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列；请删除多余的空行空列后再导入。"
            )

    def put(self, row: int, position: int, value: object, odd: Cell | None = None):
        """Keep the value of a cell."""
        self.reach(row, position + 1)
        cells = self.rows.setdefault(row, [])
        cells.extend([None] * (position + 1 - len(cells)))
        cells[position] = value
        if odd:
            self.odd.setdefault(row, {})[position] = odd

    def all(self) -> Rows:
        """The rows in order, each with its odd cells."""
        for number in sorted(self.rows):
            yield number, self.rows[number], self.odd.get(number)

    def merge(self, area: str):
        """Let the cells of a merged area say that they are, but for the first."""
        left, top, right, bottom = range_boundaries(area)
        self.reach(bottom, right)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1) if row in self.rows else ():
                if (row, column) != (top, left):
                    self.put(row, column - 1, None, Cell(None, f"{get_column_letter(column)}{row}", merged=True))


@dataclass
class Sheet:
    """A worksheet that is still to be read, once: row by row as it stands in the file, or whole."""

    title: str
    is_visible: bool
    book: ExcelReader
    part: str
    merges: list[str] = field(default_factory=list)

    def stream(self) -> Rows:
        """The rows in order, each with its odd cells; ``merges`` are known afterwards. Raises Disordered."""
        reader, last = SheetReader(self.book, Grid(self.title)), 0
        with self.book.archive.open(self.part) as source:
            for _ in reader.read(source, self.merges):
                grid = reader.grid
                if reader.number <= last or grid.rows.keys() - {reader.number}:
                    raise Disordered(self.title)
                last = reader.number
                yield last, grid.rows.pop(last, []), grid.odd.pop(last, None)

    def whole(self) -> Grid:
        """All rows, wherever their cells stand, and which cells are merged."""
        reader = SheetReader(self.book, Grid(self.title))
        with self.book.archive.open(self.part) as source:
            for _ in reader.read(source, self.merges):
                pass
        for area in self.merges:
            reader.grid.merge(area)
        return reader.grid


def sheets(data: bytes) -> Iterator[Sheet]:
    """The worksheets of a workbook; raises Forbidden, TooLarge, or whatever a broken file makes it raise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(io.BytesIO(data)) as source:
            archive.guard(source)
        book = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
        book.read_manifest()
        book.read_strings()
        book.read_workbook()
        apply_stylesheet(book.archive, book.wb)
        for sheet, relation in book.parser.find_sheets():
            if "worksheet" in relation.Type:
                yield Sheet(sheet.name, sheet.state == "visible", book, relation.target)


class SheetReader:
    """Fills a grid from the XML of a sheet. A cell of a usual form is read at once, any other by openpyxl."""

    def __init__(self, book: ExcelReader, grid: Grid):
        self.grid, self.strings, self.number = grid, book.shared_strings, 0
        self.plain: dict[tuple[str | None, str | None, str], object] = {}
        self.parser = WorkSheetParser(
            None,
            book.shared_strings,
            data_only=True,
            epoch=book.wb.epoch,
            date_formats=book.wb._date_formats,
            timedelta_formats=book.wb._timedelta_formats,
        )

    def read(self, source: BinaryIO, merges: list[str]) -> Iterator[None]:
        """Put the rows into the grid, pausing after each, and note the merged areas."""
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                self._row(element)
                element.clear()
                yield
            elif element.tag == MERGED_TAG:
                merges.append(element.get("ref"))

    def _row(self, element):
        self.number = self._number(element.get("r"))
        digits, grid = str(self.number), self.grid
        values = grid.rows.setdefault(self.number, [])
        for cell in element:
            reference = cell.get("r", "")
            position = POSITIONS.get(reference[: -len(digits)]) if reference.endswith(digits) else None
            value = UNUSUAL if position is None else self._value(cell)
            if value is UNUSUAL:
                self._unusual(cell, len(values))
            elif position == len(values):
                values.append(value)
            else:
                grid.put(self.number, position, value)
        if values:
            grid.reach(self.number, len(values))

    def _number(self, text):
        if text is None:
            return self.number + 1
        number = float(text)
        if not number.is_integer():
            raise ValueError(f"{text} is not a valid row number")
        return int(number)

    def _value(self, cell):
        if len(cell) != 1:
            return UNUSUAL if len(cell) else None
        inner, kind = cell[0], cell.get("t")
        if kind == "inlineStr":
            is_plain = inner.tag == INLINE_STRING and len(inner) == 1 and inner[0].tag == TEXT_TAG
            return (inner[0].text or "") if is_plain else UNUSUAL
        text = inner.text
        if inner.tag != VALUE_TAG or not text:
            return UNUSUAL
        if kind == "s":
            return self.strings[int(text)]
        key = kind, cell.get("s"), text
        return self.plain[key] if key in self.plain else self._plain(cell, key)

    def _plain(self, cell, key):
        """A number, a date or a truth, read by openpyxl once for all cells that hold the same."""
        found = self.parser.parse_cell(cell)
        if _fault("", found, False):
            return UNUSUAL
        self.plain[key] = found["value"]
        return found["value"]

    def _unusual(self, cell, width):
        self.parser.row_counter, self.parser.col_counter = self.number, width
        found, formula = self.parser.parse_cell(cell), cell.find(FORMULA_TAG)
        own = found["value"]
        if formula is not None and (own is None or formula.get("t") == "shared"):
            text = self.parser.parse_formula(cell)
            own = text if own is None else own
        address = f"{get_column_letter(found['column'])}{found['row']}"
        fault = _fault(address, found, formula is not None)
        odd = Cell(found["value"], address, fault) if fault else None
        self.grid.put(found["row"], found["column"] - 1, own, odd)


def _fault(address, found, has_formula) -> str:
    """Why the value of a cell cannot be read, or nothing."""
    value = found["value"]
    if found["data_type"] == "e":
        return f"{address} 单元格是错误值「{value}」；请改成正确的内容后再导入。"
    if value is None and has_formula:
        return f"{address} 单元格的公式没有计算结果；请在 Excel 或 WPS 中打开、保存，或粘贴为数值后再导入。"
    if isinstance(value, (int, float)) and not abs(value) < MAX_DIGITS:
        return f"{address} 单元格是超过 15 位的数字，末几位已经丢失；请把格式设为文本后重新填写。"
    return ""
