"""Prints the rates of handling suggestions, each with numerator and denominator."""

from django.core.management.base import BaseCommand

from tracker.exports import rate_shapes
from tracker.ledger.moment import one_moment
from tracker.management import doors
from tracker.scores.rates import measure
from tracker.scores.register import gather
from tracker.tables.rate_words import COUNT_LABELS, RATE_LABELS

HEADS = ["指标", "分子", "分母", "百分比"]


class Command(BaseCommand):
    help = "办理建议的时效率、满意率、落实率、公开率等，均附分子和分母。"

    def add_arguments(self, parser):
        parser.add_argument("--term", required=True, help="届的代码，如 chongqing-congress-6")
        parser.add_argument("--from", dest="first", metavar="DATE", help="交办日期自（含）；默认本届起始日")
        parser.add_argument("--to", dest="last", metavar="DATE", help="交办日期至（含）；默认截至日")
        parser.add_argument("--unit", metavar="NAME", help="承办单位或系统的名称，含其下级；默认全部")
        parser.add_argument("--on", metavar="DATE", help="截至日，如 2024-01-01；默认今天")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    @one_moment()
    def handle(self, *args, **asked):
        term, on = doors.term_of(asked["term"]), doors.day_of(asked["on"])
        span = doors.span_of(asked["first"], asked["last"])
        found = measure(gather(term, *span, on, doors.unit_of(asked["unit"])))
        if asked["format"] == "json":
            return doors.as_json(rate_shapes.rates(found))
        return doors.as_table(HEADS, [*_rates(found), *_counts(found)], self.stdout)


def _rates(found):
    for code, label in RATE_LABELS.items():
        rate = found[code]
        percent = "" if rate.percent is None else f"{rate.percent}%"
        yield [label, len(rate.numerator), len(rate.denominator), percent]


def _counts(found):
    yield from ([label, found.count(code), "", ""] for code, label in COUNT_LABELS.items())
    yield ["首次答复天数（中位数）", found.median_days, "", ""]
