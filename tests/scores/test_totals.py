"""The totals of all terms are those of each term judged by itself, on random ledgers."""

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import make
from tests.kept import kept
from tests.scores.ledgers import ledgers, store
from tests.scores.worlds import EXAMPLES, bounded
from tracker.ledger import people
from tracker.models import AssessmentPeriod, Body, Mandate, Regulation, Term
from tracker.scores import calendar, summary, totals
from tracker.scores.periods import plan


@pytest.fixture
@kept
def terms(db):
    """A municipal term; two of districts under a rule of their own, one of them late; one without any rule."""
    city = make.term()
    make.rule_book()
    make.kind("session_attendance", "session")
    make.by("verifier")
    kinds = [make.kind(code) for code in ("visit", "training", "suggestion_lead")]
    for code, kind in (("district-speeches", [make.kind("session_speech")]), ("district-duties", kinds)):
        part = "session" if len(kind) == 1 else "proportional"
        make.requirement(code, 2, kind, regulation="district", part_period=part)
    Regulation.objects.filter(code="district").update(applies_below=True, level="district")
    districts = [_below(city, code, day) for code, day in (("wanzhou", make.START), ("fuling", date(2023, 3, 1)))]
    found = [city, *districts, _below(city, "committee", make.START, kind="cppcc")]
    for row in found:
        make.unit(row)
    return found


def _below(city, code, starts_on, kind="congress"):
    body = Body.objects.create(code=code, name=code, level="district", kind=kind, parent=city.body)
    row = Term.objects.create(body=body, code=f"{code}-1", label=code, number=1, starts_on=starts_on)
    AssessmentPeriod.objects.bulk_create(
        AssessmentPeriod(term=row, cycle=item.cycle, label=item.label, starts_on=item.starts_on, ends_on=item.ends_on)
        for item in plan(starts_on, None)
    )
    return row


def by_itself(term, year, on):
    """The total of a term that is judged alone."""
    found = summary.judge(term, Mandate.objects.filter(term=term), [calendar.period_of(term, year)], on)
    rows, asked = found.standings, [item.code for item, _ in found.asked("year")]
    overall = summary.count_overall(rows, found.leading_code, "year")
    return totals.Total(term.code, len(rows), overall, {code: summary.count_requirement(rows, code) for code in asked})


@settings(bounded, max_examples=EXAMPLES // 3)
@given(drawn=st.tuples(*[ledgers()] * 4), year=st.sampled_from([2023, 2024]))
def test_all_terms_at_once_are_each_term_by_itself(terms, drawn, year):
    with transaction.atomic():
        for term, ledger in zip(terms, drawn, strict=True):
            store(ledger, term)
        found = {total.term: total for total in totals.totals(year, drawn[0].on)}
        assert found == {term.code: by_itself(term, year, drawn[0].on) for term in terms}
        transaction.set_rollback(True)


def test_a_city_is_asked_in_as_many_queries_as_a_term(terms, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        found = [row.term for row in totals.totals(2023, date(2023, 6, 1))]
    assert found == ["chongqing-congress-6", "committee-1", "fuling-1", "wanzhou-1"]


def test_a_year_that_no_term_has_is_refused_with_those_there_are(terms):
    with pytest.raises(totals.NoYear, match="没有一届有 1999 年；已有：2023、2024"):
        totals.totals(1999, date(2023, 6, 1))


def test_a_deputy_who_is_entered_while_others_are_counted_waits_for_the_next_count(terms):
    make.deputy(terms[0])

    def enters(execute, sql, *rest):
        if 'FROM "tracker_interruption"' in sql and not Mandate.objects.filter(number="600002").exists():
            people.interrupt(make.by(), make.deputy(terms[0], "600002"), "sick", make.START)
        return execute(sql, *rest)

    with connection.execute_wrapper(enters):
        assert totals.totals(2023, date(2023, 6, 1))[0].deputies == 1
