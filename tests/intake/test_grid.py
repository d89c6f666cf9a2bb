"""The cells of a workbook are those that openpyxl reads, whoever wrote it and however."""

import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tracker.intake import grid

SHEET = "xl/worksheets/sheet1.xml"
VALUES = (
    ["编号", " 两端 ", "两\n行", "", "0012", "𠮷", "_x000D_", "=1", "1e5", "#N/A"],
    [0, 1, -7, 3.5, 1e300, 0.1, 10**14, True, False],
    [date(2023, 5, 1), datetime(2023, 5, 1, 12, 30), datetime(1900, 1, 1), time(8, 30), timedelta(hours=30)],
    [],
    [None, "五", None, "七"],
)


def whole(path):
    """The sheets, each read whole."""
    return [sheet.whole() for sheet in grid.sheets(path.read_bytes())]


def read(path):
    """The values of each sheet by the row and the column of their cell, those of blank cells left out."""
    return {sheet.title: cells(sheet.all()) for sheet in whole(path)}


def cells(rows):
    """The values of rows by the row and the column of their cell, those of blank cells left out."""
    found = {}
    for number, values, odd in rows:
        found |= {(number, c): value for c, value in enumerate(values, 1)}
        found |= {(number, c + 1): cell.value for c, cell in (odd or {}).items()}
    return {place: value for place, value in sorted(found.items()) if value is not None}


def streamed(path):
    """What ``read`` gives, row by row as the rows stand in the file; None where they are disordered or merged."""
    found = {}
    for sheet in grid.sheets(path.read_bytes()):
        try:
            found[sheet.title] = cells(sheet.stream())
        except grid.Disordered:
            return None
        if sheet.merges:
            return None
    return found


def read_by_openpyxl(path):
    book = load_workbook(path, data_only=True)
    cells = {sheet.title: [cell for row in sheet for cell in row if cell.value is not None] for sheet in book}
    return {title: {(cell.row, cell.column): cell.value for cell in rows} for title, rows in cells.items()}


def same(path):
    found = read(path)
    assert repr(found) == repr(read_by_openpyxl(path)) and any(found.values())
    assert repr(streamed(path)) in (repr(found), "None")
    return found


def rewritten(path, *changes):
    """The same workbook with parts of its first sheet's XML exchanged."""
    other = path.with_name("other.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            for old, new in changes if name == SHEET else ():
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text)
    return other


@pytest.fixture
def path(tmp_path):
    """A workbook of all sorts of values that openpyxl wrote."""
    book = Workbook()
    for row in VALUES:
        book.active.append(row)
    book.create_sheet("二").cell(70, 30, "远")
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_a_workbook_of_openpyxl(path):
    assert same(path)["二"] == {(70, 30): "远"}


def test_a_workbook_of_another_writer(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "book.xlsx", {"default_date_format": "yyyy-mm-dd"})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    for number, row in enumerate(VALUES[:2] + VALUES[4:]):
        sheet.write_row(number, 0, row)
    sheet.write_datetime(5, 0, datetime(2023, 5, 1)), sheet.write_blank(5, 1, None, bold)
    sheet.write_rich_string(6, 0, "一", bold, "二", "三")
    sheet.write_formula(7, 0, "=1+1", None, 2), sheet.write_formula(7, 1, '="a"', None, "a")
    sheet.write_boolean(7, 2, True), sheet.write_formula(7, 3, "=1/0", None, "#DIV/0!")
    book.close()
    assert same(tmp_path / "book.xlsx")["Sheet1"][7, 1] == "一二三"


def test_days_counted_from_1904(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2023, 5, 1)])
    book.save(tmp_path / "book.xlsx")
    assert same(tmp_path / "book.xlsx")["Sheet"][1, 1] == datetime(2023, 5, 1)


def test_rich_text_in_its_cell(tmp_path):
    book = Workbook()
    book.active["A1"] = CellRichText("一", TextBlock(InlineFont(b=True), "二"))
    book.save(tmp_path / "book.xlsx")
    assert same(tmp_path / "book.xlsx")["Sheet"] == {(1, 1): "一二"}


def test_rows_and_cells_without_an_address(path):
    same(rewritten(path, (b' r="1">', b">"), (b' r="A1"', b""), (b' r="B1"', b""), (b' r="C2"', b"")))


def test_a_cell_that_stands_in_another_row_than_its_address_says(path):
    assert same(rewritten(path, (b'r="B1"', b'r="B9"')))["Sheet"][9, 2] == " 两端 "


def test_a_number_beyond_the_calendar_in_a_date_cell_is_that_number(path):
    other = rewritten(path, (b"<v>45047</v>", b"<v>20230501</v>"))
    assert whole(other)[0].rows[3][0] == 20230501


def test_merged_cells_are_blank_and_say_so(tmp_path):
    book = Workbook()
    book.active.append(["一", "二", "三"]), book.active.append(["四", "五", "六"])
    book.active.merge_cells("A1:B2")
    book.save(tmp_path / "book.xlsx")
    assert same(tmp_path / "book.xlsx")["Sheet"] == {(1, 1): "一", (1, 3): "三", (2, 3): "六"}
    (sheet,) = whole(tmp_path / "book.xlsx")
    assert [(r, c) for r, row in sheet.odd.items() for c, cell in row.items() if cell.merged] == [
        (1, 1),
        (2, 0),
        (2, 1),
    ]


def test_a_formula_of_many_cells_is_told_where_it_has_no_value(path):
    shared = b'<c r="A4"><f t="shared" ref="A4:B4" si="0">D4*2</f><v>4</v></c><c r="B4"><f t="shared" si="0"/></c>'
    other = rewritten(path, (b'<row r="5">', b'<row r="4">' + shared + b'</row><row r="5">'))
    sheet = whole(other)[0]
    assert (sheet.rows[4], sheet.odd[4][1].value) == ([4, "="], None)
    assert "B4 单元格的公式没有计算结果" in sheet.odd[4][1].fault


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
    lambda t: not ILLEGAL_CHARACTERS_RE.search(t)
)
DAYS = st.dates(date(1901, 1, 1), date(2200, 1, 1))
CELLS = st.none() | TEXTS | st.integers(-(10**14), 10**14) | st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELLS | DAYS | st.booleans(), max_size=6), min_size=1, max_size=6))
def test_whatever_a_sheet_holds(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("grid") / "book.xlsx"
    book = Workbook()
    for row in [["一"], *rows]:
        book.active.append(row)
    book.save(path)
    same(path)
