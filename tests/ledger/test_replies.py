"""Contacts, progress, replies with their classes and commitments."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, events, last, verbs
from tracker.ledger import Refused, replies
from tracker.models import Commitment, Contact, HandlingRule, Reply

DAY = stages.REPLIED


@pytest.fixture
@kept
def share(deputy, other):
    return stages.received(deputy, other)


@pytest.fixture
@kept
def unit(share):
    return make.acting("unit", body=share.unit)


def rule(share, **fields):
    return HandlingRule.objects.create(body=share.suggestion.term.body, starts_on=make.START, **fields)


def test_contacts_and_progress_are_on_record_without_moving_anything(share, unit):
    row = replies.contact(unit, share, stages.ASKED, "before", "face", "示例代表001", "希望年内解决")
    note = replies.progress(unit, share, stages.ASKED, "已到现场调研")
    assert (row.get_form_display(), verbs(row), verbs(note)) == ("面商", ["contact"], ["progress"])
    assert (again(share).state, replies.has_contact(share, stages.ASKED)) == ("assigned", True)
    assert not replies.has_contact(share, stages.RECEIVED)


@pytest.mark.parametrize(("day", "sentence"), [(date(2023, 1, 31), "早于交办日期"), (date(2023, 6, 2), "尚未到来")])
def test_nothing_is_done_or_answered_before_the_assignment_or_on_a_day_to_come(day, sentence, share, unit):
    tried = (
        lambda: replies.contact(unit, share, day, "before", "face", "示例代表001"),
        lambda: replies.progress(unit, share, day, "已调研"),
        lambda: replies.reply(unit, share, day, reply_class="A"),
    )
    for attempt in tried:
        with pytest.raises(Refused, match=sentence):
            attempt()
    assert not (Contact.objects.exists() or Reply.objects.exists())


@pytest.mark.parametrize("fields", [{"stage": "never"}, {"form": "dream"}, {"persons": ""}])
def test_a_contact_says_when_how_and_with_whom(fields, share, unit):
    with pytest.raises(Refused):
        replies.contact(unit, share, DAY, **{"stage": "before", "form": "face", "persons": "示例代表001"} | fields)


def test_a_reply_keeps_what_it_says(share, unit):
    said = {"document_number": "示例〔2023〕1号", "signed_by": "示例主任", "contact_person": "示例联系人"}
    row = replies.reply(unit, share, DAY, reply_class="B", text="答复如下", copies_to="示例市政府办公厅", **said)
    assert (row.round, row.replied_on, row.reply_class, row.signed_by) == (1, DAY, "B", "示例主任")
    assert (share.state, again(share.suggestion).state, verbs(row)) == ("replied", "replied", ["reply"])


@pytest.mark.parametrize("reply_class", ["", "E", "a"])
def test_a_reply_has_a_class_that_the_body_has(reply_class, share, unit):
    with pytest.raises(Refused, match="答复类别应为A 类、B 类、C 类、D 类之一"):
        replies.reply(unit, share, DAY, reply_class=reply_class)
    assert not Reply.objects.exists()


def test_a_class_that_the_body_does_not_have_is_refused(share, unit):
    rule(share, class_d="")
    with pytest.raises(Refused, match="答复类别应为A 类、B 类、C 类之一，实际为「D」"):
        replies.reply(unit, share, DAY, reply_class="D")


@pytest.mark.parametrize("number", [2, 0, 3])
def test_a_round_is_not_skipped(number, share, unit):
    with pytest.raises(Refused, match=f"现在是第 1 轮，不能登记第 {number} 轮的答复"):
        replies.reply(unit, share, DAY, round=number, reply_class="A")


def test_the_second_round_is_answered_after_it_was_opened(deputy, other):
    share = stages.rehandling(deputy, other)
    unit = make.acting("unit", body=share.unit)
    with pytest.raises(Refused, match="不能登记第 1 轮的答复"):
        replies.reply(unit, share, stages.AGAIN, round=1, reply_class="A")
    with pytest.raises(Refused, match="早于重新办理开始日期 2023-04-10"):
        replies.reply(unit, share, date(2023, 4, 9), reply_class="A")
    assert replies.reply(unit, share, stages.AGAIN, round=2, reply_class="A").round == 2


def test_a_reply_without_contact_is_let_through_unless_the_body_requires_one(share, unit):
    rule(share, contact_required=True)
    with pytest.raises(Refused, match="没有与代表沟通的记录，不能答复"):
        replies.reply(unit, share, DAY, reply_class="A")
    replies.contact(unit, share, stages.ASKED, "before", "telephone", "示例代表001")
    assert replies.reply(unit, share, DAY, reply_class="A").pk


def test_a_contact_after_the_reply_is_none_before_it(share, unit):
    rule(share, contact_required=True)
    replies.contact(unit, share, stages.EVALUATED, "after", "face", "示例代表001")
    with pytest.raises(Refused, match="没有与代表沟通的记录"):
        replies.reply(unit, share, DAY, reply_class="A")


@pytest.mark.parametrize(
    ("day", "sentence"), [(None, "承诺事项「年内完成」没有期限"), (date(2023, 4, 2), "早于答复日期 2023-04-03")]
)
def test_a_commitment_has_a_date_that_is_not_before_the_reply(day, sentence, share, unit):
    with pytest.raises(Refused, match=sentence):
        replies.reply(unit, share, DAY, reply_class="B", commitments=[("月内开工", DAY), ("年内完成", day)])
    assert not (Reply.objects.exists() or Commitment.objects.exists())
    assert again(share).state == "assigned"


@pytest.mark.parametrize(
    "content",
    [{"reply_class": "A"}, {"commitments": stages.PROMISE}, {"disclosure": {"decision": "publish"}}],
)
def test_a_co_handlers_opinion_has_no_class_no_promise_and_is_not_published(content, share):
    helper = make.assignment(again(share.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    unit = make.acting("unit", body=helper.unit)
    with pytest.raises(Refused, match="不分类别，不作承诺，也不公开"):
        replies.reply(unit, helper, DAY, **content)
    replies.reply(unit, helper, DAY, text="同意")
    assert (helper.state, again(share.suggestion).state) == ("replied", "assigned")


def test_a_suggestion_is_replied_when_every_split_handler_has(deputy, other):
    first = stages.assigned(deputy, other, "split_handler")
    second = make.assignment(again(first.suggestion), make.handling_unit("示例财政局"), role="split_handler")
    make.reply(first)
    assert again(first.suggestion).state == "assigned"
    make.reply(second)
    assert again(first.suggestion).state == "replied"


def test_a_disclosure_can_come_with_the_reply(share, unit):
    row = replies.reply(unit, share, DAY, reply_class="A", disclosure={"decision": "withhold", "reason": "privacy"})
    assert (row.disclosures.get().reason, row.disclosures.get().decided_on) == ("privacy", DAY)


def test_a_reply_is_corrected_with_a_reason_until_somebody_rates_it(share, unit):
    row = make.reply(share)
    with pytest.raises(Refused, match="请写明更正答复的原因"):
        replies.amend_reply(unit, row, "", reply_class="B")
    replies.amend_reply(unit, row, "类别填错", reply_class="B")
    assert (again(row).reply_class, last(row).before, last(row).note) == ("B", {"reply_class": "A"}, "类别填错")
    make.receipt(share, "satisfied", sponsor=share.suggestion.sponsors.get(role="joint"))
    with pytest.raises(Refused, match="答复已有评价，不能更正"):
        replies.amend_reply(unit, again(row), "文号填错", document_number="1号")


def test_an_earlier_round_is_never_overwritten(deputy, other):
    share = stages.replied_again(deputy, other)
    first = share.replies.get(round=1)
    with pytest.raises(Refused, match="不能更正"):
        replies.amend_reply(make.acting("unit", body=share.unit), first, "重写", text="新的")
    assert [row.round for row in share.replies.all()] == [1, 2]


@pytest.mark.parametrize("reply_class", ["", "E"])
def test_a_corrected_reply_has_a_class_too(reply_class, share, unit):
    row = make.reply(share)
    with pytest.raises(Refused, match="答复类别应为"):
        replies.amend_reply(unit, row, "类别填错", reply_class=reply_class)


def test_a_commitment_is_confirmed_once_by_the_lead_or_for_it_by_the_office(deputy, other):
    share = stages.replied(deputy, other)
    row = Commitment.objects.get()
    replies.confirm_commitment(make.acting("deputy", person=deputy.person), row, stages.AGAIN)
    assert (again(row).confirmed_by_deputy_on, events(row).count()) == (stages.AGAIN, 2)
    with pytest.raises(Refused, match="这项承诺已经确认"):
        replies.confirm_commitment(make.by(), again(row), stages.AGAIN)
    assert again(share).state == "replied"


def test_a_commitment_is_reported_done_once_and_not_before_it_was_made(deputy, other):
    share, row = stages.replied(deputy, other), Commitment.objects.get()
    unit = make.acting("unit", body=share.unit)
    with pytest.raises(Refused, match="早于答复日期"):
        replies.report_done(unit, row, stages.ASKED, "已完成")
    replies.report_done(unit, row, stages.EVALUATED, "已完成")
    with pytest.raises(Refused, match="已于 2023-04-10 报告落实"):
        replies.report_done(unit, again(row), stages.AGAIN, "已完成")


def test_a_promise_of_an_earlier_round_is_neither_confirmed_nor_reported_any_more(deputy, other):
    share = stages.replied_again(deputy, other)
    first = share.replies.get(round=1).commitments.get()
    with pytest.raises(Refused, match="「年内完成」是第 1 轮答复的承诺，已由新的答复代替"):
        replies.report_done(make.acting("unit", body=share.unit), first, stages.KEPT, "已完成")
    with pytest.raises(Refused, match="已由新的答复代替"):
        replies.confirm_commitment(make.by(), first, stages.KEPT)
