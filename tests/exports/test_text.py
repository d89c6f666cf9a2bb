"""Text as a workbook can hold it."""

import pytest

from tracker.exports import text


def test_plain_text_stays_as_it_is():
    assert text.clean("示例\n𠮷野家\t=1+1") == text.Cleaned("示例\n𠮷野家\t=1+1")


def test_control_characters_are_made_visible_and_named():
    cleaned = text.clean("走\x07访\ufffe")
    assert cleaned.text == "走␇访\ufffd"
    assert cleaned.problem == "含控制字符，已改为可见符号"


def test_text_at_the_limit_stays_whole():
    assert text.clean("字" * 32_767).problem == ""


@pytest.mark.parametrize("long", ["字" * 32_768, "𠮷" * 16_384])
def test_longer_text_refers_to_the_whole(long):
    cleaned = text.clean(long)
    assert cleaned.text.endswith("全文见「警告」表）") and text.units(cleaned.text) <= text.CELL_LIMIT
    assert "".join(text.pieces(long)) == long
    assert all(text.units(piece) <= text.CELL_LIMIT for piece in text.pieces(long))


def test_a_chinese_character_takes_two_places():
    assert text.width("万州区A1") == 8
    assert text.width("一\n二三") == 4
    assert text.width(None) == 0


def test_a_sheet_name_is_safe_short_and_taken_once():
    assert text.sheet_name("一/二[三]", set()) == "一 二 三"
    assert text.sheet_name("'=总表'", set()) == "=总表"
    assert len(text.sheet_name("长" * 40, set())) == 31
    assert text.sheet_name("总表", {"总表"}) == "总表(2)"
    assert text.sheet_name("HISTORY", set()) == "History_"
    assert text.sheet_name("?*", set()) == "表"


def test_a_file_name_is_safe():
    assert text.file_name('a/b:"c"\n.') == "a_b__c__"
    assert text.file_name("..") == "导出"
    assert len(text.file_name("长" * 200)) == 80
