"""The sheet 代表: each deputy, with the number of records of the kinds that indicators count together."""

from ...models import Measure
from ...rules.calendar import chinese_day
from ...scores.indicators import rows
from ...scores.indicators.counting import kinds_of
from ...scores.indicators.shapes import Measured
from ..workbook import Workbook
from .paper import OF_RECORDS, Paper
from .where import DEPUTIES, GRASSROOTS, SERVES, YES, yes

WHO = {"名单序号": 6, "代表编号": 11, "姓名": 13, "选举单位": 22, GRASSROOTS: 6, SERVES: 6}
COLUMN = 12


def deputies(book: Workbook, paper: Paper):
    """Write the sheet 代表."""
    columns = _columns(paper)
    found = [[*_who(row), *(_cell(row, asked, paper) for asked in columns.values())] for row in _rows(paper)]
    last = chinese_day(paper.report.span.last_on)
    notes = (
        f"注：{last}在任的代表，和时段内参加过履职、此后离任的代表（在任为“否”）。各栏为时段内计入的登记条数，空白为没有；"
        "“（届内）”栏为本届开始以来有没有参加过。",
        "选举单位为该日所属，已离任的为最后所属。按公布的名单次序排列，不作排名。各栏类别有交叉的，不能相加。",
    )
    paper.list(book, DEPUTIES, WHO | dict.fromkeys(columns, COLUMN), found, *notes, freeze=3)


def _columns(paper) -> dict[str, Measured]:
    """What each column counts, by its head: the kinds that some indicator counts of deputies, each once."""
    measures = (*OF_RECORDS, Measure.TERM_COVERAGE)
    asked = [line.asked for line in paper.report.lines if line.asked.measure in measures]
    found: dict[str, Measured] = {}
    for item in asked:
        found.setdefault(paper.guide.column(item), item)
    return found


def _rows(paper) -> list[rows.Deputy]:
    return rows.deputies(paper.report)


def _who(row: rows.Deputy) -> list:
    mandate = row.mandate
    flags = (yes(row.grassroots), yes(row.serves))
    return [mandate.list_position, mandate.number, mandate.person.name, row.unit, *flags]


def _cell(row: rows.Deputy, asked: Measured, paper) -> int | str | None:
    kinds = kinds_of(asked, paper.report.facts)
    if asked.measure == Measure.TERM_COVERAGE:
        return YES if kinds & row.ever else None
    return sum(row.times[kind] for kind in kinds) or None
