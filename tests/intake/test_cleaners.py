"""What a cell may hold."""

from datetime import date, datetime, time

import pytest

from tracker.intake.cleaners import Choice, Code, Day, Invalid, Month, Name, Ordinal, Text, Whole, YesNo, name_key


@pytest.mark.parametrize(
    "written",
    [
        datetime(2023, 5, 1),
        date(2023, 5, 1),
        "2023-05-01",
        "2023/5/1",
        "2023.5.1",
        "2023年5月1日",
        "20230501",
        20230501,
        " ２０２３－０５－０１ ",
    ],
)
def test_a_day_is_written_in_many_ways(written):
    assert Day()(written) == date(2023, 5, 1)


@pytest.mark.parametrize(
    "written",
    ["五月", "2023-02-30", "2023-5/1", "0203-05-01", "٢٠٢٣-٠٥-٠١", date(1900, 1, 5), 45047, True, time(8), "2023-05"],
)
def test_what_is_no_day_is_refused_with_what_was_found(written):
    with pytest.raises(Invalid, match="应为 2024-05-01 这样的日期，实际为「"):
        Day()(written)


@pytest.mark.parametrize("written", ["1975-08", "1975.8", "1975年8月", 197508, "1975-08-12", 1975.08, date(1975, 8, 1)])
def test_a_birth_is_a_month(written):
    assert Month()(written) == "1975-08"


@pytest.mark.parametrize("written", [1975.1, "1975-13", "七五年", 1975])
def test_what_is_no_month_is_refused(written):
    with pytest.raises(Invalid):
        Month()(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [(600001, "600001"), (600001.0, "600001"), ("007", "007"), ("Ａ 1", "A1"), ("\u202d1\u200c2\u202c", "12")],
)
def test_a_code_is_text(written, code):
    assert Code()(written) == code


def test_a_date_is_no_code():
    with pytest.raises(Invalid, match="设为文本"):
        Code()(date(2023, 1, 2))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("\U00020bb7田", "\U00020bb7田"),
        ("\u202d张\u200d三\u202c\u200f", "张三"),
    ],
)
def test_a_name_has_no_inner_spaces_and_one_kind_of_dot(written, name):
    assert Name()(written) == name_key(written) == name


def test_a_long_text_is_refused_with_its_length():
    with pytest.raises(Invalid, match="最多 4 字，实际为 5 字"):
        Text(4)("一二三四五")


def test_only_a_note_keeps_its_lines():
    assert Text(9)("甲\n乙") == "甲 乙"
    assert Text(9, lines=True)("甲_x000D_\n乙\u200b") == "甲\n乙"


@pytest.mark.parametrize("written", [3, "3", "第3次会议", "第三次会议", "三"])
def test_a_session_is_named_in_digits_or_words(written):
    assert Ordinal()(written)[0] == 3


@pytest.mark.parametrize(("written", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23)])
def test_chinese_numbers_are_read(written, number):
    assert Ordinal()(written) == (number, "")


@pytest.mark.parametrize("written", ["会议", "十十", "二三", "第零次", "20230113", "第٣次", True])
def test_what_is_no_ordinal_is_refused(written):
    with pytest.raises(Invalid, match="应为会次"):
        Ordinal()(written)


def test_a_choice_is_its_label_or_its_code():
    kind = Choice((("sick", "病假"), ("other", "其他")))
    assert kind("病假") == kind("sick") == "sick"
    with pytest.raises(Invalid, match="应为病假、其他之一，实际为「旷工」"):
        kind("旷工")


def test_yes_and_no_may_be_other_words():
    assert YesNo()("是") is YesNo()(True) is True
    assert YesNo("补选", "换届")("换届") is False
    with pytest.raises(Invalid, match="应为是或否"):
        YesNo()("也许")


@pytest.mark.parametrize("written", [0, -1, 1.5, "一", True, "9" * 5000])
def test_a_whole_number_is_positive(written):
    with pytest.raises(Invalid, match="应为正整数"):
        Whole()(written)
