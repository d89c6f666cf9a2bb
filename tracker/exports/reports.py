"""The official workbooks: the annual summary, what a list shows, and the duty file of one deputy."""

from datetime import date

from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, RUNNING, SHORT, UNKNOWN
from ..scores.summary import Judgement, Standing
from ..scores.uncounted import answered
from ..tables import base
from ..tables.deputies import PARTS, DeputyTable
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS, OUTCOME_MEANINGS, day_text, missing, until
from . import notes
from .dutyfile import NotServing, duty_file, file_periods
from .records import Clerk, reasons
from .summaries import summarise
from .workbook import Form, Workbook, fit

__all__ = ["NotServing", "compliance", "compliance_title", "duty_file", "file_periods", "shown"]

WHO = [("", head) for head in ("名单序号", "编号", "姓名", "选举单位", "联系组")]
BY_UNIT = "各栏为人数；选举单位按公布的次序排列，不作排名。"
PLACE = {"姓名": 12, "选举单位": 13, "联系组": 14}
NARROW = {**PLACE, "专业组": 22, "在任天数": 6, "要求": 4.6, "计入": 4.6, "结果": 7}
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
    form = Form(compliance_title(judgement, scope), made_on, scope=scope)
    with Workbook(out, form.title, made_on) as book:
        notes.explain(book, judgement, form)
        _overview(book, judgement, form.part("", _legend(judgement)))
        summarise(book, judgement, form.part("（分类汇总）", _legend(judgement, BY_UNIT)))
        _gaps(book, judgement, form.part("（待补）", _gap_notes(judgement)))
        _uncounted(book, judgement, form.part("（未计入）", _uncounted_notes(judgement)))


def shown(table: DeputyTable, judgement: Judgement, name: str, out, *, made_on: date, scope: str = ""):
    """What a list shows, with every column of its sheet; ``scope`` says what it was filtered by."""
    form = Form(_titled(name, scope), made_on, scope=scope)
    with Workbook(out, form.title, made_on) as book:
        part = Judgement(judgement.case, list(table.data))
        notes.explain(book, part, form)
        _table(book, table, "代表", form.part("", _legend(part)))


def _overview(book, judgement, form):
    table = DeputyTable(judgement.standings, judgement=judgement)
    _table(book, table, "总表", form, exclude=("strip", "sentence"))


def _table(book, table, name, form, exclude=()):
    heads, rows = base.heads(table, exclude), base.rows(table, exclude)
    sheet = book.sheet(name, fit(heads, rows, widest=30, room=NARROW))
    sheet.top(form)
    sheet.table(heads, rows, freeze=3, total=_totals(heads, rows))
    sheet.foot(form)


def _totals(heads, rows) -> list:
    """合计: required and counted are added, outcomes tell how many met."""
    cells = [_total(head, [row[column] for row in rows]) for column, (_, head) in enumerate(heads)]
    return ["合计", "", f"{len(rows)} 名", *cells[3:]]


def _total(head, values):
    if head in (str(PARTS["required"]), str(PARTS["counted"])):
        return sum(value for value in values if isinstance(value, int))
    if head in (str(PARTS["outcome"]), *CYCLE_LABELS.values()):
        return f"达到\n{values.count(OUTCOME_LABELS[MET])}"
    return ""


def _legend(judgement, totals="合计行中，要求和计入为合计数，结果为达到的人数。") -> tuple[str, ...]:
    meanings = "".join(f"{OUTCOME_LABELS[outcome]}：{OUTCOME_MEANINGS[outcome]}" for outcome in OUTCOME_LABELS)
    return f"注：截至 {day_text(judgement.on)}。{notes.order_note(judgement)}{totals}", meanings


def _who(row: Standing) -> list:
    unit = row.unit.name if row.unit else ""
    return [row.mandate.list_position, row.number, row.name, unit, row.group_names("liaison")]


def _gaps(book, judgement, form):
    heads = WHO + [("", head) for head in GAPS]
    rows = [line for row in judgement.standings for line in _gaps_of(row, judgement)]
    sheet = book.sheet("待补", fit(heads, rows, widest=26, room={**PLACE, "情况说明": 30}))
    sheet.top(form)
    sheet.table(heads, rows, freeze=3)
    sheet.foot(form)


def _gaps_of(row: Standing, judgement: Judgement) -> list[list]:
    found = [(item, row.findings[item.code]) for item in judgement.book.requirements() if item.code in row.findings]
    return [
        [*_who(row), CYCLE_LABELS[item.cycle], item.label, *_gap(item, finding)]
        for item, finding in found
        if finding.outcome not in (MET, EXEMPT, NOT_APPLICABLE)
    ]


def _gap(requirement, finding) -> list:
    left = f"{missing(finding)} {requirement.unit}"
    label = OUTCOME_LABELS[finding.outcome]
    return [finding.required, finding.counted, finding.pending, left, label, _deadline(requirement, finding), ""]


def _deadline(requirement, finding) -> str:
    sentence = until(finding, requirement)
    return f"{sentence}，不能再补" if finding.outcome == SHORT else sentence


def _gap_notes(judgement) -> tuple[str, ...]:
    day = f"注：截至 {day_text(judgement.on)}，列出每名代表尚未达到的要求。"
    meanings = "".join(f"{OUTCOME_LABELS[item]}：{OUTCOME_MEANINGS[item]}" for item in (RUNNING, SHORT, UNKNOWN))
    return day + meanings, "“情况说明”由联系组或代表填写。"


def _uncounted(book, judgement, form):
    heads = WHO + [("", head) for head in RECORDS]
    rows = _uncounted_rows(judgement)
    sheet = book.sheet("未计入", fit(heads, rows, widest=36, room=PLACE))
    sheet.top(form)
    sheet.table(heads, rows, freeze=3)
    sheet.foot(form)


def _uncounted_rows(judgement) -> list[list]:
    found, clerk = answered(judgement.case), Clerk(judgement)
    return [
        [*_who(row), *clerk.what(item.record), reasons(item)]
        for row in judgement.standings
        for item in found[row.mandate.pk]
        if item.reasons
    ]


def _uncounted_notes(judgement) -> tuple[str, ...]:
    return (
        f"注：截至 {day_text(judgement.on)}，列出本年度和本届的要求都没有计入的登记及原因。"
        "没有任何一项要求计入的类别（如出席人代会）不列；其他年度的登记由其他年度的汇总表列出。",
    )
