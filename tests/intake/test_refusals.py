"""The clerk's own file comes back with its faults marked."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from tests.intake.books import book, check, edit, errors, load, warnings
from tracker.intake import marking, refusals
from tracker.intake.marking import Fault, Sheet

HEADERS = (None, "代表编号", "类别", "日期", "名称", "说明", "合计")
GREEN = PatternFill("solid", fgColor="C6EFCE")


@pytest.fixture
def rich(tmp_path, deputy):
    """Titles above, a blank column before, a formula, a text like one, a filter, formats, another sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "三月"
    sheet["B1"] = "三月登记"
    sheet.merge_cells("B1:G1")
    for row in (("", ""), HEADERS, (None, "600001", "走访", date(2023, 3, 1), "走访一", "=走访", "=1+1")):
        sheet.append(row)
    sheet.append((None, "999", "走访", "五月", "走访二", "", "=1+2"))
    sheet["F4"].data_type, sheet["B4"].fill, sheet["D5"].fill = "s", GREEN, GREEN
    sheet.auto_filter.ref, sheet.freeze_panes, sheet.row_dimensions[5].hidden = "B3:G5", "C4", True
    book.create_sheet("附注")["C3"] = "不要动"
    book.save(tmp_path / "rich.xlsx")
    return tmp_path / "rich.xlsx"


def back(path, term, name="back.xlsx"):
    """The path of the copy of a refused file."""
    copy = path.with_name(name)
    refusals.save(check("duties", path, term), copy)
    return copy


def reds(sheet):
    return [cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb[-6:] == marking.COLOUR]


def test_the_faulty_cells_are_red_and_their_row_says_why(rich, term):
    sheet = load_workbook(back(rich, term))["三月"]
    assert reds(sheet) == ["B5", "D5"]
    assert [sheet.cell(row, 8).value for row in (3, 4)] == ["错误说明", None]
    first, second = sheet["H5"].value.split("\n")
    assert first.startswith("「日期」应为 2024-05-01") and second.startswith("「代表编号」本届没有编号为「999」")
    assert sheet["H3"].font.bold and sheet["H5"].alignment.wrap_text and sheet.column_dimensions["H"].width > 40
    assert not sheet.row_dimensions[5].hidden


def test_all_else_is_as_it_was(rich, term):
    book = load_workbook(back(rich, term))
    sheet = book["三月"]
    assert (sheet["G4"].value, sheet["G4"].data_type) == ("=1+1", "f")
    assert (sheet["F4"].value, sheet["F4"].data_type) == ("=走访", "s")
    assert (sheet.auto_filter.ref, sheet.freeze_panes, str(sheet.merged_cells)) == ("B3:G5", "C4", "B1:G1")
    assert sheet["B4"].fill.fgColor.rgb == GREEN.fgColor.rgb and sheet["D4"].is_date
    assert book["附注"]["C3"].value == "不要动"


def test_the_corrected_copy_is_imported(rich, term):
    copy = edit(back(rich, term), B5="600001", D5=date(2023, 5, 1))
    assert not any("错误说明" in sentence for sentence in warnings("duties", copy, term))
    assert load("duties", copy, term)["new"] == 2


def test_a_copy_refused_again_says_only_what_is_still_wrong(rich, term):
    copy = back(edit(back(rich, term), D5=date(2023, 5, 1), C4="走仿"), term, "again.xlsx")
    sheet = load_workbook(copy)["三月"]
    assert [cell.value for cell in sheet[3]].count("错误说明") == 1
    assert reds(sheet) == ["C4", "B5"]
    assert sheet["H4"].value.startswith("「类别」没有履职类别") and "日期" not in sheet["H5"].value


def test_a_file_too_odd_to_be_given_back_gives_its_refused_rows(rich, term):
    odd = rich.with_name("odd.xlsx")
    with ZipFile(rich) as old, ZipFile(odd, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<pageMargins", b'<pageMargins odd="1"'))
    sheet = load_workbook(back(odd, term)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "只列出不能导入的行，共 1 行；请在原来的文件中改正，再导入整个文件。"
    assert rows[1] == ("代表编号", "类别", "日期", "名称", "说明", "合计", "错误说明")
    assert rows[2][:4] == ("999", "走访", "五月", "走访二") and rows[2][6].startswith("原文件第 5 行：「日期」")


def test_a_long_file_gives_its_refused_rows_whatever_they_hold(rich, term, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_ROWS", 1)
    copy = back(edit(rich, B5=510102199001011234, D5=date(2023, 5, 1), F5="=1+1"), term)
    row = load_workbook(copy).active[3]
    assert row[0].value.startswith("51010219900101") and row[2].is_date
    assert (row[4].value, row[4].data_type) == ("=1+1", "s")
    assert errors("duties", edit(copy, A3="600001", E3="好"), term) == []


def test_the_refused_rows_of_sheets_of_like_names_stand_on_sheets_of_their_own(tmp_path, term, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_ROWS", 1)
    path = book(tmp_path, HEADERS[1:5], ("999", "走访", date(2023, 3, 1), "走访一"))
    file = load_workbook(path)
    file.active.title = "甲（2）"
    file.copy_worksheet(file.active).title = "甲"
    file.save(path)
    assert load_workbook(back(path, term)).sheetnames == ["甲（2）（1）", "甲（2）"]


def marked(book, *faults, own=0):
    """The first sheet of a book, its header in row 1, with faults marked."""
    out = BytesIO()
    book.save(out)
    sheet = Sheet(book.active.title, 1, own, dict(faults))
    return load_workbook(BytesIO(marking.mark(out.getvalue(), "错误说明", [sheet]))).active


def test_a_merged_cell_shows_its_fault_and_neighbours_keep_their_width():
    book = Workbook()
    sheet = book.active
    sheet.append(["甲", "乙"])
    sheet.append(["一", "二"])
    sheet.merge_cells("A2:B3")
    shape = sheet.column_dimensions["B"]
    shape.min, shape.max, shape.width, shape.hidden = 2, 9, 30, True
    found = marked(book, (3, Fault("已合并。", (2,))))
    assert reds(found)[0] == "A2" and found["C3"].value == "已合并。"
    shapes = {(shape.min, shape.max): (shape.width, shape.hidden) for shape in found.column_dimensions.values()}
    assert shapes == {(2, 2): (30, True), (3, 3): (60, False), (4, 9): (30, True)}
    sheet.cell(1, 100, "丙")
    with pytest.raises(ValueError, match="101"):
        marked(book, (3, Fault("没有空列。", ())))
