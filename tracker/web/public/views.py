"""The pages for strangers: public bodies, published suggestions with their replies, and serving deputies."""

from itertools import groupby

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...models import Suggestion, Term
from ...scores import listed, published
from ...tables.published import STAGES, STANDINGS, PublishedTable, beside_name, facts_of, kind_label, stage_tag
from .. import listing
from ..terms import FEW, in_place, near
from ..wording import speak
from .strangers import for_strangers, keep

PER_PAGE = 20
HEADED = 6  # bodies


class SuggestionForm(forms.Form):
    """The search and the filters of published suggestions; ``years`` and ``units`` are those there are."""

    q = forms.CharField(required=False, max_length=published.LONGEST)
    year = forms.ChoiceField(label=_("全部年份"), required=False)
    channel = forms.ChoiceField(label=_("大会和闭会"), required=False, choices=Suggestion.Channel.choices)
    unit = forms.ChoiceField(label=_("全部承办单位"), required=False)
    stage = forms.ChoiceField(label=_("全部办理情况"), required=False, choices=list(STAGES.items()))
    reply = forms.BooleanField(required=False)

    def __init__(self, *args, years, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(str(year), year) for year in years]
        self.fields["unit"].choices = [(str(pk), name) for pk, name in units]

    @property
    def selects(self) -> list:
        """The fields that are chosen from a list, as they stand in the bar."""
        return [self[name] for name in ("year", "channel", "unit", "stage")]


class BodyForm(forms.Form):
    """The search of the public bodies, and the term around which they are shown."""

    q = forms.CharField(required=False, max_length=20)
    term = forms.CharField(required=False, max_length=60)


class DeputyForm(forms.Form):
    """The search of a list of deputies; ``units`` are the names of those there are."""

    q = forms.CharField(required=False, max_length=20)
    unit = forms.ChoiceField(required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit, unit) for unit in units]


@for_strangers
def index(request):
    """The public bodies with their terms; of many those around one, or those of a name."""
    on = timezone.localdate()
    asked = listing.read(BodyForm(request.GET), {}, "")
    every = published.terms(on)
    shown = every.filter(code=asked.get("term")).first()
    named = every.filter(body__name__contains=asked.get("q")) if asked.get("q") else None
    terms = _beside(near(every, shown), shown) if named is None else list(in_place(named)[:FEW])
    is_part = len(terms) < every.count()
    context = {"places": _places(terms, on), "asked": asked, "keep": keep(request), "is_part": is_part, "shown": shown}
    context["cut"] = FEW if named is not None and named.count() > FEW else 0
    return render(request, "tracker/public/index.html", context)


def _beside(terms, shown) -> list[Term]:
    """Of the terms around one those of its body, of the body above and of those below; all where none is shown."""
    place = shown and {shown.body_id, shown.body.parent_id}
    return [term for term in terms if not place or term.body_id in place or term.body.parent_id == shown.body_id]


def _places(terms, on) -> list[tuple[str, list]]:
    """(heading, terms with whether each runs): by body where these are few, else by level."""
    are_few = len({term.body_id for term in terms}) <= HEADED
    found = groupby(terms, key=lambda term: term.body.name if are_few else term.body.get_level_display())
    return [(heading, [(term, _runs(term, on)) for term in rows]) for heading, rows in found]


def _runs(term, on) -> bool:
    return term.ends_on is None or term.ends_on > on


@for_strangers
def suggestions(request, term):
    """The published suggestions of a term, searched and filtered."""
    term, on = _term(term), timezone.localdate()
    rows = published.suggestions(on).filter(term=term)
    form = SuggestionForm(request.GET, years=published.years(rows), units=published.units(rows))
    asked = listing.read(form, {}, "")
    pages = Paginator(published.narrowed(rows, on, **asked.values), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    table = PublishedTable(published.lines(page.object_list), term=term.code, keep=keep(request))
    context = {"asked": asked, "form": form, "page": page, "pages": pages, "table": table}
    context["range"] = pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return _show(request, "suggestions", term, context)


@for_strangers
def suggestion(request, term, pk):
    """A published suggestion: what it says, who handles it, and the published replies."""
    term, on = _term(term), timezone.localdate()
    try:
        item = published.item(term, pk, on)
    except Suggestion.DoesNotExist:
        raise Http404 from None
    context = {
        "item": item,
        "line": item.line,
        "kind": kind_label(item.line.kind),
        "tag": stage_tag(item.line.stage),
        "answers": [(answer, STANDINGS[answer.standing]) for answer in item.answers],
    }
    return _show(request, "suggestion", term, context)


@for_strangers
def deputies(request, term):
    """The serving deputies of a term by electoral unit, in official order."""
    term, on = _term(term), timezone.localdate()
    everybody = listed.deputies(term, on)
    choices = [unit for unit, _rows in listed.by_unit(everybody) if unit]
    asked = listing.read(DeputyForm(request.GET, units=choices), {}, "")
    q, unit = asked.get("q"), asked.get("unit")
    found = [row for row in everybody if q in row.name and unit in ("", row.unit)]
    units = [(name, [(row, beside_name(row)) for row in rows]) for name, rows in listed.by_unit(found)]
    context = {"asked": asked, "choices": choices, "units": units, "number": len(found), "on": on}
    return _show(request, "deputies", term, context)


@for_strangers
def deputy(request, term, number):
    """A serving deputy: the name, the published facts, and the published suggestions that he or she leads."""
    term, on = _term(term), timezone.localdate()
    for row in listed.deputies(term, on, number=number):
        lines = listed.led_by(term, number, on)
        table = PublishedTable(lines, term=term.code, keep=keep(request), exclude=("sponsor",)) if lines else None
        return _show(request, "deputy", term, {"deputy": row, "facts": facts_of(row), "table": table})
    raise Http404


@for_strangers
def missing(request, rest):
    """Whatever else is asked for under the public pages."""
    raise Http404


def _term(code) -> Term:
    """A term of a public body, whose words the page speaks from here on."""
    for term in published.terms(timezone.localdate()).filter(code=code):
        speak(term.body.kind)
        return term
    raise Http404


def _show(request, page, term, context):
    here = "suggestions" if page.startswith("suggestion") else "deputies"
    common = {"term": term, "keep": keep(request), "runs": _runs(term, timezone.localdate()), "here": here}
    return render(request, f"tracker/public/{page}.html", common | context)


def address_of(row: Suggestion) -> str:
    """Where strangers read a suggestion; empty while they cannot."""
    if not settings.PUBLIC_PAGES or not published.suggestions(timezone.localdate()).filter(pk=row.pk).exists():
        return ""
    return reverse("public-suggestion", args=[row.term.code, row.pk])
