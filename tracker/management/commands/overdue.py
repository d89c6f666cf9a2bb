"""Writes that due days have passed, once for each, however many days the command has not run."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from tracker.ledger import By, Refused
from tracker.ledger.actors import system_user
from tracker.ledger.days import redate
from tracker.ledger.overdue import write_overdue
from tracker.management import doors
from tracker.models import Assignment

CALENDAR = "节假日安排或办理规则更新"


class Command(BaseCommand):
    help = "登记已过期限而未答复的承办件：每个期限只登记一次，日期为期限次日；可以隔数周再运行。"

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DATE", help="截至日，如 2024-01-01；默认今天")

    def handle(self, *args, **asked):
        on = doors.day_of(asked["on"])
        by = By(system_user(), timezone.now())
        try:
            with transaction.atomic():
                moved = redate(by, CALENDAR)
                missed = write_overdue(by, on)
        except Refused as error:
            raise CommandError(str(error)) from error
        if moved:
            self.stderr.write(f"提醒：{CALENDAR}，{moved} 个未答复件的期限已随之调整。")
        return "\n".join([f"截至 {on}，新登记 {len(missed)} 件超期。", *_lines(missed)])


def _lines(missed):
    rows = Assignment.objects.filter(pk__in={row.assignment for row in missed})
    known = {row.pk: row for row in rows.select_related("suggestion", "unit")}
    for row in missed:
        assignment = known[row.assignment]
        suggestion = assignment.suggestion
        yield f"{suggestion.number}　{suggestion}　{assignment.unit}　第 {row.round} 轮　期限 {row.due_on}"
