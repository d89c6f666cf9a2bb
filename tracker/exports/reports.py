"""The official workbooks: the annual summary, what a list shows, and the duty file of one deputy."""

from datetime import date

from ..scores.judge import RUNNING, SHORT, UNKNOWN
from ..scores.summary import Judgement
from ..tables import base
from ..tables.deputies import DeputyTable
from ..tables.words import OUTCOME_LABELS, OUTCOME_MEANINGS, day_text
from . import notes
from .deputies import PLACE, TOTALS, write_deputies
from .dutyfile import NotServing, duty_file, file_periods
from .gathered import Gathered, gather
from .spool import Spool
from .summaries import summarise
from .workbook import Form, Workbook, fit

__all__ = ["NotServing", "annual", "compliance", "compliance_title", "duty_file", "file_periods", "shown"]

WHO = [("", head) for head in ("名单序号", "编号", "姓名", "选举单位", "联系组")]
BY_UNIT = "各栏为人数；选举单位按公布的次序排列，不作排名。"
GAPS = ["周期", "要求", "要求数", "计入", "待审核", "尚差", "结果", "期限", "情况说明"]
RECORDS = ["日期", "类别", "名称", "状态", "未计入原因"]


def compliance_title(judgement: Judgement, scope: str = "") -> str:
    """The title of the annual workbook, from the term's label, the year and whether it covers only some deputies."""
    return _titled(f"{judgement.term.label}代表{judgement.period('year').label}年度履职情况汇总表", scope)


def _titled(name, scope) -> str:
    return f"{name}（部分代表）" if scope else name


def compliance(judgement: Judgement, out, *, made_on: date, scope: str = ""):
    """The annual workbook of a judgement over a year and the term: 说明, 总表, 汇总, 待补, 未计入.

    ``scope`` says which deputies it covers where these are not all of the term.
    """
    annual(gather([judgement]), out, made_on=made_on, scope=scope)


def annual(found: Gathered, out, *, made_on: date, scope: str = ""):
    """The annual workbook of what was gathered, as ``compliance`` writes it."""
    about = found.about
    form = Form(compliance_title(about, scope), made_on, scope=scope)
    with Workbook(out, form.title, made_on) as book:
        notes.explain(book, about, form, found.extent)
        write_deputies(book, "总表", found.heads, found.overview, form.part("", _legend(about, found.extent)))
        by_unit = form.part("（分类汇总）", _legend(about, found.extent, BY_UNIT))
        summarise(book, about, found.tally, by_unit)
        _gaps(book, found.gaps, form.part("（待补）", _gap_notes(about)))
        _uncounted(book, found.uncounted, form.part("（未计入）", _uncounted_notes(about)))


def shown(table: DeputyTable, judgement: Judgement, name: str, out, *, made_on: date, scope: str = ""):
    """What a list shows, with every column of its sheet; ``scope`` says what it was filtered by."""
    form = Form(_titled(name, scope), made_on, scope=scope)
    part = Judgement(judgement.case, list(table.data))
    with Workbook(out, form.title, made_on) as book:
        notes.explain(book, part, form)
        legend = _legend(part, notes.extent_of(part))
        write_deputies(book, "代表", base.heads(table), Spool(base.stream(table)), form.part("", legend))


def _legend(judgement, extent, totals=TOTALS) -> tuple[str, ...]:
    meanings = "".join(f"{OUTCOME_LABELS[outcome]}：{OUTCOME_MEANINGS[outcome]}" for outcome in OUTCOME_LABELS)
    return f"注：截至 {day_text(judgement.on)}。{notes.order_note(extent)}{totals}", meanings


def _gaps(book, rows, form):
    heads = WHO + [("", head) for head in GAPS]
    widths = fit(heads, rows, widest=26, room={**PLACE, "情况说明": 30})
    _list(book.sheet("待补", widths, streamed=True), heads, rows, form)


def _gap_notes(judgement) -> tuple[str, ...]:
    day = f"注：截至 {day_text(judgement.on)}，列出每名代表尚未达到的要求。"
    meanings = "".join(f"{OUTCOME_LABELS[item]}：{OUTCOME_MEANINGS[item]}" for item in (RUNNING, SHORT, UNKNOWN))
    return day + meanings, "“情况说明”由联系组或代表填写。"


def _uncounted(book, rows, form):
    heads = WHO + [("", head) for head in RECORDS]
    _list(book.sheet("未计入", fit(heads, rows, widest=36, room=PLACE), streamed=True), heads, rows, form)


def _list(sheet, heads, rows, form):
    sheet.top(form)
    sheet.table(heads, rows, freeze=3)
    sheet.foot(form)


def _uncounted_notes(judgement) -> tuple[str, ...]:
    return (
        f"注：截至 {day_text(judgement.on)}，列出本年度和本届的要求都没有计入的登记及原因。"
        "没有任何一项要求计入的类别（如出席人代会）不列；其他年度的登记由其他年度的汇总表列出。",
    )
