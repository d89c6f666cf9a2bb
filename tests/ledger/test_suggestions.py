"""The verbs on bills, suggestions and proposals from draft to acceptance."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, people, suggestions
from tracker.models import Sponsor, Suggestion

DAY = date(2023, 3, 1)
State = Suggestion.State


@pytest.fixture
@kept
def paper(deputy, other):
    return suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy, joint=[other])


def confirmed(row):
    """The lead sponsor, who has confirmed in the system."""
    sponsor = row.sponsors.get(role="lead")
    return suggestions.confirm(make.as_sponsor(sponsor), sponsor, DAY, "system")


def in_state(state, lead):
    row = suggestions.draft(make.by(), lead.term, "suggestion", "recess", "关于示例的建议", lead)
    suggestions.confirm_all(make.by(), row, DAY, "paper")
    if state != State.DRAFT:
        suggestions.submit(make.by(), row, DAY)
    return suggestions.accept(make.by(), row, DAY, "J0001") if state == State.ACCEPTED else row


def test_a_draft_has_one_lead_and_its_joint_sponsors(paper):
    assert list(paper.sponsors.values_list("mandate__number", "role")) == [("600001", "lead"), ("600002", "joint")]
    assert [verbs(row) for row in paper.sponsors.all()] == [["sponsor"]] * 2


def test_a_second_lead_is_refused(paper, term):
    with pytest.raises(Refused):
        suggestions.add_sponsor(make.by(), paper, make.deputy(term, "600003"), "lead")


def test_a_sponsor_twice_is_refused(paper, other):
    with pytest.raises(Refused, match="这位代表已是提出人"):
        suggestions.add_sponsor(make.by(), paper, other, "joint")


def test_a_sponsor_of_another_term_is_refused(paper):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 20), make.START)
    stranger = make.deputy(fifth, "500001", starts_on=fifth.starts_on)
    with pytest.raises(Refused, match="代表 500001 不是本届代表"):
        suggestions.add_sponsor(make.by(), paper, stranger, "joint")


def test_a_suggestion_is_not_submitted_before_all_have_confirmed(paper):
    confirmed(paper)
    with pytest.raises(Refused, match="代表 600002 尚未确认"):
        suggestions.submit(make.by(), paper, DAY)


def test_a_suggestion_without_a_lead_is_not_submitted(deputy):
    row = suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy)
    Sponsor.objects.update(role="joint", confirmed_on=DAY)
    with pytest.raises(Refused, match="没有领衔代表"):
        suggestions.submit(make.by(), row, DAY)


@pytest.mark.parametrize("day", [date(2023, 1, 12), date(2023, 3, 1)])
def test_nothing_is_submitted_while_a_sponsor_does_not_serve(day, deputy, other):
    people.end(make.by(), other, date(2023, 3, 1), "resigned")
    paper = make.paper(deputy, day, joint=[other])
    with pytest.raises(Refused, match=r"600002 在 \S+ 不在任期内"):
        suggestions.submit(make.by(), paper, day)


def test_a_sponsor_confirms_once(paper):
    sponsor = confirmed(paper)
    assert (last(sponsor).verb, last(sponsor).before) == ("confirm", {"confirmed_on": None, "how": ""})
    with pytest.raises(Refused, match="已经确认"):
        suggestions.confirm(make.by(), sponsor, DAY, "paper")


def test_the_office_confirms_from_a_signed_paper_and_never_in_a_sponsors_name(paper):
    joint = paper.sponsors.get(role="joint")
    with pytest.raises(Refused, match="代表 600002 须由本人在系统中确认；纸质联名经核对的"):
        suggestions.confirm(make.by(), joint, DAY, "system")
    suggestions.confirm(make.by(), joint, DAY, "paper", scan="联名表扫描件")
    assert (again(joint).how, again(joint).scan, verbs(joint)) == ("paper", "联名表扫描件", ["sponsor", "confirm"])


@pytest.mark.parametrize("day", [None, date(2023, 6, 2)])
def test_nobody_confirms_on_a_day_that_has_not_come(day, paper):
    with pytest.raises(Refused, match="确认日期"):
        suggestions.confirm(make.by(), paper.sponsors.get(role="joint"), day, "paper")


def test_nobody_confirms_what_was_withdrawn(paper):
    for sponsor in paper.sponsors.all():
        suggestions.consent(make.by(), sponsor, DAY)
    suggestions.withdraw(make.by(), paper, DAY, "另行提出")
    with pytest.raises(Refused, match="现为已撤回，不能再确认提出人"):
        suggestions.confirm(make.by(), paper.sponsors.get(role="lead"), DAY, "paper")


def test_nothing_is_submitted_before_the_last_sponsor_confirmed(paper):
    suggestions.confirm_all(make.by(), paper, DAY, "paper")
    with pytest.raises(Refused, match="提出日期 2023-02-28 早于提出人确认日期 2023-03-01"):
        suggestions.submit(make.by(), paper, date(2023, 2, 28))


def test_who_had_confirmed_confirms_anew_what_was_changed(paper):
    suggestions.confirm_all(make.by(), paper, DAY, "paper", scan="联名表")
    suggestions.amend(make.by(), paper, text="增加一段")
    assert set(paper.sponsors.values_list("confirmed_on", "how", "scan")) == {(None, "", "")}
    with pytest.raises(Refused, match="尚未确认"):
        suggestions.submit(make.by(), paper, DAY)


def test_the_same_content_again_needs_no_new_confirmation(paper):
    suggestions.confirm_all(make.by(), paper, DAY, "paper")
    suggestions.amend(make.by(), paper, title=paper.title)
    assert suggestions.submit(make.by(), paper, DAY).state == State.SUBMITTED


def test_a_deputy_drafts_for_nobody_else(deputy, other):
    who = make.acting("deputy", person=deputy.person)
    assert suggestions.draft(who, deputy.term, "suggestion", "recess", "关于示例的建议", deputy, joint=[other]).pk
    with pytest.raises(Refused, match="没有起草的权限"):
        suggestions.draft(who, deputy.term, "suggestion", "recess", "关于示例的建议", other, joint=[deputy])
    assert Suggestion.objects.count() == 1


def test_an_organisation_leads_with_a_signatory_who_acts_for_it(deputy, other):
    lead = make.organisation("示例专委会", "committee", signatory=other)
    row = suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", lead, joint=[deputy])
    who = make.acting("deputy", person=other.person)
    suggestions.confirm(who, row.sponsors.get(role="lead"), DAY, "system")
    suggestions.confirm_all(make.by(), row, DAY, "paper")
    assert suggestions.submit(who, row, DAY).state == State.SUBMITTED


def test_an_organisation_says_of_which_kind_it_is(deputy):
    nameless, kindless = make.organisation(""), make.organisation(kind="")
    for lead in (nameless, kindless):
        with pytest.raises(Refused, match="提出人是一位代表，或者一个写明类型的组织"):
            suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", lead)


def test_a_signed_paper_confirms_all_who_are_open(paper):
    confirmed(paper)
    assert suggestions.confirm_all(make.by(), paper, DAY, "paper") == 1


def test_nobody_is_added_once_it_is_submitted(deputy, other):
    row = in_state(State.SUBMITTED, deputy)
    with pytest.raises(Refused, match="不能再增加提出人"):
        suggestions.add_sponsor(make.by(), row, other, "joint")


def test_nobody_is_added_by_who_still_sees_the_draft(deputy, other):
    row = in_state(State.DRAFT, deputy)
    stale = again(row)
    suggestions.submit(make.by(), row, DAY)
    with pytest.raises(Refused, match="不能再增加提出人"):
        suggestions.add_sponsor(make.by(), stale, other, "joint")
    assert row.sponsors.count() == 1


def test_of_two_who_accept_exactly_one_wins(deputy):
    row = in_state(State.SUBMITTED, deputy)
    stale = again(row)
    suggestions.accept(make.by(), row, DAY, "J0001")
    with pytest.raises(Refused, match="别人刚刚改动了"):
        suggestions.return_to_sponsor(make.by(), stale, "内容不明")


def test_an_acceptance_gives_a_number(deputy):
    with pytest.raises(Refused, match="受理时须给出编号"):
        suggestions.accept(make.by(), in_state(State.SUBMITTED, deputy), DAY, "")


def test_a_number_twice_in_a_term_is_refused(deputy):
    in_state(State.ACCEPTED, deputy)
    with pytest.raises(Refused, match="本届已有这个建议编号"):
        in_state(State.ACCEPTED, deputy)


@pytest.mark.parametrize("reason", ["", " "])
def test_a_return_needs_a_reason(reason, deputy):
    with pytest.raises(Refused, match="请写明退回的原因"):
        suggestions.return_to_sponsor(make.by(), in_state(State.SUBMITTED, deputy), reason)


def test_a_returned_suggestion_gives_up_its_day(deputy):
    row = suggestions.return_to_sponsor(make.by(), in_state(State.SUBMITTED, deputy), "内容不明")
    assert (again(row).submitted_on, last(row).note) == (None, "内容不明")
    assert last(row).before == {"state": "submitted", "submitted_on": "2023-03-01"}


def test_nothing_is_accepted_before_it_was_submitted(deputy):
    row = make.suggestion(deputy, date(2023, 3, 1), accepted=False)
    with pytest.raises(Refused, match="早于提出日期"):
        suggestions.accept(make.by(), row, date(2023, 2, 28), "J0001")
