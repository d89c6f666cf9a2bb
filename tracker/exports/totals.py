"""The workbook of the totals that leaders see: one sheet of explanations, one of all tables; nobody is named."""

from collections.abc import Sequence
from datetime import date

from ..scores.summary import Judgement
from ..tables.charts import Chart
from ..tables.words import OUTCOME_LABELS, OUTCOME_MEANINGS, day_text
from . import notes
from .workbook import Form, Sheet, Workbook

WIDTHS = [34] + [11] * 7


def title(judgement: Judgement) -> str:
    """The title, from the term's label and the year."""
    return f"{judgement.term.label}{judgement.period('year').label}年度履职情况总数"


def write(judgement: Judgement, charts: Sequence[Chart], bills: int, out, *, made_on: date):
    """Write the tables of charts in their order; ``bills`` is named under the suggestions."""
    form = Form(title(judgement), made_on)
    with Workbook(out, form.title, made_on) as book:
        notes.explain(book, judgement, form)
        sheet = book.sheet("总数", WIDTHS)
        sheet.top(form)
        for number, chart in enumerate(charts, 1):
            _table(sheet, number, chart)
        sheet.foot(form.part("", _notes(judgement, bills)))


def _table(sheet: Sheet, number: int, chart: Chart):
    sheet.section(f"{number}. {chart.title}")
    sheet.rows([_filled([label for label, _tone in chart.heads])], "head")
    rows = [_filled([row.label, *row.cells]) for row in chart.rows]
    sheet.rows(rows)


def _filled(cells: list) -> list:
    return cells + [""] * (len(WIDTHS) - len(cells))


def _notes(judgement, bills) -> tuple[str, ...]:
    meanings = "".join(f"{label}：{OUTCOME_MEANINGS[outcome]}" for outcome, label in OUTCOME_LABELS.items())
    return (
        f"注：截至 {day_text(judgement.on)}。{meanings}",
        "履职活动按开始日期计入当月，名单上有人参加并已提交（待审核、已审核）的才计；人次为这些登记的条数。",
        f"四率按本年交办的件计算；建议按本年提出的计算，状态以制表时台账所载为准；另有议案 {bills} 件。",
    )
