"""Reading workbooks, good and bad."""

import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.intake.books import book, edit
from tracker.intake import workbook
from tracker.intake.cleaners import Code, Text
from tracker.intake.columns import Column
from tracker.intake.grid import Disordered
from tracker.intake.workbook import Form, Unreadable

COLUMNS = (Column("number", "编号", Code(), required=True), Column("title", "名称", Text(9)))
FORMS = (Form("名单", COLUMNS),)
HEADERS = ("编号", "名称")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path, forms=FORMS):
    """The workbook, and its tables with their rows."""
    book = workbook.Workbook(path)
    for whole in (False, True):
        try:
            return book, [(table, list(table.rows())) for table in book.tables(forms, whole=whole)]
        except Disordered:
            assert not whole
    return None


def rows(path):
    return [(row.number, row.cells["number"].value) for _, found in read(path)[1] for row in found]


def test_rows_keep_the_numbers_that_excel_shows(tmp_path):
    assert rows(book(tmp_path, HEADERS, ("1", "甲"), (), ("2", "乙"))) == [(2, "1"), (4, "2")]


def test_a_title_may_stand_above_the_header(tmp_path):
    above = [("2023年登记表",), ("填报单位：", "某组"), ()]
    assert rows(book(tmp_path, HEADERS, ("1", "甲"), above=above)) == [(5, "1")]


def test_headers_and_no_rows_are_fine(tmp_path):
    assert rows(book(tmp_path, HEADERS)) == []


def test_columns_may_stand_in_any_order_and_be_absent(tmp_path):
    assert rows(book(tmp_path, ("名称", "编号"), ("甲", "1"))) == rows(book(tmp_path, ("编号",), ("1",)))


def test_a_header_below_the_tenth_row_is_not_found(tmp_path):
    with pytest.raises(Unreadable, match="前 10 行中没有找到表头"):
        read(book(tmp_path, HEADERS, above=[("题",)] * 10))


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(Unreadable, match="第 1 行的表头缺少：编号"):
        read(book(tmp_path, ("名称",), ("甲",)))


def test_a_column_twice_is_refused_with_its_letters(tmp_path):
    with pytest.raises(Unreadable, match="A 列和 C 列都是「编号」"):
        read(book(tmp_path, ("编号", "名称", "编号")))


def test_unknown_columns_are_named(tmp_path):
    table = read(book(tmp_path, (*HEADERS, "血型", None, None), ("1", "甲", "O", "x")))[1][0][0]
    assert list(table.unknown) == [(2, "血型"), (3, "")]


def test_each_sheet_with_the_header_is_read_and_the_others_are_named(tmp_path):
    path = book(tmp_path, HEADERS, ("1", "甲"))
    more = load_workbook(path)
    sheets = {"二月": HEADERS, "续": ("2", "乙"), "空": (), "填写说明": ("随便",), "隐藏": HEADERS}
    for title, cells in sheets.items():
        more.create_sheet(title).append(cells)
    more["隐藏"].sheet_state = "hidden"
    more.save(path)
    found, tables = read(path)
    assert ([table.head.sheet for table, _ in tables], found.left_out) == (["Sheet", "二月"], ["续", "隐藏"])


def test_a_header_that_comes_again_with_more_columns_is_a_row(tmp_path):
    forms = (Form("名单", (*COLUMNS, Column("note", "备注", Text(9)))),)
    path = book(tmp_path, HEADERS, ("1", "甲"), (*HEADERS, "备注"), ("2", "乙"))
    assert [row.number for row in read(path, forms)[1][0][1]] == [2, 3, 4]


def test_a_file_is_known_by_its_sha_256(tmp_path):
    path = book(tmp_path, HEADERS)
    with path.open("rb") as stream:
        found = workbook.Workbook(stream)
    assert (found.name, found.digest) == ("book.xlsx", workbook.Workbook(path).digest)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"a,b\n1,2", "不是 Excel 工作簿"),
        (OLE + b"\0" * 600, "旧格式（.xls）"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"PK\x03\x04" + b"\0" * 50, "已损坏"),
        (b"x" * (workbook.MAX_BYTES + 1), "超过 25 MB"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(tmp_path, data, message):
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=message):
        read(path)


def test_another_zip_file_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Unreadable, match="已损坏"):
        read(tmp_path / "book.xlsx")


def test_a_cut_workbook_gets_a_sentence(tmp_path):
    path = book(tmp_path, HEADERS, ("1", "甲"))
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(Unreadable, match="已损坏"):
        read(path)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="没有文件"):
        read(tmp_path / "none.xlsx")
    with pytest.raises(Unreadable, match="是文件夹"):
        read(Path(tmp_path))


def fault(path):
    return read(path)[1][0][1][0].cells["number"].fault


def test_a_formula_without_a_value_has_its_address(tmp_path):
    assert "A2 单元格的公式没有计算结果" in fault(edit(book(tmp_path, HEADERS, (None, "甲")), A2="=1+1"))


def test_an_error_cell_has_its_address(tmp_path):
    assert "A2 单元格是错误值「#N/A」" in fault(book(tmp_path, HEADERS, ("#N/A", "甲")))


@pytest.mark.parametrize("number", [510102199001011234, 5.10102199001011e17, -(10**15)])
def test_a_number_of_more_than_15_digits_has_its_address(tmp_path, number):
    assert "A2 单元格是超过 15 位的数字" in fault(book(tmp_path, HEADERS, (number, "甲")))


def test_fifteen_digits_are_fine(tmp_path):
    assert fault(book(tmp_path, HEADERS, (10**15 - 1, "甲"))) == ""


def test_a_wrong_dimension_loses_no_rows(tmp_path):
    path = book(tmp_path, HEADERS, ("1", "甲"), ("2", "乙"))
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(lying, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'ref="A1:B3"', b'ref="A1:B1"'))
    assert rows(lying) == [(2, "1"), (3, "2")]


def test_a_merged_cell_is_told_from_an_empty_one(tmp_path):
    path = book(tmp_path, HEADERS, ("1", "甲"), (None, "乙"))
    merged = load_workbook(path)
    merged.active.merge_cells("A2:A3")
    merged.save(path)
    assert read(path)[1][0][1][1].cells["number"].merged


def test_a_sheet_too_wide_or_too_long_is_refused(tmp_path):
    wide = Workbook()
    wide.active.cell(1, 101, "x")
    wide.save(tmp_path / "wide.xlsx")
    with pytest.raises(Unreadable, match="101 列"):
        read(tmp_path / "wide.xlsx")


def test_eight_digits_in_a_date_cell_are_no_error(tmp_path):
    assert rows(edit(book(tmp_path, HEADERS, (datetime(2023, 1, 1), "甲")), A2=20230501)) == [(2, 20230501)]


def test_a_file_name_that_no_database_takes_is_made_one(tmp_path):
    path = book(tmp_path, HEADERS).rename(tmp_path / os.fsdecode(b"\xff.xlsx"))
    assert workbook.Workbook(path).name == "?.xlsx"


def test_merged_cells_of_a_sheet_that_is_not_read_do_not_matter(tmp_path):
    path = edit(book(tmp_path, HEADERS, ("1", "甲")), A3="2")
    more = load_workbook(path)
    more.create_sheet("说明").append(("一", "二"))
    more["说明"].merge_cells("A1:A3")
    more.save(path)
    assert len([*workbook.Workbook(path).tables(FORMS)]) == 1
