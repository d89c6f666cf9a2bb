"""What reported numbers can mean, and the relations between them."""

from decimal import Decimal

import pytest

from tracker.scores import relations
from tracker.scores.relations import Interval, agreed, compared, difference, exactly, judge, meaning, numerator


def means(value, qualifier="exact", unit="件", most=None, quote=""):
    number = None if value is None else Decimal(value)
    found = meaning(number, most and Decimal(most), qualifier, unit, quote)
    return found.low, found.high


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (("163",), 163, 163),
        (("6300", "余"), 6301, 6399),
        (("110", "余"), 111, 119),
        (("10", "多"), 11, 19),
        (("105", "余"), 106, 114),
        (("100000", "余"), 100_001, 109_999),
        (("100000", "余", "人次", None, "10余万人次"), 100_001, 199_999),
        (("60000", "近"), 50_001, 59_999),
        (("500", "约"), 450, 550),
        (("3", "以上"), 3, None),
        (("3", "以下"), 0, 3),
        (("1", "exact", "个", "2"), 1, 2),
        ((None, "多"), 2, None),
        (("99.92", "%", "%"), Decimal("99.915"), Decimal("99.925")),
        (("100", "%", "%"), Decimal("99.5"), 100),
    ],
)
def test_a_reported_number_means_what_its_words_say(told, low, high):
    assert means(*told) == (low, high)


def test_the_upper_end_of_a_rounded_percentage_is_not_in_it():
    found = meaning(Decimal("99.92"), None, "%", "%")
    assert Decimal("99.915") in found and Decimal("99.925") not in found


def some(*numbers):
    return [
        None if number is None else number if isinstance(number, Interval) else exactly(number) for number in numbers
    ]


OVER_110 = meaning(Decimal(110), None, "余")
RATE = meaning(Decimal("99.92"), None, "%", "%")
NINETY_SIX, FOUR = (meaning(Decimal(value), None, "%", "%") for value in (96, 4))


@pytest.mark.parametrize(
    ("rule", "sides", "holds"),
    [
        ("at_most", (1813, 1841), True),
        ("at_most", (1842, 1841), False),
        ("at_most", (248, 311, 387), True),
        ("at_most", (248, None, 387), None),
        ("at_most", (400, None, 387), False),
        ("at_most", (115, OVER_110), None),
        ("at_most", (119, OVER_110), None),
        ("at_most", (120, OVER_110), False),
        ("at_most", (OVER_110, 119), True),
        ("sum", (116, 54, 62), True),
        ("sum", (117, 54, 62), False),
        ("sum", (116, 54, None), None),
        ("sum", (116, 120, None), False),
        ("sum", (116, OVER_110, 1), None),
        ("sum", (None, 54, 62), None),
        ("whole", (NINETY_SIX, FOUR, None), True),
        ("whole", (NINETY_SIX, None, None), None),
        ("whole", (exactly(90), exactly(4), None), None),
        ("whole", (exactly(90), exactly(4), exactly(4)), False),
        ("whole", (exactly(97), exactly(4), None), False),
        ("contains", (OVER_110, 112), True),
        ("contains", (OVER_110, 120), False),
        ("contains", (OVER_110, meaning(Decimal(100), None, "余")), None),
        ("contains", (OVER_110, None), None),
        ("rate", (RATE, 1192), True),
        ("rate", (RATE, 100), False),
        ("rate", (RATE, OVER_110), None),
        ("rate", (RATE, 0), None),
        ("same", (42, 42), True),
        ("same", (42, 46), False),
        ("same", (42, None), None),
        ("same", (112, OVER_110), None),
    ],
)
def test_a_relation_holds_fails_or_cannot_be_told(rule, sides, holds):
    assert judge(rule, some(*sides)) is holds


def test_every_rule_of_the_seeds_can_be_judged():
    assert set(relations.RULES) == {"at_most", "sum", "whole", "contains", "rate", "same"}


def test_the_published_satisfaction_is_1191_of_1192():
    assert numerator(RATE, Decimal(1192)) == 1191


def test_all_of_a_small_number_are_all():
    assert numerator(meaning(Decimal(100), None, "%", "%"), Decimal(248)) == 248


def test_witnesses_agree_on_what_both_can_mean():
    assert agreed([OVER_110, exactly(112)]) == exactly(112)
    assert agreed([exactly(112), exactly(113)]) is None
    assert agreed([meaning(Decimal(3), None, "以上"), OVER_110]) == OVER_110


@pytest.mark.parametrize(
    ("reported", "recorded", "said", "apart"),
    [
        (exactly(5), 5, "agrees", 0),
        (OVER_110, 112, "fits", 0),
        (OVER_110, 108, "differs", -3),
        (exactly(5), 9, "differs", 4),
    ],
)
def test_what_is_recorded_is_compared_with_what_is_reported(reported, recorded, said, apart):
    number = Decimal(recorded)
    assert (compared(reported, number), difference(reported, number)) == (said, apart)


def test_nothing_recorded_or_contradicting_witnesses_cannot_be_compared():
    assert compared(exactly(5), None) == compared(None, Decimal(5)) == "open"
