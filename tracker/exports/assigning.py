"""The workbooks of assigning: a list of assignments as shown, and the list for the assignment meeting (交办清单)."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from ..models import Assignment
from ..rules import load
from ..rules.deadlines import Handling
from ..scores.meeting import Agenda, Item
from ..tables import base
from ..tables.assignments import TABS, AssignmentTable
from ..tables.words import day_text
from .workbook import Form, Sheet, Workbook, fit

Role = Assignment.Role
ROOM = {"标题": 40, "承办单位": 18, "交办日期": 11, "期限": 12, "剩余天数": 14, "状态": 14, "该谁办": 17}
HEADS = ["序号", "建议编号", "类型", "标题", "领衔提出人", "联名人数", "分类", "交办到系统", "交办会"]
HEADS += ["主办/分办单位", "协办单位", "答复期限", "备注"]
WIDTHS = [5, 10, 6, 30, 11, 5, 9, 11, 10, 20, 16, 11, 14]
SIGNERS = ("制表人：", "审核人：", "签收人：")
MEANINGS = {
    "to_receive": "已经交办，承办单位尚未签收。",
    "at_risk": "尚未答复，距本轮期限不超过 {rule.at_risk_days} 天。",
    "late": "尚未答复，本轮期限已过；期限当日不算逾期。",
    "no_receipt": "答复后 {rule.receipt_workdays} 个工作日内没有收到领衔提出人的回执；没有回执不等于满意。",
    "promised": "承诺期限已到，或者已经报告落实，领衔提出人可以评价。",
    "council": "办理轮次达到 {rule.council_round} 轮，列入主任会议清单。",
}


def shown(table: AssignmentTable, name: str, out, *, made_on: date, scope: str = ""):
    """What a list of assignments shows; ``scope`` says whose it is and what it was filtered by."""
    form = Form(name, made_on, units="件", scope=scope)
    with Workbook(out, form.title, made_on) as book:
        heads, rows = base.heads(table), base.rows(table)
        _explain(book, form, table, len(rows))
        sheet = book.sheet("承办", fit(heads, rows, widest=30, room=ROOM))
        sheet.top(form)
        sheet.table(heads, rows, freeze=2)
        sheet.foot(form)


def _explain(book, form, table, number):
    sheet = book.sheet("说明", [20, 80, 24])
    sheet.top(replace(form, title=f"《{form.title}》说明"))
    by = table.by
    sheet.pair("范围", form.scope or "全部承办")
    sheet.pair("件数", f"{number} 件承办（同一建议的每个承办单位各为一件）")
    sheet.pair("截至日", f"{day_text(by.on)}。天数按该日计算，状态按制表时账本所载。")
    sheet.pair("排列", "待答复的按本轮期限先后，其次为承诺跟踪、待评价和已经办结的；不作排名。")
    sheet.pair("期限", "首轮为答复期限，准予延期的为延期后的日期；重新办理的为该轮自己的期限。")
    sheet.pair("暂定", "期限所在年份的节假日安排尚未公布，按周末推算。")
    rules = _rules(table)
    for code, meaning in MEANINGS.items():
        sheet.pair(str(TABS[code]), _said([(rule.starts_on, meaning.format(rule=rule)) for rule in rules]))
    sheet.foot(replace(form, scope=""))


def _rules(table) -> list[Handling]:
    """The rules that hold for the rows of a table, body by body, oldest first; the built-in ones without any row."""
    rows = {(row.suggestion.term.body_id, row.assigned_on): row for row in table.data}
    rules = [(body, table.by.rule(row, body)) for (body, _on), row in rows.items()]
    held = {(body, rule.starts_on): rule for body, rule in rules}
    return [held[key] for key in sorted(held)] or [Handling()]


def _said(meanings: list[tuple[date, str]]) -> str:
    """What a word means; where it changes, each meaning with the first day of assignment that has it."""
    changes = [(next(rules)[0], text) for text, rules in groupby(meanings, key=itemgetter(1))]
    if len(changes) == 1:
        return changes[0][1]
    return "".join(f"{'更早' if since == date.min else f'{since} 起'}交办的：{text}" for since, text in changes)


def meeting(agendas: list[Agenda], name: str, out, *, made_on: date, scope: str = ""):
    """The list for an assignment meeting, a sheet for each system; what has no unit yet is left to fill in by hand."""
    with Workbook(out, name, made_on) as book:
        for agenda in agendas:
            form = Form(f"{name}（{agenda.system}）", made_on, _notes(agenda, made_on), "件", scope, SIGNERS)
            _agenda(book.sheet(str(agenda.system), WIDTHS), agenda, form)


def _agenda(sheet: Sheet, agenda: Agenda, form: Form):
    rows = [[number, *_cells(item)] for number, item in enumerate(agenda.items, start=1)]
    sheet.top(form)
    sheet.table([("", head) for head in HEADS], rows, freeze=4)
    sheet.foot(form)


def _cells(item: Item) -> list:
    about = item.suggestion
    return [
        about.number,
        str(about.get_kind_display()),
        about.title,
        "、".join(row.organisation or row.mandate.person.name for row in item.leads),
        item.joint,
        about.category,
        item.referral.referred_on,
        item.referral.meeting,
        "、".join(_named(item)),
        "、".join(item.units(Role.CO_HANDLER)),
        "\n".join(day.isoformat() for day in item.due_days),
        "；".join(_remarks(item)),
    ]


def _named(item) -> list[str]:
    return item.units(Role.HOST) + [f"{name}（分办）" for name in item.units(Role.SPLIT_HANDLER)]


def _remarks(item):
    if item.is_key:
        yield "重点督办"
    if item.others:
        yield f"同时交办{'、'.join(map(str, item.others))}"
    if any(share.extended_to for share in item.shares):
        yield "已延期"
    if any(share.is_hard for share in item.shares):
        yield "涉及面广、处理难度大"


def _notes(agenda: Agenda, made_on) -> tuple[str, ...]:
    waiting = sum(not item.shares for item in agenda.items)
    rule = load.handling(agenda.term.body, made_on)
    basis = f"（{rule.basis}）" if rule.basis else ""
    return (
        f"注：交办{agenda.system}共 {len(agenda.items)} 件，其中 {waiting} 件尚未确定承办单位，"
        "承办单位和期限各栏留空，当场填写。",
        f"主办、分办单位自交办承办单位之日起 {rule.reply_months} 个月内答复，"
        f"涉及面广、处理难度大的 {rule.hard_months} 个月内{basis}；"
        f"协办单位 {rule.co_handler_months} 个月内将意见送主办单位。",
        f"不属于本单位职责的，签收后 {rule.return_workdays} 个工作日内申请退办，不得自行转交。",
    )
