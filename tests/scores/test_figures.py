"""Reported figures beside what the ledger counts, on the seeds and on a small ledger."""

from datetime import date
from decimal import Decimal

import pytest

from tests.kept import kept
from tracker.models import Body, FigureRelation, Indicator, ReportedFigure, SourceDocument
from tracker.scores import figures
from tracker.scores.figures import About, Ledger

ON = date(2024, 6, 1)
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
NEVER = {  # relations of which the five documents do not give two sides
    *("handled-within-received", "key-finished-within-key", "suggestions-by-channel", "observers"),
    *("activity-persons", "persons-trained", "persons-reporting", "received-within-reached"),
}


def compared(on=ON):
    return figures.compare(ReportedFigure.objects.standing(), on)


def test_every_hard_relation_that_the_documents_tell_holds(planted):
    judged = [row for row in compared().judged if row.basis == figures.REPORTED]
    told = {row.relation.code for row in judged if row.holds is not None}
    assert told == set(FigureRelation.objects.values_list("code", flat=True)) - NEVER
    assert [row.relation.code for row in judged if row.holds is False] == []


def test_two_papers_with_one_article_are_two_witnesses_of_one_figure(planted):
    found = {line.indicator.code: line for line in compared().lines if len(line.witnesses) == 2}
    twins = ReportedFigure.objects.filter(document__code="xinhua-2023-01-10").exclude(code="F028")
    assert len(found) == twins.count() == 35
    assert all(line.means for line in found.values())


def test_without_a_ledger_every_count_has_its_reason(planted):
    reasons = {line.recorded.reason for line in compared().lines}
    assert reasons == {figures.NOT_COUNTED, figures.NO_LEDGER, figures.NO_BODY}


@pytest.fixture
@kept
def office(busy):
    """The standing committee below the congress of the term, with indicators and a document."""
    congress = busy.term.body
    body = Body.objects.create(code="sc", name="示例常委会", level="municipal", kind="office", parent=congress)
    for order, (code, unit, measure) in enumerate(
        [
            ("visited", "名", "persons"),
            ("visits", "人次", "person_times"),
            ("held", "次", ""),
            ("reports", "%", "coverage"),
        ]
    ):
        Indicator.objects.create(code=code, label=code, unit=unit, scope="deputy", measure=measure, order=order)
    SourceDocument.objects.create(code="paper", title="报告", publisher="示例", sha256="0" * 64)
    return body


def report(body, key, value, *, unit=None, days=YEAR, **more):
    row, first = Indicator.objects.get(code=key), ReportedFigure.objects.count() + 1
    common = {"label": key, "scope": "deputy", "quote": f"{value}", "body_name": "示例常委会"} | more
    return ReportedFigure.objects.create(
        **common,
        **{"code": f"T{first}", "indicator": row, "value": value, "unit": unit or row.unit, "body": body},
        **{"document": SourceDocument.objects.get(), "starts_on": days[0], "last_on": days[1], "precision": "year"},
    )


def one(on=ON):
    [line] = compared(on).lines
    return line


@pytest.mark.parametrize(
    ("value", "qualifier", "result"),
    [("2", "exact", "agrees"), ("1", "以上", "fits"), ("3", "exact", "differs"), ("3", "以上", "differs")],
)
def test_the_counts_of_the_congress_are_compared_with_what_its_office_reports(office, value, qualifier, result):
    report(office, "visits", value, qualifier=qualifier)
    line = one()
    assert (line.recorded.number, line.result) == (2, result)


def test_the_figure_of_a_district_is_never_held_against_the_count_of_the_city(office):
    district = Body.objects.create(code="d", name="甲区人大", level="district", kind="congress", parent=office.parent)
    report(district, "visits", "2")
    report(office, "visits", "2")
    assert {line.recorded.reason for line in compared().lines} == {figures.NO_BODY, ""}
    assert [row.body for row in ReportedFigure.objects.of(office.parent)] == [office]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"unit": "件"}, figures.OTHER_NATURE),
        ({"days": (None, date(2023, 12, 31))}, figures.NO_PERIOD),
        ({"days": (date(2015, 1, 1), date(2015, 12, 31))}, figures.NO_LEDGER),
        ({"days": (date(2025, 1, 1), date(2025, 12, 31))}, figures.NOT_YET),
    ],
)
def test_what_cannot_be_compared_says_why(office, change, reason):
    report(office, "visits", "2", **change)
    assert (one().recorded.reason, one().recorded.number, one().result) == (reason, None, "open")


def test_a_body_that_the_ledger_does_not_know_has_no_count(office):
    report(None, "visits", "2")
    assert one().recorded.reason == figures.NO_BODY


def test_nothing_is_counted_after_the_last_day_of_the_period_or_after_the_day_asked(office):
    report(office, "visits", "2", days=(date(2023, 1, 1), date(2023, 3, 31)))
    assert one().recorded.number == 1
    assert one(date(2023, 2, 1)).recorded.number == 0


def test_a_share_is_compared_exactly(office):
    report(office, "reports", "100", qualifier="%")
    assert (one().recorded.number, one().result) == (Decimal(100), "agrees")


def test_witnesses_that_contradict_each_other_are_compared_with_nothing(office):
    report(office, "visits", "2")
    report(office, "visits", "5")
    line = one()
    assert (len(line.witnesses), line.means, line.result) == (2, None, "open")


def test_a_relation_is_judged_on_what_is_reported_and_apart_from_that_on_what_is_counted(office):
    FigureRelation.objects.create(code="r", kind="hard", rule="at_most", indicators=["visited", "visits"], text="r")
    report(office, "visited", "9")
    report(office, "visits", "5")
    assert [(row.basis, row.holds) for row in compared().judged] == [("reported", False), ("recorded", True)]


def test_figures_of_two_periods_are_never_held_against_each_other(office):
    FigureRelation.objects.create(code="r", kind="hard", rule="at_most", indicators=["visited", "visits"], text="r")
    report(office, "visited", "9")
    report(office, "visits", "5", days=(date(2023, 1, 1), date(2023, 6, 30)))
    assert {row.basis for row in compared().judged} == {"recorded"}


def test_a_body_and_period_is_gathered_once(office, django_assert_max_num_queries):
    asked = About(office.pk, "示例常委会", *YEAR)
    ledger, rows = Ledger(ON), list(Indicator.objects.prefetch_related("kinds"))
    ledger.recorded(rows[0], asked)
    with django_assert_max_num_queries(0):
        assert ledger.recorded(rows[1], asked).number == 2
