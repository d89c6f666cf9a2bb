"""What a reading proposes, as rows for the office to decide."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.intake.proposing import proposals, written
from tracker.intake.reading import shapes
from tracker.intake.reading.shapes import Figure, Reading, Requirement, Span
from tracker.intake.reading.words import AFTER, BEFORE
from tracker.models import Indicator, Precision, Qualifier
from tracker.scores import relations
from tracker.tables import amounts

VISITS = Indicator(code="visits", label="视察次数")
YEAR = Span(date(2023, 1, 1), date(2023, 12, 31), "year")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("160000"), "160000"),
        (Decimal("1.6E5"), "160000"),
        (Decimal("99.920"), "99.92"),
        (Decimal("12.00"), "12"),
    ],
)
def test_a_number_is_written_without_trailing_zeros(value, text):
    assert written(value) == text


def test_what_the_ledger_cannot_hold_is_left_open():
    assert [written(value) for value in (None, Decimal("0.125"), Decimal(10**15), Decimal(-1))] == [""] * 4


def test_a_figure_keeps_its_quote_and_what_can_be_told():
    figure = Figure("收集意见\n160余条", 7, Decimal(160), "条", "余", "余", Decimal(170), "荣昌区政协", YEAR, "visits")
    [row] = proposals(Reading((figure,)), {"visits": VISITS})
    assert (row.quote, row.offset, row.value, row.value_max) == ("收集意见\n160余条", 7, "160", "170")
    assert (row.indicator, row.body_name, row.precision, row.last_on) == (
        VISITS,
        "荣昌区政协",
        "year",
        date(2023, 12, 31),
    )


def test_what_cannot_be_told_or_is_not_known_stays_empty():
    [row] = proposals(Reading((Figure("多期", 0, None, "期", key="gone", body="长" * 61),)), {"visits": VISITS})
    assert (row.value, row.indicator, row.body_name, row.starts_on, row.precision) == ("", None, "", None, "vague")


def test_a_requirement_and_the_figure_that_says_its_minimum_are_one_row():
    rule = Requirement("每年视察不少于3次，", 10, 3, "次", "year", ("inspection", "visit"))
    figures = (
        Figure("视察不少于3次", 12, Decimal(3), "次", "以上", "不少于", body="甲市人大", key="visits"),
        Figure("举行3次", 2, Decimal(3), "次"),
    )
    first, row = proposals(Reading(figures, (rule,)), {"visits": VISITS})
    assert (first.quote, first.is_requirement) == ("举行3次", False)
    assert (row.quote, row.offset, row.kinds, row.cycle) == ("每年视察不少于3次，", 10, "inspection visit", "year")
    assert (row.is_requirement, row.indicator, row.qualifier_text, row.body_name) == (
        True,
        VISITS,
        "不少于",
        "甲市人大",
    )


def test_a_requirement_alone_is_a_figure_of_at_least_its_minimum():
    [row] = proposals(Reading((), (Requirement("至少1次", 0, 1, "次", body="甲市人大", span=YEAR),)), {})
    assert (row.value, row.qualifier, row.body_name, row.starts_on) == ("1", "以上", "甲市人大", date(2023, 1, 1))


def test_kinds_are_kept_whole_and_a_quote_is_never_cut():
    kinds = tuple(f"kind_{number:02}" for number in range(60))
    [row] = proposals(Reading((), (Requirement("至少1次", 0, 1, "次", kinds=kinds),)), {})
    assert row.kinds.split() == list(kinds[:37]) and len(row.kinds) <= 300
    with pytest.raises(ValueError, match="a quote of 201 characters at 5"):
        proposals(Reading((Figure("长" * 201, 5, Decimal(1), "次"),)), {})


def test_the_pure_files_write_qualifiers_and_precisions_as_the_ledger_does():
    names = ("EXACT", "OVER", "MANY", "NEARLY", "ABOUT", "AT_LEAST", "AT_MOST", "PERCENT")
    for pure in (shapes, relations):
        assert {getattr(pure, name) for name in names} == set(Qualifier.values)
    spans = ("DAY", "MONTH", "YEAR", "TERM", "TERM_START", "SINCE", "IN_FORCE", "VAGUE")
    assert {getattr(shapes, name) for name in spans} == set(Precision.values)


def test_a_word_behind_a_number_is_read_and_written_behind_it():
    assert set(AFTER) <= amounts.AFTER | amounts.LAST
    assert not set(BEFORE) & (amounts.AFTER | amounts.LAST)
