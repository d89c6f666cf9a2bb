"""Prints what each record of a deputy counts for, or why it does not."""

from django.core.management.base import BaseCommand

from tracker.exports import shapes
from tracker.ledger.moment import one_moment
from tracker.management import doors
from tracker.models import DutyKind
from tracker.scores import explain, facts
from tracker.scores.classify import COUNTED


class Command(BaseCommand):
    help = "逐条说明一名代表的登记计入哪一项，不计入的说明原因。"

    def add_arguments(self, parser):
        parser.add_argument("--term", required=True, help="届的代码，如 chongqing-congress-6")
        parser.add_argument("--deputy", required=True, help="代表编号")
        cycle = parser.add_mutually_exclusive_group(required=True)
        cycle.add_argument("--year", type=int)
        cycle.add_argument("--whole-term", action="store_true")
        parser.add_argument("--on", help="截至日，如 2024-01-01；默认今天")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    @one_moment()
    def handle(self, *args, **asked):
        term = doors.term_of(asked["term"])
        period = doors.period_of(term, asked["year"])
        mandates = doors.mandates_of(term, asked["deputy"])
        case = facts.gather(term, mandates, [period], doors.day_of(asked["on"]))
        rows = explain.explain(case, period)
        if asked["format"] == "json":
            return doors.as_json(shapes.explained(rows))
        labels = {item.code: item.label for item in case.book.requirements(period.cycle)}
        return doors.as_table(["日期", "类别", "名称", "结果"], _lines(rows, labels), self.stdout)


def _lines(rows, labels):
    kinds = dict(DutyKind.objects.values_list("code", "label"))
    return [
        [row.record.occurred_on, kinds.get(row.record.kind, row.record.kind), row.record.title, _answer(row, labels)]
        for row in rows
    ]


def _answer(row, labels):
    counted = [labels[code] for code, answer in row.answers.items() if answer == COUNTED]
    return f"计入{'、'.join(counted)}" if counted else "；".join(explain.LABELS[reason] for reason in row.reasons)
