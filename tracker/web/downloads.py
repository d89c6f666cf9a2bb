"""The buttons that download a workbook: what they show is what the screen shows."""

from functools import wraps
from io import BytesIO
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation

from ..exports import reports
from ..models import STAFF, Mandate
from ..scores import summary
from ..tables.deputies import DeputyTable
from ..tables.words import OUTCOME_LABELS
from . import question
from .access import LISTS, visible_mandates
from .overview import chosen, judged
from .problems import in_sentences
from .wording import again

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {"xlsx": f"{OFFICE}spreadsheetml.sheet", "docx": f"{OFFICE}wordprocessingml.document"}


def official(view):
    """What the office files is Chinese, whatever language the screen has."""

    @wraps(view)
    def in_chinese(request, **address):
        with translation.override(settings.LANGUAGE_CODE):
            again()
            return view(request, **address)

    return in_chinese


def answer(name: str, write, ending: str = "xlsx") -> HttpResponse:
    """The download of a workbook, or of a file of another ending, that ``write`` puts into a stream."""
    out = BytesIO()
    write(out)
    response = HttpResponse(out.getvalue(), content_type=TYPES[ending])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{ending}"
    return response


def exactly(request, **given) -> question.Question:
    """The question of an address; what is filed answers exactly what was asked, or nothing."""
    get = request.GET.copy()
    for name, value in given.items():
        get[name] = value
    asked = question.read(get, request.who)
    if asked.errors:
        raise question.Unreadable("；".join(asked.errors))
    return asked


def _judged(request, asked):
    if not request.roles & LISTS:
        raise PermissionDenied
    judgement = judged(asked, request.who)
    if not judgement.standings:
        raise question.Unreadable(
            "没有您可以查看的代表，无法下载。请核对届、年度和截至日期，或联系系统管理员授予角色。"
        )
    return judgement


def _scope(request, judgement, asked=None, shown=None) -> str:
    """Which deputies a file is about, in words; empty when it is about all of the term."""
    own = [] if request.roles & STAFF else [grant.group.name for grant in request.grants if grant.group]
    parts = [*own, *(filters_of(judgement, asked) if asked else [])]
    number = len(judgement.standings) if shown is None else shown
    return f"{'；'.join(parts)}，{number} 名" if parts else ""


def filters_of(judgement, asked) -> list[str]:
    """The filters of a question, in words."""
    labels = {item.code: item.label for item in judgement.book.requirements()}
    named = (
        ("选举单位", asked.unit),
        ("组", asked.group),
        ("查找", asked.q),
        ("结果", OUTCOME_LABELS.get(asked.outcome, "")),
        ("要求", labels.get(asked.requirement, asked.requirement)),
    )
    return [f"{name}：{value}" for name, value in named if value]


@official
@in_sentences
def compliance(request, term, year):
    """The annual compliance workbook of the deputies who is asking may see."""
    asked = exactly(request, term=term, year=str(year), cycle="year")
    judgement = _judged(request, asked)
    scope = _scope(request, judgement)
    name = reports.compliance_title(judgement, scope)
    return answer(name, lambda out: reports.compliance(judgement, out, made_on=timezone.localdate(), scope=scope))


@official
@in_sentences
def shown(request):
    """The list as the screen shows it, filters and all."""
    asked = exactly(request)
    judgement = _judged(request, asked)
    rows = chosen(judgement, asked)
    table = DeputyTable(rows, judgement=judgement)
    scope = _scope(request, judgement, asked, len(rows))
    span = "本届" if asked.cycle == "term" else f"{asked.year}年"
    name = f"{asked.term.label}代表{span}履职情况"
    today = timezone.localdate()
    return answer(name, lambda out: reports.shown(table, judgement, name, out, made_on=today, scope=scope))


@official
@in_sentences
def duty_file(request, term, number):
    """The duty file of one deputy."""
    mandate = get_object_or_404(visible_mandates(request).select_related("term"), term__code=term, number=number)
    asked = exactly(request, term=term)
    name = f"{mandate.term.label}代表履职档案 {number}"
    periods = reports.file_periods(asked.periods, asked.on)
    judgement = summary.judge(mandate.term, Mandate.objects.filter(pk=mandate.pk), periods, asked.on)
    return answer(name, lambda out: reports.duty_file(judgement, out, made_on=timezone.localdate()))
