"""Reported against recorded as the JSON that others rely on, and as a workbook."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..models import FigureRelation, ReportedFigure
from ..scores.figures import Comparison, Judged, Line
from ..tables import base
from ..tables import figures as words
from .notes import ledger_head
from .workbook import Form, Workbook, fit

TITLE = "公布的数字与账本对照"
ABOUT_NUMBERS = "“6300余”等概数按其含义对照：多于 6300、不到 6400；百分数按原文的小数位四舍五入。"
ABOUT_COUNTS = "账本只计审核通过并且参加的登记；与公布的数同一机构、同一期间，截至期间最后一日（未到的截至制表日）。"
ABOUT_NATURE = "场次、人数、人次、件数是不同的数，不相加也不互相对照；区县的数字不相加核对市级。"


def shape(found: Comparison, relations: Iterable[FigureRelation]) -> dict:
    """The figures with what is recorded, and every relation: as often as it was judged, unjudged ones once."""
    judged = list(found.judged)
    seen = {row.relation.code for row in judged}
    return {
        "figures": [_figure(line) for line in found.lines],
        "relations": [*(_judged(row) for row in judged), *(_open(row) for row in relations if row.code not in seen)],
    }


def _figure(line: Line) -> dict:
    return {
        "key": line.indicator.code,
        "label": line.indicator.label,
        "body": line.about.body_name,
        "period": _period(line.about),
        "reported": [_witness(row) for row in line.witnesses],
        "recorded": _plain(line.recorded.number),
        "result": line.result,
        "reason": line.recorded.reason,
    }


def _period(about) -> dict:
    return {name: _day(getattr(about, name)) for name in ("starts_on", "last_on")}


def _day(day: date | None) -> str | None:
    return day and day.isoformat()


def _witness(row: ReportedFigure) -> dict:
    return {
        "value": _plain(row.amount),
        "value_max": _plain(row.amount_max),
        "qualifier": row.qualifier,
        "unit": row.unit,
        "document": row.document.file_name or row.document.code,
        "quote": row.quote,
    }


def _plain(number: Decimal | None):
    """A number of JSON: whole where it is, else with two decimals; JSON has no other numbers with decimals."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(round(number, 2))


def _judged(row: Judged) -> dict:
    return _relation(row.relation, row.holds) | {
        "numbers": words.formula(row),
        "body": row.about.body_name,
        "period": _period(row.about),
        "basis": row.basis,
    }


def _open(relation) -> dict:
    return _relation(relation, None) | {"numbers": "", "body": "", "period": None, "basis": ""}


def _relation(relation, holds) -> dict:
    return {"id": relation.code, "kind": relation.kind, "holds": holds, "text": relation.text}


def write(found: Comparison, out, *, made_on: date, on: date, scope: str):
    """The lines and the relations as a workbook; ``scope`` says by what they were filtered."""
    form = Form(TITLE, made_on, units="条", scope=scope)
    with Workbook(out, form.title, made_on) as book:
        _explain(book, form, found, on)
        for name, table in (("对照", words.FigureTable(found.lines)), ("关系", words.RelationTable(found.judged))):
            heads, rows = base.heads(table), base.rows(table)
            sheet = book.sheet(name, fit(heads, rows, widest=30))
            sheet.top(replace(form, title=f"{form.title}：{name}"))
            sheet.table(heads, rows, freeze=1)
            sheet.foot(form)


def _explain(book, form, found, on):
    sheet, head = book.sheet("说明", [20, 80, 24]), ledger_head()
    sheet.top(replace(form, title=f"《{form.title}》说明"))
    sheet.pair("范围", form.scope)
    sheet.pair("截至日", on.isoformat())
    sheet.pair("条数", f"{len(found.lines)} 项公布的数字，{len(found.judged)} 条关系")
    for name, text in (("公布的数", ABOUT_NUMBERS), ("账本计数", ABOUT_COUNTS), ("口径", ABOUT_NATURE)):
        sheet.pair(name, text)
    for name, said in words.RESULTS.items():
        sheet.pair(str(said), words.MEANINGS[name])
    sheet.pair("账本", f"至第 {head} 号操作记录。" if head else "尚无操作记录。")
