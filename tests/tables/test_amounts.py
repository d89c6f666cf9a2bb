"""Numbers of reports as people write them, and quotes inside their sentences."""

from types import SimpleNamespace

import pytest

from tracker.tables.amounts import around, said, verbatim


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "qualifier", "word", "written"),
    [
        ("160000", "", "人次", "exact", "", "160000人次"),
        ("6300", "", "名", "余", "余", "6300余名"),
        ("12345.5", "", "元", "多", "", "12345.5多元"),
        ("60000", "", "名", "近", "近", "近60000名"),
        ("3", "", "次", "以上", "不少于", "不少于3次"),
        ("3", "", "次", "以上", "", "3次以上"),
        ("300", "", "件", "约", "左右", "300件左右"),
        ("1", "2", "个", "exact", "", "1—2个"),
        ("99.92", "", "%", "%", "", "99.92%"),
        ("90", "95", "%", "以上", "", "90—95%以上"),
        ("", "", "期", "多", "多", "多期"),
        ("22", "", "次(序数)", "exact", "", "第22次"),
    ],
)
def test_a_number_is_written_as_a_person_writes_it(value, value_max, unit, qualifier, word, written):
    told = {"value": value, "value_max": value_max, "unit": unit, "qualifier": qualifier, "qualifier_text": word}
    assert said(SimpleNamespace(**told)) == written


TEXT = "前一句。一年来，组织\n视察12\n次，收集意见3条；后一句。"


def test_a_quote_stands_in_its_sentence_without_the_breaks_of_its_page():
    quote = "视察12\n次"
    assert around(TEXT, TEXT.index(quote), quote) == ("一年来，组织", "视察12次", "，收集意见3条；")
    assert around("", 7, quote) == ("", "视察12次", "")


@pytest.mark.parametrize("title", ["甲区人大工作回眸\n", "甲区人大常委会2023年工作回眸（摘要）\n\n"])
def test_a_title_is_no_part_of_the_first_sentence(title):
    text = f"{title}一年来，甲区人大常委会组织代表\n视察12次。"
    assert around(text, text.index("视察"), "视察12次") == ("一年来，甲区人大常委会组织代表", "视察12次", "。")


def test_a_corrected_quote_is_the_part_of_the_text_that_says_it():
    assert verbatim(TEXT, "组织视察12次") == "组织\n视察12\n次"
    assert verbatim(TEXT, "视察13次") == verbatim(TEXT, " ") == ""
