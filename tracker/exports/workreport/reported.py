"""The sheet 与公布数对照: what documents reported for the same body and period beside what the ledger counts."""

from datetime import date

from django.db.models import Q

from ...models import Body, ReportedFigure
from ...scores import figures
from ...scores.indicators.spans import Span
from ...tables.figures import MEANINGS, RESULTS, amount, number_of, period_of, result_of, unit_of
from ..workbook import Workbook
from .paper import Paper

NAME = "与公布数对照"
HEADS = {
    **{"指标": 26, "机构": 20, "期间": 15, "公布的数": 13, "账本计数": 12, "分子 ÷ 分母": 12, "对照": 22},
    **{"原文": 42, "来源文件": 30, "说明": 30},
}
NOTHING = "没有文件公布过本机构、本时段的数字；可在「文件识读」中录入公布的报告。"


def reported(book: Workbook, paper: Paper):
    """Write the sheet 与公布数对照."""
    span = paper.report.span
    found = figures.compare(figures_of(span), span.on)
    lines = [_line(line) for line in found.lines]
    sheet, form = paper.page(book, NAME, list(HEADS.values()), *_notes(found.lines))
    sheet.table([("", head) for head in HEADS], lines, freeze=1)
    if not lines:
        sheet.section(NOTHING)
    sheet.foot(form)


def figures_of(span: Span):
    """The standing figures of the term's body and its offices whose period lies in the days of the span."""
    first = date(span.starts_on.year, 1, 1)
    last = date(span.year, 12, 31) if span.year else span.last_on
    bodies = Body.objects.below([span.term.body_id])
    offices = Body.objects.filter(Q(pk=span.term.body_id) | Q(pk__in=bodies, kind=Body.Kind.OFFICE))
    return ReportedFigure.objects.standing().filter(body__in=offices, starts_on__gte=first, last_on__lte=last)


def _line(line: figures.Line) -> list:
    row, found = line.indicator, line.recorded
    told = dict.fromkeys(f"{number_of(each)}{unit_of(each)}" for each in line.witnesses)
    return [
        *(row.label, line.about.body_name, period_of(line.about, line.witnesses[0].precision), "；".join(told)),
        *(_counted(line), _parts(found), result_of(line)),
        *("\n".join(f"“{each.quote}”" for each in line.witnesses), _documents(line)),
        "\n".join(dict.fromkeys(each.note for each in line.witnesses if each.note)),
    ]


def _counted(line) -> str:
    found = line.recorded
    if found.number is None:
        return ""
    if found.count.of is not None:
        return f"{found.count.percent}%"
    return f"{amount(found.number)}{line.indicator.unit}"


def _parts(found) -> str:
    return f"{len(found.count.ids)} ÷ {len(found.count.of)}" if found.count and found.count.of is not None else ""


def _documents(line) -> str:
    return "\n".join(dict.fromkeys(str(each.document) for each in line.witnesses))


def _notes(lines) -> tuple[str, ...]:
    numbers = "，".join(
        f"{label} {sum(line.result == result for line in lines)} 条" for result, label in RESULTS.items()
    )
    meanings = "".join(f"{RESULTS[result]}：{meaning}" for result, meaning in MEANINGS.items())
    return (
        f"注：{numbers}。公布的数照录原文，概数（如 6300余）不改为准确数。账本计数按公布的期间，截至期间的最后一日；"
        "「指标」表截至制表所用的截至日，此后补办的会使两处不同。",
        f"{meanings}次、名、人次、件互不对照；区县的数字不相加，也不与市级的对照。",
    )
