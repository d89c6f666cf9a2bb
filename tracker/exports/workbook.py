"""A workbook that can be printed and signed: A4 landscape, heads on each page, text never a formula."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations, pairwise
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ..tables.words import day_text
from . import text
from .styles import STYLES, TONES, Percent
from .widths import fit, lines_in

__all__ = ["Form", "Percent", "Sheet", "Workbook", "fit", "lines_in"]

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
A4 = 9
LINE = 15
WIDEST_CENTRED = 14


@dataclass(frozen=True)
class Form:
    """What stands above and below a printed table; ``scope`` says which part of all it covers, if not all."""

    title: str
    made_on: date
    notes: tuple[str, ...] = ()
    units: str = "名、次、件"
    scope: str = ""
    signers: tuple[str, str, str] = ("填表人：", "审核人：", "负责人：")

    def part(self, mark: str, notes: tuple[str, ...]) -> "Form":
        """The form of one sheet: its mark behind the title, and its notes."""
        return replace(self, title=self.title + mark, notes=notes)


@dataclass
class Workbook:
    """A workbook being written to a path or a stream; closing it adds a sheet of warnings if there are any."""

    out: object
    title: str
    made_on: date
    warnings: list[tuple[str, str, str, str]] = field(default_factory=list)

    def __enter__(self):
        self.folder = TemporaryDirectory()
        self.file = xlsxwriter.Workbook(self.out, OPTIONS | {"tmpdir": self.folder.name})
        noon = datetime(self.made_on.year, self.made_on.month, self.made_on.day, 12)
        self.file.set_properties({"title": text.clean(self.title).text, "created": noon})
        self.formats = {name: self.file.add_format(style) for name, style in STYLES.items()}
        self.names: set[str] = set()
        return self

    def __exit__(self, error, *rest):
        try:
            if error is None:
                self._warn()
                self.file.close()
        finally:
            self._put_away()

    def _put_away(self):
        """What streamed sheets left behind in a workbook that was given up."""
        for page in self.file.worksheets():
            if page.row_data_fh:
                page.row_data_fh.close()
        self.folder.cleanup()

    def sheet(self, name: str, widths: list[float], *, streamed: bool = False) -> "Sheet":
        """A new sheet with columns of these widths; a streamed one is written row by row and holds no row back."""
        name = text.sheet_name(name, self.names)
        self.names.add(name.lower())
        self.file.constant_memory = streamed  # XlsxWriter asks when a sheet is added; charts need the others held
        page = self.file.add_worksheet(name)
        self.file.constant_memory = False
        return Sheet(self, page, widths)

    def _warn(self):
        if not self.warnings:
            return
        sheet = self.sheet("警告", [14, 10, 40, 100])
        sheet.heads([("", head) for head in ("工作表", "单元格", "问题", "全文")])
        for name, cell, problem, full in list(self.warnings):
            for number, piece in enumerate(text.pieces(full), start=1):
                sheet.rows([[name, cell, f"{problem}（全文第 {number} 段）", piece]])


class Sheet:
    """One sheet, written from the top down; ``row`` is the next free row."""

    def __init__(self, book: Workbook, page, widths: list[float]):
        self.book, self.page, self.widths, self.row = book, page, widths, 0
        for column, wide in enumerate(widths):
            page.set_column(column, column, wide)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        page.set_footer('&C&"宋体,常规"&9第 &P 页，共 &N 页')

    def top(self, form: Form):
        """The title and the line under it (who fills in, when made, the units), repeated on every page."""
        self.wide(form.title, "title", 32)
        made = f"制表日期：{day_text(form.made_on)}"
        parts = ["填报单位（盖章）：", made, f"单位：{form.units}"]
        for (first, last), part, style in zip(
            self._thirds(), parts, ("line", "line-center", "line-right"), strict=True
        ):
            self._span(self.row, first, self.row, last, part, style)
        self.page.set_row(self.row, 20)
        self.page.repeat_rows(0, self.row)
        self.row += 1

    def _thirds(self):
        """(first, last) column of three parts of the sheet, as equal in width as its columns allow."""
        columns = len(self.widths)
        cuts = [(0, one, two, columns) for one, two in combinations(range(1, columns), 2)]
        edges = min(cuts, key=lambda edges: sorted((sum(self.widths[a:b]) for a, b in pairwise(edges)), reverse=True))
        return [(first, after - 1) for first, after in pairwise(edges)]

    def heads(self, heads: list[tuple[str, str]], *, freeze: int = 0):
        """One row of heads, or two where some columns stand under a common one; repeated on every page."""
        groups = list(_groups(heads))
        top, bottom = self.row, self.row + bool(groups)
        self.page.set_row(top, self._head_height(heads, groups))
        if groups:
            self._put_row(top, [group or head for group, head in heads])
        self._put_row(bottom, [head if group or not groups else "" for group, head in heads])
        for first, last, _ in groups:
            self._merge(top, first, top, last)
        for column, (group, _) in enumerate(heads if groups else ()):
            if not group:
                self._merge(top, column, bottom, column)
        self.page.repeat_rows(0, bottom)
        self.page.freeze_panes(bottom + 1, freeze)
        self.row = bottom + 1

    def _put_row(self, row, heads):
        for column, head in enumerate(heads):
            self._put(row, column, head, "head")

    def _merge(self, top, left, bottom, right):
        """Merge cells that are written; ``merge_range`` would write again into rows that a streamed sheet has left."""
        if (top, left) != (bottom, right):
            self.page.merge.append([top, left, bottom, right])

    def _head_height(self, heads, groups) -> int:
        lines = [1] + [lines_in(group, sum(self.widths[first : last + 1])) for first, last, group in groups]
        if not groups:
            lines += [lines_in(head, wide) for (_, head), wide in zip(heads, self.widths, strict=True)]
        return LINE * max(lines) + 5

    def rows(self, rows: Iterable[list], style: str = ""):
        """Rows of values; an outcome's word gets its fill, wide text stands left."""
        looks = [self._style_of(column, None, style) for column in range(len(self.widths))]
        columns = [(wide, self.book.formats[look]) for wide, look in zip(self.widths, looks, strict=True)]
        tones = {label: self.book.formats[style or tone] for label, tone in TONES.items()}
        for values in rows:
            if (lines := self._cells(values, columns, tones, style)) > 1:
                # spreadsheets do not all grow a row with its text, so say how high it is
                self.page.set_row(self.row, 13 * lines + 4)
            if self.page.constant_memory:
                self._forget(self.row - 1)
            self.row += 1

    def _forget(self, row):
        """Drop the height of a row that a streamed sheet has written: XlsxWriter keeps those of all rows to the end."""
        self.page.row_info.pop(row, None)
        self.page.row_sizes.pop(row, None)

    def _cells(self, values, columns, tones, style) -> int:
        """Write a row as ``_put`` writes its cells, but fast for what nearly all of them are; how many lines it has."""
        page, row, lines = self.page, self.row, 1
        for column, (value, (wide, look)) in enumerate(zip(values, columns, strict=True)):
            if type(value) is int:
                page.write_number(row, column, value, look)
            elif not value or not isinstance(value, str):
                self._put(row, column, value, self._style_of(column, value, style))
            elif value in tones:
                page.write_string(row, column, value, tones[value])
            else:
                said = value if text.is_plain(value) else self._text(row, column, value)
                page.write_string(row, column, said, look)
                if 2 * len(value) > wide or "\n" in value:
                    lines = max(lines, lines_in(value, wide))
        return lines

    def table(self, heads: list[tuple[str, str]], rows: Iterable[list], *, freeze: int = 0, total: list | None = None):
        """Heads, rows that can be filtered, and a row of totals."""
        self.heads(heads, freeze=freeze)
        first = self.row
        self.rows(rows)
        if self.row > first:
            self.page.autofilter(first - 1, 0, self.row - 1, len(heads) - 1)
        if total:
            self.rows([total], "total")

    def section(self, title: str):
        """A heading across the sheet."""
        self.wide(title, "section", 24)

    def foot(self, form: Form):
        """The scope, the notes and the line for three signatures."""
        for note in ([f"范围：{form.scope}"] if form.scope else []) + list(form.notes):
            self.note(note)
        self.row += 1
        for (first, last), name in zip(self._thirds(), form.signers, strict=True):
            self._span(self.row, first, self.row, last, name, "line")
        self.page.set_row(self.row, 24)
        self.row += 1

    def note(self, note: str):
        """A note across the sheet."""
        self.wide(note, "note", 13 * lines_in(note, sum(self.widths)) + 3)

    def pair(self, name: str, value: str):
        """A name in the first column, its value across the others."""
        self._put(self.row, 0, name, "total-text")
        self._span(self.row, 1, self.row, len(self.widths) - 1, value, "text")
        lines = max(lines_in(value, sum(self.widths[1:])), lines_in(name, self.widths[0]))
        self.page.set_row(self.row, 13 * lines + 5)
        self.row += 1

    def break_page(self):
        """What follows begins on a new page."""
        self.breaks = [*getattr(self, "breaks", []), self.row]
        self.page.set_h_pagebreaks(self.breaks)

    def wide(self, value: str, style: str, height: float):
        """A text across the sheet."""
        self._span(self.row, 0, self.row, len(self.widths) - 1, value, style)
        self.page.set_row(self.row, height)
        self.row += 1

    def _span(self, top, left, bottom, right, value, style):
        if (top, left) != (bottom, right):
            self.page.merge_range(top, left, bottom, right, "", self.book.formats[style])
        self._put(top, left, value, style)

    def _style_of(self, column, value, style) -> str:
        if isinstance(value, Percent):
            return "total-percent" if style == "total" else "percent"
        if style:
            return style
        return "cell" if self.widths[column] <= WIDEST_CENTRED else "text"

    def _put(self, row, column, value, style):
        style = self.book.formats[style]
        if value is None or value == "":
            self.page.write_blank(row, column, None, style)
        elif isinstance(value, int | Decimal):
            self.page.write_number(row, column, value, style)
        else:
            self.page.write_string(row, column, self._text(row, column, value), style)

    def _text(self, row, column, value) -> str:
        cleaned = text.clean(str(value))
        if cleaned.problem:
            where = xl_rowcol_to_cell(row, column)
            self.book.warnings.append((self.page.get_name(), where, cleaned.problem, str(value)))
        return cleaned.text


def _groups(heads):
    column = 0
    while column < len(heads):
        group, first = heads[column][0], column
        while column < len(heads) and heads[column][0] == group:
            column += 1
        if group:
            yield first, column - 1, group
