"""Approvals (审定) for the office: the periods of a term with their state, a form, a look at the results first."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..exports import lists
from ..ledger import By, Refused
from ..ledger import approvals as verbs
from ..models import Approval, AssessmentPeriod, Event, Mandate, Role, Term
from ..scores import charting, summary
from ..scores.calendar import NoTerm, has_deputies, highest_first, periods_of
from ..scores.judge import RUNNING, UNKNOWN
from ..tables import charts
from ..tables.approvals import OPEN, ApprovalTable, Line, name_of
from ..typed import DayField
from .downloads import answer, official
from .listing import SOME_DAY
from .own.deed import run
from .problems import in_sentences
from .terms import offer
from .wording import in_chinese


class ApprovalForm(forms.Form):
    """Who approved, when, by which document, and as of which day the results are."""

    approved_by = forms.CharField(label=_("审定机构"), max_length=60, help_text=_("如 主任会议"))
    approved_on = DayField(label=_("审定日期"), validators=SOME_DAY)
    document = forms.CharField(label=_("文号"), max_length=100, required=False)
    as_of = DayField(label=_("结果截至"), validators=SOME_DAY)


class ReasonForm(forms.Form):
    """Why an approval is taken back."""

    reason = forms.CharField(label=_("撤销原因"), widget=forms.Textarea(attrs={"rows": 3}))


@in_sentences
def approvals(request):
    """The periods of a term, the latest year first: approved or not."""
    terms = Term.objects.visible_to(request.who).order_by("-starts_on", "pk")
    term = _term(request, terms)
    lines = _lines(term)
    context = {
        "term": term,
        "terms": offer(terms.filter(has_deputies()), term),
        "lines": lines,
        "table": ApprovalTable(lines, writes=Role.OFFICE in request.roles),
    }
    return render(request, "tracker/approvals.html", context)


@official
@in_sentences
def workbook(request):
    """The same as a workbook."""
    term = _term(request, Term.objects.visible_to(request.who).order_by("-starts_on", "pk"))
    name, table, today = f"{term.label}履职结果审定", ApprovalTable(_lines(term)), timezone.localdate()
    return answer(name, lambda out: lists.shown(table, name, out, made_on=today, scope=term.label))


def _term(request, terms) -> Term:
    code = request.GET.get("term", "")
    asked = terms.filter(code=code) if code else highest_first(terms.filter(has_deputies()))
    found = asked.first() or (None if code else terms.first())
    if found is None:
        raise NoTerm(gettext("没有代码为「%(code)s」的届，或者不在您的查看范围内。") % {"code": code})
    return found


def _reasons(term) -> dict[int, str]:
    """The reason of each withdrawn approval of a term, by its key."""
    of_term = Approval.objects.filter(period__term=term).values("pk")
    rows = Event.objects.filter(subject="approval", object_id__in=of_term, verb=Event.Verb.WITHDRAW_APPROVAL)
    return dict(rows.values_list("object_id", "note"))


def _lines(term) -> list[Line]:
    """A line for each period begun by now; the first that can be approved is the one that one most likely wants."""
    approved = Prefetch("approvals", Approval.objects.select_related("recorded_by"), "all_approvals")
    begun = AssessmentPeriod.objects.filter(term=term, starts_on__lte=timezone.localdate())
    periods = begun.select_related("term").prefetch_related(approved).order_by("-cycle", "-starts_on")
    reasons = _reasons(term)
    lines = [_line(period, reasons) for period in periods]
    first = next((line for line in lines if line.state == OPEN), None)
    return [replace(line, is_next=line is first) for line in lines]


def _line(period, reasons) -> Line:
    standing = next((row for row in period.all_approvals if row.withdrawn_on is None), None)
    withdrawn = [(row, reasons.get(row.pk, "")) for row in period.all_approvals if row.withdrawn_on]
    is_final = verbs.final_from(period) <= timezone.localdate()
    return Line(period, standing, withdrawn, is_final, _results(period, standing.as_of) if standing else "")


def _results(period, on, **more) -> str:
    """The overview of a period as of a day: the same judgement, deputy by deputy."""
    year = period.label if period.cycle == "year" else (period.ends_on - timedelta(days=1)).year
    said = {"term": period.term.code, "year": year, "on": on, "cycle": period.cycle} | more
    return reverse("overview") + "?" + "&".join(f"{name}={value}" for name, value in said.items())


def approval_new(request, pk):
    """The form for an approval; once it is filled in the results it is about, and only then the button."""
    period = _period(request, pk)
    if request.method == "POST":
        return _record(request, period)
    filled = bool(request.GET)
    form = ApprovalForm(request.GET if filled else None, initial=_initial(period))
    preview = _preview(request, period, form) if filled and "edit" not in request.GET and form.is_valid() else None
    return _show(request, period, form, preview)


def _period(request, pk) -> AssessmentPeriod:
    terms = Term.objects.visible_to(request.who)
    return get_object_or_404(AssessmentPeriod.objects.filter(term__in=terms).select_related("term__body"), pk=pk)


def _initial(period) -> dict:
    today, council = timezone.localdate(), in_chinese(lambda: gettext("主任会议"))
    return {"approved_by": council, "approved_on": today, "as_of": min(verbs.final_from(period), today)}


def _show(request, period, form, preview):
    context = {
        "period": period,
        "name": name_of(period),
        "form": form,
        "preview": preview,
        "once": request.POST.get("once") or uuid4(),
        "back": _back(period),
        "final_from": verbs.final_from(period),
        "edit": f"{request.path}?{request.GET.urlencode()}&edit=1",
    }
    return render(request, "tracker/approval_new.html", context)


def _back(period) -> str:
    return f"{reverse('approvals')}?term={period.term.code}"


@dataclass(frozen=True)
class Preview:
    """What is about to be recorded, the results it is about, how many are not settled, and where to see these."""

    said: list[tuple[str, str]]
    chart: charts.Chart
    unknown: int
    running: int
    unsettled: str


def _preview(request, period, form) -> Preview | None:
    """The results as of the day of a form; None, with the sentence on the form, where they cannot be approved."""
    said = form.cleaned_data
    try:
        verbs.need_approvable(By(request.user, timezone.now()), period, said["as_of"], said["approved_on"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    [asked] = [row for row in periods_of(period.term) if row.key == (period.cycle, period.label)]
    judgement = summary.judge(period.term, Mandate.objects.filter(term=period.term), [asked], said["as_of"])
    found = charting.overall(judgement, period.cycle)
    unsettled = _results(period, said["as_of"], outcome=UNKNOWN) + "#list"
    chart = charts.overall(period.label, [found])
    return Preview(_said(form), chart, found.counts[UNKNOWN], found.counts[RUNNING], unsettled)


def _said(form) -> list[tuple[str, str]]:
    values = [(str(form.fields[name].label), value) for name, value in form.cleaned_data.items()]
    return [(label, str(value)) for label, value in values if value]


def _record(request, period):
    form = ApprovalForm(request.POST)
    if run(request, form, lambda by: verbs.approve_results(by, period, **form.cleaned_data)):
        messages.success(request, gettext("%(period)s的结果：审定已登记。") % {"period": name_of(period)})
        return redirect(_back(period))
    return _show(request, period, form, None)


def approval_withdraw(request, pk):
    """Take an approval back, with a reason."""
    rows = Approval.objects.visible_to(request.who).select_related("period__term__body")
    approval = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if run(request, form, lambda by: verbs.withdraw_approval(by, approval, **form.cleaned_data)):
        messages.success(request, gettext("%(period)s的结果：审定已撤销。") % {"period": name_of(approval.period)})
        return redirect(_back(approval.period))
    if approval.withdrawn_on and request.method == "GET":
        raise Http404
    context = {
        "approval": approval,
        "name": name_of(approval.period),
        "form": form,
        "label": gettext("撤销审定"),
        "once": request.POST.get("once") or uuid4(),
        "back": _back(approval.period),
    }
    return render(request, "tracker/approval_withdraw.html", context)
