"""The records that count nowhere, over all periods at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.exports import world
from tracker.scores import explain, facts
from tracker.scores.uncounted import answered

pytestmark = pytest.mark.django_db


def reasons(term, number, **asked):
    judgement = world.judge(term, number=number, **asked)
    (rows,) = answered(judgement.case).values()
    return {row.record.title: row.reasons for row in rows}


def test_each_uncounted_record_says_why_once():
    term = world.build()
    found = reasons(term, "600002")
    assert found["会期内的走访"] == ["in_session"] and found["未审核的走访"] == ["not_verified"]
    assert found["审议发言第1次"] == []


def test_a_record_of_another_year_is_left_to_that_year():
    term = world.build()
    mandate = term.mandates.get(number="600001")
    make.record(mandate, make.kind("visit"), date(2024, 3, 1), "次年走访", verified=False)
    assert reasons(term, "600001", year=2024, on=date(2024, 6, 1))["次年走访"] == ["not_verified"]
    assert reasons(term, "600001", year=2025, on=date(2025, 6, 1))["次年走访"] == []


def test_a_record_before_the_term_is_answered_by_every_year():
    term = world.build()
    make.record(term.mandates.get(number="600001"), make.kind("visit"), date(2022, 12, 1), "届前走访")
    assert reasons(term, "600001")["届前走访"] == ["outside_period"]


def test_a_record_that_no_requirement_asks_for_is_nobodys_miss():
    term = world.build()
    make.record(term.mandates.get(number="600001"), make.kind("session_attendance"), date(2023, 1, 14), "出席")
    assert reasons(term, "600001")["出席"] == []


def test_all_deputies_are_explained_with_as_many_queries_as_one():
    term = world.build()
    case = world.judge(term).case
    with CaptureQueriesContext(connection) as asked:
        every = explain.explain_all(case, case.periods[0])
    assert len(asked) == 2
    alone = world.judge(term, number="600002").case
    assert every[alone.mandates[0].id] == explain.explain(alone, alone.periods[0])


def test_explaining_one_deputy_reads_only_that_deputy():
    term = world.build()
    case = world.judge(term, number="600002").case
    assert list(explain.records_of(case, date(2024, 1, 1))) == [case.mandates[0].id]
    assert facts.narrow(case) == {"mandate": case.mandates[0].id}
