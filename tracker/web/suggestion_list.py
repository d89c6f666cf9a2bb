"""The list of suggestions that who is asking may see, and what of it waits for the own roles."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import render
from django_tables2 import RequestConfig

from ..models import Role, Sponsor, Suggestion, Supervision, Term
from ..scores import desk, inbox
from ..tables.suggestions import TABS, SuggestionTable
from . import listing
from .access import SUGGESTING
from .assignments import ASSIGNING
from .chain.views import visible

LABELS = {code: label for code, (label, _states) in TABS.items()}


class SuggestionForm(listing.ListForm):
    """The filters of a list of suggestions."""

    kind = forms.ChoiceField(required=False, choices=Suggestion.Kind.choices)
    channel = forms.ChoiceField(required=False, choices=Suggestion.Channel.choices)
    state = forms.ChoiceField(required=False, choices=Suggestion.State.choices)
    key = forms.BooleanField(required=False)


def suggestions(request):
    """The suggestions that who is asking may see, with tabs, counts and filters."""
    if not request.roles & SUGGESTING:
        raise PermissionDenied
    asked = listing.read(SuggestionForm(request.GET, tabs=LABELS), LABELS, "all")
    by, seen = inbox.frame(asked.on), Suggestion.objects.filter(pk__in=visible(request).values("pk"))
    tabs, rows = _tabs(request, by), _narrowed(seen, asked)
    counted = {code: Count("pk", filter=which) for code, which in tabs.items() if which}
    counts = rows.aggregate(**counted, all=Count("pk"))
    chosen = rows.filter(tabs.get(asked.tab, Q(pk__in=[]))).order_by("-submitted_on", "-number", "-pk")
    table = SuggestionTable(desk.listed(chosen), by=by, for_deputy=Role.DEPUTY in request.roles)
    RequestConfig(request, paginate={"per_page": listing.PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "table": table,
        "shown": counts.get(asked.tab, 0),
        "tabs": asked.tab_links(counts),
        "terms": Term.objects.filter(pk__in=seen.order_by().values("term")).order_by("-starts_on"),
        "kinds": Suggestion.Kind.choices,
        "channels": Suggestion.Channel.choices,
        "states": Suggestion.State.choices,
        "may_draft": bool({Role.OFFICE, Role.DEPUTY} & request.roles),
    }
    return render(request, "tracker/suggestions.html", context)


def _tabs(request, by) -> dict[str, Q]:
    """The condition of each tab that who is asking is shown."""
    waiting = desk.waiting_for(request.grants, by)
    referred = Q(pk__in=desk.unassigned(desk.referrals_for(request.who)).values("suggestion"))
    own = {"all": Q(), "mine": waiting, "unassigned": referred if request.roles & ASSIGNING else None}
    found = {code: own.get(code, Q(state__in=states)) for code, (_label, states) in TABS.items()}
    return {code: which for code, which in found.items() if which is not None}


def _narrowed(rows, asked):
    fields = {name: asked.get(name) for name in ("term", "kind", "channel", "state") if asked.get(name)}
    rows = rows.filter(**fields)
    if q := asked.get("q"):
        by_name = Sponsor.objects.filter(mandate__person__name__icontains=q).values("suggestion")
        rows = rows.filter(Q(number__icontains=q) | Q(title__icontains=q) | Q(pk__in=by_name))
    if asked.get("key"):
        key = Supervision.objects.filter(kind=Supervision.Kind.KEY)
        rows = rows.filter(pk__in=key.values("suggestion"))
    return rows
