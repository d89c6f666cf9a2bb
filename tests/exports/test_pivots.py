"""Cross tables of outcomes."""

from tracker.exports.pivots import outcomes_by


def test_outcomes_are_counted_by_place_in_the_order_given():
    pairs = [("乙区", "met"), ("甲区", "short"), ("乙区", "met"), ("乙区", "unknown")]
    assert outcomes_by(pairs, ["甲区", "乙区", "丙区"]) == {
        "甲区": [0, 0, 1, 0, 0, 0],
        "乙区": [2, 0, 0, 1, 0, 0],
        "丙区": [0, 0, 0, 0, 0, 0],
    }


def test_nothing_to_count_is_zero_everywhere():
    assert outcomes_by([], ["甲区"]) == {"甲区": [0] * 6}


def test_the_numbers_are_plain_integers():
    assert {type(number) for number in outcomes_by([("甲区", "met")], ["甲区"])["甲区"]} == {int}
