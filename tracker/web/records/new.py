"""Registering a duty for a deputy (代登): first whose, then what."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...ledger import duties
from ...ledger.odd import oddities
from ...models import Mandate
from ...scores import own
from ..own.deed import run
from ..sent import before
from .filters import has_many_terms
from .forms import New

MANY = 60
LONG = 19


def new(request):
    """Choose a deputy whom one may register for, then say what he or she did."""
    given = request.GET.get("mandate", "")
    visible = Mandate.objects.visible_to(request.who).select_related("person", "term")
    if not given:
        return _choose(request, visible)
    key = int(given) if given.isdecimal() and len(given) < LONG else None
    return _enter(request, get_object_or_404(visible, pk=key))


def _choose(request, visible):
    """The deputies who serve today and whom a text names; a liaison sees the own group at once."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:40]
    rows = visible.serving(request.who.on)
    rows = rows.called(q) if q else rows
    found = list(rows.order_by("-term__starts_on", "list_position", "number")[: MANY + 1])
    listed = found if q or len(found) <= MANY else []
    context = {"q": q, "found": listed[:MANY], "more": len(listed) > MANY, "too_many": bool(found) and not listed}
    context["several"] = len({row.term_id for row in found}) > 1 or has_many_terms(request)
    return render(request, "tracker/record_choose.html", context)


def _enter(request, mandate):
    for row in before(request):
        return redirect("record", row.pk)
    options = {"term": mandate.term, "today": request.who.on}
    form = New(request.POST if request.method == "POST" else None, **options)
    alike = _alike(request, mandate, form)
    for row in [] if alike else run(request, form, lambda by: _record(by, mandate, form.cleaned_data)):
        sent = row.state != row.State.DRAFT
        messages.success(request, _("已登记，等待另一人审核。") if sent else _("草稿已保存，还没有提交。"))
        for sentence in oddities(row, list(row.term.sessions.all()), timezone.localdate()):
            messages.warning(request, sentence)
        return redirect("record", row.pk)
    context = {"mandate": mandate, "form": form, "alike": alike, "once": request.POST.get("once") or uuid4()}
    return render(request, "tracker/record_new.html", context)


def _alike(request, mandate, form) -> list:
    """What may be the same duty, unless the form answers that it is not."""
    if request.method != "POST" or not form.is_valid() or request.POST.get("sure"):
        return []
    said = form.cleaned_data
    return own.alike(mandate, said["kind"], said["occurred_on"])


def _record(by, mandate, said):
    content = {name: value for name, value in said.items() if name != "draft"}
    row = duties.record(by, mandate, **content)
    return row if said["draft"] else duties.submit(by, row)
