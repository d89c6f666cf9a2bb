"""What becomes of a suggestion as a whole: filing of proposals, merging, withdrawal, the end of a term."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, assigning, oversight, replies, suggestions
from tracker.ledger.check import faults
from tracker.models import Suggestion

DAY = stages.ACCEPTED


@pytest.fixture
@kept
def proposal(deputy, other):
    return stages.submitted(deputy, other, "proposal")


def test_a_filed_proposal_has_a_number_and_is_handled_like_a_suggestion(proposal):
    suggestions.file(make.by(), proposal, DAY, "T0001")
    assert (proposal.state, proposal.number, proposal.accepted_on) == ("accepted", "T0001", DAY)
    assert make.assignment(proposal).state == "assigned"


@pytest.mark.parametrize("disposition", Suggestion.Disposition.values)
def test_a_proposal_not_filed_says_what_becomes_of_it(disposition, proposal):
    suggestions.not_file(make.by(), proposal, DAY, disposition, "不属提案范围")
    assert (again(proposal).state, again(proposal).disposition) == ("not_filed", disposition)
    assert (again(proposal).not_filed_on, last(proposal).note) == (DAY, "不属提案范围")


@pytest.mark.parametrize(
    ("disposition", "reason"), [("", "不属提案范围"), ("returned", " "), ("burnt", "不属提案范围")]
)
def test_a_proposal_is_not_filed_without_reason_or_disposition(disposition, reason, proposal):
    with pytest.raises(Refused):
        suggestions.not_file(make.by(), proposal, DAY, disposition, reason)
    assert again(proposal).state == "submitted"


def test_a_proposal_is_filed_and_a_suggestion_accepted(proposal, deputy, other):
    with pytest.raises(Refused, match="提案须先审查立案"):
        suggestions.accept(make.by(), proposal, DAY, "T0001")
    with pytest.raises(Refused, match="只有提案须立案"):
        suggestions.file(make.by(), stages.submitted(deputy, other), DAY, "T0001")


def test_every_sponsor_of_a_merged_item_rates_the_reply_to_the_lead_item(deputy, other):
    merged, share = stages.accepted(other, deputy), stages.assigned(deputy, other)
    suggestions.merge(make.by(), merged, again(share.suggestion), stages.ASSIGNED, "内容相同")
    make.reply(share)
    for sponsor in merged.sponsors.all():
        make.receipt(share, "unsatisfied", sponsor=sponsor)
    assert (share.state, share.round, share.evaluations.count()) == ("replied", 1, 2)
    make.receipt(share, "satisfied")
    assert (share.state, again(merged).state, again(merged).merged_into) == ("closed", "merged", share.suggestion)
    assert list(faults()) == []


def test_a_sponsor_of_an_item_that_is_not_merged_rates_nothing_of_it(deputy, other):
    stranger, share = stages.accepted(other, deputy), stages.replied(deputy, other)
    with pytest.raises(Refused, match="代表 600002 不是「关于示例的建议」的提出人"):
        make.receipt(share, sponsor=stranger.sponsors.get(role="lead"))


def test_a_sponsor_of_a_merged_item_never_answers_it_for_the_unit(deputy, other):
    merged, share = stages.accepted(other, deputy), stages.assigned(deputy, make.deputy(deputy.term, "600003"))
    suggestions.merge(make.by(), merged, again(share.suggestion), stages.ASSIGNED)
    unit = make.acting("unit", body=share.unit)
    unit.user.grants.create(role="deputy", person=other.person, starts_on=make.START)
    with pytest.raises(Refused, match="同时代表承办单位和提出人一方"):
        make.reply(share)


@pytest.mark.parametrize("stage", ["submitted", "merged", "not_filed"])
def test_only_into_an_item_that_is_being_handled(stage, deputy, other):
    lead, row = getattr(stages, stage)(deputy, other), stages.accepted(deputy, other)
    with pytest.raises(Refused):
        suggestions.merge(make.by(), row, lead, DAY)


def test_not_into_itself_and_not_into_another_kind(deputy, other):
    row, proposal = stages.accepted(deputy, other), stages.accepted(deputy, other, "proposal")
    for lead in (row, proposal):
        with pytest.raises(Refused, match="只能并入同届同类的另一件"):
            suggestions.merge(make.by(), row, lead, DAY)


def test_a_lead_item_is_neither_merged_nor_withdrawn(deputy, other):
    lead = stages.merged(deputy, other).merged_into
    with pytest.raises(Refused, match="是别的建议的并案主件"):
        suggestions.merge(make.by(), lead, stages.accepted(deputy, other), DAY)
    with pytest.raises(Refused, match="有并入的建议，不能撤回"):
        suggestions.withdraw(make.by(), lead, DAY, "另行提出")


def test_a_merged_item_is_disclosed_for_itself(deputy, other):
    row = stages.merged(deputy, other)
    oversight.disclose(make.by(), row, "publish", stages.ASSIGNED)
    assert row.disclosures.get().decision == "publish"
    assert not row.merged_into.disclosures.exists()


def test_a_withdrawal_needs_all_sponsors(deputy, other):
    row = make.suggestion(deputy, DAY, joint=[other])
    suggestions.consent(make.acting("deputy", person=deputy.person), row.sponsors.get(mandate=deputy), DAY)
    with pytest.raises(Refused, match="代表 600002 尚未同意撤回，须全体提出人同意"):
        suggestions.withdraw(make.by(), row, DAY, "另行提出")
    suggestions.consent(make.by(), row.sponsors.get(mandate=other), DAY)
    suggestions.withdraw(make.acting("deputy", person=deputy.person), row, DAY, "另行提出")
    assert (again(row).state, again(row).withdrawn_on, last(row).note) == ("withdrawn", DAY, "另行提出")


def test_a_withdrawal_is_not_dated_before_all_agreed(deputy):
    row = make.suggestion(deputy, DAY)
    suggestions.consent(make.by(), row.sponsors.get(), stages.ASSIGNED)
    with pytest.raises(Refused, match="早于同意撤回日期 2023-02-01"):
        suggestions.withdraw(make.by(), row, DAY, "另行提出")


def test_a_sponsor_agrees_for_itself_only_and_once(deputy, other):
    row = make.suggestion(deputy, DAY, joint=[other])
    joint = row.sponsors.get(mandate=other)
    with pytest.raises(Refused, match="没有同意撤回的权限"):
        suggestions.consent(make.acting("deputy", person=deputy.person), joint, DAY)
    suggestions.consent(make.as_sponsor(joint), joint, DAY)
    with pytest.raises(Refused, match="已经同意撤回"):
        suggestions.consent(make.by(), joint, DAY)


def test_a_withdrawal_ends_what_the_units_were_doing(deputy, other):
    share = stages.assigned(deputy, other)
    helper = make.assignment(again(share.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    suggestions.withdraw(make.by(), again(share.suggestion), stages.RECEIVED, "另行提出")
    assert [(again(row).state, again(row).ended_on) for row in (share, helper)] == [("ended", stages.RECEIVED)] * 2
    assert (verbs(share)[-1], last(share).from_state, last(share).to_state) == ("end_handling", "assigned", "ended")
    with pytest.raises(Refused, match="现为终止办理，不能答复"):
        make.reply(again(share))
    assert list(faults()) == []


def test_nothing_is_withdrawn_once_a_unit_has_replied(deputy, other):
    share = stages.assigned(deputy, other, "split_handler")
    second = make.assignment(again(share.suggestion), make.handling_unit("示例财政局"), role="split_handler")
    make.reply(second)
    with pytest.raises(Refused, match="已有单位答复，不能撤回"):
        suggestions.withdraw(make.by(), again(share.suggestion), stages.REPLIED, "另行提出")
    make.reply(share)
    with pytest.raises(Refused, match="现为办复，不能撤回"):
        suggestions.withdraw(make.by(), again(share.suggestion), stages.REPLIED, "另行提出")
    assert again(share).state == "replied"


@pytest.mark.parametrize(("day", "sentence"), [(date(2023, 1, 31), "早于交办日期"), (date(2023, 1, 15), "早于受理")])
def test_a_withdrawal_is_not_dated_before_what_it_ends(day, sentence, deputy, other):
    row = again(stages.assigned(deputy, other).suggestion)
    with pytest.raises(Refused, match=sentence):
        suggestions.withdraw(make.by(), row, day, "另行提出")
    assert again(row).state == "assigned"


def test_what_is_open_at_the_end_of_a_term_goes_on(deputy, other):
    share, term = stages.assigned(deputy, other), deputy.term
    term.ends_on = stages.RECEIVED
    term.save()
    assert (again(share).state, again(share.suggestion).state) == ("assigned", "assigned")
    assigning.extend(make.acting("referral_office", body=make.system()), share, stages.ASKED, stages.END, "情况复杂")
    replies.progress(make.acting("unit", body=share.unit), share, stages.REPLIED, "继续办理")
    make.reply(share)
    make.receipt(share, "satisfied")
    assert again(share.suggestion).state == "closed"


def test_what_goes_back_to_its_sponsors_needs_their_consent_to_withdraw_anew(deputy, other):
    row = stages.submitted(deputy, other)
    assert not row.sponsors.filter(withdraws_on=None).exists()
    suggestions.return_to_sponsor(make.by(), row, "请补充")
    assert row.sponsors.filter(withdraws_on=None).count() == 2
