"""One proposal: corrected and taken, left out, or opened again."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...ledger import figures as verbs
from ...models import DutyKind, FigureProposal, Indicator
from ...tables.readings import NOT_TOLD, TONES, lacks_of, line_of, period_of, requirement_of
from ..own.deed import run
from .bodies import Bodies
from .forms import ProposalForm
from .page import LACKING, WHICH

State = FigureProposal.State


class ReasonForm(forms.Form):
    """Why a proposal is left out, or opened again."""

    reason = forms.CharField(label=_("原因（可不填）"), max_length=200, required=False)


def proposal(request, pk):
    """The form of a proposal that waits; what was decided of another, and the way back."""
    row = _find(request, pk)
    is_open = row.reading.state == row.reading.State.OPEN
    if not is_open or row.state != State.PROPOSED:
        return _decided(request, row, is_open)
    if request.POST.get("act") == "reject":
        return _reject(request, row)
    form = ProposalForm(request.POST if request.method == "POST" else None, proposal=row)
    bodies = Bodies()
    if run(request, form, lambda by: verbs.accept(by, row, _values(form, bodies))):
        row.refresh_from_db()
        messages.success(request, gettext("%(state)s：%(quote)s") % _said(row))
        return redirect(_after(row))
    return _show(request, row, {"form": form, "leaving": ReasonForm(), **_offered(bodies)})


def _after(row) -> str:
    """The page of the reading: while others lack something too, those, after one that did."""
    lacking = lacks_of(row) and row.reading.proposals.filter(WHICH[LACKING]).exists()
    return reverse("reading", args=[row.reading_id]) + (f"?tab={LACKING}" if lacking else "")


def _find(request, pk) -> FigureProposal:
    rows = FigureProposal.objects.visible_to(request.who)
    return get_object_or_404(rows.select_related("reading__owner", "indicator", "figure", "decided_by"), pk=pk)


def _values(form, bodies) -> dict:
    said = dict(form.cleaned_data)
    return said | {"body": bodies.named(said["body_name"])}


def _said(row) -> dict:
    return {"state": row.get_state_display(), "quote": row.quote}


def _offered(bodies) -> dict:
    """What the lists beside the fields offer."""
    rows = Indicator.objects.order_by("scope", "order", "code")
    return {"indicators": [(row.name, row.get_scope_display()) for row in rows], "names": sorted(bodies.by_name)}


def _reject(request, row):
    form = ReasonForm(request.POST)
    if run(request, form, lambda by: verbs.reject(by, row, form.cleaned_data["reason"])):
        messages.success(request, gettext("不采用：%(quote)s") % {"quote": row.quote})
        return redirect(_after(row))
    return _show(request, row, {"form": ProposalForm(proposal=row), "leaving": form, **_offered(Bodies())})


def _decided(request, row, is_open):
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if run(request, form, lambda by: verbs.reconsider(by, row, form.cleaned_data["reason"])):
        messages.success(request, gettext("已改回待核对：%(quote)s") % {"quote": row.quote})
        return redirect("proposal", row.pk)
    return _show(request, row, {"form": form, "is_decided": True, "may_reopen": is_open})


def _show(request, row, more):
    kinds = dict(DutyKind.objects.values_list("code", "label"))
    line = line_of(row, row.reading.text, Bodies().named(row.body_name), kinds)
    context = {
        "line": line,
        "missing": [NOT_TOLD[name] for name in line.lacks],
        "row": row,
        "tone": TONES[row.state],
        "period": period_of(row),
        "requirement": requirement_of(line) if row.is_requirement else "",
        "once": request.POST.get("once") or uuid4(),
        **more,
    }
    return render(request, "tracker/readings/proposal.html", context)
