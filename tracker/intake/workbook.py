"""Reads a workbook into rows of addressed cells; whatever cannot be read is one plain sentence."""

import hashlib
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ..ledger import Refused
from .cleaners import shown
from .columns import Cell, Column, match

HEADER_ROWS = 10
MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 250_000
MAX_COLUMNS = 100
MAX_DIGITS = 10**15
OWN = "错误说明"  # the import's own column in a returned copy
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FORMULA = re.compile(rb"<(\w+:)?f[\s>/]")
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


class Unreadable(Refused):
    """A file is no workbook with the sheet asked for; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its cells by column name, and what each cell of the sheet's width held."""

    number: int
    cells: dict[str, Cell]
    raw: tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """A sheet with a known header: which column stands where, and its rows."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: dict[int, Column]
    rows: tuple[Row, ...]

    @property
    def unknown(self) -> Iterator[tuple[int, str]]:
        """Positions and headers that no column goes by; one without text matters only when a row fills it."""
        for position, text in enumerate(self.headers):
            if position in self.columns or text == OWN:
                continue
            if text or any(row.raw[position] is not None for row in self.rows):
                yield position, text


@dataclass(frozen=True)
class Workbook:
    """A file as it was read: its name, its SHA-256, its tables, and the sheets that were left out."""

    name: str
    digest: str
    tables: tuple[Table, ...]
    left_out: tuple[str, ...] = ()


def read(file: Path | BinaryIO, columns: Sequence[Column]) -> Workbook:
    """Read every sheet of a workbook whose header names all the required columns."""
    name, data = _bytes(file)
    guard(data)
    values, formulas = _load(data)
    seen = [_table(sheet, formulas, columns) for sheet in values.worksheets]
    tables = [table for table in seen if _is_complete(table, columns)]
    shown_tables = [table for table in tables if values[table.sheet].sheet_state == "visible"]
    if not shown_tables:
        raise Unreadable(_what_is_missing(seen, columns))
    left_out = [table.sheet for table in seen if table not in shown_tables and len(table.columns) > 1]
    return Workbook(name, hashlib.sha256(data).hexdigest(), tuple(shown_tables), tuple(left_out))


def _bytes(file):
    try:
        if hasattr(file, "read"):
            return Path(getattr(file, "name", "") or "").name, file.read(MAX_BYTES + 1)
        with Path(file).open("rb") as stream:
            return Path(file).name, stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"没有文件「{file}」；请核对文件名和所在文件夹。") from error
    except IsADirectoryError as error:
        raise Unreadable(f"「{file}」是文件夹；请给出其中的 .xlsx 文件。") from error
    except OSError as error:
        raise Unreadable(f"不能打开「{file}」：{error.strerror}。") from error


def guard(data: bytes):
    """Refuse what is no .xlsx file, each with what to do about it."""
    if not data:
        raise Unreadable("文件是空的（0 字节）；请重新保存后再导入。")
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 25 MB；请删除图片和多余的工作表，或分成几个文件导入。")
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable("文件设有打开密码；请在 Excel 或 WPS 中取消密码，另存后再导入。")
        raise Unreadable("这是旧格式（.xls）的文件；请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")
    if not data.startswith(b"PK"):
        raise Unreadable("这不是 Excel 工作簿；请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")


def _load(data):
    """The workbook with the last computed values, and once more with formulas where it has any."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            formulas = load_workbook(io.BytesIO(data), keep_links=False) if _has_formulas(data) else None
    except BROKEN as error:
        raise Unreadable(
            "文件已损坏，或不是 .xlsx 工作簿；请在 Excel 或 WPS 中打开、另存为 .xlsx 后再导入。"
        ) from error
    if not values.worksheets:
        raise Unreadable("文件中没有工作表；请在 Excel 或 WPS 中另存为普通的 .xlsx 后再导入。")
    return values, formulas


def _has_formulas(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(FORMULA.search(archive.read(name)) for name in archive.namelist() if name.endswith(".xml"))


def _table(sheet, formulas, columns):
    """The sheet under its best header: the row among the first ten that names the most columns."""
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        found = f"{sheet.max_row} 行、{sheet.max_column} 列"
        raise Unreadable(
            f"工作表「{sheet.title}」有 {found}，最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列；请删除多余的空行空列后再导入。"
        )
    number, texts, found = 1, (), {}
    for row in sheet.iter_rows(max_row=HEADER_ROWS):
        candidate = tuple(shown(cell.value) if isinstance(cell.value, str) else "" for cell in row)
        named = match(columns, candidate)
        if len(named) > len(found):
            number, texts, found = row[0].row, candidate, named
    _refuse_doubles(sheet, texts, found)
    return Table(sheet.title, number, texts, found, tuple(_rows(sheet, formulas, number, found)) if found else ())


def _refuse_doubles(sheet, texts, found):
    first = {}
    for position, column in found.items():
        if column.name in first:
            letters = f"{get_column_letter(first[column.name] + 1)} 列和 {get_column_letter(position + 1)} 列"
            raise Unreadable(
                f"工作表「{sheet.title}」的{letters}都是「{texts[position]}」（{column.header}）；请只留一列。"
            )
        first[column.name] = position


def _rows(sheet, formulas, header, columns):
    twin = formulas[sheet.title] if formulas else None
    for row in sheet.iter_rows(min_row=header + 1):
        cells = [_cell(cell, twin) for cell in row]
        if any(not cells[position].is_blank for position in columns):
            named = {column.name: cells[position] for position, column in columns.items()}
            yield Row(row[0].row, named, tuple(_own_value(cell, twin) for cell in row))


def _cell(cell, twin):
    if isinstance(cell, MergedCell):
        return Cell(None, cell.coordinate, merged=True)
    return Cell(cell.value, cell.coordinate, _fault(cell, twin))


def _fault(cell, twin):
    value = cell.value
    if cell.data_type == "e":
        return f"{cell.coordinate} 单元格是错误值「{value}」；请改成正确的内容后再导入。"
    if value is None and twin is not None and twin[cell.coordinate].data_type == "f":
        return f"{cell.coordinate} 单元格的公式没有计算结果；请在 Excel 或 WPS 中打开、保存，或粘贴为数值后再导入。"
    if isinstance(value, (int, float)) and not abs(value) < MAX_DIGITS:
        return f"{cell.coordinate} 单元格是超过 15 位的数字，末几位已经丢失；请把格式设为文本后重新填写。"
    return ""


def _own_value(cell, twin):
    """What the clerk wrote: the formula where there is no value."""
    return cell.value if cell.value is not None or twin is None else twin[cell.coordinate].value


def _is_complete(table, columns):
    named = {column.name for column in table.columns.values()}
    return named and all(column.name in named for column in columns if column.required)


def _what_is_missing(tables, columns):
    best = max(tables, key=lambda table: len(table.columns))
    named = {column.name for column in best.columns.values()}
    missing = "、".join(column.header for column in columns if column.required and column.name not in named)
    if not named:
        return f"前 {HEADER_ROWS} 行中没有找到表头；必须有的列：{missing}。可用 template 命令生成模板。"
    if not missing:
        return f"有表头的工作表「{best.sheet}」是隐藏的；请取消隐藏后再导入。"
    return f"工作表「{best.sheet}」第 {best.header_row} 行的表头缺少：{missing}；请补上这些列后再导入。"
