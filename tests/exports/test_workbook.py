"""A workbook that holds whatever text it is given."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tracker.exports.workbook import Form, Workbook, fit

DAY = date(2026, 1, 5)
HEADS = [("", "编号"), ("", "名称"), ("", "结果")]


def written(rows, heads=HEADS, form=None, total=None):
    out = BytesIO()
    with Workbook(out, "示例", DAY) as book:
        sheet = book.sheet("表一", fit(heads, rows))
        if form:
            sheet.top(form)
        sheet.table(heads, rows, total=total)
        if form:
            sheet.foot(form)
    return openpyxl.load_workbook(out)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "http://a.example", "0017", "{=A1}", "#N/A", "TRUE"])
def test_text_is_text_whatever_it_starts_with(text):
    cell = written([["1", text, ""]])["表一"]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_numbers_stay_numbers_and_nothing_stays_empty():
    row = written([[600001, None, ""]])["表一"][2]
    assert [cell.value for cell in row] == [600001, None, None]


def test_what_had_to_be_marked_is_listed_with_its_cell():
    book = written([["1", "走\x00访", ""]])
    assert book["表一"]["B2"].value == "走␀访"
    assert [cell.value for cell in book["警告"][2]][:2] == ["表一", "B2"]


def test_a_long_text_is_kept_whole_on_the_sheet_of_warnings():
    long = "长文" * 20_000
    book = written([["1", long, ""]])
    pieces = [row[3].value for row in book["警告"].iter_rows(min_row=2)]
    assert "".join(pieces) == long
    assert book["表一"]["B2"].value.endswith("全文见「警告」表）")


def test_without_problems_there_is_no_sheet_of_warnings():
    assert written([["1", "走访", "达到"]]).sheetnames == ["表一"]


def test_a_printed_sheet_is_a4_landscape_with_repeated_heads_and_page_numbers():
    sheet = written([["1", "走访", "达到"]], form=Form("标题", DAY, ("注：说明",)))["表一"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$3"
    assert "第 &P 页，共 &N 页" in str(sheet.oddFooter.center.text)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


def test_a_printed_sheet_has_title_stamp_line_notes_and_signatures():
    sheet = written([["1", "走访", "达到"]], form=Form("标题", DAY, ("注：说明",)))["表一"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[:4] == ["标题", "填报单位（盖章）：", "制表日期：2026 年 1 月 5 日", "单位：名、次、件"]
    assert texts[-4:] == ["注：说明", "填表人：", "审核人：", "负责人："]


def test_a_group_of_heads_stands_over_its_columns():
    heads = [("", "编号"), ("审议发言", "要求"), ("审议发言", "计入")]
    sheet = written([["1", 3, 2]], heads=heads)["表一"]
    assert [cell.value for cell in sheet[1]] == ["编号", "审议发言", None]
    assert [cell.value for cell in sheet[2]] == [None, "要求", "计入"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}


def test_an_outcome_is_a_word_with_a_fill():
    sheet = written([["1", "", "未达到"], ["2", "", "达到"]])["表一"]
    assert sheet["C2"].font.bold and sheet["C2"].fill.fill_type == "solid"
    assert sheet["C3"].fill.fill_type is None


def test_columns_hold_chinese_text_and_heads_may_take_two_lines():
    assert fit([("", "名单序号"), ("", "名称")], [["1", "万州区联系组"]]) == [6, 14]
    assert fit([("", "名称")], [["字" * 90]], widest=30) == [30]


def test_a_row_is_as_high_as_its_text():
    sheet = written([["1", "字" * 60, ""]])["表一"]
    assert sheet.row_dimensions[2].height > 40
    assert sheet.row_dimensions[3].height is None


def test_the_filter_leaves_the_totals_alone():
    sheet = written([["1", "甲", "达到"], ["2", "乙", "达到"]], total=["合计", "", ""])["表一"]
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet["A4"].value == "合计"
