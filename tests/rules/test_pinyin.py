"""How names are read: surnames first, every plausible reading, in the forms that people type."""

import pytest

from tracker.rules.pinyin import ROOM, forms

HEARD = [
    ("曾三", "zengsan zs san"),
    ("单雄信", "shanxiongxin sxx"),
    ("仇英", "qiuying qy"),
    ("解缙", "xiejin xj"),
    ("覃塘", "qintang tantang qt tt"),
    ("区适", "oushi os"),
    ("查良", "zhaliang zl"),
    ("朴树", "piaoshu ps"),
    ("盖聂", "genie gainie"),
    ("尉迟恭", "yuchigong ycg gong"),
    ("万俟卨", "moqixie mqx"),
    ("吕乐", "lvle lvyue ll"),
    ("示例·阿依古丽", "shiliayiguli slaygl ayiguli"),
    ("王　五", "wangwu ww wu"),
    ("示例代表001", "shilidaibiao001 sldb001"),
    ("Ann Lee", "annlee"),
]


@pytest.mark.parametrize(("name", "said"), HEARD)
def test_a_name_is_found_by_each_plausible_reading(name, said):
    assert set(said.split()) <= set(forms(name).split())


@pytest.mark.parametrize(("name", "never"), [("曾三", "cengsan"), ("单雄信", "danxiongxin"), ("尉迟恭", "weichigong")])
def test_a_surname_is_not_read_as_another_word(name, never):
    assert never not in forms(name).split()


def test_what_somebody_entered_counts_alone():
    assert forms("曾三", "Ceng San") == " cengsan cs san"
    assert forms("吕一", "LÜ yi") == " lvyi ly yi"


def test_a_name_of_many_readings_keeps_within_its_room():
    assert forms("") == forms("・") == ""
    assert 0 < len(forms("乐行重" * 20)) <= ROOM
    assert len(forms("x" * 300)) <= ROOM
