"""The sheet 说明 of the rates: scope, day, rules with their basis, definitions, what is not said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..models import Assignment, Event
from ..rules import load
from ..rules.deadlines import Handling
from ..tables.rate_words import BASIS, RATE_LABELS, RATE_MEANINGS
from .rates_report import Report, days, iso, page
from .workbook import Sheet, Workbook

WIDTHS = [27, 46, 46, 16]
RECEIPTS = (
    "每件承办每一轮只取领衔提出人对答复函的最近一份未被更正的回执。首次满意率看第一轮，最终满意率看有回执的最后一轮。"
    "联名、并案提出人的回执和已更正的回执照录，不计入。机关代录的纸质、电话回执与代表本人的同样计入，另有标明。"
)
FINDING = "各表以建议编号和承办单位列名；「总体」表的“名单见”写明逐件名单所在的表。"
SILENT = {
    "满意率": (
        "满意率常在 99% 以上，单看这一个数不能说明办理质量；本表把首次与最终满意率并列，"
        "并列出 A 类占比、重新办理、未收到回执的件数和答复天数中位数，请一并看。"
    ),
    "没有回执": "没有回执的件不在满意率的分母中，也不当作满意；另列“首次满意率（占办复件）”作比照。",
    "落实率": "答复类别由承办单位确定，A 类多少不等于问题解决了多少；承诺是否兑现见「承诺台账」，以代表的评价为准。",
    "件数": "建议、承办件、答复、回执是四个不同的数：一件建议交几个单位分办的，各计一件承办；并案的建议各计一件建议。",
    "排列": (
        "承办单位按公布的次序排列，不作排名；所属系统、上下级按现在的机构设置。"
        "件数少的单位，百分比的起落没有多少意义，请看分子、分母。"
    ),
    "时间": "公布的“办结”指办复，不等于问题解决；时效率只看首轮，重新办理的超期见「超期」表。",
}
STEPS = (
    "主办、分办自交办之日起 {rule.reply_months} 个月内答复，涉及面广、处理难度大的 {rule.hard_months} 个月内；"
    "延期不超过交办之日起 {rule.limit_months} 个月；协办意见 {rule.co_handler_months} 个月内；"
    "重新办理 {rule.rehandle_months} 个月内；签收后 {rule.return_workdays} 个工作日内可申请退办；"
    "答复后 {rule.receipt_workdays} 个工作日内应有回执；距期限不超过 {rule.at_risk_days} 天为临期；"
    "办理达到 {rule.council_round} 轮的报主任会议。"
)


def explain(book: Workbook, report: Report):
    """Write the sheet 说明."""
    form = replace(report.form, title=f"《{report.form.title}》说明")
    sheet = page(book, "说明", form, WIDTHS)
    _pairs(sheet, _scope(report))
    sheet.section("办理规则")
    _pairs(sheet, _rules(report))
    sheet.pair("节假日安排", _calendar(report))
    sheet.section("统计没有说的")
    _pairs(sheet, SILENT.items())
    sheet.break_page()
    sheet.section("各项指标（分子 ÷ 分母）")
    _pairs(sheet, ((str(label), str(RATE_MEANINGS[code])) for code, label in RATE_LABELS.items()))
    sheet.pair("百分比", "分子除以分母，四舍五入到百分比的两位小数；分母为 0 的不计算，写作“—”。")
    sheet.foot(form)


def _pairs(sheet: Sheet, pairs):
    for name, value in pairs:
        sheet.pair(name, value)


def _scope(report: Report) -> Iterator[tuple[str, str]]:
    register, found, term = report.register, report.found, report.term
    head = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    yield "范围", f"{term.label}（{term.body}）"
    yield "承办单位", f"{report.unit}，含其下级" if report.unit else "全部系统、全部承办单位"
    yield "时段", f"{register.starts_on} 至 {register.ends_on}，首尾两日都计入；承办件按交办日期，建议按受理日期。"
    yield "截至日", f"{report.day}。{BASIS}"
    yield (
        "账本",
        f"至第 {head} 号操作记录。截至日以前的事在此后补录的，再次制表时会计入。" if head else "尚无操作记录。",
    )
    yield (
        "件数",
        f"受理的建议 {found.count('suggestions')} 件，承办件（主办、分办）{found.count('assignments')} 件，"
        f"协办件 {found.count('co_handlers')} 件，承办单位 {found.count('units')} 个，"
        f"答复天数中位数 {days(found.median_days)}。",
    )
    yield "回执", RECEIPTS
    yield "核对", FINDING


def _rules(report: Report) -> Iterator[tuple[str, str]]:
    """Each rule by the day from which it holds; one that only cites another article does not say all again."""
    before = ""
    for rule in report.rules:
        said = "\n".join((STEPS.format(rule=rule), f"答复类别：{_classes(rule)}。"))
        source = f"依据：{rule.basis or '未设定'}。"
        parts = (source, said if said != before else "各项期限和答复类别同上。", rule.note)
        yield "内置规则" if rule.starts_on == date.min else f"{iso(rule.starts_on)} 起", "\n".join(filter(None, parts))
        before = said


def _classes(rule: Handling) -> str:
    return "；".join(f"{code} 类：{label}" for code, label in rule.class_labels.items())


def _calendar(report: Report) -> str:
    """Whether due days rest on years of which nobody knows the holidays yet."""
    workdays = load.workdays()
    rows = Assignment.objects.filter(suggestion__term=report.term, due_given=True)
    given = set(rows.values_list("pk", flat=True))
    days_of = [row.due_on for row in report.register.shares if row.id not in given]
    unknown = [day for day in days_of if not workdays.is_known(day)]
    if not unknown:
        return "期限所在年份的节假日安排都已公布或者已由管理员设定，期限不是暂定的。"
    years = "、".join(str(year) for year in sorted({day.year for day in unknown}))
    return f"{years} 年节假日安排尚未公布，期限在该年的 {len(unknown)} 件按周末推算，为暂定。"
