"""The sheets 不满意及重办 and 超期: case by case."""

from ..scores.cases import AT_RISK, OVERDUE, REPLIED_LATE, ROUND_LATE, Late, Unsatisfied
from .rates_report import Report, iso, listing, rating_text
from .workbook import Workbook

WHERE = {"建议编号": 12, "标题": 28, "领衔提出人": 12, "承办单位": 17, "方式": 5}
RECEIPT = {"轮次": 5, "评价": 11, "意见": 26, "日期": 11, "此后办理": 30, "答复现评价": 11, "计入": 5, "备注": 18}
DUE = {"轮次": 5, "期限": 11, "期限来历": 44, "答复日期": 11, "逾期天数": 6, "剩余天数": 6, "情况": 13}
STAGES = {"reply": "答复函", "fulfilment": "承诺落实"}
KINDS = {
    REPLIED_LATE: "首轮逾期答复",
    ROUND_LATE: "重办逾期答复",
    OVERDUE: "超期未答复",
    AT_RISK: "临期",
}
COUNTED, SHOWN = "是", "否"


def unsatisfied(book: Workbook, report: Report):
    """Write the sheet 不满意及重办."""
    found = report.unsatisfied
    form = report.form.part("（不满意及重办）", _receipt_notes(report, found))
    rows = [[*_where(case), *_receipt(case, report.register.on)] for case in found]
    nothing = f"截至 {report.day}，没有不满意的回执，也没有重新办理的件。"
    listing(book, "不满意及重办", form, WHERE | RECEIPT, rows, nothing).foot(form)


def _where(case: Unsatisfied | Late) -> list:
    place = case.place
    return [place.number, place.title, place.lead, place.unit, place.role]


def _receipt(case: Unsatisfied, on) -> list:
    row = case.receipt
    said = ["", "", ""]
    if row:
        said = [STAGES[row.stage] + rating_text(case.share, row.rating), row.comment, iso(row.evaluated_on)]
    final = case.share.final_receipt
    present = f"{rating_text(case.share, final.rating)}（第 {final.round} 轮）" if final else "未收到回执"
    counted = COUNTED if case.counts else SHOWN
    return [case.round, *said, _followed(case, on), present, counted, "；".join(_remarks(case))]


def _followed(case: Unsatisfied, on) -> str:
    if not case.counts:
        return ""
    number = case.round + 1
    if case.answer is None:
        late = f"，已超期 {(on - case.next_due).days} 天" if case.next_due and case.next_due < on else ""
        return f"第 {number} 轮重新办理，期限 {iso(case.next_due) or '不详'}，尚未答复{late}"
    label = f"（{case.answer.reply_class} 类）" if case.answer.reply_class else ""
    receipt = case.share.receipt(number)
    rated = f"{iso(receipt.on)} 评价{rating_text(case.share, receipt.rating)}" if receipt else "未收到回执"
    return f"{iso(case.answer.on)} 第 {number} 轮答复{label}\n{rated}"


def _remarks(case: Unsatisfied):
    row = case.receipt
    if row is None:
        yield "没有不满意的回执"
        return
    if case.joint:
        yield f"联名或并案提出人 {case.sponsor}，只作展示"
    if case.corrected_by:
        rating = rating_text(case.share, case.corrected_by.rating)
        yield f"已于 {iso(case.corrected_by.evaluated_on)} 更正为{rating}：{case.corrected_by.correction_reason}"
    if row.corrects:
        rating = rating_text(case.share, row.corrects.rating)
        yield f"更正 {iso(row.corrects.evaluated_on)} 的{rating}：{row.correction_reason}"
    if row.source != "system":
        yield "代录"


def _receipt_notes(report, found) -> tuple[str, ...]:
    counted = [case for case in found if case.counts and case.receipt]
    hosts = sum(case.share.answers for case in counted)
    also = f"，另有协办件的 {len(counted) - hosts} 份" if len(counted) > hosts else ""
    count = report.found.count
    return (
        f"注：截至 {report.day}，主办、分办件重新办理 {count('rehandled')} 件，计入统计的不满意回执 {hosts} 份{also}；"
        f"其中首轮答复不满意 {count('first_unsatisfied')} 件，最终仍不满意 {count('final_unsatisfied')} 件。",
        "“计入”为“否”的是已经更正的回执，以及联名、并案提出人的回执：照录不删，不启动重新办理，不计入满意率。"
        "一件经过几轮的，每份回执各占一行。",
    )


def late(book: Workbook, report: Report):
    """Write the sheet 超期."""
    form = report.form.part("（超期及临期）", _late_notes(report))
    order = list(KINDS)
    found = sorted(report.late, key=lambda case: order.index(case.kind))
    rows = [[*_where(case), *_due(case)] for case in found]
    nothing = f"截至 {report.day}，没有逾期答复、超期未答复和临期的件。"
    listing(book, "超期", form, WHERE | DUE, rows, nothing).foot(form)


def _due(case: Late) -> list:
    over = [case.days, ""] if case.days > 0 else ["", -case.days]
    return [case.round, iso(case.due_on), case.origin, iso(case.replied_on), *over, _kind(case)]


def _kind(case: Late) -> str:
    return "当日到期" if case.kind == AT_RISK and case.days == 0 else KINDS[case.kind]


def _late_notes(report) -> tuple[str, ...]:
    hosts = [case for case in report.late if case.share.answers]
    counted = "、".join(f"{label} {sum(case.kind == kind for case in hosts)} 件" for kind, label in KINDS.items())
    first = [case for case in hosts if case.round == 1]
    missed = sum(case.kind in (REPLIED_LATE, OVERDUE) or case.days == 0 for case in first)
    helpers = len(report.late) - len(hosts)
    also = f"协办件另列 {helpers} 行，" if helpers else ""
    return (
        f"注：截至 {report.day}，主办、分办件中{counted}（临期含当日到期）；{also}不计入以上件数。",
        f"首轮未按期的 {missed} 件（逾期答复、超期未答复和截至日当日到期未答复），即时效率的分母与分子之差。"
        "期限当日不算超期；准予延期的按延期后的期限；重新办理的按该轮自己的期限，不影响首轮的时效。",
    )
