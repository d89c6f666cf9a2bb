"""The sheet 评价: what the sponsors said of replies and of kept promises."""

from ....models import Evaluation, Rating
from ....rules.chain import Receipt
from ...lines import Line
from .columns import FIRST_ROUND, FIRST_STAGE
from .facts import Backer, Given
from .register import Register

STAGES = {Evaluation.Stage.REPLY: "答复函回执", Evaluation.Stage.FULFILMENT: "承诺事项落实情况回执"}


def examine(desk: Register, line: Line):
    """Take in a receipt that is new, or hold a stored one against its line."""
    share, number, stage = desk.share_of(line), line.get("round", FIRST_ROUND), line.get("stage", FIRST_STAGE)
    backer = share and _backer(line, share)
    if backer is None or line.failed("round", "stage"):
        return
    who = f"代表 {backer.number}、第 {number} 轮{STAGES[stage]}"
    desk.once(line, (share, number, stage, backer), "unit", f"建议编号 {share.item.number}、{line.get('unit')}、{who}")
    desk.check_past(line, "evaluated_on")
    if line.get("rating") == Rating.UNSATISFIED and not line.has("comment") and not line.failed("comment"):
        line.reject("comment", "评价为不满意的，请写明意见，实际为空。")
    known = [row for row in share.receipts if _is_of(row, number, stage, backer)]
    if known:
        _compare(line, known)
    elif line.has("rating") and line.has("evaluated_on"):
        said, leads = line.values, backer.is_lead and backer.is_own
        receipt = Receipt(next(desk.ids), number, stage, said["rating"], leads, said["evaluated_on"])
        line.plan = Given(line, backer, receipt)
        share.given.append(line.plan)
        desk.touch(share)


def _is_of(row, number, stage, backer):
    return (row.round, row.stage) == (number, stage) and backer.row is not None and row.sponsor_id == backer.row.pk


def _backer(line, share) -> Backer | None:
    """Who gave a receipt; one who is no sponsor is refused, unless the suggestion's own line is."""
    item, number = share.item, line.get("number")
    if line.failed("number"):
        return None
    backer = item.backers.get(number) if number else item.lead
    if backer is None and not (item.line and item.line.errors):
        who = f"代表 {number} 不是「{item.number}」的提出人，不能评价" if number else f"「{item.number}」没有领衔代表"
        line.reject("number", f"{who}；请核对代表编号。")
    return backer


def _compare(line, known):
    for row in known:
        same_comment = not line.has("comment") or line.get("comment") == row.comment
        if (line.get("rating"), line.get("evaluated_on")) == (row.rating, row.evaluated_on) and same_comment:
            line.settle([], None)
            return
    row = known[-1]
    stored = f"{row.evaluated_on} {row.get_rating_display()}{row.comment and f'（{row.comment[:20]}）'}"
    line.reject("rating", f"系统中已有这份回执（{stored}），回执不可改；请在系统中更正。")
