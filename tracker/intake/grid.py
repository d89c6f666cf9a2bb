"""The cells of a workbook's sheets with the values that openpyxl gives them; the common ones are read here, faster."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import (
    CELL_TAG,
    DATA_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
    _cast_number,
)
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from . import archive
from .cleaners import shown
from .columns import Cell
from .places import MAX_COLUMNS, Area, Grid, Rows, row_number

MAX_DIGITS = 10**15
MAX_TEXT = 32_767  # of a cell, in Excel
MAX_TITLE = 255
TEXT_TAG, STRING_TAG, MERGED_TAG, ROOT_TAG = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("t", "si", "mergeCell", "worksheet")
)
NUMBERS = {"n": re.compile(r"\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\s*"), "s": re.compile(r"[0-9]+")}
TYPES = frozenset({"n", "s", "b", "e", "d", "str", "inlineStr"})
DATES = frozenset({*range(27, 37), *range(50, 59)})  # yyyy年m月d日 and the like, which only East Asian Excels know
OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
UNUSUAL = object()
POSITIONS = {get_column_letter(column): column - 1 for column in range(1, MAX_COLUMNS + 1)}


class Disordered(Exception):
    """The rows of a sheet do not come one after the other, so that it must be read whole first."""


@dataclass
class Sheet:
    """A worksheet that is still to be read, once: row by row as it stands in the file, or whole."""

    title: str
    is_visible: bool
    book: ExcelReader
    part: str
    merges: list[Area] = field(default_factory=list)

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

    @property
    def merged_down_to(self) -> int:
        """The last row of a merged area, 0 where there is none."""
        return max((area.bottom for area in self.merges), default=0)


def sheets(data: bytes) -> Iterator[Sheet]:
    """The worksheets of a workbook; raises Forbidden, TooLarge, or whatever a broken file makes it raise."""
    with _unwarned():
        book = _opened(data)
        found = [*_worksheets(book)]
    for entry, part in found:
        yield Sheet(entry.name, entry.state == "visible", book, part)


@contextmanager
def _unwarned():
    """Without what openpyxl warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _opened(data) -> ExcelReader:
    with ZipFile(io.BytesIO(data)) as source:
        archive.guard(source)
    book = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
    book.read_manifest()
    archive.guard_types(part.ContentType for part in (*book.package.Override, *book.package.Default))
    book.shared_strings = _strings(book)
    book.read_workbook()
    apply_stylesheet(book.archive, book.wb)
    book.wb._date_formats |= {at for at, style in enumerate(book.wb._cell_styles) if style.numFmtId in DATES}
    return book


def _strings(book) -> list[str]:
    """The shared strings; the plain ones are read here, faster than openpyxl reads them."""
    part, strings = book.package.find(SHARED_STRINGS), []
    if part is None:
        return strings
    with book.archive.open(part.PartName[1:]) as source:
        for _, element in iterparse(source):
            if element.tag == STRING_TAG:
                is_plain = len(element) == 1 and element[0].tag == TEXT_TAG
                text = (element[0].text or "") if is_plain else Text.from_tree(element).content
                strings.append(text.replace("x005F_", ""))
                element.clear()
    return strings


def _worksheets(book):
    """The entries of the worksheets in the workbook, each with its part; no two have the same part or the same name."""
    seen = set()
    for entry in book.parser.sheets:
        relation = book.parser.rels[entry.id]
        kind = relation.Type.rpartition("/")[2]
        if kind in OTHER_SHEETS:
            continue
        own = {("part", relation.target), ("name", entry.name)}
        if kind != "worksheet" or own & seen or len(entry.name) > MAX_TITLE:
            raise ValueError(entry.name)
        seen |= own
        yield entry, relation.target


