"""Who has reported (报送情况): the board, the records behind a cell, zero reports, the file."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from ..exports import reporting as reporting_book
from ..ledger import By, Refused
from ..ledger import reporting as verbs
from ..ledger.once import content_of, once
from ..models import STAFF, Group, Term, ZeroReport
from ..rules.calendar import chinese_month, month_after
from ..scores import reporting
from ..scores.months import MISSING, ZERO, Board, Cell
from ..tables import reporting as words
from .access import rights_of
from .downloads import answer, official
from .problems import in_sentences
from .reporting_question import ReportingForm, read, visible
from .terms import carried, offer

PER_PAGE = 50
FEW = 2


@dataclass(frozen=True)
class Shown:
    """A cell as a page shows it; ``may_report`` and ``may_withdraw`` say which button stands beside it."""

    cell: Cell
    label: str
    css: str
    details: list[str]
    may_report: bool = False
    may_withdraw: bool = False


@in_sentences
def board(request):
    """Groups and months as a table, or the year of one group month by month, with what may be done about each."""
    asked = read(request)
    found, speaks_for = asked.board(), _speaks_for(request, asked.shown)
    as_list = len(asked.shown) <= FEW
    people = reporting.liaisons([group.pk for group in asked.shown], asked.on) if as_list else {}
    rows = [(group, _row(found, group, group in speaks_for), people.get(group.pk, [])) for group in asked.shown]
    context = {
        "asked": asked,
        "board": found,
        "rows": rows,
        "as_list": as_list,
        "totals": words.total_rows(found),
        "terms": offer(Term.objects.filter(pk__in=visible(request).order_by().values("term")), asked.term),
        "carried": carried(asked.on),
        "years": [(year, asked.address(year=year)) for year in asked.years],
        "now": _now(rows, timezone.localdate()),
        "may_press": bool(request.roles & STAFF) and any(found.owes(group.pk) for group in asked.shown),
        "is_staff": bool(request.roles & STAFF),
        **_legend(),
    }
    return render(request, "tracker/reporting.html", context)


def _speaks_for(request, groups) -> set[Group]:
    rights = rights_of(request)
    return {group for group in groups if verbs.may_report(rights, group)}


def _row(found: Board, group, speaks) -> list[Shown]:
    return [_shown(cell, speaks) for cell in found.rows[group.pk]]


def _shown(cell: Cell, speaks: bool) -> Shown:
    missing, zero = cell.status == MISSING, cell.status == ZERO
    label, css, said = words.status_label(cell), words.status_class(cell), words.details(cell)
    return Shown(cell, label, css, said, speaks and missing, speaks and zero)


def _now(rows, today) -> Shown | None:
    """The cell of the present month, for the button of who looks at one group."""
    cells = rows[0][1] if len(rows) == 1 else []
    return next((shown for shown in cells if shown.cell.month <= today < month_after(shown.cell.month)), None)


def _legend() -> dict:
    labels = {**words.STATUS_LABELS, "": words.BLANK_LABEL}
    meanings = [(labels[status], meaning) for status, meaning in words.STATUS_MEANINGS.items()]
    return {"meanings": meanings, "basis": [words.COUNTED, words.NUMBERS, words.AS_NOW]}


def cell(request, group, year, month):
    """The records that a cell counted, and the zero reports of the month."""
    row, first = _group(request, group), _month(year, month)
    on, found = _one(request, row, first)
    speaks = row in _speaks_for(request, [row])
    table = words.RecordTable(reporting.records(row, first, on), links=True)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "group": row,
        "month": first,
        "on": on,
        "shown": _shown(found, speaks),
        "number": words.total_of(found),
        "table": table,
        "passed": reporting.passed_over(row.term, [row.pk], first, month_after(first), on),
        "zeros": ZeroReport.objects.filter(group=row, month=first).select_related("reported_by").order_by("pk"),
        "back": _address(row, first, on),
        **_legend(),
    }
    return render(request, "tracker/reporting_cell.html", context)


def _one(request, group, first) -> tuple[date, Cell]:
    """The day asked for, and the cell of a group and a month; 404 where the term has no such month."""
    form = ReportingForm(request.GET)
    form.is_valid()
    on = form.cleaned_data.get("on") or timezone.localdate()
    found = reporting.judge(group.term, [group], first.year, on).cell(group.pk, first)
    if found is None:
        raise Http404
    return on, found


def _group(request, pk) -> Group:
    return get_object_or_404(visible(request).select_related("term"), pk=pk)


def _month(year, month) -> date:
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def _address(group, first, on=None) -> str:
    """The page of the year of a group."""
    said = {"term": group.term.code, "year": first.year, "group": group.pk} | ({"on": on} if on else {})
    return f"{reverse('reporting')}?{urlencode(said)}"


def report_zero(request, group, year, month):
    """Report that a month holds nothing to register, after a yes."""
    return _zero(request, group, _month(year, month), _("作零报告"), verbs.report_nothing)


def withdraw_zero(request, group, year, month):
    """Take the zero report of a month back, after a yes."""
    return _zero(request, group, _month(year, month), _("撤回零报告"), _withdraw)


def _withdraw(by, group, month):
    report = (
        ZeroReport.objects.filter(group=group, month=month, withdrawn_on=None).select_related("group__term").first()
    )
    if report is None:
        raise Refused(f"「{group}」{chinese_month(month)}没有可以撤回的零报告。")
    return verbs.withdraw(by, report)


def _zero(request, group, month, label, verb):
    row = _group(request, group)
    if row not in _speaks_for(request, [row]):
        raise PermissionDenied
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(request, form, lambda by: verb(by, row, month)):
        said = {"group": row, "month": chinese_month(month), "act": label}
        messages.success(request, _("%(group)s %(month)s：%(act)s，完成。") % said)
        return redirect(_address(row, month))
    context = {
        "group": row,
        "month": month,
        "label": label,
        "form": form,
        "is_report": verb is verbs.report_nothing,
        "once": request.POST.get("once") or uuid4(),
        "back": reverse("reporting-cell", args=[row.pk, month.year, month.month]),
    }
    return render(request, "tracker/reporting_zero.html", context)


def _done(request, form, do) -> bool:
    """Do a deed once; False when its refusal stands on the form."""
    by, key = By(request.user, timezone.now()), request.POST.get("once", "").replace("\0", "")[:36]
    try:
        once(by, key, content_of(request.path, request.POST.lists()), lambda: do(by))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@official
@in_sentences
def workbook(request):
    """The board of the groups that who is asking may see, as a workbook."""
    asked = read(request)
    asked.need_readable()
    people = reporting.liaisons([group.pk for group in asked.shown], asked.on)
    report = reporting_book.Report(asked.term, asked.shown, asked.board(), people, _scope(request, asked))
    today = timezone.localdate()
    return answer(report.title, lambda out: reporting_book.write(report, out, made_on=today))


def _scope(request, asked) -> str:
    """Which groups a file is about, in words; empty when it is about all of the term."""
    if asked.group or not request.roles & STAFF:
        return "、".join(str(group) for group in asked.shown)
    return ""
