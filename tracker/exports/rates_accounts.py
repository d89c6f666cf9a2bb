"""The sheets 公开 and 承诺台账."""

from ..models import Disclosure
from ..scores.accounts import BROKEN, KEPT, NOT_YET, REPLACED, UNRATED, Promised, Withheld
from ..scores.rates import REASONS
from .rates_report import Report, iso, listing, parts, rating_text
from .workbook import Sheet, Workbook

HELD = {"不公开理由": 12, "对象": 9, "建议编号": 12, "标题": 44, "领衔提出人": 12, "承办单位": 18}
HELD |= {"轮次": 5, "审定日期": 11, "说明": 18, "复核日期": 11}
PROMISED = {"建议编号": 12, "标题": 40, "承办单位": 18, "轮次": 5, "承诺事项": 32, "承诺期限": 11}
PROMISED |= {"代表确认": 13, "报告落实": 11, "评价": 9, "评价日期": 11, "兑现情况": 12}
OUTCOMES = {KEPT: "已兑现", BROKEN: "未兑现", UNRATED: "到期未评价", NOT_YET: "未到期", REPLACED: "已由新答复取代"}
UNCONFIRMED = "未经代表确认"


def withheld(book: Workbook, report: Report):
    """Write the sheet 公开."""
    form = report.form.part("（公开）", _held_notes(report))
    nothing = f"截至 {report.day}，没有审定为不公开的建议和答复。"
    sheet = listing(book, "公开", form, HELD, [_held(case) for case in report.withheld], nothing)
    _by_reason(sheet, report)
    sheet.foot(form)


def _held(case: Withheld) -> list:
    decision, place = case.decision, case.place
    what = "答复" if case.share else "建议"
    return [
        *(str(decision.get_reason_display()), what, place.number, place.title, place.lead, place.unit, case.round),
        *(iso(decision.decided_on), decision.note, iso(decision.review_on)),
    ]


def _by_reason(sheet: Sheet, report: Report):
    empty, found = [""] * (len(HELD) - 3), report.found
    counted = {
        str(Disclosure.Reason(reason).label): [
            found.count(f"suggestions_withheld_{reason}"),
            found.count(f"withheld_{reason}"),
        ]
        for reason in REASONS
    }
    sheet.section("按不公开理由合计（件）")
    sheet.rows([["不公开理由", "建议", "答复", *empty]], "head")
    sheet.rows([[label, *numbers, *empty] for label, numbers in counted.items()])
    sums = [sum(numbers) for numbers in zip(*counted.values(), strict=True)]
    sheet.rows([["合计", *sums, *empty]], "total")


def _held_notes(report) -> tuple[str, ...]:
    suggestions, replies = (_said(report.found[code]) for code in ("suggestions_published", "disclosure"))
    publishable = _said(report.found["disclosure_of_publishable"])
    return (
        f"注：截至 {report.day}，公开的建议 {suggestions}；公开的答复 {replies}，占可公开的 {publishable}。",
        "答复按每件承办最近一次答复计；建议和答复分别审定，截至日以前最后一次决定为准。既未公开也未定为不公开的，为尚未审定。"
        "复核日期为再次审查可否公开的日期。",
    )


def _said(rate) -> str:
    numerator, denominator, _ = parts(rate)
    return f"{numerator}/{denominator}" + (f"（{rate.percent}%）" if rate.percent else "")


def promises(book: Workbook, report: Report):
    """Write the sheet 承诺台账."""
    form = report.form.part("（承诺台账）", _promise_notes(report))
    nothing = f"截至 {report.day}，答复中没有登记承诺事项。"
    rows = [_promise(case) for case in report.promises]
    listing(book, "承诺台账", form, PROMISED, rows, nothing).foot(form)


def _promise(case: Promised) -> list:
    place = case.place
    confirmed = iso(case.confirmed_on) or UNCONFIRMED
    rated = rating_text(case.share, case.rating) if case.rating else ""
    return [
        *(place.number, place.title, place.unit, case.round, case.text, iso(case.due_on), confirmed),
        *(iso(case.done_on), rated, iso(case.rated_on), OUTCOMES[case.outcome]),
    ]


def _promise_notes(report) -> tuple[str, ...]:
    found = [case.outcome for case in report.promises]
    counted = "、".join(f"{label} {found.count(outcome)} 项" for outcome, label in OUTCOMES.items())
    return (
        f"注：截至 {report.day}，登记承诺 {len(found)} 项：{counted}。"
        f"承诺兑现率 {_said(report.found['commitments_kept'])}：分母为已到期或者已评价的，到期没有评价的不当作兑现；"
        "重新办理以新答复的承诺为准，原承诺没有评价的不计。",
        f"“{UNCONFIRMED}”为承办单位单方所定的期限，到期即可评价；报告落实为承办单位自报，兑现与否以代表的评价为准。",
    )
