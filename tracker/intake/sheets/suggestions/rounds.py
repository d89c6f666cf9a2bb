"""Holds the replies and receipts of each unit's share, stored and new, against the course that the chain allows."""

from dataclasses import replace

from ....models import Evaluation, Rating
from ....rules import chain
from ....rules.chain import Course, Receipt
from .facts import Given, Share

REPLY, FULFILMENT = Evaluation.Stage.REPLY.value, Evaluation.Stage.FULFILMENT.value


def course_of(share: Share) -> Course:
    """The course of a share, the new facts added to the stored ones."""
    receipts = tuple(given.receipt for given in share.given)
    promises = tuple(promise for answer in share.answers.values() for promise in answer.promises)
    replied = frozenset(share.answers)
    if share.course is None:
        return Course(share.role, replied, receipts, promises)
    return replace(share.course, replied=replied, receipts=share.course.receipts + receipts, promises=promises)


def settle(share: Share):
    """Set the state and the round that follow from all facts."""
    course = course_of(share)
    share.state, share.round = chain.state_of(course), chain.current_round(course)


def check(share: Share):
    """Refuse the lines that no course of the chain allows."""
    for given in share.given:
        _check_reply(share, given)
    leading = chain.leading(course_of(share))
    for given in share.given:
        if given.receipt.stage == FULFILMENT:
            _check_fulfilment(share, given, leading)
    for number, answer in share.answers.items():
        if answer.line is not None and number > 1:
            _check_round(answer, number, leading)


def _check_reply(share, given: Given):
    """Refuse a receipt without a reply, or before it."""
    line, answer = given.line, share.answers.get(given.receipt.round)
    if answer is None:
        line.reject("round", f"「{line.get('unit')}」没有第 {given.receipt.round} 轮的答复，不能评价；请先登记答复。")
    elif answer.replied_on and given.receipt.on < answer.replied_on:
        line.reject("evaluated_on", f"{given.receipt.on} 早于答复日期 {answer.replied_on}；请核对。")


def _check_fulfilment(share, given: Given, leading: list[Receipt]):
    """Refuse a receipt on promises that there are none of, or before the reply was found good."""
    line, receipt = given.line, given.receipt
    answer = share.answers.get(receipt.round)
    promises = answer.promises if answer else []
    if answer and not promises:
        line.reject("stage", f"第 {receipt.round} 轮的答复没有承诺事项，不能评价承诺落实情况；请核对环节。")
    first = [row for row in leading if (row.round, row.stage) == (receipt.round, REPLY) and row.is_satisfied]
    if promises and not any(row.on <= receipt.on for row in first):
        line.reject(
            "stage", f"第 {receipt.round} 轮没有在此以前满意或基本满意的领衔代表答复函回执，不能评价承诺落实情况。"
        )
    if any(not promise.is_open_for_receipt(receipt.on) for promise in promises):
        line.warn("evaluated_on", "早于承诺期限，按已提前落实登记。")
    kept = {key for row in leading for key, rating in row.lines if rating != Rating.UNSATISFIED}
    lines = tuple((promise.id, receipt.rating) for promise in promises if promise.id not in kept)
    given.receipt = receipt._replace(lines=lines)


def _check_round(answer, number: int, leading: list[Receipt]):
    """Refuse the reply of a later round that no unsatisfied receipt opened, or that came before it."""
    line = answer.line
    opener = next((row for row in leading if row.round == number - 1 and row.rating == Rating.UNSATISFIED), None)
    if opener is None:
        line.reject(
            "round", f"第 {number - 1} 轮没有领衔代表“不满意”的回执，不能有第 {number} 轮答复；请补上评价，或核对轮次。"
        )
    elif answer.replied_on and answer.replied_on < opener.on:
        line.reject("replied_on", f"{answer.replied_on} 早于第 {number - 1} 轮不满意回执的日期 {opener.on}；请核对。")
