"""A correction is a new receipt that names the old; both stay, and what rested on the old follows."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, evaluations
from tracker.ledger.check import faults
from tracker.models import Evaluation

DAY = date(2023, 4, 20)


@pytest.fixture
@kept
def share(deputy, other):
    """In its second round, not answered yet; nothing was promised."""
    return stages.rehandling(deputy, other, commitments=[])


def led(share, **found):
    return share.evaluations.filter(sponsor__role="lead", **found).order_by("pk").last()


def correct(share, rating="satisfied", on=DAY, old=None, reason="误填", **said):
    old = old or led(share)
    old.assignment = share
    comment = "没有解决" if rating == "unsatisfied" else ""
    return evaluations.correct(make.as_sponsor(old.sponsor), old, rating, on, reason, comment=comment, **said)


def test_a_correction_names_the_old_and_both_stay(share):
    old = led(share)
    new = correct(share)
    assert (new.corrects, new.correction_reason, new.round, new.stage) == (old, "误填", 1, "reply")
    assert (again(old).rating, again(new).rating, verbs(old), verbs(new)) == (
        "unsatisfied",
        "satisfied",
        ["evaluate"],
        ["correct_receipt"],
    )


@pytest.mark.parametrize(("said", "attitude"), [({}, "basically"), ({"attitude": "unsatisfied"}, "unsatisfied")])
def test_a_correction_keeps_the_attitude_unless_another_is_given(said, attitude, deputy, other):
    share = stages.received(deputy, other)
    make.reply(share, stages.REPLIED)
    lead = share.suggestion.sponsors.get(role="lead")
    by = make.as_sponsor(lead)
    evaluations.evaluate_reply(by, share, lead, "satisfied", stages.EVALUATED, attitude="basically")
    assert correct(share, "basically", **said).attitude == attitude


def test_a_correction_before_the_new_reply_cancels_the_round(share):
    round_ = share.rehandlings.get()
    correct(share)
    assert (share.state, share.round, again(share.suggestion).state) == ("closed", 1, "closed")
    assert (again(round_).cancelled_on, verbs(round_), last(round_).note) == (DAY, ["rehandle", "cancel_round"], "误填")
    assert list(faults()) == []


def test_a_correction_after_the_new_reply_is_refused(share):
    make.reply(share, stages.AGAIN)
    with pytest.raises(Refused, match="重新办理的答复已经作出，原评价不能再改为满意或基本满意"):
        correct(share, "basically", stages.KEPT, led(share))
    assert (again(share).state, share.evaluations.exclude(corrects=None).count()) == ("replied", 0)


def test_a_round_answered_and_found_unsatisfactory_again_keeps_what_opened_it(share):
    make.reply(share, stages.AGAIN)
    make.receipt(share, "unsatisfied", stages.AGAIN)
    with pytest.raises(Refused, match="重新办理的答复已经作出"):
        correct(share, on=stages.AGAIN, old=led(share, round=1))


def test_the_comment_of_an_answered_round_can_still_be_corrected(share):
    make.reply(share, stages.AGAIN)
    correct(share, "unsatisfied", stages.KEPT)
    assert (share.state, share.round, share.rehandlings.count()) == ("replied", 2, 1)


def test_a_correction_to_unsatisfied_opens_a_round_from_its_own_day(deputy, other):
    share = stages.closed(deputy, other)
    correct(share, "unsatisfied")
    assert (share.state, share.rehandlings.get().opened_on) == ("rehandling", DAY)
    assert share.rehandlings.get().due_on == date(2023, 5, 22)


def test_a_round_cancelled_and_opened_again_has_both_its_rows(share):
    correct(share)
    correct(share, "unsatisfied", date(2023, 4, 21))
    assert [row.cancelled_on for row in share.rehandlings.order_by("pk")] == [DAY, None]
    make.reply(share, stages.AGAIN)
    make.receipt(share, "satisfied", stages.KEPT)
    assert (share.state, share.round) == ("closed", 2)
    assert list(faults()) == []


def test_only_the_latest_is_corrected(share):
    old = led(share)
    correct(share)
    with pytest.raises(Refused, match="已经更正过；请更正最新的一份"):
        correct(share, old=old)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": " "}, "请写明更正评价的原因"),
        ({"on": date(2023, 4, 9)}, "早于原评价日期 2023-04-10"),
        ({"on": date(2023, 6, 2)}, "尚未到来"),
        ({"rating": ""}, "评价应为满意、基本满意或者不满意，实际为「空」"),
        ({"rating": "great"}, "实际为「great」"),
    ],
)
def test_a_correction_has_a_reason_a_day_and_a_rating(fields, sentence, share):
    with pytest.raises(Refused, match=sentence):
        correct(share, **fields)
    assert (again(share).state, Evaluation.objects.filter(corrects=None).count()) == ("rehandling", 2)


def test_a_deputy_corrects_what_the_office_entered(deputy, other):
    share = stages.replied(deputy, other, commitments=[])
    lead, said = share.suggestion.sponsors.get(role="lead"), {"source": "paper", "note": "回执扫描件"}
    evaluations.evaluate_reply(make.by(), share, lead, "unsatisfied", stages.EVALUATED, comment="没有解决", **said)
    new = correct(share)
    assert (new.source, new.corrects.source, share.state) == ("system", "paper", "closed")


def test_nobody_corrects_anothers_receipt(share, other):
    with pytest.raises(Refused, match="没有更正评价的权限"):
        evaluations.correct(make.acting("deputy", person=other.person), led(share), "satisfied", DAY, "误填")


def test_the_correction_of_a_joint_sponsor_moves_nothing(share):
    joint = share.evaluations.get(sponsor__role="joint")
    correct(share, "unsatisfied", old=joint)
    assert (share.state, share.round, share.rehandlings.count()) == ("rehandling", 2, 1)


def test_the_lines_of_a_receipt_are_corrected_with_it(deputy, other):
    share = stages.tracking(deputy, other)
    make.fulfilment(share, "unsatisfied")
    old = led(share, stage="fulfilment")
    new = correct(share, "basically", stages.END, old)
    assert (new.lines.get().rating, old.lines.get().rating, share.state) == ("basically", "unsatisfied", "closed")
    assert share.rehandlings.get().cancelled_on == stages.END
    assert list(faults()) == []


def test_a_correction_rates_no_other_lines_than_the_old(deputy, other):
    share = stages.replied(deputy, other, commitments=[("修路", stages.PROMISED), ("装灯", stages.END)])
    make.receipt(share, "satisfied")
    make.fulfilment(share, "satisfied", stages.PROMISED)
    later = share.replies.get().commitments.get(text="装灯")
    with pytest.raises(Refused, match="有承诺事项不在原回执上"):
        correct(share, "satisfied", stages.KEPT, led(share, stage="fulfilment"), lines={later: "satisfied"})


def test_a_corrected_answer_to_a_look_back_still_answers_it(deputy, other):
    share = stages.closed(deputy, other)
    evaluations.look_back(make.by(), share, stages.AGAIN, "路面仍有积水")
    make.fulfilment(share, "satisfied", stages.KEPT)
    new = correct(share, "basically", stages.END, led(share, stage="fulfilment"))
    assert (new.look_back.reason, share.state) == ("路面仍有积水", "closed")
