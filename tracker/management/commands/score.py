"""Prints who met the requirements."""

import csv
from io import StringIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.exports import shapes
from tracker.ledger import snapshots
from tracker.ledger.moment import one_moment
from tracker.management import doors
from tracker.scores import summary, totals
from tracker.tables import base
from tracker.tables.deputies import DeputyTable
from tracker.tables.words import OUTCOME_LABELS

WRONG_USAGE = 2
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    help = "代表履职判定：每名代表每项要求的要求数、计入数和结果。"

    def add_arguments(self, parser):
        scope = parser.add_mutually_exclusive_group(required=True)
        scope.add_argument("--term", help="届的代码，如 chongqing-congress-6")
        scope.add_argument("--all-terms", action="store_true", help="所有届（只与 --year 同用）")
        cycle = parser.add_mutually_exclusive_group(required=True)
        cycle.add_argument("--year", type=int)
        cycle.add_argument("--whole-term", action="store_true")
        parser.add_argument("--on", help="截至日，如 2024-01-01；默认今天")
        parser.add_argument("--deputy", help="代表编号")
        parser.add_argument("--group", help="联系组或专业组的名称")
        parser.add_argument("--keep", action="store_true", help="存为全市汇总（只与 --all-terms 同用）")
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")

    def handle(self, *args, **asked):
        on = doors.day_of(asked["on"])
        if asked["all_terms"]:
            return self.all_terms(asked, on)
        if asked["keep"]:
            raise CommandError("--keep 只与 --all-terms 同用。", returncode=WRONG_USAGE)
        return self.one_term(asked, on)

    @one_moment()
    def one_term(self, asked, on):
        term = doors.term_of(asked["term"])
        period = doors.period_of(term, asked["year"])
        mandates = doors.mandates_of(term, asked["deputy"])
        judgement = doors.in_group(summary.judge(term, mandates, [period], on), asked["group"])
        if asked["format"] == "json":
            return doors.as_json(shapes.score(judgement))
        heads, rows = _sheet(judgement)
        return _csv(heads, rows) if asked["format"] == "csv" else doors.as_table(heads, rows, self.stdout)

    def all_terms(self, asked, on):
        narrowed = asked["deputy"] is not None or asked["group"] is not None
        if narrowed or asked["whole_term"] or asked["format"] == "csv":
            raise CommandError(
                "--all-terms 只与 --year、--on、--keep 和 --format table|json 同用。", returncode=WRONG_USAGE
            )
        seen, found = _totals(asked["year"], on)
        shape = shapes.all_terms(asked["year"], on, found)
        if asked["keep"]:
            snapshots.keep(None, timezone.now(), asked["year"], on, seen, shape["terms"])
        if asked["format"] == "json":
            return doors.as_json(shape)
        rows = [[term["term"], term["deputies"], *term["overall"].values()] for term in shape["terms"]]
        return doors.as_table(["届", "代表", *OUTCOME_LABELS.values()], rows, self.stdout)


@one_moment()
def _totals(year, on):
    """The head of the trail and the totals at that moment."""
    try:
        return snapshots.head(), totals.totals(year, on)
    except totals.NoYear as error:
        raise CommandError(f"--year：{error}") from error


def _sheet(judgement):
    table = DeputyTable(judgement.standings, judgement=judgement)
    return [group + head for group, head in base.heads(table)], base.rows(table)


def _csv(heads, rows):
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([[_text(value) for value in row] for row in rows])
    return out.getvalue()


def _text(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
