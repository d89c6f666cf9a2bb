"""Columns, and the headers that name them."""

import pytest

from tracker.intake.cleaners import Code, Day, Invalid
from tracker.intake.columns import Cell, Column, match

NUMBER = Column("number", "代表编号", Code(), required=True, aliases=("代表号",))
NOTE = Column("note", "说明", Code(), aliases=("备注",))


@pytest.mark.parametrize(
    "text", ["代表编号", " 代表\n编号 ", "代表编号*", "代表编号：", "代表编号（文本）", "代表号(必填)"]
)
def test_a_header_is_known_by_its_text(text):
    assert match([NOTE, NUMBER], ["其他", text]) == {1: NUMBER}


def test_its_own_header_goes_before_an_alias():
    assert match([NOTE], ["备注", "说明"]) == {1: NOTE}


def test_a_header_twice_is_found_twice():
    assert match([NOTE], ["说明", "说明"]) == {0: NOTE, 1: NOTE}


@pytest.mark.parametrize("value", [None, "", "  ", "\u3000", "\u200b"])
def test_a_blank_cell_says_nothing(value):
    assert NOTE.read(Cell(value)) is None


def test_a_required_cell_must_be_filled():
    with pytest.raises(Invalid, match="必须填写，实际为空"):
        NUMBER.read(Cell(None))


@pytest.mark.parametrize("column", [NUMBER, NOTE])
def test_a_merged_cell_says_so_with_its_address(column):
    with pytest.raises(Invalid, match="C4 单元格已与别的合并"):
        column.read(Cell(None, "C4", merged=True))


def test_a_blank_cell_is_the_default_where_there_is_one():
    column = Column("note", "说明", Code(), default="无")
    assert [column.read(Cell(value)) for value in (None, " ", "甲")] == ["无", "无", "甲"]


def test_a_faulty_cell_tells_its_fault():
    with pytest.raises(Invalid, match="公式"):
        NUMBER.read(Cell(None, fault="C4 单元格的公式没有计算结果。"))


def test_a_column_says_what_it_takes():
    assert Column("day", "日期", Day(), note="第一天").takes == "2024-05-01 这样的日期；第一天"
