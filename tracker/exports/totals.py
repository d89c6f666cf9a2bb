"""The workbook of the totals that leaders see: the table of each chart on a sheet of its own; nobody is named."""

from collections.abc import Sequence
from datetime import date

from ..scores.summary import Judgement
from ..tables.charts import Chart
from ..tables.words import OUTCOME_LABELS, OUTCOME_MEANINGS, day_text
from . import notes
from .workbook import Form, Workbook, fit

WIDE = 84  # what the title needs, divided among the columns
SHEETS = {
    "overall": "六种结果",
    "requirements": "各项要求",
    "months": "各月活动",
    "rates": "四率",
    "states": "建议状态",
}


def title(judgement: Judgement) -> str:
    """The title, from the term's label and the year."""
    return f"{judgement.term.label}{judgement.period('year').label}年度履职情况总数"


def write(judgement: Judgement, charts: Sequence[Chart], bills: int, out, *, made_on: date):
    """Write the table of each chart on a sheet of its own; ``bills`` is named under the suggestions."""
    form = Form(title(judgement), made_on)
    with Workbook(out, form.title, made_on) as book:
        notes.explain(book, judgement, form)
        for chart in charts:
            _sheet(book, chart, form.part(f"（{SHEETS[chart.code]}）", (_day(judgement), _note(chart.code, bills))))


def _sheet(book: Workbook, chart: Chart, form: Form):
    heads = [("", label) for label, _tone in chart.heads]
    rows = [[row.label, *row.cells] for row in chart.rows if not row.is_total]
    total = next(([row.label, *row.cells] for row in chart.rows if row.is_total), None)
    sheet = book.sheet(SHEETS[chart.code], [max(wide, WIDE // len(heads)) for wide in fit(heads, rows)])
    sheet.top(form)
    sheet.heads(heads, freeze=1)
    sheet.rows(rows, "cell")
    sheet.rows([total] if total else [], "total")
    sheet.foot(form)


def _day(judgement) -> str:
    return f"注：截至 {day_text(judgement.on)}。只有总数，不列姓名，不比较选举单位。"


def _note(code: str, bills: int) -> str:
    said = {
        "months": "履职活动按开始日期计入当月，名单上有人参加并已提交（待审核、已审核）的才计；人次为这些登记的条数。",
        "rates": "按本年交办的件计算；分母为 0 的没有百分比。",
        "states": f"本年提出的建议，状态以制表时台账所载为准；另有议案 {bills} 件。",
    }
    meanings = "".join(f"{label}：{OUTCOME_MEANINGS[outcome]}" for outcome, label in OUTCOME_LABELS.items())
    return said.get(code, meanings)
