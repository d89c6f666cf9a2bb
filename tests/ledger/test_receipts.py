"""The receipt on a reply: who may give it, what it opens, what it never moves."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, events, last, verbs
from tracker.ledger import Refused, evaluations, replies
from tracker.ledger.check import faults
from tracker.models import Evaluation, Rehandling

DAY = stages.EVALUATED
PAPER = {"source": "paper", "note": "回执扫描件"}


@pytest.fixture
@kept
def share(deputy, other):
    """Replied, with nothing promised, and rated by the joint sponsor."""
    return stages.replied(deputy, other, commitments=[])


def lead_of(share):
    return share.suggestion.sponsors.get(role="lead")


def rate(by, share, rating="satisfied", on=DAY, sponsor=None, **said):
    return evaluations.evaluate_reply(by, share, sponsor or lead_of(share), rating, on, **said)


@pytest.mark.parametrize("rating", ["satisfied", "basically"])
def test_a_satisfied_lead_closes_it(rating, share):
    row = make.receipt(share, rating)
    assert (share.state, again(share.suggestion).state, verbs(row)) == ("closed", "closed", ["evaluate"])
    assert (row.source, row.entered_by, row.round) == ("system", make.as_sponsor(lead_of(share)).user, 1)


def test_an_unsatisfied_lead_opens_a_round_with_a_due_day_of_its_own(share):
    make.receipt(share, "unsatisfied")
    round_ = share.rehandlings.get()
    assert (share.state, share.round, share.due_on) == ("rehandling", 2, date(2023, 5, 4))
    assert (round_.round, round_.opened_on, round_.due_on) == (2, DAY, date(2023, 5, 10))
    assert (verbs(round_), last(share).note) == (["rehandle"], "没有解决")


def test_the_due_day_of_a_round_is_a_working_day(share):
    make.receipt(share, "unsatisfied", date(2023, 4, 20))
    assert share.rehandlings.get().due_on == date(2023, 5, 22)


@pytest.mark.parametrize("comment", ["", "  "])
def test_who_is_not_satisfied_says_why(comment, share):
    with pytest.raises(Refused, match="评价为不满意的，请写明意见"):
        rate(make.as_sponsor(lead_of(share)), share, "unsatisfied", comment=comment)
    assert (again(share).state, Rehandling.objects.count()) == ("replied", 0)


@pytest.mark.parametrize("rating", ["", "great"])
def test_a_rating_is_one_of_three(rating, share):
    with pytest.raises(Refused, match="「评价」"):
        rate(make.as_sponsor(lead_of(share)), share, rating)


@pytest.mark.parametrize(("day", "sentence"), [(date(2023, 4, 2), "早于答复日期"), (date(2023, 6, 2), "尚未到来")])
def test_nothing_is_rated_before_the_reply_or_on_a_day_to_come(day, sentence, share):
    with pytest.raises(Refused, match=sentence):
        make.receipt(share, on=day)


def test_the_attitude_is_rated_beside_the_reply(share):
    assert rate(make.as_sponsor(lead_of(share)), share, attitude="basically").attitude == "basically"


def test_joint_sponsors_are_shown_and_move_nothing(share):
    joint = share.evaluations.get()
    assert (joint.rating, joint.sponsor.role, again(share).state) == ("basically", "joint", "replied")
    make.receipt(share, "satisfied")
    assert (share.state, share.evaluations.count()) == ("closed", 2)


def test_an_unsatisfied_joint_sponsor_opens_no_round(deputy, other):
    share = stages.received(deputy, other)
    make.reply(share)
    make.receipt(share, "unsatisfied", sponsor=share.suggestion.sponsors.get(role="joint"))
    assert (share.state, share.round, verbs(share)[-1]) == ("replied", 1, "reply")


def test_a_sponsor_rates_a_round_once(share):
    make.receipt(share, "satisfied")
    with pytest.raises(Refused, match="已评价过这一轮答复；需要改动的，请用更正"):
        make.receipt(share, "basically")


def test_the_lead_waits_for_the_new_reply(share):
    make.receipt(share, "unsatisfied")
    with pytest.raises(Refused, match="这一轮答复已经评价，正在重新办理；请等新的答复"):
        make.receipt(share, "satisfied")


def test_there_is_no_limit_to_rounds_and_each_stays(share):
    for day in (date(2023, 4, 10), date(2023, 4, 12), date(2023, 4, 14)):
        make.receipt(share, "unsatisfied", day)
        make.reply(share, day)
    make.receipt(share, "satisfied", DAY.replace(month=5))
    assert (share.state, share.round, share.replies.count(), share.rehandlings.count()) == ("closed", 4, 4, 3)
    assert list(share.evaluations.filter(sponsor=lead_of(share)).values_list("round", flat=True)) == [1, 2, 3, 4]
    assert list(faults()) == []


def test_a_co_handlers_rounds_never_move_the_suggestion(deputy, other):
    host = stages.assigned(deputy, other)
    helper = make.assignment(again(host.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    make.reply(helper)
    make.receipt(helper, "unsatisfied")
    assert (helper.state, again(host.suggestion).state) == ("rehandling", "assigned")
    make.reply(host)
    assert again(host.suggestion).state == "replied"


def test_the_suggestion_follows_the_split_handler_with_most_to_do(deputy, other):
    first = stages.assigned(deputy, other, "split_handler")
    row, seen = first.suggestion, []
    second = make.assignment(again(row), make.handling_unit("示例财政局"), role="split_handler")
    steps = (
        lambda: make.reply(first),
        lambda: make.reply(second, commitments=stages.PROMISE),
        lambda: make.receipt(first, "satisfied"),
        lambda: make.receipt(second, "satisfied"),
        lambda: make.fulfilment(second, "unsatisfied"),
        lambda: make.reply(second, stages.END),
        lambda: make.receipt(second, "satisfied", stages.END),
    )
    for step in steps:
        step()
        seen.append(again(row).state)
    assert seen == ["assigned", "replied", "replied", "tracking", "rehandling", "replied", "closed"]


def test_the_office_enters_a_paper_or_a_call_with_proof(share):
    with pytest.raises(Refused, match="代录回执须附扫描件或者说明"):
        rate(make.by(), share, source="paper")
    row = rate(make.by(), share, source="telephone", note="6 月 1 日电话回访")
    assert (row.get_source_display(), row.entered_by.username, share.state) == ("电话回访（代录）", "clerk", "closed")


def test_the_office_never_rates_as_if_it_were_the_deputy(share):
    with pytest.raises(Refused, match="不是提出人本人的评价，须选择纸质回执或者电话回访"):
        rate(make.by(), share)
    assert not Evaluation.objects.filter(sponsor=lead_of(share)).exists()


@pytest.mark.parametrize("said", [{}, PAPER])
def test_a_unit_never_rates_and_never_enters_a_receipt(said, share):
    with pytest.raises(Refused, match="没有评价答复的权限"):
        rate(make.acting("unit", body=share.unit), share, **said)


def test_somebody_of_the_office_who_is_of_the_unit_too_enters_no_receipt_of_it(share):
    who = make.acting("office", username="both")
    who.user.grants.create(role="unit", body=share.unit, starts_on=make.START)
    with pytest.raises(Refused, match="同时代表承办单位和提出人一方"):
        rate(who, share, **PAPER)


def test_who_entered_a_reply_of_the_unit_never_rates_it_even_after_leaving_the_unit(share, deputy):
    who = make.acting("unit", body=share.unit)
    who.user.grants.all().delete()
    who.user.grants.create(role="deputy", person=deputy.person, starts_on=make.START)
    with pytest.raises(Refused, match="同时代表承办单位和提出人一方"):
        rate(who, share)


def test_who_entered_a_receipt_never_answers_for_the_unit(share):
    who = make.acting("office", username="changed")
    rate(who, share, "unsatisfied", comment="没有解决", **PAPER)
    who.user.grants.all().delete()
    who.user.grants.create(role="unit", body=share.unit, starts_on=make.START)
    with pytest.raises(Refused, match="同时代表承办单位和提出人一方"):
        replies.reply(who, share, stages.AGAIN, reply_class="A")


def test_an_organisation_rates_by_its_signatory_or_else_the_office_enters_it(deputy, other):
    joint = [make.organisation("示例代表团", signatory=other), make.organisation("示例小组", "group")]
    share = make.assignment(make.suggestion(deputy, stages.ACCEPTED, joint=joint))
    make.reply(share)
    signed, nameless = share.suggestion.sponsors.filter(role="joint").order_by("pk")
    assert make.receipt(share, sponsor=signed).sponsor == signed
    with pytest.raises(Refused, match="没有评价答复的权限"):
        rate(make.acting("deputy", person=other.person), share, sponsor=nameless)
    assert rate(make.by(), share, sponsor=nameless, **PAPER).source == "paper"


def test_a_receipt_is_never_changed(share):
    row = make.receipt(share, "satisfied")
    assert not {"amend", "correct"} & set(events(row).values_list("verb", flat=True))
    with pytest.raises(Refused, match="已评价过"):
        rate(make.by(), share, "unsatisfied", comment="改", **PAPER)
