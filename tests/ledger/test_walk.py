"""One suggestion from draft to closed through one unsatisfied round, and what the ledger says of it."""

from datetime import date

from tests import make
from tests.ledger.events import again, verbs
from tracker.ledger import assigning, evaluations, replies
from tracker.ledger.check import faults

APRIL = date(2023, 4, 3)


def test_a_suggestion_goes_from_draft_to_closed_through_one_unsatisfied_round(deputy):
    row = make.suggestion(deputy, date(2023, 1, 15))
    share = make.assignment(row)
    unit = make.acting("unit", body=share.unit)
    lead, who = row.sponsors.get(), make.acting("deputy", person=deputy.person)
    assert (again(row).state, share.due_on) == ("assigned", date(2023, 5, 4))
    assigning.receive(unit, share, date(2023, 2, 2))
    replies.contact(unit, share, date(2023, 3, 1), "before", "face", "示例代表001")
    replies.reply(unit, share, APRIL, reply_class="B")
    assert (share.state, again(row).state) == ("replied", "replied")
    evaluations.evaluate_reply(who, share, lead, "unsatisfied", date(2023, 4, 10), comment="没有解决")
    assert (share.state, share.round, again(row).state) == ("rehandling", 2, "rehandling")
    assert share.rehandlings.get().due_on == date(2023, 5, 10)
    replies.reply(unit, share, date(2023, 5, 5), reply_class="A", commitments=[("年内完成", date(2023, 5, 20))])
    evaluations.evaluate_reply(who, share, lead, "satisfied", date(2023, 5, 8))
    assert (share.state, again(row).state) == ("tracking", "tracking")
    evaluations.evaluate_fulfilment(who, share, lead, date(2023, 5, 22), rating="satisfied")
    assert (again(share).state, again(row).state) == ("closed", "closed")
    assert verbs(share) == ["hand_to", "receive", "reply", "evaluate", "reply", "evaluate", "evaluate"]
    assert list(faults()) == []
