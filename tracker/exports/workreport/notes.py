"""The sheet 说明: scope, span, day, what counts, what is compared, what every kind of number means, the sources."""

from collections.abc import Iterator
from dataclasses import replace

from ...models import SourceDocument
from ...scores.indicators.report import Report
from ...scores.indicators.spans import Span
from ...tables.indicator_words import definition
from ..notes import ledger_head
from ..workbook import Sheet, Workbook
from .paper import Paper
from .reported import figures_of

WIDTHS = [42, 62, 62, 26]
COUNTING = (
    "履职：只计经审核、参加情况为“参加”的登记；请假、未参加、草稿、待审核、退回、作废的不计；不在任、暂停执行职务期间的不计。"
    "活动：名单上至少有一条这样的登记，按开始日期计入时段。"
    "闭会期间的类别，当日在人代会会期内的不计，与履职考核相同；考核“每半天计入上限”在这里不适用。"
)
HANDLING = (
    "议案、建议按受理日期计入时段，承办件按交办日期计入时段；答复、评价、公开、重点督办等到截至日终了为止，以后发生的一概不计，"
    "补录的按发生的日期计。已撤回的建议、已退办或者终止的承办件不计。"
)
NATURES = (
    "次（活动）、名（人数）、人次、件（条、项）和比率是五种不同的数，互不相加，互不比较。"
    "一名代表参加三次活动是 1 名、3 人次。"
    "其他层级的代表（如在渝全国人大代表）另行统计。"
)
LEAVERS = (
    "时段内参加过、此后离任的代表，计入人数、人次；覆盖率、述职率的分母是时段最后一日在任的代表，"
    "分子是其中参加过的，所以分子可以小于人数。"
)
PERSONS = "按人去重：一人在本届先后两次当选的，合为一名。"
BLANK = "接待走访群众人次等四项数目按活动填报：没有填报的活动不计，整个时段没有填报的空白，不当作 0。"
SINGLE = "没有活动名单的单条登记计人数、人次，不计活动次数。"
FINDING = (
    "「指标」的“明细见”写明数字所在的表和筛选条件：在该表按条件筛选，行数（写明“合计”的为该栏合计）即为指标的数字。"
)
COMPARED = {
    "year": "与上年全年比较：{before}（{days}），截至上年同日（{on}），不用此后才有的答复和评价。",
    "part": "本年未满，与上年同期比较：{before}（{days}），截至 {on}。",
    "session": "与上次会议以来的一段比较：{before}（{days}），截至 {on}。",
    "none": "没有可比的时段：{why}“增减”空白，不当作 0。",
}
NO_LEDGER = "上年没有账本登记（账本从{term}开始，或者上年本机构没有录入）。"
NO_SESSION = "本届没有上一次会议，或者此后已有另一次会议，没有长短相当的一段。"


def explain(book: Workbook, paper: Paper):
    """Write the sheet 说明."""
    form = replace(paper.form, title=f"《{paper.form.title}》说明")
    sheet = book.sheet("说明", WIDTHS)
    sheet.top(form)
    for name, value in _scope(paper):
        sheet.pair(name, paper.say(value))
    sheet.section("怎样计数")
    for name, value in _counting():
        sheet.pair(name, paper.say(value))
    _sources(sheet, paper.report.span)
    _definitions(sheet, paper)
    sheet.foot(form)


def _scope(paper) -> Iterator[tuple[str, str]]:
    span, head = paper.report.span, ledger_head()
    yield "范围", f"{span.term.label}（{span.term.body}）本级代表；不含区县、乡镇代表。"
    yield "时段", f"{span.label}：{span.days}，首尾两日都计入。"
    yield "截至日", f"{paper.day}。审核、受理、任职变动按制表时账本所载。"
    yield "账本", f"至第 {head} 号操作记录。此后补录、作废、更正的，再次制表时会改变。" if head else "尚无操作记录。"
    yield "比较", compared(paper.report)
    yield "核对", FINDING


def compared(report: Report) -> str:
    """What the span is compared with, in a sentence."""
    span, before = report.span, report.before
    if before is None:
        why = NO_SESSION if span.session else NO_LEDGER.format(term=span.term.label)
        return COMPARED["none"].format(why=why)
    which = "session" if span.session else "year" if span.is_whole else "part"
    return COMPARED[which].format(before=before.label, days=before.days, on=before.on)


def _counting() -> Iterator[tuple[str, str]]:
    yield "履职", COUNTING
    yield "议案建议", HANDLING
    yield "五种数", NATURES
    yield "离任的代表", LEAVERS
    yield "去重", PERSONS
    yield "单条登记", SINGLE
    yield "没有填报", BLANK


def _definitions(sheet: Sheet, paper):
    """Every indicator with its definition, under the heading of its section."""
    for title, lines in paper.report.sections:
        sheet.section(f"指标的含义：{paper.say(title)}")
        for line in lines:
            unit = "比率" if line.is_rate else line.indicator.unit
            said = definition(line.indicator, paper.labels)
            sheet.pair(paper.say(f"{line.indicator.label}（{unit}）"), paper.say(said))


def _sources(sheet: Sheet, span: Span):
    sheet.section("来源")
    sheet.pair("账本", "本系统的履职登记、活动名单和议案建议办理记录。")
    titles = [f"《{row}》" for row in SourceDocument.objects.filter(pk__in=figures_of(span).values("document"))]
    sheet.pair("公布的数", "、".join(titles) or "没有录入本机构、本时段公布的数。")
