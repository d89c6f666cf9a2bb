"""The sheet 与公布数对照: what documents reported for the same body and period beside what the ledger counts."""

from dataclasses import replace
from datetime import date

from ...models import ReportedFigure
from ...scores import figures
from ...scores.indicators.counting import count
from ...scores.indicators.facts import measured_of
from ...scores.indicators.report import Report
from ...scores.indicators.spans import Span
from ...tables import base
from ...tables.figures import MEANINGS, RESULTS, FigureTable
from ..workbook import Workbook
from .paper import Paper

NAME = "与公布数对照"
WIDTHS = [24, 20, 12, 22, 20, 38, 30, 26]
NOTHING = "没有文件公布过本机构、本时段的数字；可在「文件识读」中录入公布的报告。"
NOT_COUNTED = "以下公布的数，账本没有可以对照的计数"


def reported(book: Workbook, paper: Paper):
    """Write the sheet 与公布数对照: what can be compared first, then what the ledger does not count."""
    report = paper.report
    lines = [_as_reported(line, report) for line in figures.compare(figures_of(report.span), report.span.on).lines]
    counted, others = (FigureTable([line for line in lines if _is_counted(line) == wanted]) for wanted in (True, False))
    sheet, form = paper.page(book, NAME, WIDTHS, *_notes(lines))
    sheet.heads(base.heads(counted), freeze=1)
    sheet.rows(base.rows(counted))
    if len(others.rows):
        sheet.section(NOT_COUNTED)
        sheet.rows(base.rows(others))
    if not lines:
        sheet.section(NOTHING)
    sheet.foot(form)


def figures_of(span: Span):
    """The standing figures of the term's body and its offices whose period lies in the days of the span."""
    first = date(span.starts_on.year, 1, 1)
    last = date(span.year, 12, 31) if span.year else span.last_on
    return ReportedFigure.objects.standing().of(span.term.body_id).filter(starts_on__gte=first, last_on__lte=last)


def _is_counted(line: figures.Line) -> bool:
    return line.recorded.number is not None


def _as_reported(line: figures.Line, report: Report) -> figures.Line:
    """A figure of the report's own days beside the number of the report itself, as of its day."""
    found, span = line.recorded, report.span
    if found.number is None or (found.span.starts_on, found.span.ends_on) != (span.starts_on, span.ends_on):
        return line
    counted = count(measured_of(line.indicator), report.facts)
    return replace(line, recorded=replace(found, number=counted.exact, count=counted, span=span))


def _notes(lines) -> tuple[str, ...]:
    numbers = "，".join(
        f"{label} {sum(line.result == result for line in lines)} 条" for result, label in RESULTS.items()
    )
    meanings = "".join(f"{RESULTS[result]}：{meaning}" for result, meaning in MEANINGS.items())
    return (
        f"注：{numbers}。公布的数照录原文，概数（如 6300余）不改为准确数。期间与本表时段相同的，"
        "账本计数即「指标」表的数（截至本表的截至日）；期间不同的，按公布的期间计，截至该期间的最后一日。",
        f"{meanings}次、名、人次、件互不对照；区县的数字不相加，也不与市级的对照。",
    )
