"""Whose rates: a unit with those below it, a system, all; rows of units in official order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.kept import kept
from tests.scores.handled import as_of, figures, late_by, rate, reply, share
from tracker.ledger import oversight, suggestions
from tracker.models import Body, Term
from tracker.scores.by_unit import by_system, by_unit, in_order
from tracker.scores.rates import measure, rows_of
from tracker.scores.register import gather

MARCH, LATER = date(2023, 3, 1), date(2023, 6, 30)


@pytest.fixture
@kept
def education():
    """A unit of the government's system."""
    return make.handling_unit("示例教育委", order=2)


@pytest.fixture
@kept
def school(education):
    """A unit below the education unit."""
    return make.handling_unit("示例学校", education, order=1)


@pytest.fixture
@kept
def court():
    """A unit of another system."""
    return make.handling_unit("示例法院", make.system("法院系统", "system-courts"), order=1)


def register(**scope):
    return gather(Term.objects.get(), None, None, LATER, **scope)


def test_a_unit_has_the_units_below_it_and_a_system_has_all_of_its_units(deputy, education, school, court):
    rows = [share(deputy, unit=unit) for unit in (education, school, court)]
    assert as_of(LATER, unit=education).counts["assignments"] == (rows[0].pk, rows[1].pk)
    assert as_of(LATER, unit=school).counts["assignments"] == (rows[1].pk,)
    assert as_of(LATER, unit=make.system()).count("units") == 2


def test_the_share_of_a_system_is_of_all_systems_in_the_same_span(deputy, education, court):
    share(deputy, MARCH, education)
    share(deputy, MARCH, court)
    share(deputy, date(2023, 4, 3), court)
    found = as_of(LATER, last=date(2023, 3, 31), unit=make.system())["share_of_assignments"]
    assert (figures(found), found.percent) == ((1, 2), "50.00")
    assert as_of(LATER)["share_of_assignments"].percent == "100.00"


def test_the_suggestions_of_a_unit_are_those_it_answers(deputy, education, court):
    row = share(deputy, unit=education)
    share(deputy, of=row.suggestion, unit=court, role="co_handler")
    make.suggestion(deputy, date(2023, 1, 20))
    oversight.disclose(late_by(), row.suggestion, "publish", MARCH)
    assert figures(as_of(LATER, unit=education)["suggestions_published"]) == (1, 1)
    assert figures(as_of(LATER, unit=court)["suggestions_published"]) == (0, 0)
    assert figures(as_of(LATER)["suggestions_published"]) == (1, 2)


def test_a_merged_suggestion_belongs_to_those_who_answer_its_lead_item(deputy, education, court):
    item, other = make.suggestion(deputy, date(2023, 1, 20)), make.suggestion(deputy, date(2023, 1, 21))
    share(deputy, of=item, unit=education)
    suggestions.merge(late_by(), other, suggestions.Suggestion.objects.get(pk=item.pk), MARCH)
    assert [as_of(day, unit=education).count("suggestions") for day in (date(2023, 2, 28), MARCH)] == [1, 2]
    assert as_of(LATER, unit=court).count("suggestions") == 0


def test_the_rows_of_units_stand_in_official_order_and_add_up(deputy, education, school, court):
    late, first = make.handling_unit("示例档案局", order=9), make.handling_unit("示例发改委", order=1)
    for unit in (court, late, school, education, first):
        rate(reply(share(deputy, unit=unit), MARCH), MARCH, "unsatisfied" if unit == first else "satisfied")
    found = by_unit(register())
    assert [body.name for body, _ in found] == ["示例法院", "示例发改委", "示例教育委", "示例学校", "示例档案局"]
    assert [figures(rates["share_of_assignments"]) for _, rates in found] == [(1, 5)] * 5


def test_a_system_has_one_row_with_all_of_its_units(deputy, education, school, court):
    for unit in (education, school, court):
        share(deputy, unit=unit)
    found = [
        (body.name, rates.count("assignments"), rates.count("suggestions")) for body, rates in by_system(register())
    ]
    assert found == [("法院系统", 1, 1), ("政府系统", 2, 2)]


def test_bodies_in_a_circle_still_have_an_order(db):
    one, two = make.handling_unit("示例甲局"), make.handling_unit("示例乙局")
    Body.objects.filter(pk=one.pk).update(parent=two)
    Body.objects.filter(pk=two.pk).update(parent=one)
    assert {body.name for body in in_order([one.pk, two.pk])} == {"示例甲局", "示例乙局"}


def test_a_term_without_suggestions_has_rates_without_percent(term):
    found = measure(register())
    assert {rate.percent for rate in found.rates.values()} == {None}
    assert not any(found.counts.values())


def test_what_the_rows_of_a_number_are():
    codes = ("timeliness", "suggestions", "suggestions_withheld_other", "commitments_kept", "units", "withheld_other")
    kinds = ["assignment", "suggestion", "suggestion", "commitment", "body", "assignment"]
    assert [rows_of(code) for code in codes] == kinds


def test_the_queries_do_not_grow_with_the_rows(deputy):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            measure(register())
        return len(caught)

    rate(reply(share(deputy), MARCH, commitments=[("年内完成", LATER)]), MARCH)
    before = queries()
    for _ in range(3):
        rate(reply(share(deputy), MARCH, commitments=[("年内完成", LATER)]), MARCH)
    assert queries() == before <= 20
