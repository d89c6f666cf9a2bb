"""Reads a workbook into rows of addressed cells; whatever cannot be read is one plain sentence."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ..ledger import Refused
from . import grid
from .cleaners import shown
from .columns import Cell, Column, Row, header_key, match

HEADER_ROWS = 10
MAX_BYTES = 25 * 1024 * 1024
OWN = "错误说明"  # the import's own column in a returned copy
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NOTHING: dict[int, Cell] = {}
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
class Form:
    """One kind of sheet: what it is called, and its columns."""

    title: str
    columns: Sequence[Column]


@dataclass(frozen=True)
class Table:
    """A sheet with a known header: which column stands where, and its rows."""

    sheet: str
    form: Form
    header_row: int
    headers: tuple[str, ...]
    columns: dict[int, Column]
    rows: tuple[Row, ...]

    @property
    def missing(self) -> list[Column]:
        """The required columns that the header does not name."""
        named = {column.name for column in self.columns.values()}
        return [column for column in self.form.columns if column.required and column.name not in named]

    @property
    def is_complete(self) -> bool:
        """Whether the header names all that must be there."""
        return bool(self.columns) and not self.missing

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


def read(file: Path | BinaryIO, forms: Sequence[Form]) -> Workbook:
    """Read every sheet of a workbook that is of one of these forms: by its name among several, else by its header."""
    name, data = _bytes(file)
    guard(data)
    sheets = _load(data)
    seen = [_table(sheet, forms) for sheet in sheets]
    for sheet, table in zip(sheets, seen, strict=True):
        if table.form in _named(sheet, forms) and not table.is_complete and sheet.is_visible and sheet.rows:
            raise Unreadable(_what_is_missing([table]))
    visible = {sheet.title for sheet in sheets if sheet.is_visible}
    tables = [table for table in seen if table.is_complete and table.sheet in visible]
    if not tables:
        raise Unreadable(_what_is_missing(seen))
    left_out = [table.sheet for table in seen if table not in tables and len(table.columns) > 1]
    return Workbook(name, hashlib.sha256(data).hexdigest(), tuple(tables), tuple(left_out))


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


def _load(data) -> list[grid.Grid]:
    try:
        sheets = grid.read(data)
    except BROKEN as error:
        raise Unreadable(
            "文件已损坏，或不是 .xlsx 工作簿；请在 Excel 或 WPS 中打开、另存为 .xlsx 后再导入。"
        ) from error
    if not sheets:
        raise Unreadable("文件中没有工作表；请在 Excel 或 WPS 中另存为普通的 .xlsx 后再导入。")
    return sheets


def _table(sheet, forms):
    """The sheet under its best header: the row among the first ten that names the most columns of a form.

    A sheet that bears the name of a form is that form's, whatever its columns.
    """
    _refuse_too_large(sheet)
    tables = [_under(sheet, form) for form in _named(sheet, forms) or forms]
    complete = [table for table in tables if table.is_complete]
    return max(complete or tables, key=lambda table: len(table.columns))


def _named(sheet, forms):
    """The form whose name a sheet bears, where there are several."""
    return [form for form in forms if len(forms) > 1 and header_key(form.title) == header_key(sheet.title)]


def _refuse_too_large(sheet):
    if sheet.tallest > grid.MAX_ROWS or sheet.widest > grid.MAX_COLUMNS:
        raise Unreadable(
            f"工作表「{sheet.title}」有 {sheet.tallest} 行、{sheet.widest} 列，最多 {grid.MAX_ROWS} 行、"
            f"{grid.MAX_COLUMNS} 列；请删除多余的空行空列后再导入。"
        )


def _under(sheet, form):
    number, texts, found = 1, (), {}
    for row in range(1, min(HEADER_ROWS, sheet.tallest) + 1):
        candidate = tuple(shown(value) if isinstance(value, str) else "" for value in _padded(sheet, row))
        named = match(form.columns, candidate)
        if len(named) > len(found):
            number, texts, found = row, candidate, named
    _refuse_doubles(sheet, texts, found)
    return Table(sheet.title, form, number, texts, found, tuple(_rows(sheet, number, found)) if found else ())


def _padded(sheet, row) -> tuple[object, ...]:
    values = sheet.rows.get(row, [])
    return (*values, *[None] * (sheet.widest - len(values)))


def _refuse_doubles(sheet, texts, found):
    first = {}
    for position, column in found.items():
        if column.name in first:
            letters = f"{get_column_letter(first[column.name] + 1)} 列和 {get_column_letter(position + 1)} 列"
            raise Unreadable(
                f"工作表「{sheet.title}」的{letters}都是「{texts[position]}」（{column.header}）；请只留一列。"
            )
        first[column.name] = position


def _rows(sheet, header, columns):
    for number in sorted(sheet.rows):
        if number > header:
            row = Row(number, _padded(sheet, number), columns, sheet.odd.get(number, NOTHING))
            if any(not row.is_blank(position) for position in columns):
                yield row


def _what_is_missing(tables):
    best = max(tables, key=lambda table: len(table.columns))
    missing = "、".join(column.header for column in best.missing)
    if not best.columns:
        return f"前 {HEADER_ROWS} 行中没有找到表头；必须有的列：{missing}。可用 template 命令生成模板。"
    if not missing:
        return f"有表头的工作表「{best.sheet}」是隐藏的；请取消隐藏后再导入。"
    return f"工作表「{best.sheet}」第 {best.header_row} 行的表头缺少：{missing}；请补上这些列后再导入。"
