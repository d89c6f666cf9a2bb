"""The terms that who is asking may see, found by name, level and place; each opens the page one came from."""

from django import forms
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django_tables2 import RequestConfig

from ..access.gate import opens
from ..access.matrix import PAGES
from ..exports import lists
from ..models import Body, Term
from ..tables.terms import TermListTable
from . import listing
from .downloads import answer, official
from .problems import in_sentences
from .terms import in_place

STARTS = ("overview", "assignments", "home")
TARGETS = frozenset(  # pages about a term, or about those of all
    {
        *STARTS,
        *("records", "activities", "activity-new", "reporting", "imports", "approvals", "rates", "work-report"),
        *("suggestions", "suggestion-new", "reminders", "reminder-history", "reminder-templates"),
    }
)


class TermForm(forms.Form):
    """The search, the level, and the page that a term is to open."""

    q = forms.CharField(required=False, max_length=40)
    level = forms.ChoiceField(required=False, choices=Body.Level.choices)
    to = forms.CharField(required=False, max_length=40)


def _asked(request) -> listing.Asked:
    return listing.read(TermForm(request.GET), {}, "")


def _target(request, asked) -> str:
    """The name of the page that a term opens; 404 for one that shows no term or is closed to who is asking."""
    name = asked.get("to") or next(name for name in STARTS if opens(name, request.who))
    if name not in TARGETS or not opens(name, request.who):
        raise Http404
    return name


def _rows(request, asked):
    """The terms whose body, or the body above it, every word names."""
    rows = Term.objects.visible_to(request.who)
    for word in asked.get("q").split():
        term, body = Q(label__icontains=word) | Q(code__icontains=word), Q(body__name__icontains=word)
        rows = rows.filter(term | body | Q(body__parent__name__icontains=word))
    rows = rows.filter(body__level=asked.get("level")) if asked.get("level") else rows
    return in_place(rows).select_related("body__parent")


def terms(request):
    """The terms by level and place, to open the page that is asked for."""
    asked = _asked(request)
    target, rows = _target(request, asked), _rows(request, asked)
    table = TermListTable(rows, opens=reverse(target))
    RequestConfig(request, paginate={"per_page": listing.PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "table": table,
        "number": rows.count(),
        "levels": Body.Level.choices,
        "to": target,
        "page": PAGES[target].label,
        "back": reverse(target),
    }
    return render(request, "tracker/term_list.html", context)


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    asked = _asked(request)
    asked.need_readable()
    level = Body.Level(asked.get("level")).label if asked.get("level") else ""
    scope = "；".join(filter(None, [str(level), asked.get("q")])) or "全部届"
    table, today = TermListTable(_rows(request, asked), opens=""), timezone.localdate()
    return answer("届一览", lambda out: lists.shown(table, "届一览", out, made_on=today, scope=scope))
