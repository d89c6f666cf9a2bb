"""A joint sponsor who does not sign leaves the draft, and the row stays."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger.events import last
from tracker.ledger import Refused, suggestions
from tracker.ledger.check import faults
from tracker.ledger.sponsors import drop_sponsor
from tracker.models import Sponsor

DAY = date(2023, 3, 1)


@pytest.fixture
@kept
def draft(deputy, other):
    """A draft that the lead has signed and the joint sponsor has not."""
    row = suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy, joint=[other])
    suggestions.confirm(make.by(), row.sponsors.get(role="lead"), DAY, "paper")
    return row


@pytest.mark.parametrize("who", ["lead", "joint", "office"])
def test_a_draft_goes_on_without_who_does_not_sign(draft, deputy, other, who):
    person = {"lead": deputy, "joint": other}.get(who)
    by = make.acting("deputy", person=person.person) if person else make.by()
    drop_sponsor(by, draft.sponsors.get(role="joint"), DAY, "不联名")
    assert suggestions.submit(make.by(), draft, DAY).state == "submitted"
    assert (draft.sponsors.count(), Sponsor._base_manager.count()) == (1, 2)
    assert list(faults()) == []


def test_who_left_can_be_asked_again(draft, other):
    gone = drop_sponsor(make.by(), draft.sponsors.get(role="joint"), DAY, "误列")
    assert last(gone).note == "误列"
    suggestions.add_sponsor(make.by(), draft, other, "joint")
    assert draft.sponsors.filter(mandate=other).count() == 1


def test_the_lead_stays(draft):
    with pytest.raises(Refused, match="是领衔提出人，不能退出"):
        drop_sponsor(make.by(), draft.sponsors.get(role="lead"), DAY, "不联名")


def test_another_deputy_takes_nobody_off(draft, term):
    stranger = make.acting("deputy", person=make.deputy(term, "600003").person)
    with pytest.raises(Refused, match="没有退出联名的权限"):
        drop_sponsor(stranger, draft.sponsors.get(role="joint"), DAY, "不联名")


def test_nobody_leaves_what_was_submitted(draft, other):
    suggestions.confirm(make.by(), draft.sponsors.get(role="joint"), DAY, "paper")
    suggestions.submit(make.by(), draft, DAY)
    with pytest.raises(Refused, match="提出人不能再退出"):
        drop_sponsor(make.by(), draft.sponsors.get(role="joint"), DAY, "不联名")
