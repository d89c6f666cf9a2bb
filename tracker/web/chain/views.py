"""The page of a suggestion, its acts, and a new draft."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ...ledger import By, Refused, suggestions
from ...ledger.once import content_of, once
from ...ledger.oversight import link_similar
from ...ledger.replies import has_contact
from ...ledger.rights import On
from ...models import STAFF, Assignment, Role, Suggestion
from ...scores.similar import similar
from ...scores.story import name_of, read, shares, timeline
from ...scores.traces import events_of, head_of
from ..access import rights_of
from ..public.views import address_of
from ..reminders.history import pressed
from . import acts
from .drafting import DraftForm
from .shown import owner_of, ruling_of, shown, tone_of
from .target import Target

FRESH = ("draft", "submitted", "accepted")
LONG = 20


def visible(request):
    """The suggestions that who is asking may see; a draft shows to its sponsors and the office alone."""
    return Suggestion.objects.visible_to(request.who)


def page(request, pk):
    """Everything about a suggestion: whose turn it is, the units, the story, and what may be done now."""
    try:
        row = read(pk, visible(request))
    except Suggestion.DoesNotExist:
        raise Http404 from None
    rights, rows = rights_of(request), shares(row)
    target = Target.of(request, row, rights=rights)
    cards, turn = shown(target, rows, lambda share: Target(row, share, rights, target.today))
    context = {
        "suggestion": row,
        "sponsors": [(sponsor, name_of(sponsor)) for sponsor in target.sponsors],
        "merged": visible(request).filter(merged_into=row),
        "acts": acts.offered(target),
        "shares": cards,
        "turn": turn,
        "tone": tone_of(row.state),
        "ruling": ruling_of(row),
        "public": address_of(row) if request.roles & STAFF else "",
        "owner": owner_of(row, target.today),
        "reminded": pressed(request, row),
        "entries": timeline(row, rows),
        "similar": _similar(target, row.state not in FRESH) if _may_compare(request, row) else [],
        "events": events_of(row)[:200] if request.roles & STAFF else [],
    }
    return render(request, "tracker/suggestion.html", context)


def _may_compare(request, row):
    return bool(request.roles & (STAFF | {Role.DEPUTY, Role.REFERRAL_OFFICE}))


def _similar(target, only_linked=False):
    return similar(target.suggestion, only_linked=only_linked, with_withheld=target.is_office)


def act_on_suggestion(request, pk, code):
    """One act on a suggestion: its form, then the deed or the reason why not."""
    row = get_object_or_404(visible(request).select_related("term__body__parent"), pk=pk)
    return _act(request, Target.of(request, row), code)


def act_on_assignment(request, pk, code):
    """One act on an assignment: its form, then the deed or the reason why not."""
    rows = Assignment.objects.filter(suggestion__in=visible(request))
    row = get_object_or_404(rows.select_related("suggestion__term__body__parent", "unit"), pk=pk)
    return _act(request, Target.of(request, row.suggestion, row), code)


def _act(request, target, code):
    act = acts.find(target, code)
    if act is None:
        raise Http404
    if not target.may(act.right or act.code):
        raise PermissionDenied
    if not act.offered(target):
        messages.error(request, _("「%(act)s」现在不能办理：状态已经变动，请看最新情况。") % {"act": act.label})
        return redirect(_address(target))
    form = act.form(request.POST or None, target=target)
    if request.method == "POST" and form.is_valid():
        done = _run(request, target, form, lambda by: _do(act, by, target, form, request))
        if done:
            messages.success(request, _("%(act)s：完成。") % {"act": act.label})
            return redirect(_address(target))
    return _show(request, target, act, form)


def _do(act, by, target, form, request):
    done = act.run(by, target, form)
    if act.code == "submit":
        _link_chosen(request, by, target)
    return done


def _link_chosen(request, by, target):
    chosen = {_number(pk) for pk in request.POST.getlist("similar")}
    for alike in _similar(target):
        if alike.suggestion.pk in chosen and not alike.linked:
            link_similar(by, target.suggestion, alike.suggestion, target.suggestion.submitted_on)


def _number(text: str) -> int | None:
    """The whole number that a form sends back; None for what no form of ours sends."""
    return int(text) if text.isdecimal() and len(text) < LONG else None


def _run(request, target, form, do: Callable) -> list:
    """Do a deed once: a list of what came of it, the first time too; empty when its refusal stands on the form."""
    try:
        by, key = By(request.user, timezone.now()), request.POST.get("once", "").replace("\0", "")[:36]
        content = content_of(request.path, request.POST.lists())
        return [once(by, key, content, lambda: _unless_changed(request, target, lambda: do(by)))]
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return []


def _unless_changed(request, target, do):
    seen = _number(request.POST.get("seen", ""))
    if target is not None and seen is not None and head_of(target.suggestion) > seen:
        raise Refused("这件建议在您打开页面之后有变动，请重新打开本页，核对最新内容后再提交。")
    return do()


def _address(target) -> str:
    anchor = f"#assignment-{target.assignment.pk}" if target.assignment else ""
    return reverse("suggestion", args=[target.suggestion.pk]) + anchor


def _show(request, target, act, form):
    context = {
        "suggestion": target.suggestion,
        "assignment": target.assignment,
        "act": act,
        "form": form,
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or head_of(target.suggestion),
        "back": _address(target),
        "warnings": _warnings(target, act),
        "reply": _asked_about(target, act),
        "similar": _similar(target) if act.code == "submit" else [],
    }
    return render(request, "tracker/act.html", context)


def _asked_about(target, act):
    """The reply that an act is about, for who is to judge it."""
    if target.assignment is None or act.code in ("receive", "reply", "return_assignment", "extend"):
        return None
    return target.assignment.replies.filter(round=target.latest_round).first()


def _warnings(target, act) -> list[str]:
    found = []
    if act.code == "reply" and target.assignment.answers and not has_contact(target.assignment, target.today):
        found.append(_("还没有与代表沟通的记录，请先与代表面商并登记。"))
    return found


def new(request):
    """A new draft, by a deputy for himself or herself, or by the office for a deputy or an organisation."""
    rights = rights_of(request)
    if not rights.may("draft", On()):
        raise PermissionDenied
    code = request.GET.get("term", "").replace("\0", "")
    form = DraftForm(request.POST or None, rights=rights, today=timezone.localdate(), code=code)
    if request.method == "POST" and form.is_valid():
        for row in _run(request, None, form, lambda by: suggestions.draft(by, **form.fields_of_verb)):
            messages.success(request, _("草稿已保存：请提出人确认，然后提出。"))
            return redirect("suggestion", row.pk)
    context = {"form": form, "once": request.POST.get("once") or uuid4()}
    return render(request, "tracker/draft.html", context)
