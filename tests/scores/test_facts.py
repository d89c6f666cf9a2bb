"""The grouped queries count what classify lets through, on random ledgers."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given

from tests import make
from tests.kept import kept
from tests.scores.ledgers import case_of, ledgers, store
from tests.scores.worlds import bounded
from tracker.ledger import people, suggestions
from tracker.models import DutyRecord, Mandate, Regulation, Requirement, Sponsor, Suggestion
from tracker.rules import load
from tracker.scores import calendar
from tracker.scores.classify import COUNTED, REASONS, Facts, answers, tally
from tracker.scores.explain import explain_periods, records_of
from tracker.scores.facts import applied, counts, gather, judge


@pytest.fixture
@kept
def stage(db):
    """A term with the rule book and nobody in it."""
    row = make.term()
    make.rule_book()
    make.unit(row)
    make.kind("session_attendance", "session")
    make.by("verifier")
    return row


@contextmanager
def stored(ledger, term):
    """The ledger in the database for as long as the block lasts."""
    with transaction.atomic():
        store(ledger, term)
        yield
        transaction.set_rollback(True)


def classified(case):
    """What counts() must be, from each record by itself."""
    found = {}
    for period in case.periods:
        records = records_of(case, period.ends_on)
        for mandate in case.mandates:
            own = tuple(row for row in case.interruptions if row.mandate == mandate.id)
            for item in case.book.requirements(period.cycle):
                value = applied(item, period)
                held = Facts(value, period, mandate, own, case.sessions, case.book.timings, case.on)
                rows = records[mandate.id]
                found[mandate.id, item.code, period.key] = tally(answers(rows, held), rows, held)
    return found


@bounded
@given(ledger=ledgers())
def test_the_grouped_queries_equal_classify_on_random_ledgers(stage, ledger):
    with stored(ledger, stage):
        case = case_of(ledger, stage)
        nothing = dict.fromkeys(classified(case), (0, 0))
        assert nothing | counts(case) == classified(case)


@bounded
@given(ledger=ledgers())
def test_one_deputy_alone_is_counted_as_among_all(stage, ledger):
    with stored(ledger, stage):
        everybody = judge(case_of(ledger, stage))
        alone = judge(case_of(ledger, stage, number="600001"))
        mandate = case_of(ledger, stage, number="600001").mandates[0].id
        assert alone == [finding for finding in everybody if finding.mandate == mandate]


@bounded
@given(ledger=ledgers())
def test_counted_and_the_reasons_are_all_records_and_the_number_shown_is_its_rows(stage, ledger):
    with stored(ledger, stage):
        case = case_of(ledger, stage)
        explained = explain_periods(case)
        for period in case.periods:
            for mandate in case.mandates:
                rows = explained[period.key][mandate.id]
                assert len(rows) == _stored_until(mandate, period)
                assert {answer for row in rows for answer in row.answers.values()} <= {COUNTED, *REASONS}
        for finding in judge(case):
            rows = explained[finding.period][finding.mandate]
            assert finding.counted == sum(row.answers[finding.requirement] == COUNTED for row in rows)


def _stored_until(mandate, period):
    duties = DutyRecord.objects.filter(mandate=mandate.id, occurred_on__lt=period.ends_on).count()
    own = Sponsor.objects.filter(mandate=mandate.id)
    later = own.filter(suggestion__submitted_on__gte=period.ends_on).count()
    return duties + own.count() - later


def test_a_requirement_that_never_had_a_value_asks_nothing(stage):
    Requirement.objects.create(regulation=Regulation.objects.first(), code="new", label="新", short="新", cycle="year")
    make.deputy(stage)
    assert "new" not in [item.code for item in load.load(stage).requirements()]


def test_a_moved_deputys_roll_is_that_of_the_unit_at_the_session(stage):
    make.session(stage, complete=True)
    other = make.unit(stage, "涪陵区", 2)
    moved = make.deputy(stage, at=other)
    assert _rolls(stage) == [0]
    people.move_unit(make.by(), moved, make.unit(stage), date(2023, 1, 16))
    assert _rolls(stage) == [1]


def _rolls(term):
    rows = Mandate.objects.filter(term=term)
    return [len(row.rolls) for row in gather(term, rows, [], date(2023, 6, 1)).mandates]


def test_a_suggestion_counts_once_accepted_whatever_becomes_of_it(busy):
    assert _suggested(busy) == (1, ["counted"])
    make.assignment(Suggestion.objects.get())
    assert _suggested(busy) == (1, ["counted"])


def test_a_suggestion_withdrawn_before_acceptance_counts_nowhere(deputy):
    row = make.suggestion(deputy, date(2023, 1, 15), accepted=False)
    suggestions.consent(make.by(), row.sponsors.get(), date(2023, 1, 16))
    suggestions.withdraw(make.by(), row, date(2023, 1, 16), "另有安排")
    assert _suggested(deputy) == (0, ["rejected"])


def _suggested(mandate):
    case = gather(mandate.term, Mandate.objects.filter(pk=mandate.pk), [_year(mandate.term)], date(2023, 6, 1))
    (finding,) = [row for row in judge(case) if row.requirement == "bills-suggestions"]
    rows = explain_periods(case)[finding.period][mandate.pk]
    return finding.counted, [row.answers[finding.requirement] for row in rows if row.record.from_suggestion]


def _year(term):
    return calendar.period_of(term, 2023)
