"""The workbook of who has reported."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.exports import chains
from tests.scores import reports
from tracker.exports import reporting
from tracker.ledger import reporting as verbs
from tracker.scores.reporting import judge, liaisons

TITLE = "重庆市第六届人民代表大会联系组2023年履职登记报送情况"


ON = make.NOON.date()


@pytest.fixture
def book(deputy):
    """The workbook of the two groups as of 2023-06-01, read again."""
    groups = reports.build(deputy)
    make.acting("liaison", username="示例联络员", group=groups[1])
    verbs.report_nothing(make.by(), groups[0], date(2023, 1, 1))
    people, board = liaisons([group.pk for group in groups], ON), judge(deputy.term, groups, 2023, ON)
    report = reporting.Report(deputy.term, list(groups), board, people)
    out = BytesIO()
    reporting.write(report, out, made_on=date(2023, 6, 2))
    return openpyxl.load_workbook(out)


def test_the_workbook_says_what_it_is_and_holds_the_board_on_one_page_wide(book):
    assert book.sheetnames == ["说明", "报送情况", "未报"]
    said = "".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row if cell.value)
    assert "2023 年 6 月 1 日" in said and "2 个联系组" in said and "不论另有多少条登记，先列为退回" in said
    sheet = book["报送情况"]
    assert (sheet["A1"].value, sheet.page_setup.orientation, sheet.page_setup.paperSize) == (TITLE, "landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


def test_each_cell_has_its_word_and_numbers_and_the_months_add_up(book):
    first, second, *sums = chains.table(book["报送情况"], "序号")
    assert [first[f"{month}月"] for month in (1, 2, 3, 4, 7)] == ["零报告", "未报", "已报 1条1人", None, None]
    assert second["4月"] == "退回 1条1人\n退回1" and second["5月"] == "已报 3条2人\n待审核2"
    assert second["6月"] == "未报 进行中"
    assert [row["4月"] for row in sums] == [0, 0, 0, 1, 1]
    assert [row["6月"] for row in sums] == [0, 0, 2, 0, 2]


def test_who_has_not_reported_stands_with_months_liaison_and_telephone(book):
    first, second = chains.table(book["未报"], "序号")
    assert list(first.values())[1:6] == ["万州区联系组", "2 月、5 月", None, "未指定", None]
    assert list(second.values())[1:6] == ["涪陵区联系组", "1 月、2 月", "4 月", "示例联络员", "未登记"]
