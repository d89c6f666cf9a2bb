"""Approvals: who may record that the results of a period were approved, of which period, and how that is taken back."""

from datetime import date

import pytest

from tests import make
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, approvals
from tracker.ledger.check import faults
from tracker.models import Approval, AssessmentPeriod, Body

FIRST, DAY, LATER = date(2024, 1, 1), date(2024, 3, 20), date(2024, 6, 1)


@pytest.fixture
def period(term):
    return AssessmentPeriod.objects.select_related("term").get(term=term, label="2023")


def office(body, at=LATER):
    return make.acting("office", at, body=body)


def test_the_office_records_an_approval_takes_it_back_and_records_another(period):
    by = office(period.term.body)
    first = approvals.approve_results(by, period, FIRST, DAY, " 主任会议 ", "〔2024〕5号")
    assert (first.approved_by, first.recorded_by, first.withdrawn_on) == ("主任会议", by.user, None)
    with pytest.raises(Refused, match="已经审定"):
        approvals.approve_results(by, period, FIRST, DAY, "主任会议")
    approvals.withdraw_approval(by, first, "登记有误")
    with pytest.raises(Refused, match="已于 2024-06-01 撤销"):
        approvals.withdraw_approval(by, again(first), "再撤一次")
    second = approvals.approve_results(by, period, DAY, DAY, "主任会议")
    assert (verbs(first), last(first).note) == (["approve", "withdraw_approval"], "登记有误")
    assert Approval.objects.get(withdrawn_on=None) == second and list(faults()) == []


@pytest.mark.parametrize(
    ("as_of", "approved_on", "by_whom", "sentence"),
    [
        (date(2023, 12, 31), DAY, "主任会议", "请填 2024-01-01 或以后的日期"),
        (FIRST, date(2024, 6, 2), "主任会议", "2024-06-02 还没有到"),
        (DAY, FIRST, "主任会议", "结果截至日 2024-03-20 不能晚于审定日期 2024-01-01"),
        (FIRST, DAY, " ", "审定机构"),
    ],
)
def test_what_is_not_final_or_not_said_is_refused(period, as_of, approved_on, by_whom, sentence):
    with pytest.raises(Refused, match=sentence):
        approvals.approve_results(office(period.term.body), period, as_of, approved_on, by_whom)
    assert not Approval.objects.exists()


def test_results_are_final_only_when_nothing_more_is_registered(period):
    period.registration_until = date(2024, 1, 31)
    assert approvals.final_from(period) == date(2024, 2, 1)
    with pytest.raises(Refused, match="请填 2024-02-01"):
        approvals.approve_results(office(period.term.body), period, date(2024, 1, 31), DAY, "主任会议")


def test_only_the_office_of_the_body_approves_and_withdraws(period):
    other = Body.objects.create(code="x", name="x", level="district", kind="congress")
    standing = approvals.approve_results(office(period.term.body), period, FIRST, DAY, "主任会议")
    strangers = [make.acting(role, LATER) for role in ("verifier", "leader", "auditor", "administrator")]
    for by in [office(other), *strangers]:
        with pytest.raises(Refused, match="没有登记或撤销"):
            approvals.withdraw_approval(by, standing, "不该")
        with pytest.raises(Refused, match="没有登记或撤销"):
            approvals.approve_results(by, period, FIRST, DAY, "主任会议")


def test_an_approval_is_withdrawn_with_a_reason(period):
    by = office(period.term.body)
    standing = approvals.approve_results(by, period, FIRST, DAY, "主任会议")
    with pytest.raises(Refused, match="写明原因"):
        approvals.withdraw_approval(by, standing, "  ")
