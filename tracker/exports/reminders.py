"""What the pages of reminders download: texts for tools that send many, the lists, and what was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..tables import base
from ..tables.words import day_text
from .workbook import Form, Workbook, fit

TEXT_HEADS = ("对象", "电话", "文字")
TEXT_WIDTHS = [24, 18, 100]
SIGNERS = ("制表人：", "审核人：", "负责人：")


@dataclass(frozen=True)
class Message:
    """A text as it is sent: to whom, at which telephone (empty where none is known), and what it says."""

    name: str
    telephone: str
    text: str


def plain(texts: Iterable[str]) -> bytes:
    """Texts one after another, as every editor of Windows reads them: UTF-8 with a mark, lines ended by CR and LF."""
    lines = "\n\n".join(text.strip() for text in texts).splitlines()
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def messages(rows: list[Message], name: str, out, *, made_on: date):
    """The workbook for tools that send many messages: heads in the first row, a telephone a row, never a number."""
    with Workbook(out, name, made_on) as book:
        sheet = book.sheet("文字", TEXT_WIDTHS)
        sheet.table([("", head) for head in TEXT_HEADS], [[row.name, row.telephone, row.text] for row in rows])
        form = Form(f"《{name}》说明", made_on, units="段", signers=SIGNERS)
        notes = book.sheet("说明", [14, 40, 40])
        notes.top(form)
        notes.pair("用途", "供群发短信等工具导入：第一张表第一行为表头，一行一个电话，电话和文字都是文本。")
        notes.pair("数量", f"{len(rows)} 行，其中没有电话的 {sum(not row.telephone for row in rows)} 行。")
        notes.pair("内容", "文字为下载时页面上的内容，包括当时的修改；每段只涉及该对象本人、本组或者本单位。")
        notes.foot(form)


def due(table, name: str, out, *, made_on: date, scope: str):
    """A list of those who are due, as the page shows it; ``scope`` says whose it is and what it was filtered by."""
    form = Form(name, made_on, units="名、次、件", scope=scope, signers=SIGNERS)
    with Workbook(out, name, made_on) as book:
        _explain(book, form, day_text(table.on))
        heads, rows = base.heads(table), base.rows(table)
        sheet = book.sheet("名单", fit(heads, rows, widest=40))
        sheet.top(form)
        sheet.table(heads, rows, freeze=2)
        sheet.foot(form)


MEANINGS = (
    ("代表", "仍可完成而还差的在任代表；不能再完成的、免予或者不作要求的、只等审核的不列；审议发言只在会议期间列出。"),
    ("还差", "要求数减去已计入数和待审核数；待审核的另列，不算作还差。"),
    ("联系组", "已经结束的月份没有报送，或者登记退回以后没有重新提交的联系组。"),
    ("承办单位", "有逾期或者临期、应由单位答复的承办；按系统排列，不作排名。"),
)


def _explain(book, form, day):
    own = replace(form, title=f"《{form.title}》说明", scope="")
    sheet = book.sheet("说明", [14, 40, 40])
    sheet.top(own)
    sheet.pair("范围", form.scope or "全部")
    sheet.pair("截至日", f"{day}。天数按该日计算。")
    for name, meaning in MEANINGS:
        sheet.pair(name, meaning)
    sheet.foot(own)


def history(table, name: str, out, *, made_on: date, scope: str):
    """What was sent, as the page shows it."""
    form = Form(name, made_on, units="条", scope=scope, signers=SIGNERS)
    with Workbook(out, name, made_on) as book:
        heads, rows = base.heads(table), base.rows(table)
        sheet = book.sheet("提醒、催办", fit(heads, rows, widest=24, room={"文字": 70}))
        sheet.top(form)
        sheet.table(heads, rows, freeze=2)
        note = f"共 {len(rows)} 条，文字为发出时的内容。范围：{scope or '全部'}。"
        sheet.foot(replace(form, notes=(note,), scope=""))
