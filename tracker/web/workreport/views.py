"""The work report: the page, the rows behind each of its numbers, and the files."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django_tables2 import RequestConfig

from ...access.gate import opens
from ...exports import lists
from ...exports import workreport as book
from ...exports.text import file_name
from ...exports.word import workreport as text
from ...models import DutyKind, ReportedFigure, Term
from ...scores.calendar import NoPeriod, has_deputies
from ...scores.indicators.published import published
from ...scores.indicators.report import Report, report
from ...tables import workreport as tables
from ...tables.report_rows import COUNTERS
from ..downloads import answer, official
from ..homes.links import link
from ..listing import MOST_IN_FILE, need_few
from ..problems import in_sentences
from ..terms import offer
from . import number, question, rows

PER_PAGE = 50


@in_sentences
def page(request):
    """The indicators of a year or since a session by section, each with the number before and what is published."""
    asked = question.read(request.GET, request.who)
    context = {
        "asked": asked,
        "terms": offer(Term.objects.visible_to(request.who).filter(has_deputies()), asked.term),
        "links": {
            "workbook": opens("work-report-xlsx", request.who),
            "draft": opens("work-report-docx", request.who),
            "figures": _figures(request, asked),
        },
    }
    try:
        found = report(asked.span)
    except NoPeriod as problem:
        return render(request, "tracker/work_report.html", context | {"problem": str(problem)})
    return render(request, "tracker/work_report.html", context | {"report": found} | _numbers(request, found))


def _figures(request, asked) -> str:
    return link(request, "figures", **({"year": asked.year} if asked.year else {}))


def _numbers(request, found: Report) -> dict:
    address, span = _link(request), found.span
    told = published(span, ReportedFigure.objects.visible_to(request.who).standing())
    labels = dict(DutyKind.objects.order_by("order", "code").values_list("code", "label"))
    return {
        "sections": tables.rows_of(found, told, labels, address),
        "told": any(told.get(line.indicator.code) for line in found.lines),
        "kinds": tables.KindTable(tables.kinds_of(found), span=span, link=address),
        "others": tables.KindTable(tables.others_of(found), span=span, link=address),
    }


def _link(request) -> tables.Link:
    """Gives the address of the rows of a number, where who is asking may open them."""
    if not opens("work-report-rows", request.who):
        return lambda span, **asked: ""
    return question.rows_address


@in_sentences
def behind(request):
    """Exactly the rows that a number counted."""
    asked, wanted, found, table = _asked_rows(request)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "wanted": wanted,
        "found": found,
        "number": len(rows.part_of(found, wanted.part)),
        "most": MOST_IN_FILE,
        "counter": COUNTERS[found.rows],
        "table": table,
        "query": request.GET.urlencode(),
        "back": question.address_of(asked.span),
    }
    return render(request, "tracker/work_report_rows.html", context)


def _asked_rows(request) -> tuple:
    """(question, number, count, table) of an address; refused with a sentence where something cannot be read."""
    asked = question.read(request.GET, request.who)
    asked.need_readable()
    wanted = number.wanted(request.GET)
    facts, found = number.counted(asked, wanted)
    keys = rows.part_of(found, wanted.part)
    return asked, wanted, found, rows.table_of(found, rows.Behind(asked.span, facts, wanted.asked, keys))


@official
@in_sentences
def behind_workbook(request):
    """The rows of a number as a workbook."""
    asked, wanted, _found, table = _asked_rows(request)
    need_few(len(table.data))
    part = gettext("（分母）") if wanted.part else ""
    days = asked.span.label.replace("（", "，").rstrip("）")
    name = f"{wanted.title}{part}（{days}）"
    facts = [("含义", wanted.meaning), ("时段", asked.span.days), ("截至日", asked.on.isoformat())]
    made = {"made_on": timezone.localdate(), "scope": asked.term.label, "facts": facts}
    return answer(file_name(name), lambda out: lists.shown(table, name, out, **made))


def _report(request) -> Report:
    """The report of an address, refused with a sentence where something cannot be read."""
    asked = question.read(request.GET, request.who)
    asked.need_readable()
    return report(asked.span)


@official
@in_sentences
def workbook(request):
    """The workbook: the indicators and the rows behind them."""
    found, today = _report(request), timezone.localdate()
    return answer(file_name(book.title(found.span)), lambda out: book.write(found, out, made_on=today))


@official
@in_sentences
def draft(request):
    """The draft of the report as a Word file: numbers alone, so leaders may have it too."""
    found, today = text.draft(_report(request)), timezone.localdate()
    return answer(file_name(found.title), lambda out: text.write(found, out, made_on=today), "docx")
