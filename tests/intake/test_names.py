"""What cells say that name several deputies."""

import pytest

from tracker.intake.cleaners import Count, Invalid
from tracker.intake.names import MOST, Names


def said(value):
    """The number and the name of each entry, as it is likeliest read."""
    return [tuple(entry.readings[0]) for entry in Names()(value)]


@pytest.mark.parametrize("sign", ["、", "，", ",", "；", ";", "/", "／", "\n", "\r\n", "、\n "])
def test_entries_are_separated_by_signs_and_line_breaks(sign):
    assert said(f"张三{sign}李四{sign}") == [("", "张三"), ("", "李四")]


def test_a_space_separates_nothing():
    assert said("张　三、 李 四") == [("", "张三"), ("", "李四")]


@pytest.mark.parametrize(
    "text",
    ["600001张三", "600001 张三", "张三 ６００００１", "张三（600001）", "张三(600001，女)", "600001（张三）"],
)
def test_an_entry_may_have_a_number_and_a_name(text):
    assert said(text) == [("600001", "张三")]


def test_digits_at_the_end_may_be_part_of_a_name():
    assert [entry.readings for entry in Names()("示例代表001、示例代表001（600001）")] == [
        (("", "示例代表001"), ("001", "示例代表")),
        (("600001", "示例代表001"),),
    ]
    assert said("600001示例代表001、示例代表001 600001") == [("600001", "示例代表001")] * 2


def test_a_number_alone_is_a_text_or_a_number_cell():
    assert said("600001、A-07") == [("600001", ""), ("A-07", "")]
    assert said(600001.0) == [("600001", "")]


def test_dots_of_names_are_one_and_rare_characters_survive():
    assert said("阿依古丽•买买提（女，维吾尔族）、𠮷田。") == [("", "阿依古丽·买买提"), ("", "𠮷田")]


def test_what_is_neither_number_nor_name_is_kept_apart():
    assert [entry.rest for entry in Names()("张三（600001，万州区）、李四（请假）")] == ["万州区", "请假"]


@pytest.mark.parametrize("text", ["无", "/", " — "])
def test_a_cell_may_say_that_there_are_none(text):
    assert Names()(text) == ()


def test_more_names_than_a_congress_has_are_too_many():
    assert len(said("、".join(f"代表{n}" for n in range(MOST)))) == MOST
    for wrong in ("、".join(["张三"] * (MOST + 1)), "、、", "张三" * 100):
        with pytest.raises(Invalid):
            Names()(wrong)


def test_a_count_may_be_nought():
    assert [Count()(value) for value in (0, "０", 25.0)] == [0, 0, 25]
    for wrong in (-1, 2.5, "五", True):
        with pytest.raises(Invalid, match="应为 0 或正整数"):
            Count()(wrong)
