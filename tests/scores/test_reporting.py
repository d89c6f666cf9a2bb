"""Who has reported: the four words, the months that ask, and numbers that are exactly the rows behind them."""

from dataclasses import astuple
from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.scores import reports
from tests.test_docs import body
from tracker.ledger import Refused
from tracker.ledger import reporting as verbs
from tracker.models import DutyRecord, GroupMembership, RoleGrant, User
from tracker.scores import months, reporting
from tracker.scores.months import MISSING, REPORTED, RETURNED, ZERO, Numbers, Said, Spell
from tracker.tables.reporting import BLANK_LABEL, STATUS_LABELS, STATUS_MEANINGS, total_rows

ON = make.NOON.date()
JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = (date(2023, month, 1) for month in range(1, 7))


@pytest.mark.parametrize(
    ("numbers", "has_zero", "word"),
    [
        (Numbers(live=3, returned=1), True, RETURNED),
        (Numbers(live=1), True, REPORTED),
        (Numbers(), True, ZERO),
        (Numbers(), False, MISSING),
    ],
)
def test_returned_goes_before_reported_before_zero_before_missing(numbers, has_zero, word):
    assert months.status(numbers, has_zero) == word


def test_a_year_has_its_months_within_the_term():
    assert months.months_of(2023, date(2023, 1, 13), None)[0] == JANUARY
    assert months.months_of(2023, date(2023, 2, 1), date(2023, 5, 1)) == (FEBRUARY, MARCH, APRIL)
    assert months.months_of(2022, date(2023, 1, 13), None) == ()
    assert len(months.months_of(2024, date(2023, 1, 13), None)) == 12


def test_a_month_is_blank_until_it_begins_and_while_nobody_serves_and_late_only_when_it_is_over():
    spells = [Spell(1, date(2023, 2, 28), date(2023, 4, 1)), Spell(1, date(2023, 5, 20), None), Spell(2, JUNE, None)]
    every = months.months_of(2023, JANUARY, None)[:7]
    board = months.board(2023, every, [1, 2], Said({}, frozenset(), spells), date(2023, 5, 31))
    assert [cell.status for cell in board.rows[1]] == ["", MISSING, MISSING, "", MISSING, "", ""]
    assert [cell.month for cell in board.due(1)] == [FEBRUARY, MARCH]
    assert [cell.month for cell in board.rows[1] if cell.is_running] == [MAY]
    assert not any(cell.status for cell in board.rows[2])
    assert months.board(2023, every, [1], Said({}, frozenset(), spells), date(2023, 5, 19)).cell(1, MAY).status == ""


@pytest.fixture
@kept
def world(deputy):
    return reports.build(deputy)


def board(groups, on=ON):
    return reporting.judge(groups[0].term, groups, 2023, on)


def test_the_board_counts_each_record_in_the_group_and_month_of_its_day(world):
    first, second = world
    found = board(world)
    said = {cell.month: (cell.status, *astuple(cell.numbers)) for cell in found.rows[first.pk]}
    nothing = (MISSING, 0, 0, 0, 0)
    assert [said[month] for month in (JANUARY, MARCH, APRIL)] == [nothing, (REPORTED, 1, 0, 0, 1), ("", 0, 0, 0, 0)]
    said = {cell.month: (cell.status, *astuple(cell.numbers)) for cell in found.rows[second.pk]}
    assert said[MARCH] == (REPORTED, 1, 1, 0, 1)
    assert said[APRIL] == (RETURNED, 0, 0, 1, 1)
    assert said[MAY] == (REPORTED, 3, 2, 0, 2)
    assert said[JUNE] == nothing and found.cell(second.pk, JUNE).is_running
    assert board(world, date(2023, 6, 2)).cell(second.pk, JUNE).status == REPORTED


def test_every_number_of_the_board_is_the_rows_behind_it(world):
    found = board(world)
    for group in world:
        for cell in found.rows[group.pk]:
            rows = list(reporting.records(group, cell.month, ON))
            live = [row for row in rows if row.state != "returned"]
            waiting, mandates = [row for row in live if row.state == "submitted"], {row.mandate_id for row in rows}
            assert astuple(cell.numbers) == (len(live), len(waiting), len(rows) - len(live), len(mandates))
    passed = reporting.passed_over(world[1].term, [world[1].pk], MAY, JUNE, ON)
    assert passed == {"drafts": 0, "again": 2}


def test_the_groups_of_a_month_add_up_to_those_that_are_asked(world):
    verbs.report_nothing(make.by(), world[0], JANUARY)
    found = board(world)
    rows = dict(total_rows(found))
    assert [rows[label][0] for label in ("已报", "零报告", "未报", "退回", "应报")] == [0, 1, 1, 0, 2]
    assert rows["应报"] == [2, 2, 2, 1, 2, 2] + [""] * 6


def test_the_ledger_takes_a_zero_report_for_just_the_months_that_are_missing(world):
    found, by = board(world, ON), make.by()
    for group in world:
        for cell in found.rows[group.pk]:
            if cell.status == MISSING and cell.month != JUNE:
                assert verbs.report_nothing(by, group, cell.month).pk
            elif cell.month != JUNE:
                with pytest.raises(Refused):
                    verbs.report_nothing(by, group, cell.month)
    assert {cell.status for row in board(world).rows.values() for cell in row[:5]} == {REPORTED, RETURNED, ZERO, ""}


def test_a_zero_report_that_records_overtake_is_only_mentioned(world, deputy):
    report = verbs.report_nothing(make.by(), world[0], FEBRUARY)
    assert board(world).cell(world[0].pk, FEBRUARY).status == ZERO
    make.record(deputy, make.kind("visit"), date(2023, 2, 8), "补登")
    cell = board(world).cell(world[0].pk, FEBRUARY)
    assert (cell.status, cell.has_zero) == (REPORTED, True)
    verbs.withdraw(make.by(), report)
    assert not board(world).cell(world[0].pk, FEBRUARY).has_zero


def test_the_board_costs_three_queries_and_none_without_groups(world, term, django_assert_num_queries):
    assert (GroupMembership.objects.count(), DutyRecord.objects.count()) == (4, 12)
    with django_assert_num_queries(3):
        reporting.judge(term, world, 2023, ON)
    with django_assert_num_queries(0):
        assert reporting.judge(term, [], 2023, ON).rows == {}


def test_the_liaisons_of_a_group_are_those_of_the_day(world):
    by = make.acting("liaison", group=world[0])
    gone = make.acting("liaison", username="gone", group=world[0])
    RoleGrant.objects.filter(user=gone.user).update(ends_on=ON)
    off = make.acting("liaison", username="off", group=world[0])
    User.objects.filter(pk=off.user.pk).update(is_active=False)
    assert reporting.liaisons([group.pk for group in world], ON) == {world[0].pk: [by.user]}
    assert reporting.years(world[0].term, date(2025, 3, 1)) == [2023, 2024, 2025]


def test_the_page_of_the_docs_has_every_word_in_its_order():
    labels = {**STATUS_LABELS, "": BLANK_LABEL}
    said = [(label, code) for label, code, _ in body("reporting.md", "The four words")]
    assert said == [(str(labels[code]), code) for code in STATUS_MEANINGS]
