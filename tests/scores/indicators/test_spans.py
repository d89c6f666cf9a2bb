"""The span of a work report, and the one before it that it is compared with."""

from datetime import date

import pytest

from tests import make
from tracker.scores.calendar import NoPeriod
from tracker.scores.indicators import spans
from tracker.scores.indicators.report import NoLedger, report

pytestmark = pytest.mark.django_db
SESSIONS = {2: date(2024, 1, 21), 3: date(2025, 1, 19), 4: date(2026, 1, 27)}


@pytest.fixture
def deputies(term):
    make.deputy(term)
    for ordinal, day in SESSIONS.items():
        make.session(term, ordinal, day, day)
    return term


def days(span):
    return span and (span.label, span.starts_on.isoformat(), span.last_on.isoformat(), span.on.isoformat())


def test_a_year_begins_with_the_term_and_ends_with_the_day(term):
    on = date(2023, 5, 4)
    assert days(spans.year_of(term, 2023, on)) == ("2023年（截至5月4日）", "2023-01-13", "2023-05-04", "2023-05-04")
    assert days(spans.year_of(term, 2023, date(2024, 2, 1)))[:3] == ("2023年", "2023-01-13", "2023-12-31")


@pytest.mark.parametrize("year", [2022, 2024, 0, -5, 10_000, 99_999])
def test_a_year_without_days_is_refused(term, year):
    with pytest.raises(NoPeriod):
        spans.year_of(term, year, date(2023, 5, 4))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 2, 28), ("2023年同期", "2023-01-13", "2023-02-28", "2023-02-28")),
        (date(2024, 2, 29), ("2023年同期", "2023-01-13", "2023-02-28", "2023-02-28")),
        (date(2024, 12, 31), ("2023年", "2023-01-13", "2023-12-31", "2023-12-31")),
        (date(2025, 3, 1), ("2023年", "2023-01-13", "2023-12-31", "2024-03-01")),
    ],
)
def test_a_year_is_compared_with_as_much_of_the_year_before_as_of_the_same_day(deputies, on, expected):
    assert days(spans.before(spans.year_of(deputies, 2024, on))) == expected


def test_a_term_without_deputies_is_no_year_to_compare_with(deputies):
    make.term("chongqing-congress-5", 5, date(2018, 1, 26), date(2023, 1, 13))
    assert spans.before(spans.year_of(deputies, 2023, date(2023, 12, 31))) is None


def test_the_last_days_of_a_term_are_compared_with_the_same_days(deputies):
    old = make.term("chongqing-congress-5", 5, date(2018, 1, 26), date(2023, 1, 13))
    make.deputy(old, "500001", starts_on=old.starts_on)
    stub = spans.year_of(old, 2023, date(2023, 12, 31))
    assert days(stub)[1:3] == ("2023-01-01", "2023-01-12")
    assert days(spans.before(stub))[:3] == ("2022年同期", "2022-01-01", "2022-01-12")


def test_the_days_since_a_session_are_compared_with_as_many_since_the_one_before(deputies):
    span = spans.since_session(deputies, 4, date(2026, 11, 22))
    assert days(span) == ("第4次会议以来", "2026-01-27", "2026-11-22", "2026-11-22")
    assert days(spans.before(span)) == ("第3次会议以来同样天数", "2025-01-19", "2025-11-14", "2025-11-14")
    on_the_eve = spans.since_session(deputies, 4, date(2027, 2, 10))
    assert days(spans.before(on_the_eve))[:3] == ("第3次会议至第4次会议前", "2025-01-19", "2026-01-26")


def test_the_first_session_and_one_long_past_have_nothing_to_be_compared_with(deputies):
    for ordinal in (1, 2):
        assert spans.before(spans.since_session(deputies, ordinal, date(2026, 11, 22))) is None


def test_a_session_that_was_not_held_by_the_day_is_refused_with_those_there_are(deputies):
    with pytest.raises(NoPeriod, match="没有第 4 次会议；已有：1、2、3"):
        spans.since_session(deputies, 4, date(2025, 11, 22))


def test_a_term_without_deputies_has_no_report_and_no_zeros(term):
    with pytest.raises(NoLedger, match="账本里没有重庆市第六届人民代表大会的任职名单"):
        report(spans.year_of(term, 2023, date(2023, 12, 31)))
