"""Says whether the ledger agrees with its trail."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from tracker.ledger.check import Fault, faults

PROBLEMS = {
    "changed": "内容与最后一次操作记录不符，有人绕过账本改动了这一行",
    "unrecorded": "没有任何操作记录，有人绕过账本写入了这一行",
    "missing": "操作记录中有，表中已没有这一行，有人绕过账本删除了它",
}


class Command(BaseCommand):
    help = "核对账本：每一行事实是否与它最后一次操作记录一致；不一致的逐行列出。"

    def handle(self, *args, **options):
        found = 0
        for found, fault in enumerate(faults(), start=1):  # noqa: B007
            self.stdout.write(sentence(fault))
        if found:
            raise CommandError(f"账本有 {found} 行与操作记录不符，已逐行列出；请保全数据库并查明原因，不要直接改回。")
        self.stdout.write("账本与操作记录一致。")


def sentence(fault: Fault) -> str:
    """One fault: which table, which row, what is wrong, and the event that says so."""
    model = apps.get_model("tracker", fault.subject)
    event = f"（操作记录 {fault.event_id}）" if fault.event_id else ""
    place = f"{model._meta.verbose_name} {fault.object_id}{_what(model, fault.object_id)}"
    return f"{place}：{PROBLEMS[fault.problem]}{event}。"


def _what(model, pk) -> str:
    row = model._base_manager.filter(pk=pk).first()
    if row is None:
        return ""
    mandate = getattr(row, "mandate", None)
    return f"「{row}」" if mandate is None else f"「{row}」（代表 {mandate.number}）"
