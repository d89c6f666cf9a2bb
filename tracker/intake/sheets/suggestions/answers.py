"""The sheet 答复: what the units replied and promised, round by round."""

from ....models import Assignment
from ....rules import chain
from ....rules.chain import Promise
from ...lines import Difference, Line
from ..desk import differences, differences_of
from .columns import FIRST_ROUND
from .facts import Answer, Restated, Share
from .register import Register, decision_of, shown_decision

CONTENT = ("replied_on", "reply_class", "document_number")
NOT_OF_HELPERS = ("reply_class", "disclosed", "reason", "commitment", "commitment_due")


def examine(desk: Register, line: Line):
    """Take in a reply that is new, or hold a stored one against its line."""
    share, number = desk.share_of(line), line.get("round", FIRST_ROUND)
    if share is None or line.failed("round"):
        return
    what = f"建议编号 {share.item.number}、承办单位 {line.get('unit')}、第 {number} 轮"
    desk.once(line, (share, number), "unit", what)
    desk.check_past(line, "replied_on")
    desk.check_order(line, "replied_on", share.assigned_on, "交办日期")
    _check_content(desk, line, share)
    answer = share.answers.get(number)
    if answer is None:
        share.answers[number] = _new(desk, line, share, number)
    elif answer.row is not None:
        _compare(desk, line, share, answer)


def _check_content(desk, line, share):
    if share.role == Assignment.Role.CO_HANDLER:
        for name in NOT_OF_HELPERS:
            if line.get(name) is not None:
                line.reject(name, "协办意见交主办单位，不分类别，不作承诺，也不公开；请空着。")
        return
    labels = desk.rule(share.assigned_on).class_labels if share.assigned_on else {}
    if line.has("reply_class") and labels and line.get("reply_class") not in labels:
        known = "、".join(labels)
        line.reject("reply_class", f"本机构的答复没有 {line.get('reply_class')} 类，应为{known}之一。")
    _check_commitment(desk, line)


def _check_commitment(desk, line):
    text, due = line.get("commitment"), line.get("commitment_due")
    if text and due is None and not line.failed("commitment_due"):
        line.reject("commitment_due", f"承诺事项「{text[:20]}」没有期限；请写明何时落实。")
    elif due and text is None and not line.failed("commitment"):
        line.reject("commitment", "有承诺期限，没有承诺事项；请补填。")
    desk.check_order(line, "commitment_due", line.get("replied_on"), "答复日期")


def _new(desk, line, share: Share, number: int) -> Answer:
    if share.answers_sponsors and not line.has("reply_class") and not line.failed("reply_class"):
        line.reject("reply_class", "主办、分办的答复须有类别，实际为空。")
    if share.row is not None and share.row.state == Assignment.State.RETURN_ASKED:
        line.reject("unit", f"「{line.get('unit')}」已申请退办，不能登记答复；请先在系统中办理退办。")
    answer = Answer(line.get("replied_on"), line, decision=decision_of(line, None, desk.on))
    _promise(desk, line, answer, number)
    desk.touch(share)
    line.plan = answer
    return answer


def _promise(desk, line, answer, number):
    if line.get("commitment") and line.get("commitment_due"):
        answer.promised = line.get("commitment")
        answer.promises.append(Promise(next(desk.ids), number, line.get("commitment_due")))


def _compare(desk, line, share, answer):
    row = answer.row
    fields = differences(line, row, CONTENT)
    decision = decision_of(line, answer.disclosure, desk.on)
    diff = differences_of(line, row, fields)
    promised = _promised(line, answer)
    if promised:
        diff.append(promised)
    if diff and _is_settled(share, row, promised):
        name = next(iter(fields), "commitment")
        changed = "；".join(map(str, diff))
        line.reject(name, f"已有评价的答复、已有的承诺不可改（{changed}）；请在系统中更正。")
    answer.replied_on = fields.get("replied_on", row.replied_on)
    diff += shown_decision(line, answer.disclosure, decision)
    if promised and not line.errors:
        _promise(desk, line, answer, row.round)
        desk.touch(share)
    line.settle(diff, Restated(row, fields, decision, desk.on if answer.disclosure else answer.replied_on))


def _promised(line, answer) -> Difference | None:
    """A commitment of the line that is not stored so."""
    said = line.get("commitment"), line.get("commitment_due")
    if None in said or any((row.text, row.due_on) == said for row in answer.commitments):
        return None
    old = "；".join(f"{row.text}（{row.due_on}）" for row in answer.commitments)
    return Difference(line.headers["commitment"], old, f"{said[0]}（{said[1]}）")


def _is_settled(share, row, promised):
    """Whether a reply stands: it was evaluated, another round followed, or it has promised something else."""
    evaluated = any(receipt.round == row.round for receipt in share.course.receipts)
    return evaluated or row.round != chain.current_round(share.course) or bool(promised and promised.old)
