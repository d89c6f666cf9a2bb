"""The sheet 指标: every indicator with its number, the one before, the change, its definition, where its rows stand."""

from decimal import Decimal

from ...scores.indicators.report import Line
from ...tables.indicator_words import definition
from ..workbook import Workbook
from .paper import Paper, shown

NAME = "指标"
HEADS = {"序号": 5, "指标": 26, "数字": 9, "单位": 6, "{before}": 13, "增减": 11, "分子": 7, "分母": 7}
MORE = {"含义": 44, "明细见（筛选）": 36}
NO_BEFORE, NO_SESSION_BEFORE = "上年", "上次会议以来"


def indicators(book: Workbook, paper: Paper):
    """Write the sheet 指标."""
    head = before_head(paper)
    heads = {name.format(before=head): wide for name, wide in (HEADS | MORE).items()}
    sheet, form = paper.page(book, NAME, list(heads.values()), *_notes(paper))
    sheet.heads([("", paper.say(name)) for name in heads], freeze=2)
    number = 0
    for title, lines in paper.report.sections:
        sheet.section(paper.say(title))
        for line in lines:
            number += 1
            sheet.rows([_row(number, line, paper)])
    sheet.foot(form)


def before_head(paper: Paper) -> str:
    """What the column of the span before is called."""
    if paper.report.before:
        return paper.report.before.label
    return NO_BEFORE if paper.report.span.session is None else NO_SESSION_BEFORE


def _row(number: int, line: Line, paper) -> list:
    row, rate = line.indicator, line.is_rate
    before = "" if line.earlier is None else shown(line.value_before, rate)
    parts = [len(line.found.ids), len(line.found.of)] if rate else ["", ""]
    return [
        *(number, paper.say(row.label), shown(line.value, rate), "" if rate else row.unit, before),
        *(
            change(line),
            *parts,
            paper.say(definition(row, paper.labels)),
            paper.say(str(paper.guide.where(line.asked))),
        ),
    ]


def change(line: Line) -> int | str | None:
    """By how much a number changed; of a rate in percentage points, in words."""
    if line.change is None or not line.is_rate:
        return line.change
    return f"{signed(line.change)}\n个百分点" if line.change else "持平"


def signed(number: Decimal) -> str:
    """A number with its sign."""
    return f"{number:+f}"


def _notes(paper) -> tuple[str, ...]:
    return (
        f"注：截至 {paper.day}。次、名、人次、件是不同的数，互不相加，也不相互比较；比率附分子、分母，"
        "四舍五入到两位小数，增减为两个百分数之差（百分点），分母为 0 的写作“—”。",
        "空白为账本没有填报（或者没有可比的账本），不当作 0。"
        "“明细见”写明所在的表和筛选条件，按条件筛选后的行数（或者合计）即为本数。",
    )
