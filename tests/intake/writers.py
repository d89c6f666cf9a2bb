"""One sheet as clerks have it, by several writers: a title above, a blank column, gaps, what is hidden or filtered."""

import re
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook

from tests.intake.hostile.parts import SHEET
from tracker.intake.cells import put

HEADERS = ("代表编号", "姓名", "类别", "日期", "名称", "说明")
TITLE, HEADER, HIDDEN = "2023年履职登记表", 4, 6
ROWS = (
    ("600001", None, "走访", date(2023, 3, 1), '=HYPERLINK("http://example.com","走访")'),
    (600001, None, "走访", "2023-03-02", "+走访"),
    ("６００００１", None, "走访", "2023/3/3", "-1走访"),
    (" 600001", None, "走访", "2023.3.4", "@走访"),
    (),
    ("007", None, "走访", "2023年3月5日", "_xD800_走访"),
    ("007", None, "走访", "20230306", "\U00020bb7\U00030edd走访", "=1+1"),
    ("007", None, "走访", 20230307, "走访\u202e\u200b七"),
    (None, "张　三", "走访", datetime(2023, 3, 8, 15, 30), " 走访  八 ", "第一行\n第二行"),
    (),
    (),
    (None, "买 买 提 ‧ 艾力", "走访", date(2023, 3, 9), "510102199001011234"),
)
SAID = [
    ("600001", date(2023, 3, 1), '=HYPERLINK("http://example.com","走访")', ""),
    ("600001", date(2023, 3, 2), "+走访", ""),
    ("600001", date(2023, 3, 3), "-1走访", ""),
    ("600001", date(2023, 3, 4), "@走访", ""),
    ("007", date(2023, 3, 5), "_xD800_走访", ""),
    ("007", date(2023, 3, 6), "\U00020bb7\U00030edd走访", "=1+1"),
    ("007", date(2023, 3, 7), "走访七", ""),
    ("600002", date(2023, 3, 8), "走访 八", "第一行\n第二行"),
    ("600003", date(2023, 3, 9), "510102199001011234", ""),
]
NAMES = {"600001": "示例代表001", "007": "李四", "600002": "张三", "600003": "买买提·艾力"}
LAST = f"B{HEADER}:G{HEADER + len(ROWS)}"


def by_openpyxl(path: Path):
    """The sheet as openpyxl writes it."""
    book = Workbook()
    sheet = book.active
    put(sheet["B1"], TITLE), put(sheet["B2"], "填报单位：某组")
    for number, row in enumerate((HEADERS, *ROWS), HEADER):
        for column, value in enumerate(row, 2):
            put(sheet.cell(number, column), value)
    sheet.merge_cells("B1:G1")
    sheet.auto_filter.ref, sheet.freeze_panes = LAST, f"A{HEADER + 1}"
    sheet.row_dimensions[HIDDEN].hidden = sheet.column_dimensions["G"].hidden = True
    book.save(path)


def by_xlsxwriter(path: Path, **options):
    """The sheet as XlsxWriter writes it."""
    days = {"default_date_format": 'yyyy"年"m"月"d"日"', "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, days | options) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:G1", TITLE), sheet.write("B2", "填报单位：某组")
        for number, row in enumerate((HEADERS, *ROWS), HEADER - 1):
            sheet.write_row(number, 1, row)
        sheet.autofilter(LAST), sheet.freeze_panes(HEADER, 0)
        sheet.set_row(HIDDEN - 1, None, None, {"hidden": True}), sheet.set_column("G:G", None, None, {"hidden": True})


def since_1904(path: Path):
    """The same with days counted from 1904."""
    by_xlsxwriter(path, date_1904=True)


def by_libreoffice(path: Path):
    """The sheet as LibreOffice saved it, which opened the one by XlsxWriter."""
    path.write_bytes((Path(__file__).parent / "files" / "libreoffice.xlsx").read_bytes())


WRITERS = (by_openpyxl, by_xlsxwriter, since_1904, by_libreoffice)


def lying(parts: dict[str, bytes]) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheet says that it is smaller than it is, as WPS does."""
    text, count = re.subn(r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"', parts[SHEET].decode())
    assert count == 1
    return parts | {SHEET: text}
