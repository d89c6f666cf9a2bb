"""Zero reports: who may say that a month holds nothing, of which month, and how it is taken back."""

from datetime import date

import pytest

from tests import make
from tests.ledger.events import again, verbs
from tracker.ledger import Refused, duties, reporting
from tracker.ledger.check import faults
from tracker.models import Body, Group, ZeroReport

MARCH, APRIL, JUNE = date(2023, 3, 1), date(2023, 4, 1), date(2023, 6, 1)


@pytest.fixture
def group(deputy):
    return deputy.memberships.get().group


def test_a_liaison_reports_nothing_withdraws_it_and_reports_again(group):
    by = make.acting("liaison", group=group)
    first = reporting.report_nothing(by, group, MARCH)
    assert (first.reported_by, first.reported_at, first.withdrawn_on) == (by.user, make.NOON, None)
    reporting.withdraw(by, first)
    with pytest.raises(Refused, match="已于 2023-06-01 撤回"):
        reporting.withdraw(by, again(first))
    second = reporting.report_nothing(by, group, MARCH)
    assert again(first).withdrawn_on == make.NOON.date() and again(second).withdrawn_on is None
    assert (verbs(first), verbs(second)) == (["report_nothing", "withdraw_report"], ["report_nothing"])
    assert list(faults()) == []


def test_only_the_liaison_of_the_group_and_the_office_of_its_body_speak_for_a_group(group):
    body, other = group.term.body, Body.objects.create(code="x", name="x", level="district", kind="congress")
    may = [make.by(), make.acting("office", body=body), make.acting("liaison", group=group)]
    may_not = [
        make.acting("liaison", group=make.group(group.term, "涪陵区联系组")),
        make.acting("office", body=other),
        *(make.acting(role) for role in ("verifier", "leader", "auditor", "administrator")),
    ]
    for by in may:
        reporting.withdraw(by, reporting.report_nothing(by, group, MARCH))
    standing = reporting.report_nothing(make.by(), group, MARCH)
    for by in may_not:
        for verb, about in ((reporting.report_nothing, (group, APRIL)), (reporting.withdraw, (standing,))):
            with pytest.raises(Refused, match="没有为「万州区联系组」报送的权限"):
                verb(by, *about)
    assert ZeroReport.objects.filter(withdrawn_on=None).get() == standing


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (date(2023, 7, 1), "2023年7月尚未开始"),
        (date(2022, 12, 1), "2022年12月不在重庆市第六届人民代表大会任期内"),
        (date(2023, 2, 1), "2023年2月没有在任的代表"),
        (date(2023, 3, 2), "月份须为该月第一天"),
    ],
)
def test_a_month_that_asks_for_nothing_is_not_reported(term, month, sentence):
    group = make.group(term)
    make.deputy(term, starts_on=MARCH, groups=[group])
    with pytest.raises(Refused, match=sentence):
        reporting.report_nothing(make.by(), group, month)
    assert not ZeroReport.objects.exists()


def test_a_month_with_records_is_no_zero_report_whatever_their_state_but_draft_or_void(group, deputy, visit):
    draft = duties.record(make.by(), deputy, visit, MARCH, "走访")
    report = reporting.report_nothing(make.by(), group, MARCH)
    reporting.withdraw(make.by(), report)
    duties.submit(make.by(), draft)
    with pytest.raises(Refused, match="2023年3月已有 1 条履职活动登记，不是零报告"):
        reporting.report_nothing(make.by(), group, MARCH)
    duties.return_(make.by("verifier"), draft, "日期有误")
    with pytest.raises(Refused, match="有 1 条登记退回修改"):
        reporting.report_nothing(make.by(), group, MARCH)
    duties.void(make.by(), draft, "重复")
    assert reporting.report_nothing(make.by(), group, MARCH).pk


def test_a_month_is_reported_once_and_a_professional_group_never(group, term):
    reporting.report_nothing(make.by(), group, JUNE)
    with pytest.raises(Refused, match="2023年6月已由clerk于 2023-06-01 作零报告"):
        reporting.report_nothing(make.by("other"), group, JUNE)
    with pytest.raises(Refused, match="不是联系组"):
        reporting.report_nothing(make.by(), make.group(term, "财经专业组", Group.Kind.PROFESSIONAL), JUNE)
    assert ZeroReport.objects.count() == 1
