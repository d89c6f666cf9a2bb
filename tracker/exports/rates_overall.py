"""The sheet 总体: every rate with numerator and denominator, first and final satisfaction side by side, the counts."""

from collections import Counter

from ..scores.cases import REPLIED_LATE, ROUND_LATE
from ..scores.rates import RATINGS
from ..tables.rate_words import COUNT_LABELS, RATE_LABELS, RATE_MEANINGS
from .rates_report import Report, days, page, parts
from .workbook import Sheet, Workbook

WIDTHS = [27, 10, 10, 11, 80, 14]
HEADS = ("指标", "分子", "分母", "百分比", "含义", "名单见")
MAIN = (
    "timeliness",
    "first_satisfaction",
    "final_satisfaction",
    "implementation",
    "disclosure",
    "suggestions_published",
)
BESIDE = {
    "二、时效和沟通": ("timeliness_of_received", "contacted", "share_of_assignments"),
    "三、满意": ("first_satisfaction_of_replied",),
    "四、落实": ("class_A", "class_B", "class_C", "class_D", "commitments_kept", "key_finished"),
    "五、公开和类似建议": ("disclosure_of_publishable", "similar_to_earlier"),
    "六、协办": (
        "co_handler_timeliness",
        "co_handler_timeliness_of_received",
        "co_handler_satisfaction",
        "co_handler_final_satisfaction",
    ),
}
LISTS = {
    "timeliness": "超期",
    "timeliness_of_received": "超期",
    "first_satisfaction": "不满意及重办",
    "first_satisfaction_of_replied": "不满意及重办",
    "final_satisfaction": "不满意及重办",
    "implementation": "答复分类",
    **{f"class_{code}": "答复分类" for code in "ABCD"},
    "disclosure": "公开",
    "disclosure_of_publishable": "公开",
    "suggestions_published": "公开",
    "commitments_kept": "承诺台账",
    "co_handler_timeliness": "超期",
    "co_handler_timeliness_of_received": "超期",
    "co_handler_satisfaction": "不满意及重办",
    "co_handler_final_satisfaction": "不满意及重办",
}
COUNTS = (
    ("suggestions", "时段内受理、没有撤回的建议，含转作建议办理的议案。", ""),
    ("assignments", "时段内交办、没有退办的主办、分办件，每个承办单位各为一件。", "承办单位"),
    ("units", "有主办、分办件的承办单位（个）。", "承办单位"),
    ("not_yet_due", "首轮期限在截至日以后、尚未答复，不计入时效率的分母。", ""),
    ("at_risk", "本轮尚未答复，期限在截至日当日至临期天数以内。", "超期"),
    ("overdue", "本轮期限在截至日以前，尚未答复。", "超期"),
    (REPLIED_LATE, "首轮答复晚于期限。", "超期"),
    (ROUND_LATE, "重新办理的答复晚于该轮期限，不影响首轮的时效。", "超期"),
    ("median_days", "交办到首次答复的天数。", ""),
    ("without_receipt", "最近一次答复没有回执，不当作满意。", ""),
    ("no_receipt", "其中已过回执期限的。", ""),
    ("rehandled", "因不满意进入第二轮及以后的。", "不满意及重办"),
    ("council", "轮次达到规定、列入主任会议清单的。", "不满意及重办"),
    ("suggestions_withheld", "按截至日有效的决定。", "公开"),
    ("replies_withheld", "按最近一次答复。", "公开"),
    ("commitments", "答复中登记的承诺（项）。", "承诺台账"),
    ("co_handlers", "不计入以上承办件。", ""),
    ("co_handlers_not_yet_due", "协办期限在截至日以后、尚未提出意见。", ""),
    ("co_handlers_at_risk", "期限在截至日当日至临期天数以内，尚未提出意见。", "超期"),
    ("co_handlers_overdue", "期限在截至日以前，尚未提出意见。", "超期"),
)
MORE_LABELS = {
    REPLIED_LATE: "首轮逾期答复",
    ROUND_LATE: "重办逾期答复",
    "median_days": "答复天数中位数",
    "suggestions_withheld": "不公开的建议",
    "replies_withheld": "不公开的答复",
    "commitments": "承诺事项",
}
CHANNELS = ("in_session", "out_of_session")
CHART_ROWS, ROW_HEIGHT = 15, 20


