"""The sheet 活动分类: what each kind of activity counts, beside the span before."""

from ...scores.indicators.report import Kind
from ..workbook import Sheet, Workbook
from .indicators import before_head
from .paper import Paper

NAME = "活动分类"
COUNTS = (
    "场次",
    "代表\n名数",
    "代表\n人次",
    "接待走访\n群众人次",
    "收集意见\n条数",
    "协调解决\n件数",
    "工作建议\n条数",
)
WIDTHS, FIRST = (12, 9), 36  # of a number in one span and in two
TOTAL = "闭会期间合计"
OTHERS = "以下类别不限闭会期间，不计入合计"


def kinds(book: Workbook, paper: Paper):
    """Write the sheet 活动分类."""
    report = paper.report
    spans = [report.span.label] + ([before_head(paper)] if report.before else [])
    widths = [FIRST] + [WIDTHS[len(spans) - 1]] * len(COUNTS) * len(spans)
    sheet, form = paper.page(book, NAME, widths, *_notes(paper))
    sheet.page.fit_to_pages(1, 1)
    sheet.heads([("", "类别"), *((span, paper.say(head)) for span in spans for head in COUNTS)], freeze=1)
    sheet.page.set_row(sheet.row - 1, 34)
    _rows(sheet, paper, report.kinds)
    sheet.rows([[TOTAL, *_numbers(report.total)]], "total")
    sheet.section(OTHERS)
    _rows(sheet, paper, report.others)
    sheet.foot(form)


def _rows(sheet: Sheet, paper, found):
    sheet.rows([[paper.say(row.kind.label), *_numbers(row)] for row in found])


def _numbers(row: Kind) -> list[int | None]:
    return [found.number for found in (*row.found, *(row.earlier or ()))]


def _notes(paper) -> tuple[str, ...]:
    found = paper.report.total.found[1].number
    return (
        f"注：截至 {paper.day}。场次、人次和四项数目可以按类别相加；代表名数每人只计一次，参加几类的在各类各计一名，"
        f"各类不能相加，合计 {found} 名是去重后的人数。",
        "场次只计有活动名单的活动；没有活动名单的单条登记计名数、人次，不计场次。四项数目空白为没有填报，不当作 0。"
        "闭会期间的类别，在人代会会期内的不计；类别按规定次序排列，不作排名。",
    )
