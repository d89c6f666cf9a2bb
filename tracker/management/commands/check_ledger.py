"""Says whether the ledger agrees with its trail."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from tracker.ledger.check import Fault, faults
from tracker.ledger.moment import one_moment
from tracker.ledger.stored import rows
from tracker.models import Mandate

LABELS = ("title", "name", "number")
PROBLEMS = {
    "changed": "内容与最后一次操作记录不符，有人绕过账本改动了这一行",
    "malformed": "存放的值不是该列应有的形式，有人绕过账本改动了这一行",
    "dangling": "指向的行不存在，有人绕过账本改动了这一行，或删除了它指向的行",
    "unrecorded": "没有任何操作记录，有人绕过账本写入了这一行",
    "underived": "状态与所依据的答复、评价等事实不符",
    "missing": "操作记录中有，表中已没有这一行，有人绕过账本删除了它",
}


class Command(BaseCommand):
    help = "核对账本：每一行事实是否与它最后一次操作记录一致；不一致的逐行列出。"

    def handle(self, *args, **options):
        with one_moment():
            found = [sentence(fault) for fault in faults()]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(
                f"账本有 {len(found)} 行与操作记录不符，已逐行列出；请保全数据库并查明原因，不要直接改回。"
            )
        self.stdout.write("账本与操作记录一致。")


def sentence(fault: Fault) -> str:
    """One fault: which table, which row, what is wrong in which columns, and the event that says so."""
    meta = apps.get_model("tracker", fault.subject)._meta
    event = f"（操作记录 {fault.event_id}）" if fault.event_id else ""
    fields = [meta.get_field(name) for name in fault.columns]
    cells = "、".join(f"「{field.verbose_name}」{field.column} " for field in fields)
    return f"{meta.verbose_name} {fault.object_id}{_what(fault)}：{cells}{PROBLEMS[fault.problem]}{event}。"


def _what(fault: Fault) -> str:
    values = _readable(apps.get_model("tracker", fault.subject), fault.object_id)
    label = next((values[name] for name in LABELS if values.get(name)), "")
    mandate = values.get("mandate_id")
    number = mandate and (_readable(Mandate, mandate).get("number") or f"#{mandate}")
    return (f"「{label}」" if label else "") + (f"（代表 {number}）" if number else "")


def _readable(model, pk) -> dict:
    """What can be read of a row; nothing when it is not there."""
    return next((row.values for row in rows(model, pk)), {})
