"""Working days: what was published, overrides before it, Monday to Friday where nothing is known."""

from datetime import date

import pytest

from tracker.rules.workdays import Workdays

PUBLISHED = Workdays({})


@pytest.mark.parametrize(
    ("day", "works", "reason"),
    [
        (date(2023, 9, 28), True, ""),
        (date(2023, 9, 29), False, "法定节假日「中秋节」"),
        (date(2023, 10, 3), False, "法定节假日「国庆节」"),
        (date(2023, 10, 7), True, ""),
        (date(2023, 10, 8), True, ""),
        (date(2023, 10, 14), False, "周末"),
        (date(2015, 9, 3), False, "法定节假日「中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日」"),
        (date(2004, 1, 1), False, "法定节假日「元旦」"),
        (date(2026, 2, 28), True, ""),
        (date(2099, 10, 1), True, ""),
        (date(2099, 10, 3), False, "周末"),
    ],
)
def test_holidays_and_make_up_weekends_are_as_published(day, works, reason):
    assert (PUBLISHED.is_workday(day), PUBLISHED.reason(day)) == (works, reason)


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2099, 1, 5)])
def test_a_year_nobody_published_is_not_known_but_an_override_in_it_is(day):
    assert not PUBLISHED.is_known(day)
    assert Workdays({day: True}).is_known(day)
    assert PUBLISHED.is_known(date(2004, 1, 1)) and PUBLISHED.is_known(date(2026, 12, 31))


def test_an_override_wins_over_what_was_published():
    ours = Workdays({date(2023, 10, 7): False, date(2023, 10, 1): True})
    assert ours.reason(date(2023, 10, 7)) == "人工设定的非工作日"
    assert ours.is_workday(date(2023, 10, 1)) and ours.reason(date(2023, 10, 1)) == ""
    assert ours.is_workday(date(2023, 10, 8))


def test_overrides_changed_by_their_owner_later_change_nothing():
    overrides = {}
    ours = Workdays(overrides)
    overrides[date(2023, 5, 10)] = False
    assert ours.is_workday(date(2023, 5, 10))


def test_a_day_off_rolls_to_the_next_working_day_and_a_working_day_stays():
    assert PUBLISHED.roll(date(2023, 9, 29)) == date(2023, 10, 7)
    assert PUBLISHED.roll(date(2023, 10, 7)) == date(2023, 10, 7)
    assert Workdays({date(2023, 10, 7): False}).roll(date(2023, 9, 29)) == date(2023, 10, 8)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2023, 2, 10), 7, date(2023, 2, 21)),
        (date(2023, 9, 27), 1, date(2023, 9, 28)),
        (date(2023, 9, 28), 1, date(2023, 10, 7)),
        (date(2023, 9, 28), 3, date(2023, 10, 9)),
        (date(2023, 10, 1), 1, date(2023, 10, 7)),
        (date(2023, 10, 1), 0, date(2023, 10, 1)),
        (date(2026, 12, 31), 2, date(2027, 1, 4)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day, n, expected):
    unpublished = {date(2027, 1, 1): True, date(2027, 1, 2): False, date(2027, 1, 3): False, date(2027, 1, 4): True}
    assert Workdays(unpublished).add(day, n) == expected
