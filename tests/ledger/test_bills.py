"""Bills: enough sponsors in time, the deliberation by a committee, and the treatment as a suggestion."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, last
from tracker.ledger import Refused, assigning, bills, suggestions
from tracker.ledger.sessions import amend_session

DAY = stages.ACCEPTED


@pytest.fixture
@kept
def bill(deputy):
    return make.paper(deputy, stages.SESSION_DAY, "关于示例的议案", joint=[make.organisation()], kind="bill")


@pytest.fixture
@kept
def accepted(deputy):
    return stages.accepted(deputy, make.deputy(deputy.term, "600002"), "bill")


def sponsored(lead, count):
    others = [make.deputy(lead.term, f"6001{number:02}") for number in range(1, count)]
    return make.paper(lead, stages.SESSION_DAY, "关于示例的议案", joint=others, kind="bill")


def test_a_bill_of_nine_deputies_is_refused_and_of_ten_is_submitted(deputy):
    row = sponsored(deputy, 9)
    with pytest.raises(Refused, match="10 名以上代表联名提出，现有 9 名"):
        suggestions.submit(make.by(), row, stages.SESSION_DAY)
    tenth = suggestions.add_sponsor(make.by(), row, make.deputy(deputy.term, "600110"), "joint")
    suggestions.confirm(make.by(), tenth, stages.SESSION_DAY, "paper")
    assert suggestions.submit(make.by(), row, stages.SESSION_DAY).state == "submitted"


def test_a_bill_of_a_delegation_needs_nobody_else(bill):
    assert suggestions.submit(make.by(), bill, stages.SESSION_DAY).state == "submitted"


@pytest.mark.parametrize("kind", ["delegations", "party", "group", "committee"])
def test_another_organisation_does_not_stand_for_ten_deputies(kind, deputy):
    joint = [make.organisation("示例组织", kind)]
    row = make.paper(deputy, stages.SESSION_DAY, "关于示例的议案", joint=joint, kind="bill")
    with pytest.raises(Refused, match="现有 1 名"):
        suggestions.submit(make.by(), row, stages.SESSION_DAY)


@pytest.mark.parametrize(("count", "enough"), [(4, False), (5, True)])
def test_in_a_township_five_deputies_are_enough(count, enough, deputy):
    deputy.term.body.level = "township"
    deputy.term.body.save()
    row = sponsored(deputy, count)
    if enough:
        assert suggestions.submit(make.by(), row, stages.SESSION_DAY).state == "submitted"
        return
    with pytest.raises(Refused, match="5 名以上代表联名提出，现有 4 名"):
        suggestions.submit(make.by(), row, stages.SESSION_DAY)


@pytest.mark.parametrize(("day", "refused"), [(date(2023, 1, 15), False), (date(2023, 1, 16), True)])
def test_a_bill_is_submitted_by_the_deadline_of_its_session(day, refused, bill):
    session = bill.term.sessions.get()
    amend_session(make.by(), session, bill_deadline=date(2023, 1, 15))
    if not refused:
        assert suggestions.submit(make.by(), bill, day).submitted_on == day
        return
    with pytest.raises(Refused, match="议案截止日期是 2023-01-15，2023-01-16 已超过；请改为建议"):
        suggestions.submit(make.by(), bill, day)


def test_without_a_deadline_the_session_ends_it_and_in_recess_there_are_no_bills(bill):
    with pytest.raises(Refused, match="闭会期间请改为建议"):
        suggestions.submit(make.by(), bill, date(2023, 1, 18))
    suggestions.amend(make.by(), bill, channel="recess")
    suggestions.confirm_all(make.by(), bill, stages.SESSION_DAY, "paper")
    with pytest.raises(Refused, match="闭会期间请改为建议"):
        suggestions.submit(make.by(), bill, stages.SESSION_DAY)


def test_a_bill_goes_over_the_agenda_and_a_committee_to_its_report(accepted):
    bills.put_on_agenda(make.by(), accepted, DAY)
    bills.refer_to_committee(make.by(), accepted, "法制委员会", DAY)
    bills.report_deliberation(make.by(), accepted, stages.REPLIED, "常办文〔2023〕1号")
    bills.adopt_report(make.by(), accepted, stages.EVALUATED)
    row = again(accepted).deliberation
    assert (row.agenda_on, row.committee, row.referred_on) == (DAY, "法制委员会", DAY)
    assert (row.reported_on, row.adopted_on) == (stages.REPLIED, stages.EVALUATED)
    assert again(accepted).state == "deliberated"


def test_a_report_is_adopted_only_when_there_is_one_and_not_before_it(accepted):
    bills.refer_to_committee(make.by(), accepted, "法制委员会", DAY)
    with pytest.raises(Refused, match="还没有审议结果报告"):
        bills.adopt_report(make.by(), accepted, stages.EVALUATED)
    bills.report_deliberation(make.by(), accepted, stages.REPLIED, "报告")
    with pytest.raises(Refused, match="早于提出报告日期"):
        bills.adopt_report(make.by(), accepted, stages.RECEIVED)


def test_a_report_can_be_replaced_until_it_is_adopted(accepted):
    bills.refer_to_committee(make.by(), accepted, "法制委员会", DAY)
    bills.report_deliberation(make.by(), accepted, stages.ASSIGNED, "初稿")
    bills.report_deliberation(make.by(), again(accepted), stages.REPLIED, "定稿")
    row = again(accepted).deliberation
    assert (row.report, last(row).before["report"]) == ("定稿", "初稿")


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (lambda row: bills.refer_to_committee(make.by(), row, " ", DAY), "请写明交付哪个专门委员会审议"),
        (lambda row: bills.put_on_agenda(make.by(), row, stages.SESSION_DAY), "早于受理日期"),
        (lambda row: bills.put_on_agenda(make.by(), row, date(2023, 6, 2)), "尚未到来"),
    ],
)
def test_a_bill_is_not_deliberated_by_nobody_or_too_early(verb, sentence, accepted):
    with pytest.raises(Refused, match=sentence):
        verb(accepted)
    assert again(accepted).state == "accepted"


def test_a_bill_has_no_units_before_it_is_treated_as_a_suggestion(accepted):
    for verb in (assigning.refer, lambda by, row, of, on: assigning.assign(by, row, make.handling_unit(), "host", on)):
        with pytest.raises(Refused, match="是议案，由委员会审议；转作建议办理以后才能"):
            verb(make.by(), accepted, make.system(), DAY)
    bills.treat_as_suggestion(make.by(), accepted, DAY, "主席团决定")
    assert make.assignment(accepted).state == "assigned"
    assert (again(accepted).kind, again(accepted).treated_on) == ("bill", DAY)


def test_a_bill_treated_as_a_suggestion_is_no_bill_any_more_and_counts_once(accepted):
    bills.treat_as_suggestion(make.by(), accepted, DAY)
    for verb in (bills.put_on_agenda, bills.treat_as_suggestion):
        with pytest.raises(Refused, match="不是按议案办理的"):
            verb(make.by(), accepted, DAY)
    assert type(accepted).objects.count() == 1


def test_a_bill_merges_with_nothing_before_it_is_treated_as_a_suggestion(accepted, deputy):
    lead = stages.treated(deputy, accepted.sponsors.get(mandate__number="600002").mandate)
    with pytest.raises(Refused, match="转作建议办理以后才能并案"):
        suggestions.merge(make.by(), accepted, lead, DAY)
    bills.treat_as_suggestion(make.by(), accepted, DAY)
    assert suggestions.merge(make.by(), accepted, lead, DAY).state == "merged"
