"""The periods of a term: the term itself and its calendar years clipped to it."""

from datetime import date

import pytest

from tracker.rules.calendar import plan, planned_end


def years(starts_on, ends_on):
    return [(row.label, row.starts_on, row.ends_on) for row in plan(starts_on, ends_on) if row.cycle == "year"]


def test_a_term_lasts_until_the_next_one_opens():
    term = plan(date(2018, 1, 20), date(2023, 1, 13))[0]
    assert (term.cycle, term.starts_on, term.ends_on) == ("term", date(2018, 1, 20), date(2023, 1, 13))


def test_while_that_is_unknown_it_lasts_five_years():
    assert plan(date(2023, 1, 13), None)[0].ends_on == date(2028, 1, 13)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2024, 2, 28), date(2029, 2, 28)),
        (date(2024, 1, 29), date(2029, 1, 29)),
        (date(2023, 1, 1), date(2028, 1, 1)),
    ],
)
def test_five_years_after_a_day_is_the_same_day_or_the_last_of_february(starts_on, ends_on):
    assert planned_end(starts_on) == ends_on


def test_the_first_and_the_last_year_are_clipped_to_the_term():
    found = years(date(2023, 1, 13), None)
    assert found[0] == ("2023", date(2023, 1, 13), date(2024, 1, 1))
    assert found[1] == ("2024", date(2024, 1, 1), date(2025, 1, 1))
    assert found[-1] == ("2028", date(2028, 1, 1), date(2028, 1, 13))


def test_the_years_fill_the_term_without_gap_or_overlap():
    found = years(date(2018, 1, 20), date(2023, 1, 13))
    assert [row[1] for row in found[1:]] == [row[2] for row in found[:-1]]
    assert (found[0][1], found[-1][2]) == (date(2018, 1, 20), date(2023, 1, 13))


def test_a_term_that_ends_with_the_year_has_no_empty_year_after_it():
    assert [label for label, *_ in years(date(2018, 1, 1), date(2020, 1, 1))] == ["2018", "2019"]
