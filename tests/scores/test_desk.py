"""Which suggestions wait for whom, and for whom a suggestion waits."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import assigning, bills, suggestions
from tracker.models import Referral, Suggestion
from tracker.scores import desk, inbox

DAY, LATER = date(2023, 2, 1), date(2023, 6, 1)


def waits_for(role, on=LATER, **scope):
    """The titles of the suggestions that wait for a role."""
    by = make.acting(role, **scope)
    waiting = desk.waiting_for(list(by.user.grants.all()), on)
    return set(Suggestion.objects.filter(waiting).values_list("title", flat=True))


def turn(paper, on=LATER):
    """Whose turn a suggestion is, to do what."""
    found = desk.turn(desk.listed(Suggestion.objects.filter(pk=paper.pk)).get(), inbox.frame(on))
    return found.who, found.what


@pytest.fixture
@kept
def draft(deputy):
    return suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "草稿", deputy)


@pytest.fixture
@kept
def accepted(deputy):
    return make.suggestion(deputy, date(2023, 1, 15), "受理")


def test_a_draft_waits_for_its_sponsors(draft, deputy):
    assert (turn(draft), waits_for("deputy", person=deputy.person)) == (("deputy", "confirm"), {"草稿"})
    suggestions.confirm_all(make.by(), draft, DAY, "paper")
    assert turn(draft) == ("deputy", "submit")
    assert waits_for("office") == set()


def test_what_is_submitted_waits_for_the_office(deputy):
    paper = make.suggestion(deputy, DAY, "提出", accepted=False)
    assert (turn(paper), waits_for("office")) == (("office", "accept"), {"提出"})
    assert waits_for("office", body=make.system("另一人大", "other")) == set()
    assert waits_for("deputy", person=deputy.person) == set()


def test_what_is_accepted_waits_for_the_office_and_once_referred_for_the_system(accepted):
    assert (turn(accepted), waits_for("office")) == (("office", "refer"), {"受理"})
    assigning.refer(make.by(), accepted, make.system(), DAY)
    assert (turn(accepted), waits_for("office")) == (("referral_office", "assign"), set())
    assert waits_for("referral_office", body=make.system()) == {"受理"}
    assert waits_for("referral_office", body=make.system("党委系统", "system-party")) == set()


def test_a_bill_waits_for_its_deliberation(deputy):
    paper = make.paper(make.deputy(deputy.term, "600002"), date(2023, 1, 15), "议案", kind="bill")
    suggestions.add_sponsor(make.by(), paper, make.organisation(), "joint")
    suggestions.confirm_all(make.by(), paper, date(2023, 1, 15), "paper")
    suggestions.submit(make.by(), paper, date(2023, 1, 15))
    suggestions.accept(make.by(), paper, date(2023, 1, 16), "Y0001")
    assert (turn(paper), waits_for("office")) == (("office", "deliberate"), {"议案"})
    bills.treat_as_suggestion(make.by(), paper, DAY, "改作建议办理")
    assert turn(paper) == ("office", "refer")


def test_what_is_assigned_waits_for_the_unit_until_it_has_replied(accepted, deputy):
    share = make.assignment(accepted, on=DAY)
    assert (turn(accepted), waits_for("unit", body=share.unit)) == (("unit", "receive"), {"受理"})
    assert waits_for("unit", body=make.handling_unit("示例交通委")) == set()
    make.reply(share)
    assert (turn(accepted), waits_for("unit", body=share.unit)) == (("deputy", "evaluate_reply"), set())
    assert waits_for("deputy", person=deputy.person) == {"受理"}


def test_a_return_waits_for_the_referral_office(accepted):
    share = make.assignment(accepted, on=DAY)
    unit = make.acting("unit", body=share.unit)
    assigning.receive(unit, share, DAY)
    assigning.return_assignment(unit, share, date(2023, 2, 2), "不属于本单位职责")
    assert (turn(accepted), waits_for("referral_office", body=make.system())) == (
        ("referral_office", "rule_on_return"),
        {"受理"},
    )


def test_a_commitment_waits_for_the_unit_until_its_day_and_then_for_the_deputy(accepted, deputy):
    share = make.assignment(accepted, on=DAY)
    make.reply(share, commitments=[("年内完成", date(2023, 5, 15))])
    make.receipt(share)
    early = date(2023, 5, 14)
    assert (turn(accepted, early), waits_for("unit", early, body=share.unit)) == (("unit", "keep"), {"受理"})
    assert waits_for("deputy", early, person=deputy.person) == set()
    assert (turn(accepted), waits_for("unit", body=share.unit)) == (("deputy", "evaluate_fulfilment"), set())
    assert waits_for("deputy", person=deputy.person) == {"受理"}


def test_the_sponsor_of_a_merged_item_rates_too(accepted, term):
    other = make.deputy(term, "600002")
    merged = make.suggestion(other, date(2023, 1, 16), "并入")
    suggestions.merge(make.by(), merged, accepted, DAY)
    share = make.assignment(accepted, on=DAY)
    make.reply(share)
    assert waits_for("deputy", person=other.person) == {"并入"}
    make.receipt(share, sponsor=merged.sponsors.get())
    assert waits_for("deputy", person=other.person) == set()


def test_of_two_units_the_more_urgent_says_whose_turn_it_is(accepted):
    slow = make.assignment(accepted, on=DAY, role="split_handler")
    make.assignment(accepted, make.handling_unit("示例交通委"), on=date(2023, 3, 1), role="split_handler")
    make.reply(slow, date(2023, 5, 31))
    assert turn(accepted, date(2023, 6, 2)) == ("unit", "receive")


def test_a_referral_is_open_until_its_own_system_has_a_unit(accepted):
    party = make.system("党委系统", "system-party")
    for system in (make.system(), party):
        assigning.refer(make.by(), accepted, system, DAY)
    make.assignment(accepted, on=DAY)
    assert [row.system for row in desk.unassigned(Referral.objects.all())] == [party]
