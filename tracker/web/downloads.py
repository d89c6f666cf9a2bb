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
from .problems import in_sentences
from .views import chosen, judged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _official(view):
    """What the office files is Chinese, whatever language the screen has."""

    @wraps(view)
    def in_chinese(request, **address):
        with translation.override(settings.LANGUAGE_CODE):
            return view(request, **address)

    return in_chinese


def _answer(name: str, write) -> HttpResponse:
    out = BytesIO()
    write(out)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _asked(request, **given):
    """The question of an address; what is filed answers exactly what was asked, or nothing."""
    get = request.GET.copy()
    for name, value in given.items():
        get[name] = value
    asked = question.read(get)
    if asked.errors:
        raise question.Unreadable("；".join(asked.errors))
    return asked


def _judged(request, asked):
    if not request.roles & LISTS:
        raise PermissionDenied
    return judged(asked, visible_mandates(request))


def _scope(request, asked) -> str:
    """Which part of the congress a file is about; empty for all of it."""
    groups = [] if request.roles & STAFF else [grant.group.name for grant in request.grants if grant.group]
    outcome = OUTCOME_LABELS.get(asked.outcome, "")
    parts = [*groups, asked.unit, asked.group, asked.q and f"查找「{asked.q}」", outcome]
    return "；".join(part for part in parts if part)


@_official
@in_sentences
def compliance(request, term, year):
    """The annual compliance workbook of the deputies who is asking may see."""
    asked = _asked(request, term=term, year=str(year), cycle="year")
    judgement = _judged(request, asked)
    name = reports.compliance_title(judgement)
    return _answer(name, lambda out: reports.compliance(judgement, out, made_on=timezone.localdate()))


@_official
@in_sentences
def shown(request):
    """The list as the screen shows it, filters and all."""
    asked = _asked(request)
    judgement = _judged(request, asked)
    table = DeputyTable(chosen(judgement, asked), judgement=judgement)
    name = f"{asked.term.label}代表{asked.year}年履职情况（当前结果）"
    return _answer(name, lambda out: reports.shown(table, judgement, name, out, made_on=timezone.localdate()))


@_official
@in_sentences
def duty_file(request, term, number):
    """The duty file of one deputy."""
    mandate = get_object_or_404(visible_mandates(request).select_related("term"), term__code=term, number=number)
    asked = _asked(request, term=term)
    name = f"{mandate.term.label}代表履职档案 {number}"
    periods = reports.file_periods(asked.periods, asked.on)
    judgement = summary.judge(mandate.term, Mandate.objects.filter(pk=mandate.pk), periods, asked.on)
    return _answer(name, lambda out: reports.duty_file(judgement, out, made_on=timezone.localdate()))
