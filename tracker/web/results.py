"""The individual results that a leader may see: of approved periods alone, as they stood on the day approved."""

from dataclasses import dataclass, replace

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django_tables2 import RequestConfig

from ..exports import reports
from ..models import Approval, Mandate
from ..scores import summary
from ..tables.approvals import name_of
from ..tables.base import link_sorts
from ..tables.deputies import DeputyTable
from . import question
from .downloads import answer, filters_of, official
from .overview import PER_PAGE, cards, choices_of, chosen, unknown
from .problems import in_sentences


@dataclass(frozen=True)
class Asked:
    """The question of an address and the approval it is about; None where what is asked for is not approved."""

    question: question.Question
    approval: Approval | None
    approved: tuple[Approval, ...]
    period: str


def read(request) -> Asked:
    """The period asked for, or the latest approved one; 404 for who may not see individual results."""
    if not request.who.sees_results:
        raise Http404
    asked = question.read(request.GET, request.who)
    if not request.who.sees_results_of(asked.term.body_id):
        raise Http404
    standing = Approval.objects.filter(period__term=asked.term, withdrawn_on=None).select_related("period")
    approved = tuple(standing.order_by("-period__cycle", "-period__starts_on"))
    if not ({"year", "cycle"} & request.GET.keys()) and approved:
        return _about(asked, approved[0], approved)
    wanted = asked.judged_periods()[0]
    found = next((row for row in approved if (row.period.cycle, row.period.label) == wanted.key), None)
    return _about(asked, found, approved) if found else Asked(asked, None, approved, name_of(wanted))


def _about(asked, approval, approved) -> Asked:
    period = approval.period
    year = int(period.label) if period.cycle == "year" else asked.year
    return Asked(replace(asked, cycle=period.cycle, year=year, on=approval.as_of), approval, approved, name_of(period))


def judged(asked: Asked) -> summary.Judgement:
    """All deputies of the term over the approved period, as of the day of its results."""
    asked = asked.question
    return summary.judge(asked.term, Mandate.objects.filter(term=asked.term), asked.judged_periods()[:1], asked.on)


@in_sentences
def results(request):
    """The deputies in official order with strips and outcomes; their files stay closed."""
    asked = read(request)
    context = {"asked": asked.question, "approval": asked.approval, "period": asked.period, "tabs": _tabs(asked)}
    if asked.approval:
        context |= _list(request, asked)
    return render(request, "tracker/results.html", context)


def _tabs(asked: Asked) -> list[tuple[str, str, bool]]:
    """(label, address, whether asked) of each approved period."""
    return [(name_of(row.period), _address(asked, row), row == asked.approval) for row in asked.approved]


def _address(asked, row) -> str:
    year = int(row.period.label) if row.period.cycle == "year" else asked.question.year
    bare = {"unit": "", "group": "", "outcome": "", "requirement": "", "sort": "", "q": ""}
    return asked.question.address(cycle=row.period.cycle, year=year, on=row.as_of, **bare)


def _list(request, asked: Asked) -> dict:
    judgement, about = judged(asked), asked.question
    choices, rows = choices_of(judgement, about), chosen(judgement, about)
    table = _table(rows, judgement, page=True)
    link_sorts(table, about.sort, about.address)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return {
        "judgement": judgement,
        "problems": [*about.errors, *unknown(about, choices)],
        "cards": cards(judgement, about),
        "choices": choices,
        "table": table,
        "shown": len(rows),
        "clear": about.address(q="", unit="", group="", outcome="", requirement=""),
    }


def _table(rows, judgement, **kwargs) -> DeputyTable:
    return DeputyTable(rows, judgement=judgement, link=lambda standing: None, **kwargs)


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    asked = read(request)
    if asked.question.errors:
        raise question.Unreadable("；".join(asked.question.errors))
    if asked.approval is None:
        raise question.Unreadable(gettext("这个周期的结果尚未审定，没有可以下载的名单。"))
    judgement = judged(asked)
    rows = chosen(judgement, asked.question)
    name, scope = _name(asked), "；".join(filters_of(judgement, asked.question))
    table, today = _table(rows, judgement), timezone.localdate()
    scope = f"{scope}，{len(rows)} 名" if scope else ""
    return answer(name, lambda out: reports.shown(table, judgement, name, out, made_on=today, scope=scope))


def _name(asked: Asked) -> str:
    row, about = asked.approval, asked.question
    span = "本届" if about.cycle == "term" else f"{about.year}年"
    return f"{about.term.label}代表{span}履职结果（{row.approved_on}{row.approved_by}审定）"
