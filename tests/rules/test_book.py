"""The newest value that has started is in force."""

from datetime import date

from tests.rules.table import requirements
from tracker.rules.book import Book, Regulation, Requirement, Value

KINDS = frozenset({"visit"})


def rule(*dated):
    """A requirement whose minimum changes on the days given."""
    values = tuple(Value(day, minimum, KINDS, "full") for day, minimum in dated)
    return Requirement("341-311", "x", "x", "x", "次", "year", False, values)


def test_nothing_is_in_force_before_the_first_value():
    assert rule((date(2020, 1, 1), 4)).in_force(date(2019, 12, 31)) is None


def test_a_value_is_in_force_from_its_first_day():
    assert rule((date(2020, 1, 1), 4)).in_force(date(2020, 1, 1)).minimum == 4


def test_the_newest_value_wins_whatever_the_order():
    found = rule((date(2023, 1, 1), 6), (date(2020, 1, 1), 4))
    assert [found.in_force(date(year, 6, 1)).minimum for year in (2022, 2023)] == [4, 6]


def test_abolition_is_a_value():
    abolished = rule((date(2020, 1, 1), 4), (date(2024, 1, 1), None))
    assert abolished.in_force(date(2023, 12, 31)).minimum == 4
    assert abolished.in_force(date(2024, 1, 1)) is None


def test_a_minimum_of_nothing_asks_nothing():
    assert rule((date(2020, 1, 1), 0)).in_force(date(2023, 1, 1)) is None


def test_a_book_gives_its_requirements_in_official_order_by_cycle():
    rows = tuple(requirements())
    book = Book((Regulation("341-311", "", "", "", rows),), {})
    assert book.requirements() == list(rows)
    assert [row.code for row in book.requirements("year")] == [
        "session-speeches",
        "recess-activities",
        "bills-suggestions",
    ]
