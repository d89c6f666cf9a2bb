"""The sheet 参加登记: each record that counts, one by one, unless there are too many."""

from ...scores.indicators import rows
from ..workbook import Workbook
from .paper import Paper
from .where import DEPUTIES, GRASSROOTS, KIND, RECESS, RECORDS, yes

HEADS = {
    **{"代表编号": 11, "姓名": 13, "选举单位": 22, GRASSROOTS: 6, KIND: 30, RECESS: 6},
    **{"日期": 11, "名称": 44, "组织单位": 28, "活动名单": 6},
}
WIDTHS = [60, 60, 60]
LONG = (
    "本时段计入的登记有 {records} 条，超过 {limit} 条，不在这里逐条列出；"
    "每名代表各类登记的条数见「{deputies}」，合计与指标相同。需要逐条核对的，请按年度导出。"
)


def records(book: Workbook, paper: Paper):
    """Write the sheet 参加登记, or say why the records are not listed."""
    if paper.is_long:
        _say_why(book, paper)
        return
    found = _rows(paper)
    notes = (
        f"注：{paper.report.span.days}经审核、参加情况为“参加”的登记；请假、未参加、待审核、退回、作废的不计，"
        "不在任、暂停执行职务期间的，闭会期间的类别而在会期内的不计。",
        "“活动名单”为“否”的是没有活动名单的单条登记。同一名代表有几条登记的计几人次、一名。",
    )
    paper.list(book, RECORDS, HEADS, found, *notes)


def _say_why(book, paper):
    sheet, form = paper.page(book, RECORDS, WIDTHS)
    said = LONG.format(records=paper.records, limit=paper.limit, deputies=DEPUTIES)
    sheet.wide(paper.say(said), "line", 40)
    sheet.foot(form)


def _rows(paper) -> list[list]:
    report = paper.report
    units, recess, grassroots = rows.units_of(report), report.facts.recess, _grassroots(report)
    return [
        [
            *(row.mandate.number, row.mandate.person.name, units.get(row.mandate_id, "")),
            *(yes(row.pk in grassroots), paper.say(row.kind.label), yes(row.kind.code in recess)),
            *(row.occurred_on.isoformat(), row.title, row.organiser, yes(row.activity_id)),
        ]
        for row in rows.records(report, paper.kinds)
    ]


def _grassroots(report) -> set[int]:
    return {row.id for row in report.facts.records if row.mandate in report.facts.grassroots}
