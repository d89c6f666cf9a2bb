"""Referring, assigning with a due day, receiving, returning and extending."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, assigning
from tracker.ledger.check import faults
from tracker.models import HandlingRule

DAY, REFERRAL = stages.ASSIGNED, "referral_office"


@pytest.fixture
@kept
def row(deputy, other):
    return stages.accepted(deputy, other)


@pytest.fixture
@kept
def office(db):
    """The referral office of the government."""
    return make.acting(REFERRAL, body=make.system())


def unit_of(share):
    return make.acting("unit", body=share.unit)


@pytest.mark.parametrize(
    ("role", "fields", "due"),
    [
        ("host", {}, date(2023, 5, 4)),
        ("split_handler", {}, date(2023, 5, 4)),
        ("host", {"is_hard": True}, date(2023, 8, 1)),
        ("host", {"due_on": date(2023, 4, 8)}, date(2023, 4, 8)),
        ("host", {"due_on": date(2023, 8, 1), "is_hard": True}, date(2023, 8, 1)),
    ],
)
def test_a_due_day_is_three_months_on_six_when_hard_and_on_a_working_day_unless_given(role, fields, due, row):
    share = make.assignment(row, role=role, **fields)
    assert (share.due_on, share.due_given) == (due, "due_on" in fields)
    assert (row.state, verbs(share), last(row).verb) == ("assigned", ["hand_to"], "derive")


def test_a_co_handler_has_one_month(row):
    make.assignment(row)
    helper = make.assignment(row, make.handling_unit("示例财政局"), role="co_handler")
    assert helper.due_on == date(2023, 3, 1)


@pytest.mark.parametrize("day", [DAY, date(2023, 1, 31), date(2023, 8, 2)])
def test_a_given_due_day_lies_within_six_months_after_the_assignment(day, row):
    with pytest.raises(Refused, match=r"期限须在交办日期 2023-02-01 以后、2023-08-01 以前"):
        make.assignment(row, due_on=day)
    assert again(row).state == "accepted"


def test_the_months_are_those_of_the_body_on_the_day_of_the_assignment(row):
    HandlingRule.objects.create(body=row.term.body, starts_on=date(2023, 1, 1), reply_months=2)
    HandlingRule.objects.create(body=row.term.body, starts_on=date(2023, 2, 2), reply_months=5)
    assert make.assignment(row).due_on == date(2023, 4, 3)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (None, "co_handler", "请先确定主办或分办单位"),
        ("host", "host", "主办单位只有一个"),
        ("split_handler", "host", "主办单位只有一个"),
        ("host", "split_handler", "已有主办单位"),
    ],
)
def test_one_host_or_several_split_handlers_and_then_who_helps(first, second, sentence, row):
    if first:
        make.assignment(row, role=first)
    with pytest.raises(Refused, match=sentence):
        make.assignment(row, make.handling_unit("示例财政局"), role=second)


def test_a_unit_handles_a_suggestion_once(row):
    make.assignment(row, role="split_handler")
    with pytest.raises(Refused, match="这个单位已在承办这件建议"):
        make.assignment(row, role="split_handler")


def test_only_units_are_assigned_to_and_only_systems_referred_to(row):
    with pytest.raises(Refused, match="不是承办单位"):
        make.assignment(row, make.system())
    with pytest.raises(Refused, match="不是承办系统"):
        assigning.refer(make.by(), row, make.handling_unit(), DAY)


@pytest.mark.parametrize(("day", "sentence"), [(date(2023, 1, 15), "早于受理日期"), (date(2023, 6, 2), "尚未到来")])
def test_nothing_is_assigned_before_it_was_accepted_or_on_a_day_to_come(day, sentence, row):
    with pytest.raises(Refused, match=sentence):
        make.assignment(row, on=day)


def test_a_referral_office_assigns_what_was_referred_to_its_system(deputy, office):
    row = make.suggestion(deputy, stages.ACCEPTED)
    with pytest.raises(Refused, match="没有交办到「示例教育委」所在的系统，请先由代表工作机构交办"):
        assigning.assign(office, row, make.handling_unit(), "host", DAY)
    referral = assigning.refer(make.by(), row, make.system(), stages.ACCEPTED, "2023 年交办会")
    assigning.assign(office, row, make.handling_unit(), "host", DAY)
    assert (again(row).state, referral.meeting, verbs(referral)) == ("assigned", "2023 年交办会", ["refer"])


def test_a_suggestion_is_referred_to_a_system_once(row):
    with pytest.raises(Refused, match="已经交办到这个系统"):
        assigning.refer(make.by(), row, make.system(), DAY)


def test_an_assignment_is_received_once_and_not_before_it_was_made(row):
    share = make.assignment(row)
    with pytest.raises(Refused, match="早于交办日期"):
        assigning.receive(unit_of(share), share, date(2023, 1, 31))
    assigning.receive(unit_of(share), share, stages.RECEIVED)
    with pytest.raises(Refused, match="已于 2023-02-02 签收"):
        assigning.receive(unit_of(share), share, stages.RECEIVED)


@pytest.mark.parametrize(("assigned", "last_day"), [(date(2023, 2, 2), 13), (date(2023, 4, 21), 4)])
def test_a_return_is_asked_for_within_seven_working_days_after_receipt(assigned, last_day, row):
    share = make.assignment(row, on=assigned)
    assigning.receive(unit_of(share), share, assigned)
    in_time = date(2023, 2 if assigned.month == 2 else 5, last_day)
    with pytest.raises(Refused, match=f"7 个工作日内（至 {in_time}），已超过期限"):
        assigning.return_assignment(unit_of(share), share, in_time.replace(day=last_day + 1), "不属职责")
    assigning.return_assignment(unit_of(share), share, in_time, "不属职责")
    assert (share.state, share.return_asked_on, last(share).note) == ("return_asked", in_time, "不属职责")


@pytest.mark.parametrize(
    ("received", "reason", "sentence"), [(False, "x", "请先签收"), (True, " ", "请写明退办的原因")]
)
def test_a_return_needs_a_receipt_and_a_reason(received, reason, sentence, row):
    share = make.assignment(row)
    if received:
        assigning.receive(unit_of(share), share, stages.RECEIVED)
    with pytest.raises(Refused, match=sentence):
        assigning.return_assignment(unit_of(share), share, stages.ASKED, reason)


def test_with_no_host_left_the_suggestion_is_accepted_again_and_assigned_anew(deputy, other):
    share = stages.returned(deputy, other)
    row = again(share.suggestion)
    assert (share.state, share.returned_on, row.state) == ("returned", stages.ASKED, "accepted")
    second = make.assignment(row, make.handling_unit("示例交通委"), on=stages.ASKED)
    assert (again(row).state, second.due_on) == ("assigned", date(2023, 5, 6))
    assert list(faults()) == []


def test_the_same_unit_can_get_it_again_after_a_return(deputy, other):
    row = again(stages.returned(deputy, other).suggestion)
    make.assignment(row, on=stages.ASKED)
    assert row.assignments.filter(unit=make.handling_unit()).count() == 2


def test_with_another_split_handler_left_the_suggestion_stays_assigned(deputy, other, office):
    share = stages.received(deputy, other, "split_handler")
    make.assignment(again(share.suggestion), make.handling_unit("示例交通委"), role="split_handler")
    assigning.return_assignment(unit_of(share), share, stages.ASKED, "不属职责")
    assigning.accept_return(office, share, stages.ASKED)
    assert again(share.suggestion).state == "assigned"


def test_a_co_handler_alone_leaves_the_suggestion_accepted(deputy, other, office):
    share = stages.received(deputy, other)
    make.assignment(again(share.suggestion), make.handling_unit("示例交通委"), role="co_handler")
    assigning.return_assignment(unit_of(share), share, stages.ASKED, "不属职责")
    assigning.accept_return(office, share, stages.ASKED)
    assert again(share.suggestion).state == "accepted"


def test_a_refused_return_leaves_the_due_day_and_can_be_asked_again(deputy, other, office):
    share = stages.return_asked(deputy, other)
    assigning.refuse_return(office, share, "属本单位职责")
    assert (share.state, share.due_on, share.return_asked_on) == ("assigned", date(2023, 5, 4), None)
    assert last(share).before["return_reason"] == "不属本单位职责"
    assigning.return_assignment(unit_of(share), share, stages.ASKED, "确不属本单位职责")
    assert list(faults()) == []


def test_a_return_is_not_accepted_before_it_was_asked_for(deputy, other, office):
    with pytest.raises(Refused, match="早于申请退办日期"):
        assigning.accept_return(office, stages.return_asked(deputy, other), stages.RECEIVED)


def test_an_extension_keeps_the_first_due_day_and_goes_to_a_working_day(row, office):
    share = make.assignment(row)
    assigning.extend(office, share, stages.REPLIED, date(2023, 7, 1), "情况复杂")
    assert (share.due_on, share.extended_on, share.extended_to) == (
        date(2023, 5, 4),
        stages.REPLIED,
        date(2023, 7, 3),
    )
    assert (share.deadline, share.state, last(share).note) == (date(2023, 7, 3), "assigned", "情况复杂")


@pytest.mark.parametrize("to", [None, date(2023, 5, 4), date(2023, 8, 2), date(2024, 2, 1)])
def test_an_extension_never_goes_beyond_six_months_from_the_assignment_nor_back(to, row, office):
    share = make.assignment(row)
    with pytest.raises(Refused, match=r"不超过交办之日起 6 个月（2023-08-01）"):
        assigning.extend(office, share, stages.REPLIED, to, "情况复杂")
    assert again(share).extended_to is None


def test_an_extension_to_the_last_day_is_possible_and_then_no_further(row, office):
    share = make.assignment(row)
    assigning.extend(office, share, stages.REPLIED, date(2023, 8, 1), "情况复杂")
    with pytest.raises(Refused, match="不超过交办之日起 6 个月"):
        assigning.extend(office, share, stages.REPLIED, date(2023, 8, 2), "情况仍复杂")


def test_a_second_extension_is_not_granted_before_the_first(row, office):
    share = make.assignment(row)
    assigning.extend(office, share, stages.REPLIED, date(2023, 7, 3), "情况复杂")
    with pytest.raises(Refused, match="早于上次准予延期日期 2023-04-03"):
        assigning.extend(office, share, stages.ASKED, date(2023, 8, 1), "情况仍复杂")


def test_an_extension_is_decided_by_the_due_day_and_with_a_reason(row, office):
    share = make.assignment(row)
    with pytest.raises(Refused, match="期限 2023-05-04 已过，不能再延期"):
        assigning.extend(office, share, date(2023, 5, 5), date(2023, 7, 3), "情况复杂")
    with pytest.raises(Refused, match="请写明延期的原因"):
        assigning.extend(office, share, stages.REPLIED, date(2023, 7, 3), "")


def test_who_is_of_the_unit_too_never_rules_on_its_return_nor_extends_it(deputy, other, office):
    share = stages.return_asked(deputy, other)
    office.user.grants.create(role="unit", body=share.unit, starts_on=make.START)
    with pytest.raises(Refused, match="同时代表承办单位和交办机构"):
        assigning.accept_return(office, share, stages.ASKED)
