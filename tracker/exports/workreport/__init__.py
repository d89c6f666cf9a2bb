"""The workbook of the work report: what an annual report states, each number with the rows behind it."""

from datetime import date

from ...scores.indicators.report import Report
from ..workbook import Workbook
from .activities import activities, groups, guests
from .deputies import deputies
from .indicators import indicators
from .kinds import kinds
from .notes import explain
from .paper import ROW_LIMIT, paper, title
from .records import records
from .reported import reported
from .suggestions import shares, suggestions

__all__ = ["ROW_LIMIT", "paper", "title", "write"]

SHEETS = (
    *(explain, indicators, kinds, reported),
    *(activities, guests, records, deputies, groups, suggestions, shares),
)


def write(report: Report, out, *, made_on: date, limit: int = ROW_LIMIT):
    """Write a report to a path or a stream: 说明, 指标, 活动分类, 与公布数对照, and the lists behind the numbers.

    More than ``limit`` records are not listed one by one, but as numbers of each deputy, and that is said.
    """
    found = paper(report, made_on, limit)
    with Workbook(out, found.form.title, made_on) as book:
        for sheet in SHEETS:
            sheet(book, found)
