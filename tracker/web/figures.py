"""公布与账本: what documents report beside what the ledger counts, one figure with all known of it, its withdrawal."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from ..access import gate
from ..exports import figures as book
from ..ledger import figures as verbs
from ..models import DutyKind, Event, FigureProposal, ReportedFigure, Role, Scope
from ..scores import figures, relations
from ..scores.figures import Comparison, Line
from ..tables import amounts, indicator_words
from ..tables import figures as words
from ..tables.told import Changes
from ..tables.units import unit_word
from ..typed import DayField
from .downloads import answer, official
from .listing import SOME_DAY, Asked, read
from .own.deed import run
from .problems import in_sentences

PER_PAGE = 300
ROWS = "work-report-rows"
ORDER = {False: 0, True: 1, None: 2}


class FigureForm(forms.Form):
    """The filters of the list; ``on`` is the day up to which the ledger is counted."""

    body = forms.ChoiceField(label=_("机构"), required=False)
    year = forms.ChoiceField(label=_("年份"), required=False)
    scope = forms.ChoiceField(label=_("范围"), required=False, choices=[("", _("全部范围")), *Scope.choices])
    result = forms.ChoiceField(label=_("对照"), required=False, choices=[*words.RESULTS.items()])
    q = forms.CharField(label=_("查找"), required=False, max_length=40)
    on = DayField(label=_("截至"), required=False, validators=SOME_DAY)

    def __init__(self, data, rows: Iterable[tuple]):
        super().__init__(data)
        known = list(rows)
        names = sorted({name for name, *_days in known})
        years = sorted({day.year for _name, *days in known for day in days if day}, reverse=True)
        self.fields["body"].choices = [("", _("全部机构")), *((name, name) for name in names)]
        self.fields["year"].choices = [("", _("全部年份")), *((str(year), str(year)) for year in years)]


class WithdrawForm(forms.Form):
    """Why a figure is taken back."""

    reason = forms.CharField(label=_("撤销原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Found:
    """What an address asks for: ``all`` lines but for the tab, of which ``shown`` are on it."""

    form: FigureForm
    asked: Asked
    all: Comparison
    shown: Comparison


def _find(request) -> Found:
    rows = ReportedFigure.objects.visible_to(request.who).standing()
    form = FigureForm(request.GET, rows.order_by().values_list("body_name", "starts_on", "last_on").distinct())
    asked = read(form, {}, "")
    named = rows.filter(body_name=asked.get("body")) if asked.get("body") else rows
    found = figures.compare(named, asked.on)
    lines = sorted(found.lines, key=lambda line: line.result == relations.OPEN)  # what can be compared comes first
    every = figures.narrowed(found, [line for line in lines if _fits(line, asked)])
    wanted = asked.get("result")
    shown = [line for line in every.lines if line.result == wanted] if wanted else every.lines
    return Found(form, asked, every, figures.narrowed(every, shown) if wanted else every)


def _fits(line: Line, asked: Asked) -> bool:
    if asked.get("year") and not figures.of_year(line, int(asked.get("year"))):
        return False
    if asked.get("scope") and all(row.scope != asked.get("scope") for row in line.witnesses):
        return False
    return not asked.get("q") or asked.get("q").lower() in _said(line)


def _said(line: Line) -> str:
    """All that a line says, for a search in it."""
    own = (line.indicator.label, line.indicator.english, line.about.body_name)
    told = ((row.code, row.label, row.value, row.quote, row.note, row.document.title) for row in line.witnesses)
    return "\n".join(text for texts in (own, *told) for text in texts).lower()


@in_sentences
def list_(request):
    """The figures with what the ledger counts, and the relations between them."""
    found = _find(request)
    table = words.FigureTable(found.shown.lines, rows_of=lambda line: rows_of(line, request.who))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "asked": found.asked,
        "form": found.form,
        "tabs": _tabs(found),
        "table": table,
        "number": len(found.shown.lines),
        "relations": _shown(found.shown.judged),
        "held": dict(Counter(str(words.HOLDS[row.holds]) for row in found.shown.judged)),
        "reads": gate.offers("readings", request.who),
    }
    return render(request, "tracker/figures.html", context)


def _tabs(found: Found) -> list[tuple]:
    """(label, number, address, whether it is the present one) of all lines and of each result that there is."""
    counts, here = Counter(line.result for line in found.all.lines), found.asked.get("result")
    tabs = [("", gettext("全部"), len(found.all.lines))]
    tabs += [(code, label, counts[code]) for code, label in words.RESULTS.items() if counts[code] or code == here]
    return [(label, number, found.asked.address(result=code), code == here) for code, label, number in tabs]


def _shown(judged) -> list[dict]:
    """The relations in words, those that do not hold first."""
    ordered = sorted(judged, key=lambda row: ORDER[row.holds])
    return [
        {
            "text": row.relation.text,
            "kind": row.relation.get_kind_display(),
            "numbers": words.formula(row),
            "about": f"{row.about.body_name} {words.period_of(row.about)}",
            "basis": words.BASES[row.basis],
            "holds": words.HOLDS[row.holds],
            "tone": words.HOLDS_TONES[row.holds],
        }
        for row in ordered
    ]


def rows_of(line: Line, who) -> str:
    """The address of the rows counted for a whole year; empty for other spans, and where that page is closed."""
    span, first, last = line.recorded.span, line.about.starts_on, line.about.last_on
    if line.recorded.number is None or not gate.offers(ROWS, who):
        return ""
    if (first, last) != (date(first.year, 1, 1), date(first.year, 12, 31)):
        return ""
    said = {"term": span.term.code, "year": first.year, "on": span.on, "indicator": line.indicator.code}
    return f"{reverse(ROWS)}?{urlencode(said)}"


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all, with the relations."""
    found = _find(request)
    found.asked.need_readable()
    scope, today = _scope(found) or "全部公布的数字", timezone.localdate()
    return answer(book.TITLE, lambda out: book.write(found.shown, out, made_on=today, on=found.asked.on, scope=scope))