class SheetReader:
    """Fills a grid from the XML of a sheet. A cell of a usual form is read at once, any other by openpyxl."""

    def __init__(self, book: ExcelReader, grid: Grid):
        self.grid, self.number = grid, 0
        self.strings = [UNUSUAL if len(text) > MAX_TEXT else text for text in book.shared_strings]
        self.plain: dict[tuple[str | None, str | None, str], object] = {}
        self.parser = WorkSheetParser(
            None,
            book.shared_strings,
            data_only=True,
            epoch=book.wb.epoch,
            date_formats=book.wb._date_formats,
            timedelta_formats=book.wb._timedelta_formats,
        )

    def read(self, source: BinaryIO, merges: list[Area]) -> Iterator[None]:
        """Put the rows into the grid, pausing after each, and note the merged areas.

        Raises ValueError for what is no worksheet, or holds rows that are none.
        """
        elements = iterparse(source)
        for _, element in elements:
            if element.tag == ROW_TAG:
                self._row(element)
                element.clear()
                yield
            elif element.tag == MERGED_TAG:
                merges.append(Area.of(element.get("ref")))
            elif element.tag == DATA_TAG and any(child.tag != ROW_TAG for child in element):
                raise ValueError("what is no row among the rows")
        if elements.root.tag != ROOT_TAG:
            raise ValueError(f"{elements.root.tag} is no worksheet")

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
        return row_number(int(number))

    def _value(self, cell):
        if len(cell) != 1:
            return UNUSUAL if len(cell) else None
        inner, kind = cell[0], cell.get("t")
        if kind == "inlineStr":
            is_plain = inner.tag == INLINE_STRING and len(inner) == 1 and inner[0].tag == TEXT_TAG
            text = (inner[0].text or "") if is_plain else UNUSUAL
            return text if text is UNUSUAL or len(text) <= MAX_TEXT else UNUSUAL
        text = inner.text
        if inner.tag != VALUE_TAG or not text:
            return UNUSUAL
        if kind == "s":
            return self.strings[int(text)] if text.isdigit() else UNUSUAL
        key = kind, cell.get("s"), text
        return self.plain[key] if key in self.plain else self._plain(cell, key)

    def _plain(self, cell, key):
        """A number, a date or a truth, read by openpyxl once for all cells that hold the same."""
        found = self._parsed(cell)
        if _fault("", found, False):
            return UNUSUAL
        self.plain[key] = found["value"]
        return found["value"]

    def _parsed(self, cell):
        """What openpyxl makes of a cell; raises ValueError where it would leave out or misread what the cell holds.

        A number that is no day remains a number, whatever the format of the cell.
        """
        kind, text = cell.get("t", "n"), cell.findtext(VALUE_TAG)
        if kind not in TYPES or (text and kind in NUMBERS and not NUMBERS[kind].fullmatch(text)):
            raise ValueError(f"{text} is nothing of type {kind}"[:MAX_TITLE])
        with _unwarned():
            found = self.parser.parse_cell(cell)
        row_number(found["row"])
        if found["value"] is None and any(_says(part) for part in cell if part.tag != FORMULA_TAG):
            raise ValueError(f"a cell of type {kind} holds something else")
        if found["data_type"] == "e" and kind == "n":
            found |= {"data_type": "n", "value": _cast_number(text)}
        return found

    def _unusual(self, cell, width):
        if cell.tag != CELL_TAG:
            return
        self.parser.row_counter, self.parser.col_counter = self.number, width
        found, formula = self._parsed(cell), cell.find(FORMULA_TAG)
        value = found["value"]
        address = f"{get_column_letter(found['column'])}{found['row']}"
        fault = _fault(address, found, formula is not None)
        if fault and isinstance(value, str):
            value = shown(value[:MAX_TITLE])
        own = value if formula is None or value is not None else f"={formula.text or ''}"[:MAX_TEXT]
        self.grid.put(found["row"], found["column"] - 1, own, Cell(value, address, fault) if fault else None)


def _says(element) -> bool:
    """Whether there is any text in an element."""
    return any(text.strip() for text in element.itertext())


def _fault(address, found, has_formula) -> str:
    """Why the value of a cell cannot be read, or nothing."""
    value = found["value"]
    if found["data_type"] == "e":
        return f"{address} 单元格是错误值「{shown(value[:MAX_TITLE])}」；请改成正确的内容后再导入。"
    if value is None and has_formula:
        return f"{address} 单元格的公式没有计算结果；请在 Excel 或 WPS 中打开、保存，或粘贴为数值后再导入。"
    if isinstance(value, (int, float)) and not abs(value) < MAX_DIGITS:
        return f"{address} 单元格是超过 15 位的数字，末几位已经丢失；请把格式设为文本后重新填写。"
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{address} 单元格有 {len(value)} 字，最多 {MAX_TEXT} 字；请缩短后再导入。"
    return ""
