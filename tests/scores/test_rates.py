"""A rate is a number of rows among rows, with a percent that is rounded half up and never a float."""

from datetime import date

import pytest

from tracker.rules.chain import Receipt
from tracker.scores.rates import Rate, measure
from tracker.scores.shares import Answer, Register, Share

MARCH = date(2023, 3, 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (993, 994, "99.90"),
        (994, 994, "100.00"),
        (1064, 1208, "88.08"),
        (1210, 1267, "95.50"),
        (807, 1192, "67.70"),
        (1, 800, "0.13"),
        (3, 800, "0.38"),
        (19_999, 20_000, "100.00"),
        (0, 7, "0.00"),
        (0, 0, None),
    ],
)
def test_a_percent_is_rounded_half_up_to_two_decimals(numerator, denominator, percent):
    assert Rate("timeliness", tuple(range(numerator)), tuple(range(denominator))).percent == percent


def share(number, **fields):
    return Share(number, number, 1, "host", "session", date(2023, 2, 1), date(2023, 5, 4), **fields)


def test_every_number_names_its_rows():
    satisfied = Receipt(1, 1, "reply", "satisfied", True, MARCH)
    replied = share(7, replies=(Answer(70, 1, MARCH, "A"),), receipts=(satisfied,), contacted_on=MARCH)
    found = measure(Register(MARCH, MARCH, MARCH, (replied, share(8)), (), (7, 8, 9)))
    assert found["implementation"] == Rate("implementation", (7,), (7,))
    assert found["timeliness_of_received"] == Rate("timeliness_of_received", (7,), (7, 8))
    assert found["share_of_assignments"] == Rate("share_of_assignments", (7, 8), (7, 8, 9))
    assert (found.counts["not_yet_due"], found.counts["units"]) == ((8,), (1,))


def test_history_whose_first_round_is_missing_is_replied_but_never_in_time():
    row = share(7, replies=(Answer(70, 2, MARCH, "A"),))
    found = measure(Register(MARCH, MARCH, MARCH, (row,)))
    assert (found["timeliness"].numerator, found["timeliness"].denominator) == ((), (7,))
    assert (found.median_days, found.counts["rehandled"]) == (None, (7,))


def test_a_later_round_without_a_due_day_is_neither_late_nor_at_risk():
    unsatisfied = Receipt(1, 1, "reply", "unsatisfied", True, MARCH)
    row = share(7, replies=(Answer(70, 1, MARCH, "C"),), receipts=(unsatisfied,))
    found = measure(Register(MARCH, MARCH, date(2024, 1, 1), (row,)))
    assert (found.counts["rehandled"], found.count("overdue"), found.count("at_risk")) == ((7,), 0, 0)
