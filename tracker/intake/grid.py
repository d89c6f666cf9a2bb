"""The cells of a workbook's sheets with the values that openpyxl gives them; the common ones are read here, faster."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from .columns import Cell

MAX_ROWS = 250_000
MAX_COLUMNS = 100
MAX_DIGITS = 10**15
TEXT_TAG, MERGED_TAG = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}mergeCell"
UNUSUAL = object()
POSITIONS = {get_column_letter(column): column - 1 for column in range(1, MAX_COLUMNS + 1)}


@dataclass
class Grid:
    """A sheet: its rows by number, each a list of values from column A on; ``odd`` cells by row and position.

    ``tallest`` and ``widest`` reach beyond what is kept where the sheet is too large.
    """

    title: str
    is_visible: bool
    rows: dict[int, list[object]] = field(default_factory=dict)
    odd: dict[int, dict[int, Cell]] = field(default_factory=dict)
    tallest: int = 1
    widest: int = 1

    def put(self, row: int, position: int, value: object, odd: Cell | None = None):
        """Keep the value of a cell, unless it lies outside what a sheet may have."""
        self.tallest, self.widest = max(self.tallest, row), max(self.widest, position + 1)
        if row > MAX_ROWS or position >= MAX_COLUMNS:
            return
        cells = self.rows.setdefault(row, [])
        cells.extend([None] * (position + 1 - len(cells)))
        cells[position] = value
        if odd:
            self.odd.setdefault(row, {})[position] = odd

    def merge(self, area: str):
        """Let the cells of a merged area say that they are, but for the first."""
        left, top, right, bottom = range_boundaries(area)
        self.tallest, self.widest = max(self.tallest, bottom), max(self.widest, right)
        for row in range(top, min(bottom, MAX_ROWS) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1) if row in self.rows else ():
                if (row, column) != (top, left):
                    self.put(row, column - 1, None, Cell(None, f"{get_column_letter(column)}{row}", merged=True))


def read(data: bytes) -> list[Grid]:
    """The worksheets of a workbook, values as they were last computed; raises whatever a broken file makes it raise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
        book.read_manifest()
        book.read_strings()
        book.read_workbook()
        apply_stylesheet(book.archive, book.wb)
        return list(_sheets(book))


def _sheets(book) -> Iterator[Grid]:
    for sheet, relation in book.parser.find_sheets():
        if relation.target in book.valid_files and "chartsheet" not in relation.Type:
            grid = Grid(sheet.name, sheet.state == "visible")
            with book.archive.open(relation.target) as source:
                SheetReader(book, grid).read(source)
            yield grid


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

    def read(self, source):
        """Read all rows, and then which cells are merged."""
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                self._row(element)
                element.clear()
            elif element.tag == MERGED_TAG:
                self.grid.merge(element.get("ref"))

    def _row(self, element):
        self.number = self._number(element.get("r"))
        digits, grid = str(self.number), self.grid
        values = grid.rows.setdefault(self.number, []) if self.number <= MAX_ROWS else []
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
            grid.tallest, grid.widest = max(grid.tallest, self.number), max(grid.widest, len(values))

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