def overall(book: Workbook, report: Report):
    """Write the sheet 总体."""
    form = report.form.part("（总体）", _notes(report))
    sheet = page(book, "总体", form, WIDTHS)
    sheet.section("一、四率（满意率首次和最终并列）")
    sheet.rows([list(HEADS)], "head")
    begin = sheet.row
    _rates(sheet, report, MAIN)
    end = sheet.row - 1
    _ratings(sheet, report)
    _chart(sheet, begin, end)
    sheet.break_page()
    for title, codes in BESIDE.items():
        sheet.section(title)
        sheet.rows([list(HEADS)], "head")
        _rates(sheet, report, codes)
    sheet.break_page()
    _counts(sheet, report)
    sheet.foot(form)


def _rates(sheet: Sheet, report: Report, codes):
    sheet.rows(
        [
            [str(RATE_LABELS[code]), *parts(report.found[code]), str(RATE_MEANINGS[code]), LISTS.get(code, "")]
            for code in codes
        ]
    )


def _ratings(sheet: Sheet, report: Report):
    """First and final receipts side by side, rating by rating."""
    count, labels = report.found.count, report.rules[-1].rating_labels
    both = [[count(f"{which}_{rating}") for which in ("first", "final")] for rating in RATINGS]
    sheet.rows([["答复函回执（份）", "首次", "最终", "", "", ""]], "head")
    sheet.rows([[labels[rating], *numbers, "", "", ""] for rating, numbers in zip(RATINGS, both, strict=True)])
    sheet.rows([["合计", *map(sum, zip(*both, strict=True)), "", "", ""]], "total")


def _counts(sheet: Sheet, report: Report):
    numbers = _numbers(report)
    sheet.section("七、件数")
    sheet.rows([["项目", "件数", "大会期间", "闭会期间", "含义", "名单见"]], "head")
    for code, meaning, where in COUNTS:
        channels = [numbers.get(f"{code}_{channel}", "") for channel in CHANNELS]
        label = MORE_LABELS.get(code) or str(COUNT_LABELS[code])
        sheet.rows([[label, numbers[code], *channels, meaning, where]])


def _numbers(report: Report) -> dict[str, object]:
    """The counts of the rates, and how many rows the lists have beside them."""
    late = Counter(case.kind for case in report.late if case.share.answers)
    held = Counter(case.share is None for case in report.withheld)
    return {code: len(ids) for code, ids in report.found.counts.items()} | {
        REPLIED_LATE: late[REPLIED_LATE],
        ROUND_LATE: late[ROUND_LATE],
        "median_days": days(report.found.median_days),
        "suggestions_withheld": held[True],
        "replies_withheld": held[False],
        "commitments": len(report.promises),
    }


def _chart(sheet: Sheet, first: int, last: int):
    chart = sheet.book.file.add_chart({"type": "bar"})
    name, font = sheet.page.get_name(), {"name": "宋体", "size": 10}
    chart.add_series(
        {
            "name": "百分比",
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 3, last, 3],
            "fill": {"color": "#33658A"},
            "border": {"color": "#404040", "width": 0.75},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0.00%", "font": font},
        }
    )
    chart.set_title({"name": "四率（百分比）", "name_font": {**font, "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": font, "crossing": "max"})
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": font, "major_gridlines": lines})
    chart.set_plotarea({"layout": {"x": 0.12, "y": 0.14, "width": 0.8, "height": 0.74}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 900, "height": CHART_ROWS * ROW_HEIGHT * 4 // 3 - 20})
    sheet.page.insert_chart(sheet.row, 0, chart, {"x_offset": 20, "y_offset": 8})
    for _ in range(CHART_ROWS):
        sheet.page.set_row(sheet.row, ROW_HEIGHT)
        sheet.row += 1


def _notes(report) -> tuple[str, ...]:
    waiting = report.found.count("without_receipt")
    return (
        f"注：截至 {report.day}。每项指标都附分子、分母；百分比四舍五入到两位小数，分母为 0 的写作“—”。"
        "答复函回执的首次为第一轮的，最终为有回执的最后一轮的。",
        f"已答复、未收到回执的 {waiting} 件不在满意率的分母中，也不当作满意；"
        "满意率须与重新办理、A 类占比和答复天数一并看。",
    )