def _scope(found: Found) -> str:
    """The conditions in words."""
    names = [name for name in found.asked.given if name != "on"]
    labels = ((found.form.fields[name].label, found.form.fields[name], found.asked.get(name)) for name in names)
    return "；".join(
        f"{label}：{dict(getattr(field, 'choices', ())).get(value, value)}" for label, field, value in labels
    )


def _figure(request, pk) -> ReportedFigure:
    rows = ReportedFigure.objects.visible_to(request.who)
    return get_object_or_404(rows.select_related("indicator", "document", "body"), pk=pk)


def figure(request, pk):
    """All that is known of one figure."""
    row, today = _figure(request, pk), timezone.localdate()
    found = _beside(request, row, today)
    line = next((line for line in found.lines if row in line.witnesses), None)
    context = {
        "figure": row,
        "number": amounts.said(row),
        "quote": amounts.joined(row.quote),
        "means": words.meaning(figures.meaning_of(row)),
        "period": words.period_of(figures.about(row), row.precision),
        "line": line,
        "twins": [(one, amounts.joined(one.quote)) for one in line.witnesses if one != row] if line else [],
        "counted": _counted(request, line) if line else None,
        "relations": _shown(figures.narrowed(found, [line]).judged) if line else [],
        "withdraws": Role.OFFICE in request.roles and row.withdrawn_on is None and _proposal(row) is not None,
        "events": _events(row),
    }
    return render(request, "tracker/figure.html", context)


def _beside(request, row, on) -> Comparison:
    """The figures of the same period that stand, with relations among them."""
    rows = ReportedFigure.objects.visible_to(request.who).standing()
    same = rows.filter(starts_on=row.starts_on, last_on=row.last_on)
    return figures.compare(same.filter(body=row.body) if row.body_id else same.filter(body_name=row.body_name), on)


def _counted(request, line: Line) -> dict:
    """What the ledger counts, in words: the number, by which definition, over which days; or why there is none."""
    found = line.recorded
    labels = dict(DutyKind.objects.order_by("order").values_list("code", "label"))
    return {
        "number": _plain(line),
        "fraction": words.fraction_of(found),
        "definition": indicator_words.definition(line.indicator, labels) if line.indicator.measure else "",
        "span": found.span,
        "result": words.result_of(line),
        "tone": words.TONES[line.result],
        "rows": rows_of(line, request.who),
        "contradicting": line.means is None,
        "open": line.result == relations.OPEN,
    }


def _plain(line: Line) -> str:
    """What is counted with its unit; of a share the percentage; empty where there is none."""
    return words.recorded_number(line.recorded, f" {unit_word(line.indicator.unit)}").split("（")[0]


def _proposal(row) -> FigureProposal | None:
    return FigureProposal.objects.filter(figure=row).select_related("reading").first()


def _events(row) -> list[tuple[Event, str]]:
    rows = Event.objects.filter(subject="reportedfigure", object_id=row.pk).select_related("actor").order_by("-pk")
    changes = Changes(rows)
    return [(event, changes.words(event)) for event in changes.events]


def withdraw(request, pk):
    """Take a figure back that was accepted from a reading, with a reason."""
    row = _figure(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    page = reverse("figure", args=[pk])
    if run(request, form, lambda by: verbs.withdraw_figure(by, row, **form.cleaned_data)):
        messages.success(request, gettext("%(figure)s：已撤销，不再列入对照。") % {"figure": row})
        return redirect(page)
    if row.withdrawn_on and request.method == "GET":
        raise Http404
    label = gettext("撤销这个数字")
    context = {"figure": row, "form": form, "label": label, "once": request.POST.get("once") or uuid4(), "back": page}
    return render(request, "tracker/figure_withdraw.html", context)
