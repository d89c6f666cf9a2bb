"""Prints what documents report beside what the ledger counts, and whether the relations between numbers hold."""

from django.core.management.base import BaseCommand, CommandError

from tracker.exports import figures as shapes
from tracker.ledger.moment import one_moment
from tracker.management import doors
from tracker.models import FigureRelation, ReportedFigure
from tracker.scores import figures
from tracker.tables import amounts
from tracker.tables import figures as words

HEADS = ["指标", "机构", "期间", "公布的数", "账本计数", "对照"]
RELATION_HEADS = ["关系", "机构", "期间", "依据", "数字", "判断"]
YEARS = (1900, 2200)


class Command(BaseCommand):
    help = "公布的数字与账本计数对照，以及数字之间的关系是否成立。"

    def add_arguments(self, parser):
        parser.add_argument("--body", metavar="NAME", help="报告机构、机构的名称或代码；默认全部")
        parser.add_argument("--year", type=int, metavar="YYYY", help="期间在这一年内有日子的数字；默认全部")
        parser.add_argument("--on", metavar="DATE", help="截至日，如 2024-01-01；默认今天")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    @one_moment()
    def handle(self, *args, **asked):
        on, year = doors.day_of(asked["on"]), asked["year"]
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            raise CommandError(f"--year：应为 {YEARS[0]} 至 {YEARS[1]} 的年份，实际为「{year}」。")
        found = figures.compare(_of(asked["body"]), on)
        if year is not None:
            found = figures.narrowed(found, [line for line in found.lines if figures.of_year(line, year)])
        if asked["format"] == "json":
            return doors.as_json(shapes.shape(found, FigureRelation.objects.all()))
        lines, judged = map(_line, found.lines), map(_judged, found.judged)
        tables = (doors.as_table(HEADS, lines, self.stdout), doors.as_table(RELATION_HEADS, judged, self.stdout))
        return "\n\n".join(tables)


def _of(name):
    """The standing figures of a body by its name in reports, its name or its code; an unknown one is refused."""
    rows = ReportedFigure.objects.standing()
    if name is None:
        return rows
    asked = ({"body_name": name}, {"body__name": name}, {"body__code": name})
    found = next((those for those in (rows.filter(**one) for one in asked) if those.exists()), None)
    if found is None:
        known = "、".join(sorted(set(rows.order_by().values_list("body_name", flat=True))))
        raise CommandError(f"--body：没有「{name}」公布的数字；已有：{known or '无，请先运行 manage.py seed'}。")
    return found


def _line(line):
    told = "；".join(dict.fromkeys(map(amounts.said, line.witnesses)))
    period = words.period_of(line.about, line.witnesses[0].precision)
    recorded = words.recorded_number(line.recorded, line.indicator.unit)
    return [line.indicator.label, line.about.body_name, period, told, recorded, words.result_of(line)]


def _judged(row):
    period, basis = words.period_of(row.about), str(words.BASES[row.basis])
    return [row.relation.text, row.about.body_name, period, basis, words.formula(row), str(words.HOLDS[row.holds])]
