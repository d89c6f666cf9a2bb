"""The instructions of a template, taken from the same columns that read it."""

from collections.abc import Iterator

from openpyxl.styles import Alignment

from ...models import Term
from ..cells import put
from ..cleaners import Name
from ..columns import Column
from ..names import Names
from ..sheets import Desk
from ..sheets.suggestions.columns import Codes
from ..workbook import GUIDE, OWN, SAMPLE, Form
from . import paper

TITLE = GUIDE
TOLD = 60
WIDTHS = (18, 7, 80)
HEADS = ("列名", "必填", "怎么填")
FIRST = (
    "每行一条；第一行的列名不要改，列的顺序可以变，非必填的列可以删去。",
    "粗体、蓝底的列必须填写。",
)
OF_SAMPLE = f"第 2 行（灰色斜体）是示例，导入时跳过，可以留着；照它改写的，请删去第一格的“{SAMPLE}”。"
VALUES = (
    "日期请填 2024-05-01 或 2024/5/1；从别处粘贴来的 2024.5.1、2024年5月1日、20240501 也能读取。",
    "编号按文本填写（单元格已设为文本），前面的 0 会保留。",
)
NAMES = "姓名与登记的一致即可，两字姓名中间的空格、少数民族姓名的间隔点不同都不要紧；同名的代表要填编号。"
IN_ONE_CELL = "一格里填几位代表的，用顿号、逗号、分号或换行隔开，不要只用空格；同名的写作“张三（600001）”。"
CODES = "一格里填几个编号的，用顿号、逗号、分号或换行隔开。"
LAST = (
    "再次导入已有的一行时，空着的非必填单元格表示“不改动”，不会清空已登记的内容；说明写着“空着为”的列，空着就按所写的内容。",
    "上传以后先看预览：新增、变更、未变和不能导入的各有几行；确认以前不写入任何内容。",
    f"有一行不能导入，整个文件都不写入；可以下载标出错处的原文件，按“{OWN}”一列改正后再上传。",
    "本系统为非涉密系统，严禁填写国家秘密和工作秘密。",
)


def write(sheet, desk: type[Desk], term: Term):
    """Tell what holds for the whole file, and what each column of each of its sheets takes."""
    put(sheet["A1"], f"{desk.label}导入模板").font = paper.font(15, bold=True)
    put(sheet["A2"], term.label).font = paper.font(color=paper.GREY)
    row = 4
    for text in general(desk):
        row = _sentence(sheet, row, "·　" + text)
    options = desk.options(term)
    for form in desk.forms():
        if len(desk.forms()) > 1:
            row += 1
            put(sheet.cell(row, 1), f"工作表「{form.title}」").font = paper.font(11, bold=True)
        row = _table(sheet, row + 1, form, options)
    for letter, width in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    paper.print_on_a4(sheet, f"{term.label}　{desk.label}", upright=True)


def general(desk: type[Desk]) -> Iterator[str]:
    """What holds for all columns of a kind of workbook."""
    columns = [column for form in desk.forms() for column in form.columns]
    yield from FIRST
    if any(form.sample for form in desk.forms()):
        yield OF_SAMPLE
    yield from VALUES
    for sentence, applies in ((NAMES, _is_named), (IN_ONE_CELL, _is_several), (CODES, _is_codes)):
        if any(map(applies, columns)):
            yield sentence
    yield from LAST


def _is_named(column):
    """Whether a deputy may be named in a column, without a number."""
    return _is_several(column) or (isinstance(column.clean, Name) and column.name == "name" and not column.required)


def _is_several(column):
    return isinstance(column.clean, Names)


def _is_codes(column):
    return isinstance(column.clean, Codes)


def _sentence(sheet, row, text) -> int:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    cell = put(sheet.cell(row, 1), text)
    cell.font, cell.alignment = paper.font(), Alignment(vertical="top", wrap_text=True)
    paper.fit(sheet, row, [(text, sum(WIDTHS))])
    return row + 1


def _table(sheet, row, form: Form, options) -> int:
    """What the columns of a form take, from a row on; the row after them."""
    for position, head in enumerate(HEADS, 1):
        paper.as_head(put(sheet.cell(row, position), head))
    for number, column in enumerate(form.columns, row + 1):
        _column(sheet, number, column, takes(column, options))
    return row + len(form.columns) + 1


def _column(sheet, row, column, text):
    texts = (column.header, "必填" if column.required else "", text)
    for position, told in enumerate(texts, 1):
        cell = put(sheet.cell(row, position), told)
        paper.as_entry(cell)
        cell.font = paper.font(bold=column.required and position < 3)
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="center" if position == 2 else None)
    paper.fit(sheet, row, [(text, WIDTHS[-1])])


def takes(column: Column, options: dict[str, list[str]]) -> str:
    """What a column takes, with what the term offers for it when that is not too much to tell."""
    known = options.get(column.name, ())
    if len(known) > TOLD:
        return f"{column.takes}（可从下拉列表中选）"
    return f"{column.takes}（可选：{'、'.join(known)}）" if known else column.takes
