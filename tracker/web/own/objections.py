"""The objections of deputies: listed for the staff and the group's liaison, settled by the office or a verifier."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from ...exports import lists
from ...ledger import answers
from ...models import RollAnswer, Term
from ...scores import own
from ...tables.own import ObjectionTable
from ..access import rights_of
from ..downloads import answer, official
from ..terms import several
from .deed import run
from .files import about
from .forms import Settle

TABS = {"open": gettext_lazy("待处理"), "settled": gettext_lazy("已处理"), "all": gettext_lazy("全部")}
PER_PAGE = 50


def _asked(request) -> tuple[str, dict]:
    """The tab asked for, and the objections of each tab."""
    rows = own.objections(RollAnswer.objects.visible_to(request.who))
    tabs = {"open": rows.filter(settled_on=None), "settled": rows.exclude(settled_on=None), "all": rows}
    tab = request.GET.get("tab", "")
    return (tab if tab in tabs else "open"), tabs


def objections(request):
    """The objections, those to be settled first."""
    tab, tabs = _asked(request)
    of_many = several(Term.objects.visible_to(request.who))
    table = ObjectionTable(tabs[tab], settles=bool(request.roles & answers.SETTLING), terms=of_many)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    counts = {code: rows.count() for code, rows in tabs.items()}
    context = {
        "table": table,
        "tab": tab,
        "tabs": [(label, counts[code], code, code == tab) for code, label in TABS.items()],
        "shown": counts[tab],
    }
    return render(request, "tracker/own/objections.html", context)


@official
def workbook(request):
    """The objections that the list shows, as a workbook."""
    tab, tabs = _asked(request)
    of_many, today = several(Term.objects.visible_to(request.who)), timezone.localdate()
    table = ObjectionTable(tabs[tab], terms=of_many, page=False)
    scope = f"您可以查看的异议（{TABS[tab]}）"
    return answer("代表核对异议", lambda out: lists.shown(table, "代表核对异议", out, made_on=today, scope=scope))


def settle(request, pk):
    """Rule on one objection: keep the record, return it to who entered it, or void it."""
    rows = own.objections(RollAnswer.objects.visible_to(request.who))
    row = get_object_or_404(rows, pk=pk)
    if not answers.may_settle(rights_of(request), row):
        raise PermissionDenied
    form = Settle(request.POST or None, record=row.record)
    if run(request, form, lambda by: _settle(by, row, **form.cleaned_data)):
        messages.success(request, _("异议已处理，代表会看到处理意见。"))
        return redirect("objections")
    context = {
        "objection": row,
        "record": row.record,
        "form": form,
        "about": about(request, row.record),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "tracker/own/settle.html", context)


def _settle(by, row, outcome, note) -> RollAnswer:
    return answers.settle(by, row, note, outcome)
