"""代表核对: what others entered about a deputy, to be confirmed or objected to."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...ledger import Refused, answers
from ...models import RollAnswer
from ...scores import own
from .deed import LONG, need_as_seen, run
from .forms import Object

MOST = 100


def checks(request):
    """What is to be checked, one by one or all at once, and the own objections with what became of them."""
    return _show(request, forms.Form())


def _show(request, form):
    mandates = own.mandates_of(request.who)
    rows = list(own.to_check(mandates, request.user, request.who.on)[:MOST])
    said = RollAnswer.objects.visible_to(request.who).filter(record__mandate__in=mandates)
    context = {
        "form": form,
        "rows": [(row, uuid4()) for row in rows],
        "verifies": any(row.term.body.confirmation_verifies for row in rows),
        "objections": own.objections(said),
        "confirmed": said.filter(word=RollAnswer.Word.CONFIRMED, settled_on=None).count(),
        "once": uuid4(),
        "seen": own.head_of(row.pk for row in rows),
    }
    return render(request, "tracker/own/checks.html", context)


@require_POST
def confirm(request):
    """Confirm the records that the page listed: the one pressed, or all."""
    form = forms.Form(request.POST)
    wanted = {int(pk) for pk in request.POST.getlist("record") if pk.isdecimal() and len(pk) < LONG}
    done = run(request, form, lambda by: _confirm(request, by, wanted))
    if not done:
        return _show(request, form)
    if done[0]:
        messages.success(request, _("已确认 %(n)s 条。") % {"n": done[0]})
    return redirect("own-checks")


def _confirm(request, by, wanted) -> int:
    need_as_seen(request, wanted)
    rows = own.to_check(own.mandates_of(request.who), request.user, request.who.on).filter(pk__in=wanted)
    found = list(rows)
    if not found:
        raise Refused("要确认的登记已经核对过，或者已被退回、作废；请刷新后再看。")
    return answers.confirm_all(by, found)


def object_(request, pk):
    """Say what is wrong with a record that somebody else entered; the record stays as it is until the office rules."""
    row = get_object_or_404(own.records_of(own.mandates_of(request.who)), pk=pk)
    form = Object(request.POST or None)
    if run(request, form, lambda by: _object(request, by, row, form.cleaned_data["reason"])):
        messages.success(request, _("异议已提交，由工作机构处理；处理结果会显示在这里。"))
        return redirect("own-checks")
    context = {
        "record": row,
        "form": form,
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or own.head_of([row.pk]),
    }
    return render(request, "tracker/own/object.html", context)


def _object(request, by, row, reason) -> RollAnswer:
    need_as_seen(request, [row.pk])
    return answers.answer(by, row, RollAnswer.Word.OBJECTED, reason)
