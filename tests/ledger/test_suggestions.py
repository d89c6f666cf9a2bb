"""The verbs on bills and suggestions."""

from datetime import date

import pytest

from tests import make
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, suggestions
from tracker.ledger.suggestions import MOVES
from tracker.models import Sponsor, Suggestion

DAY = date(2023, 3, 1)
State = Suggestion.State


@pytest.fixture
def other(term):
    return make.deputy(term, "600002")


@pytest.fixture
def paper(deputy, other):
    return suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy, joint=[other])


def in_state(state, lead):
    row = suggestions.draft(make.by(), lead.term, "suggestion", "recess", "关于示例的建议", lead)
    suggestions.confirm_all(make.by(), row, DAY, "paper")
    if state != State.DRAFT:
        suggestions.submit(make.by(), row, DAY)
    return suggestions.accept(make.by(), row, DAY, "J0001") if state == State.ACCEPTED else row


VERBS = {
    "submit": lambda row: suggestions.submit(make.by(), row, DAY),
    "accept": lambda row: suggestions.accept(make.by(), row, DAY, "J0001"),
    "return_to_sponsor": lambda row: suggestions.return_to_sponsor(make.by(), row, "内容不明"),
}


def test_the_map_of_moves_holds_every_state():
    assert set(MOVES) == set(State)


def test_every_move_of_the_map_leads_to_a_state_and_has_a_verb():
    assert {target for moves in MOVES.values() for target in moves.values()} <= set(State)
    assert {verb for moves in MOVES.values() for verb in moves} == set(VERBS) == set(suggestions.LABELS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", State)
def test_a_verb_moves_a_suggestion_where_the_map_says_and_refuses_elsewhere(state, verb, deputy):
    row = in_state(state, deputy)
    if verb not in MOVES[state]:
        with pytest.raises(Refused, match=f"现为{State(state).label}，不能{suggestions.LABELS[verb]}"):
            VERBS[verb](row)
        return
    VERBS[verb](row)
    assert again(row).state == MOVES[state][verb]
    assert (last(row).verb, last(row).from_state, last(row).to_state) == (verb, state, MOVES[state][verb])
    assert agrees(row)


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
    suggestions.confirm(make.by(), paper.sponsors.get(role="lead"), DAY, "system")
    with pytest.raises(Refused, match="提出人 600002 尚未确认"):
        suggestions.submit(make.by(), paper, DAY)


def test_a_suggestion_without_a_lead_is_not_submitted(deputy):
    row = suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy)
    Sponsor.objects.update(role="joint", confirmed_on=DAY)
    with pytest.raises(Refused, match="没有领衔代表"):
        suggestions.submit(make.by(), row, DAY)


def test_a_sponsor_confirms_once(paper):
    sponsor = suggestions.confirm(make.by(), paper.sponsors.get(role="lead"), DAY, "system")
    assert (last(sponsor).verb, last(sponsor).before) == ("confirm", {"confirmed_on": None, "how": ""})
    with pytest.raises(Refused, match="已经确认"):
        suggestions.confirm(make.by(), sponsor, DAY, "paper")


def test_a_signed_paper_confirms_all_who_are_open(paper):
    suggestions.confirm(make.by(), paper.sponsors.get(role="lead"), DAY, "system")
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


def test_history_enters_in_the_state_it_reached_with_an_event_each(deputy, other):
    common = {"term": deputy.term, "kind": "suggestion", "channel": "recess", "submitted_on": DAY}
    rows = [Suggestion(number=f"J{n}", title=f"建议{n}", state="accepted", **common) for n in range(2)]
    sponsors = [
        Sponsor(suggestion=rows[0], mandate=deputy, role="lead"),
        Sponsor(suggestion=rows[1], mandate=other, role="lead"),
    ]
    suggestions.enter_many(make.by(), rows, sponsors)
    assert [verbs(row) for row in [*rows, *sponsors]] == [["enter"]] * 2 + [["sponsor"]] * 2
    assert {last(row).to_state for row in rows} == {"accepted"}
    assert all(agrees(row) for row in [*rows, *sponsors])


def test_nothing_is_accepted_before_it_was_submitted(deputy):
    row = make.suggestion(deputy, date(2023, 3, 1), accepted=False)
    with pytest.raises(Refused, match="早于提出日期"):
        suggestions.accept(make.by(), row, date(2023, 2, 28), "J0001")
