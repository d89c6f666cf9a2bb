"""Cross tables of numbers."""

from tracker.exports.pivots import crossed


def test_numbers_are_added_up_by_place_and_head_in_the_orders_given():
    cells = [("乙区", "2025", 2), ("甲区", "2026", 3), ("乙区", "2025", 5), ("乙区", "2026", 1)]
    assert crossed(cells, ["甲区", "乙区", "丙区"], ["2026", "2025"]) == {
        "甲区": [3, 0],
        "乙区": [1, 7],
        "丙区": [0, 0],
    }


def test_nothing_to_count_is_zero_everywhere_and_a_plain_integer():
    found = crossed([], ["甲区"], ["2025"])
    assert found == {"甲区": [0]} and type(found["甲区"][0]) is int
