"""The period of a figure in words."""

from datetime import date
from types import SimpleNamespace

import pytest

from tracker.tables.figures import period_of


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ((2023, 1, 1), (2023, 12, 31), "year", "2023年"),
        ((2018, 1, 1), (2022, 12, 31), "term", "2018—2022年"),
        ((2023, 2, 1), (2023, 2, 28), "month", "2023年2月"),
        ((2023, 1, 1), (2023, 1, 15), "day", "2023-01-01 至 2023-01-15"),
        ((2023, 1, 1), (2023, 1, 1), "day", "2023-01-01"),
        ((2019, 6, 1), None, "in_force_from", "2019年6月起施行"),
        ((2019, 6, 15), None, "since", "2019-06-15起"),
        (None, (2023, 12, 31), "since", "截至 2023-12-31"),
        (None, None, "vague", "期间不明"),
    ],
)
def test_a_period_is_said_by_the_days_that_it_has(first, last, precision, words):
    days = {"starts_on": first and date(*first), "last_on": last and date(*last)}
    assert period_of(SimpleNamespace(**days), precision) == words
