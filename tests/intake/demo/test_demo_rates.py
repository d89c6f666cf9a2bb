"""What was published on the suggestions of 2023 comes out of the rows of the demo world.

Sources: the standing committee's report on 2023, and the municipal government's report as of 2023-11-30
(cqrd.gov.cn, web/content_1217163444409094144 and web/content_1217163439854080000).
"""

from datetime import date

import pytest

from tracker.models import Assignment, Body, Suggestion
from tracker.scores.rates import measure
from tracker.scores.register import gather

FIRST, LAST, REPORTED = date(2023, 1, 1), date(2023, 12, 31), date(2023, 11, 30)


@pytest.fixture(scope="package")
def government(world):
    """The rates of the government's system as of the day of its report."""
    return measure(gather(world, FIRST, LAST, REPORTED, Body.objects.get(code="system-government")))


@pytest.fixture(scope="package")
def everybody(world):
    """The rates of all systems at the end of the year."""
    return measure(gather(world, FIRST, LAST, LAST))


def figures(rate):
    return len(rate.numerator), len(rate.denominator), rate.percent


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("timeliness", (1208, 1208, "100.00")),
        ("timeliness_of_received", (1208, 1210, "99.83")),
        ("first_satisfaction", (993, 994, "99.90")),
        ("final_satisfaction", (994, 994, "100.00")),
        ("implementation", (1064, 1208, "88.08")),
        ("share_of_assignments", (1210, 1267, "95.50")),
    ],
)
def test_the_governments_rates_are_those_it_published(government, code, published):
    assert figures(government[code]) == published


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("assignments", 1210),
        ("assignments_in_session", 1195),
        ("assignments_out_of_session", 15),
        ("units", 98),
        ("not_yet_due", 2),
        ("overdue", 0),
        ("rehandled", 1),
        ("first_unsatisfied", 1),
    ],
)
def test_the_governments_counts_are_those_it_published(government, code, published):
    assert government.count(code) == published


def test_forty_nine_of_the_governments_assignments_are_split(government):
    found = Assignment.objects.filter(pk__in=government.counts["assignments"], role="split_handler")
    assert found.count() == 49


def test_the_one_who_was_unsatisfied_is_satisfied_by_the_second_answer(government):
    (pk,) = government.counts["first_unsatisfied"]
    assert pk in government["final_satisfaction"].numerator
    assert government.counts["rehandled"] == (pk,)


def test_the_years_suggestions_are_those_published(everybody):
    assert everybody.count("suggestions") == 1192
    assert everybody.count("suggestions_in_session") == 1177
    assert everybody.count("suggestions_out_of_session") == 15
    assert everybody.count("assignments") == 1267


def test_two_thirds_of_the_suggestions_and_replies_are_published(everybody):
    assert figures(everybody["suggestions_published"]) == (807, 1192, "67.70")
    assert len(everybody["disclosure"].numerator) == 830


def test_thirty_eight_suggestions_are_under_key_supervision(everybody):
    assert len(everybody["key_finished"].denominator) == 38


def test_the_ten_bills_are_all_deliberated(world):
    bills = Suggestion.objects.filter(kind="bill", submitted_on__year=2023)
    assert bills.count() == 10
    assert bills.filter(state="deliberated", deliberation__adopted_on__lte=REPORTED).count() == 10
