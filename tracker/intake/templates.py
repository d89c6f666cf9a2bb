"""Makes the empty sheets that clerks fill in, with instructions taken from the same columns that read them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db.models import Q
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ..ledger import Refused
from ..models import Group, Mandate, Term
from .cleaners import name_key
from .columns import Column
from .refusals import display_width, put
from .sheets import DESKS, Desk
from .sheets.lookup import hint

LAST_ROW = 5000
INLINE = 200
TOLD = 60
LISTS = "选项"
GUIDE = "填写说明"
GUIDE_WIDTH = 92
FONT = "微软雅黑"
INK, GREY, LINE = "1F2A37", "5B6572", "D5D1C7"
REQUIRED = PatternFill("solid", fgColor="DCE9F0")
OPTIONAL = PatternFill("solid", fgColor="F3F1EB")
THIN = Border(bottom=Side("thin", color=LINE), right=Side("thin", color=LINE))
GENERAL = (
    "每行一条；第一行的列名不要改，列的顺序可以变，非必填的列可以删去。",
    "粗体、蓝底的列必须填写。",
    "日期可写 2024-05-01、2024/5/1、2024.5.1、2024年5月1日、20240501。",
    "编号按文本填写（单元格已设为文本），前面的 0 会保留。",
    "再次导入已有的一行时，空着的非必填单元格表示“不改动”，不会清空已登记的内容；说明写着“空着为”的列，空着就按所写的内容。",
    "有一行不能导入，整个文件都不写入；先试运行，改正后再写入。",
    "本系统为非涉密系统，严禁填写国家秘密和工作秘密。",
)


def save(kind: str, term: Term, path: Path, *, group: Group | None = None, on: date):
    """Write the template of a kind for a term; with a group, a row for each of its deputies on a day."""
    desk = DESKS[kind]
    book = Workbook()
    book.remove(book.active)
    lists, options = Lists(book), desk.options(term)
    sheets = [book.create_sheet(form.title) for form in desk.forms()]
    for sheet, form in zip(sheets, desk.forms(), strict=True):
        _head(sheet, form.columns)
        for position, column in enumerate(form.columns, 1):
            lists.offer(sheet, position, _choices(column, options), strict=not is_open(column))
        _print(sheet, f"{term.label}　{form.title}")
    for row, mandate in enumerate(_members(group, on) if group else (), 2):
        _prefill(sheets[0], row, desk, mandate)
    _guide(book.create_sheet(GUIDE, len(sheets)), desk, term)
    book.save(path)


def group_of(term: Term, name: str) -> Group:
    """The group of a term by name; a liaison group goes before a professional one."""
    groups = {name_key(row.name): row for row in Group.objects.filter(term=term).order_by("-kind", "order")}
    if name_key(name) not in groups:
        raise Refused(f"{term.label}没有组「{name}」{hint(name_key(name), groups)}；请核对组名，或先导入代表。")
    return groups[name_key(name)]


def _members(group, on) -> Iterable[Mandate]:
    member = Q(memberships__ends_on=None) | Q(memberships__ends_on__gt=on)
    mandates = Mandate.objects.serving(on).filter(member, memberships__group=group, memberships__starts_on__lte=on)
    return mandates.distinct().select_related("person").listed()


def _prefill(sheet, row, desk, mandate):
    """A ruled row with the deputy's number and name, the other cells to be filled in."""
    values = {"number": mandate.number, "name": mandate.person.name}
    for position, column in enumerate(desk.columns, 1):
        cell = sheet.cell(row, position)
        if column.name in desk.prefilled:
            put(cell, values[column.name])
        cell.font, cell.border, cell.number_format = Font(FONT, 10, color=INK), THIN, column.clean.number_format
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 20


def _head(sheet, columns):
    for position, column in enumerate(columns, 1):
        cell = put(sheet.cell(1, position), column.header)
        cell.font = Font(FONT, 10, bold=column.required, color=INK if column.required else GREY)
        cell.fill = REQUIRED if column.required else OPTIONAL
        cell.border = THIN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        below = sheet.column_dimensions[get_column_letter(position)]
        below.width, below.number_format = column.width, column.clean.number_format
        below.font = Font(FONT, 10, color=INK)
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A2"


