"""Reads a workbook into rows of addressed cells; whatever cannot be read is one plain sentence."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from . import reader
from .cleaners import shown
from .columns import Cell, Column, Row, header_key, match, says_nothing
from .grid import Disordered
from .reader import Unreadable

HEADER_ROWS = 10
MAX_BYTES = 25 * 1024 * 1024
SAMPLE = "示例行"
GUIDE, ROSTER = "填写说明", "本组代表"  # sheets of a template that hold no rows to import
OWN = "错误说明"  # the import's own column in a returned copy
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")
NOTHING: dict[int, Cell] = {}
NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True)
class Form:
    """One kind of sheet: what it is called, its columns, and the row that a template shows as an example.

    The cell of a sample row that marks it holds ``SAMPLE``.
    """

    title: str
    columns: Sequence[Column]
    sample: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Head:
    """The header of a sheet: in which row it stands, its texts, and which column stands where."""

    sheet: str
    is_visible: bool
    form: Form
    row: int
    texts: tuple[str, ...]
    columns: dict[int, Column]

    @cached_property
    def missing(self) -> list[Column]:
        """The required columns that the header does not name."""
        named = {column.name for column in self.columns.values()}
        return [column for column in self.form.columns if column.required and column.name not in named]

    @property
    def is_complete(self) -> bool:
        """Whether the header names all that must be there."""
        return bool(self.columns) and not self.missing


@dataclass
class Table:
    """A sheet with a known header and its rows, to be read once; ``filled`` are columns without a header.

    ``above`` are rows over the header that hold something in all required columns.
    """

    head: Head
    found: Iterator[tuple]
    filled: set[int] = field(default_factory=set)
    above: tuple[int, ...] = ()

    def rows(self) -> Iterator[Row]:
        """The rows that hold something in a known column."""
        header, columns = self.head.row, self.head.columns
        width = max([*columns, len(self.head.texts) - 1]) + 1
        unnamed = [position for position, text in enumerate(self.head.texts) if not text]
        for number, values, odd in self.found:
            if number <= header:
                continue
            if len(values) < width:
                values.extend([None] * (width - len(values)))
            if unnamed or len(values) > width:
                others = [*unnamed, *range(width, len(values))]
                self.filled.update(position for position in others if values[position] is not None)
            row = Row(number, values, columns, odd or NOTHING)
            if not all(map(row.is_blank, columns)):
                yield row

    @property
    def unknown(self) -> Iterator[tuple[int, str]]:
        """Positions and headers that no column goes by; one without text matters only when a row fills it."""
        texts = dict(enumerate(self.head.texts))
        for position in sorted(texts.keys() | self.filled):
            text = texts.get(position, "")
            if position not in self.head.columns and text != OWN and (text or position in self.filled):
                yield position, text


class Workbook:
    """A file to be read: its name, its bytes, their SHA-256.

    When it has been read: the heads of its sheets that were read, and the names of those that were left out.
    """

    def __init__(self, file: Path | BinaryIO):
        self.name, self.data = _bytes(file)
        guard(self.data)
        self.heads: list[Head] = []
        self.left_out: list[str] = []

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()

    def tables(
        self, forms: Sequence[Form], also: Mapping[str, str] = NOBODY, *, whole: bool = False
    ) -> Iterator[Table]:
        """The visible sheets of one of these forms: by their name among several, else by their header.

        Each table's rows are to be read before the next one. ``also`` holds further names of columns.
        Raises Unreadable, and Disordered when the file must be read ``whole``.
        """
        seen, self.heads, self.left_out = [], [], []
        for sheet in _sheets(reader.messages(self.data, whole=whole)):
            head = _head(sheet, forms, also)
            seen.append(head)
            named = head.form in _named(sheet, forms)
            if named and not head.is_complete and sheet.is_visible and sheet.top:
                raise Unreadable(_what_is_missing([head]))
            if head.is_complete and sheet.is_visible:
                self.heads.append(head)
                yield Table(head, sheet.rows(), above=_above(sheet, head))
                sheet.finish(head.row)
                continue
            if len(head.columns) > 1 or (sheet.is_visible and sheet.holds_rows()):
                self.left_out.append(sheet.title)
            sheet.finish()
        if not seen:
            raise Unreadable("文件中没有工作表；请在 Excel 或 WPS 中另存为普通的 .xlsx 后再导入。")
        if not self.heads:
            raise Unreadable(_what_is_missing(seen))


def _bytes(file):
    try:
        if hasattr(file, "read"):
            return _name(getattr(file, "name", "") or ""), file.read(MAX_BYTES + 1)
        with Path(file).open("rb") as stream:
            return _name(file), stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"没有文件「{file}」；请核对文件名和所在文件夹。") from error
    except IsADirectoryError as error:
        raise Unreadable(f"「{file}」是文件夹；请给出其中的 .xlsx 文件。") from error
    except OSError as error:
        raise Unreadable(f"不能打开「{file}」：{error.strerror}。") from error


def _name(file) -> str:
    """The name of a file; bytes of it that are no text become question marks."""
    return Path(file).name.encode("utf-8", "replace").decode()


def guard(data: bytes):
    """Refuse what is no .xlsx file, each with what to do about it."""
    if not data:
        raise Unreadable("文件是空的（0 字节）；请重新保存后再导入。")
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 25 MB；请删除图片和多余的工作表，或分成几个文件导入。")
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable("文件设有打开密码；请在 Excel 或 WPS 中取消密码，另存后再导入。")
        if WORD in data:
            raise Unreadable("这是 Word 文档，不是工作簿；请选择 .xlsx 文件。")
        raise Unreadable("这是旧格式（.xls）的文件；请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")
    if not data.startswith(b"PK"):
        raise Unreadable("这不是 Excel 工作簿；请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")


class _Sheet:
    """A sheet as its messages come: its first rows at once, the others on demand."""

    def __init__(self, title, is_visible, messages):
        self.title, self.is_visible, self.messages = title, is_visible, messages
        self.top, self.waiting, self.seen, self.end = [], [], 0, None
        while self.end is None and (not self.waiting or self.waiting[-1][0] < HEADER_ROWS):
            self.waiting.extend(self._more())
        self.top = [row for row in self.waiting if row[0] <= HEADER_ROWS]

    def _more(self):
        kind, *rest = next(self.messages)
        if kind == "end":
            self.end = rest
            return []
        self.seen += len(rest[0])
        return rest[0]

    def rows(self):
        """All rows, the first ones again."""
        yield from self.waiting
        self.waiting = []
        while self.end is None:
            yield from self._more()

    def holds_rows(self):
        """Whether a cell of the rows to come is not empty, on a sheet that no template has of itself."""
        if self.title in (GUIDE, ROSTER):
            return False
        return any(value is not None for _, values, _ in self.rows() for value in values)

    def finish(self, header=None):
        """Read what is left, and make sure that all has come and, below a header, no cell is merged."""
        self.waiting = []
        while self.end is None:
            self._more()
        count, merged_down_to = self.end
        if count != self.seen:
            raise Unreadable(f"工作表「{self.title}」有 {count} 行，只读到 {self.seen} 行；请重新导入。")
        if header is not None and merged_down_to > header:
            raise Disordered


def _sheets(messages) -> Iterator[_Sheet]:
    for _, title, is_visible in messages:
        yield _Sheet(title, is_visible, messages)


def _head(sheet, forms, also) -> Head:
    """The best header of a sheet: the first row of ten that names all required columns of a form, else the most.

    A sheet that bears the name of a form is that form's, whatever its columns.
    """
    heads = [_under(sheet, form, also) for form in _named(sheet, forms) or forms]
    complete = [head for head in heads if head.is_complete]
    return max(complete or heads, key=lambda head: len(head.columns))


def _named(sheet, forms):
    """The form whose name a sheet bears, where there are several."""
    return [form for form in forms if len(forms) > 1 and header_key(form.title) == header_key(sheet.title)]


def _under(sheet, form, also):
    best = Head(sheet.title, sheet.is_visible, form, 1, (), {})
    for row, values, _ in sheet.top:
        texts = tuple(shown(value) if isinstance(value, str) else "" for value in values)
        columns = match(form.columns, texts, also)
        if len(columns) > len(best.columns):
            best = Head(sheet.title, sheet.is_visible, form, row, texts, columns)
        if best.is_complete:
            break
    _refuse_doubles(sheet, best.texts, best.columns)
    return best


def _above(sheet, head) -> tuple[int, ...]:
    """The rows over the header that look like rows of it: sorted away from below it, perhaps."""
    needed = [position for position, column in head.columns.items() if column.required]
    return tuple(
        number
        for number, values, _ in sheet.top
        if number < head.row and all(at < len(values) and not says_nothing(values[at]) for at in needed)
    )


def _refuse_doubles(sheet, texts, found):
    first = {}
    for position, column in found.items():
        if column.name in first:
            letters = f"{get_column_letter(first[column.name] + 1)} 列和 {get_column_letter(position + 1)} 列"
            raise Unreadable(
                f"工作表「{sheet.title}」的{letters}都是「{texts[position]}」（{column.header}）；请只留一列。"
            )
        first[column.name] = position


def _what_is_missing(heads):
    best = max(heads, key=lambda head: len(head.columns))
    missing = "、".join(column.header for column in best.missing)
    if not best.columns:
        return f"前 {HEADER_ROWS} 行中没有找到表头；必须有的列：{missing}。可下载模板，或用 template 命令生成。"
    if not missing:
        return f"有表头的工作表「{best.sheet}」是隐藏的；请取消隐藏后再导入。"
    return f"工作表「{best.sheet}」第 {best.row} 行的表头缺少：{missing}；请补上这些列后再导入。"
