"""Likeness of texts: the same title is found again over any body, another subject is not."""

import struct

import pytest

from tracker.rules.grams import grams, likeness, nearest, sketch

LIFTS = "关于推进老旧小区加装电梯的建议"
BODY = "".join(f"第{n}条意见：{chr(0x4E00 + 7 * n)}{chr(0x5F00 + 11 * n)}街道应当尽早安排。" for n in range(60))
OTHER_BODY = "".join(f"{chr(0x6500 + 13 * n)}{chr(0x7500 + 5 * n)}村的道路需要养护，" for n in range(60))


def test_grams_are_the_same_numbers_on_every_machine():
    assert grams("养老院") == {0x91BE4138, 0x8F7DA075, 0x42F3770E}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIFTS, "推进老旧小区加装电梯"),
        (LIFTS, "关于进一步推进老旧小区，加装电梯的议案"),
        ("加快５Ｇ基站建设", "加快 5g 基站建设！"),
        ("关于农村公路养护的意见和建议", "《农村公路养护》"),
    ],
)
def test_wrapping_width_case_and_punctuation_make_no_difference(one, other):
    assert grams(one) == grams(other)


@pytest.mark.parametrize("text", ["", " \n", "。", "水", "\ud800"])
def test_a_text_without_two_characters_is_like_nothing(text):
    assert sketch(text) == b""
    assert likeness(sketch(text), sketch(LIFTS)) == likeness(sketch(text), sketch(text)) == 0
    assert nearest(sketch(text), [(1, sketch(text))], 0, 5) == nearest(sketch(LIFTS), [(1, b"")], 0, 5) == []


def test_a_sketch_is_the_smallest_hashes_and_then_those_of_the_head():
    numbers = [number for (number,) in struct.iter_unpack("<I", sketch(f"{LIFTS}\n{BODY}"))]
    assert numbers[:64] == sorted(grams(f"{LIFTS}\n{BODY}"))[:64]
    assert numbers[64:] == sorted(grams(LIFTS))
    assert len(sketch(OTHER_BODY * 50)) <= 4 * (64 + 63)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (LIFTS, LIFTS, 100, 100),
        ("养老", "养老", 100, 100),
        (LIFTS, f"关于老旧小区加装电梯工作的建议\n{BODY}", 60, 99),
        (f"{LIFTS}\n{BODY}", LIFTS, 100, 100),
        (f"{LIFTS}\n{BODY}", f"关于电梯维护资金的建议\n{BODY}", 80, 99),
        (f"{LIFTS}\n{BODY}", f"关于农村公路养护的建议\n{OTHER_BODY}", 0, 10),
        ("关于加强养老服务的建议", "关于加强食品安全的建议", 1, 10),
        ("养老", "关于加强养老服务的建议", 1, 12),
    ],
)
def test_likeness_follows_titles_and_whole_texts(one, other, low, high):
    assert low <= likeness(sketch(one), sketch(other)) <= high
    assert likeness(sketch(one), sketch(other)) == likeness(sketch(other), sketch(one))


@pytest.mark.parametrize("shared", [15, 30, 45])
def test_under_different_titles_the_share_of_the_whole_texts_is_estimated(shared):
    lines, own = BODY.split("。"), OTHER_BODY.split("，")
    one = LIFTS + "\n" + "。".join(lines)
    other = "关于农村公路养护的建议\n" + "。".join(lines[:shared] + own[shared:])
    exact = 100 * len(grams(one) & grams(other)) // len(grams(one) | grams(other))
    assert exact - 10 <= likeness(sketch(one), sketch(other)) <= exact + 10


def test_the_nearest_come_best_first_ties_by_key_and_no_more_than_asked():
    others = [(7, LIFTS), (3, f"{LIFTS}\n{BODY}"), (5, "关于老旧小区加装电梯资金的建议"), (1, "关于食品安全的建议")]
    packed = [(key, sketch(text)) for key, text in others]
    found = nearest(sketch(LIFTS), packed, 30, 10)
    assert found[:2] == [(3, 100), (7, 100)] and [key for key, _ in found[2:]] == [5]
    assert nearest(sketch(LIFTS), packed, 30, 1) == [(3, 100)]


@pytest.mark.parametrize("at_least", [0, 1, 10, 40, 70, 100])
def test_the_quick_pass_loses_nobody(at_least):
    titles = [
        LIFTS,
        "养老",
        "加装电梯",
        f"{LIFTS}\n{BODY}",
        OTHER_BODY,
        f"关于道路养护的建议\n{BODY}",
        "关于养老的建议",
    ]
    packed = [(key, sketch(title)) for key, title in enumerate(titles)]
    for _, mine in packed:
        every = [(key, likeness(mine, other)) for key, other in packed]
        expected = {pair for pair in every if pair[1] >= max(at_least, 1)}
        assert set(nearest(mine, packed, at_least, 100)) == expected