def _choices(column: Column, options: dict[str, list[str]]) -> list[str]:
    return list(getattr(column.clean, "labels", ())) or options.get(column.name, [])


def is_open(column: Column) -> bool:
    """Whether a column takes other texts than those it offers."""
    return not hasattr(column.clean, "labels")


class Lists:
    """The drop-down lists of a template: short ones in place, long ones on a hidden sheet."""

    def __init__(self, book):
        self.book, self.sheet, self.ranges = book, None, {}

    def offer(self, sheet, position: int, choices: list[str], *, strict: bool):
        """Let the cells of a column be picked from a list; a strict one refuses what is not in it."""
        if not choices:
            return
        rule = DataValidation("list", formula1=self._source(choices), allow_blank=True, showErrorMessage=strict)
        rule.errorTitle, rule.error = "请从列表中选择", "可以填的内容见“填写说明”。"
        letter = get_column_letter(position)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)

    def _source(self, choices):
        text = ",".join(choices)
        if len(text) <= INLINE and not any(sign in choice for choice in choices for sign in ',"'):
            return f'"{text}"'
        if text not in self.ranges:
            self.ranges[text] = self._range(choices)
        return self.ranges[text]

    def _range(self, choices):
        if self.sheet is None:
            self.sheet = self.book.create_sheet(LISTS)
            self.sheet.sheet_state = "hidden"
        column = self.sheet.max_column + 1
        for row, choice in enumerate(choices, 1):
            put(self.sheet.cell(row, column), choice)
        letter = get_column_letter(column)
        return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(choices)}"


def _guide(sheet, desk: type[Desk], term: Term):
    put(sheet["A1"], f"{desk.label}导入模板").font = Font(FONT, 15, bold=True, color=INK)
    put(sheet["A2"], term.label).font = Font(FONT, 10, color=GREY)
    row = 4
    for text in GENERAL:
        put(sheet.cell(row, 1), "·　" + text).font = Font(FONT, 10, color=INK)
        row += 1
    options = desk.options(term)
    for form in desk.forms():
        if len(desk.forms()) > 1:
            row += 1
            put(sheet.cell(row, 1), f"工作表「{form.title}」").font = Font(FONT, 11, bold=True, color=INK)
        row = _guide_table(sheet, row + 1, form, options)
    for letter, width in zip("ABC", (20, 8, GUIDE_WIDTH), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    _print(sheet, f"{term.label}　{desk.label}")


def _guide_table(sheet, row, form, options) -> int:
    """What the columns of a form take, from a row on; the row after them."""
    _guide_row(sheet, row, ("列名", "必填", "怎么填"), bold=3, fill=REQUIRED)
    for number, column in enumerate(form.columns, row + 1):
        cells = (column.header, "必填" if column.required else "", _takes(column, options))
        _guide_row(sheet, number, cells, bold=2 if column.required else 0)
    return row + len(form.columns) + 1


def _takes(column, options):
    known = options.get(column.name, ())
    if len(known) > TOLD:
        return f"{column.takes}（可从下拉列表中选）"
    return f"{column.takes}（可选：{'、'.join(known)}）" if known else column.takes


def _guide_row(sheet, row, texts, *, bold, fill=None):
    """A row of the instructions, its first ``bold`` cells bold, as high as its text needs."""
    for position, text in enumerate(texts, 1):
        cell = put(sheet.cell(row, position), text)
        cell.font, cell.border = Font(FONT, 10, bold=position <= bold, color=INK), THIN
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="center" if position == 2 else None)
        if fill:
            cell.fill = fill
    lines = -(-display_width(texts[-1]) // (GUIDE_WIDTH + 6))
    sheet.row_dimensions[row].height = 17 * lines


def _print(sheet, title):
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = title
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
