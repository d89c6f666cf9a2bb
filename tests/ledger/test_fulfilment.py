"""Commitments: when their receipt opens, how it is filled, what it moves; and the look back."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, evaluations, replies
from tracker.ledger.check import faults
from tracker.models import Commitment, EvaluationLine, LookBack

FIRST, SECOND = date(2023, 5, 10), date(2023, 5, 20)


@pytest.fixture
@kept
def share(deputy, other):
    """Replied with two promises and found satisfactory: tracking."""
    row = stages.replied(deputy, other, commitments=[("修路", FIRST), ("装灯", SECOND)])
    make.receipt(row, "satisfied")
    return row


def promises():
    return Commitment.objects.order_by("due_on")


def test_a_satisfied_lead_tracks_what_is_promised(share):
    assert (share.state, again(share.suggestion).state) == ("tracking", "tracking")


def test_no_receipt_before_the_promised_day_and_one_on_it(share):
    with pytest.raises(Refused, match="承诺期限未到，也没有报告落实"):
        make.fulfilment(share, on=date(2023, 5, 9))
    row = make.fulfilment(share, on=FIRST)
    assert list(row.lines.values_list("commitment__text", "rating")) == [("修路", "satisfied")]
    assert (row.stage, share.state) == ("fulfilment", "tracking")


def test_a_promise_reported_done_is_rated_before_its_day(share):
    light = promises()[1]
    replies.report_done(make.acting("unit", body=share.unit), light, date(2023, 4, 20), "已装")
    with pytest.raises(Refused, match="承诺期限未到"):
        make.fulfilment(share, on=date(2023, 4, 19))
    row = make.fulfilment(share, on=date(2023, 4, 20))
    assert [line.commitment for line in row.lines.all()] == [light]


def test_one_choice_fills_all_lines_and_what_is_kept_closes_it(share):
    row = make.fulfilment(share, "basically", SECOND)
    assert list(row.lines.values_list("rating", flat=True)) == ["basically", "basically"]
    assert (row.rating, share.state, again(share.suggestion).state) == ("basically", "closed", "closed")
    assert {tuple(verbs(line)) for line in row.lines.all()} == {("evaluate",)}


def test_part_of_it_kept_goes_on_being_tracked_until_the_rest_is(share):
    make.fulfilment(share, on=FIRST)
    with pytest.raises(Refused, match="承诺期限未到"):
        make.fulfilment(share, on=date(2023, 5, 11))
    row = make.fulfilment(share, on=SECOND)
    assert [line.commitment.text for line in row.lines.all()] == ["装灯"]
    assert share.state == "closed"
    assert list(faults()) == []


def test_the_rating_of_a_receipt_is_the_worst_of_its_lines(share):
    road, light = promises()
    row = make.fulfilment(share, "satisfied", SECOND, lines={light: "basically"})
    assert (row.rating, share.state) == ("basically", "closed")
    assert dict(row.lines.values_list("commitment", "rating")) == {road.pk: "satisfied", light.pk: "basically"}


def test_a_line_that_was_not_kept_opens_a_round_and_later_promises_are_not_asked_again(share):
    road = promises()[0]
    lead = share.suggestion.sponsors.get(role="lead")
    evaluations.evaluate_fulfilment(
        make.as_sponsor(lead), share, lead, FIRST, rating="satisfied", lines={road: "unsatisfied"}, comment="路没修"
    )
    assert (share.state, share.round, share.rehandlings.get().due_on) == ("rehandling", 2, date(2023, 6, 12))
    make.reply(share, SECOND)
    make.receipt(share, "satisfied", SECOND)
    assert (share.state, again(share.suggestion).state) == ("closed", "closed")
    assert list(faults()) == []


def test_what_was_not_kept_needs_a_comment(share):
    lead = share.suggestion.sponsors.get(role="lead")
    with pytest.raises(Refused, match="评价为不满意的，请写明意见"):
        evaluations.evaluate_fulfilment(make.as_sponsor(lead), share, lead, SECOND, rating="unsatisfied")
    assert (again(share).state, EvaluationLine.objects.count()) == ("tracking", 0)


@pytest.mark.parametrize("rating", ["", "great"])
def test_every_line_has_a_rating_of_three(rating, share):
    with pytest.raises(
        Refused, match=r"请对每一项到期的承诺作出评价|评价应为满意、基本满意或者不满意，实际为「great」"
    ):
        make.fulfilment(share, rating)


def test_a_promise_is_not_rated_before_the_reply_that_makes_it_was(share):
    replies.report_done(make.acting("unit", body=share.unit), promises()[0], date(2023, 4, 5), "已修")
    with pytest.raises(Refused, match="早于最近一次评价日期 2023-04-10"):
        make.fulfilment(share, on=date(2023, 4, 6))


def test_a_line_that_is_not_due_yet_or_already_kept_is_refused(share):
    road, light = promises()
    with pytest.raises(Refused, match="还没到期、已经评价过"):
        make.fulfilment(share, on=FIRST, lines={light: "satisfied"})
    make.fulfilment(share, on=FIRST)
    with pytest.raises(Refused, match="还没到期、已经评价过"):
        make.fulfilment(share, on=SECOND, lines={road: "unsatisfied"})


def test_a_joint_sponsors_receipt_on_promises_is_shown_and_moves_nothing(share):
    joint = share.suggestion.sponsors.get(role="joint")
    said = {"rating": "unsatisfied", "comment": "灯不亮"}
    evaluations.evaluate_fulfilment(make.as_sponsor(joint), share, joint, SECOND, **said)
    assert (share.state, share.round) == ("tracking", 1)
    make.fulfilment(share, on=SECOND)
    assert share.state == "closed"


def test_an_unconfirmed_promise_opens_on_its_day_all_the_same(share):
    assert not promises().exclude(confirmed_by_deputy_on=None).exists()
    assert make.fulfilment(share, on=SECOND).lines.count() == 2


def test_a_look_back_tracks_again_until_a_receipt_answers(deputy, other):
    share = stages.closed(deputy, other)
    row = evaluations.look_back(make.by(), share, stages.AGAIN, "路面仍有积水")
    assert (share.state, again(share.suggestion).state, verbs(row)) == ("tracking", "tracking", ["look_back"])
    assert last(share).note == "路面仍有积水"
    receipt = make.fulfilment(share, "basically", stages.KEPT)
    assert (receipt.look_back, receipt.lines.count(), share.state) == (row, 0, "closed")
    assert list(faults()) == []


def test_a_look_back_still_undone_opens_a_round(deputy, other):
    share = stages.closed(deputy, other)
    evaluations.look_back(make.by(), share, stages.AGAIN, "路面仍有积水")
    make.fulfilment(share, "unsatisfied", stages.KEPT)
    assert (share.state, share.round, share.rehandlings.get().opened_on) == ("rehandling", 2, stages.KEPT)
    make.reply(share, stages.END)
    make.receipt(share, "satisfied", stages.END)
    assert share.state == "closed"


def test_a_joint_sponsor_does_not_answer_a_look_back(deputy, other):
    share = stages.closed(deputy, other)
    evaluations.look_back(make.by(), share, stages.AGAIN, "路面仍有积水")
    joint = share.suggestion.sponsors.get(role="joint")
    evaluations.evaluate_fulfilment(make.as_sponsor(joint), share, joint, stages.KEPT, rating="satisfied")
    assert share.state == "tracking"


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (date(2023, 4, 9), "积水", "早于最近一次评价日期 2023-04-10"),
        (date(2023, 6, 2), "积水", "尚未到来"),
        (stages.AGAIN, " ", "请写明回头看认定未落实的原因"),
    ],
)
def test_a_look_back_has_a_reason_and_comes_after_the_closing(day, reason, sentence, deputy, other):
    share = stages.closed(deputy, other)
    with pytest.raises(Refused, match=sentence):
        evaluations.look_back(make.by(), share, day, reason)
    assert (again(share).state, LookBack.objects.count()) == ("closed", 0)


def test_a_look_back_is_not_answered_before_it_was_made(deputy, other):
    share = stages.closed(deputy, other)
    evaluations.look_back(make.by(), share, stages.AGAIN, "路面仍有积水")
    with pytest.raises(Refused, match="早于回头看日期 2023-05-05"):
        make.fulfilment(share, on=date(2023, 5, 4))
