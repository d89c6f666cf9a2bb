"""A list as a page shows it, as a workbook: the rows, and what they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..models import Event
from ..tables import base
from .spool import Spool
from .workbook import Form, Workbook, fit


def shown(table: base.Table, name: str, out, *, made_on: date, scope: str, facts: Iterable[tuple[str, str]] = ()):
    """What a list shows; ``scope`` says whose it is and what it was filtered by, ``facts`` what else must be known."""
    form = Form(name, made_on, units="条", scope=scope)
    with Workbook(out, form.title, made_on) as book:
        heads, rows = base.heads(table), Spool(base.stream(table))
        sheet = book.sheet("说明", [20, 80, 24])
        sheet.top(replace(form, title=f"《{form.title}》说明"))
        for fact in (("范围", scope), ("条数", f"{len(rows)} 条"), *facts, ("账本", _head())):
            sheet.pair(*fact)
        sheet = book.sheet("列表", fit(heads, rows, widest=40), streamed=True)
        sheet.top(form)
        sheet.table(heads, rows, freeze=2)
        sheet.foot(form)


def _head() -> str:
    head = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"至第 {head} 号操作记录。" if head else "尚无操作记录。"
