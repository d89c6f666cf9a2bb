"""The list of suggestions that who is asking may see, and what of it waits for the own roles."""

from django import forms
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from ..exports import lists
from ..models import Mandate, Role, Sponsor, Suggestion, Supervision, Term
from ..scores import desk, inbox
from ..tables.base import link_sorts
from ..tables.suggestions import TABS, SuggestionTable
from . import listing
from .assignments import ASSIGNING
from .chain.views import visible
from .downloads import answer, official
from .problems import in_sentences
from .terms import offer

NEWEST = ("-submitted_on", "-number", "-pk")
WORDS = {"kind": "类型", "channel": "渠道", "state": "状态"}
LABELS = {code: label for code, (label, _states) in TABS.items()}


class SuggestionForm(listing.ListForm):
    """The filters of a list of suggestions."""

    kind = forms.ChoiceField(required=False, choices=Suggestion.Kind.choices)
    channel = forms.ChoiceField(required=False, choices=Suggestion.Channel.choices)
    state = forms.ChoiceField(required=False, choices=Suggestion.State.choices)
    key = forms.BooleanField(required=False)


def suggestions(request):
    """The suggestions that who is asking may see, with tabs, counts and filters."""
    asked = _asked(request)
    by = inbox.frame(asked.on)
    seen, tabs = _seen(request), _tabs(request, by)
    counts = _counts(_narrowed(seen, asked), tabs)
    terms, for_deputy = offer(_terms(seen), asked.get("term") or None), Role.DEPUTY in request.roles
    of_many = not asked.get("term") and len(terms) > 1
    table = SuggestionTable(_rows(seen, tabs, asked), by=by, for_deputy=for_deputy, terms=of_many)
    link_sorts(table, asked.get("sort"), asked.address)
    RequestConfig(request, paginate={"per_page": listing.PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "table": table,
        "shown": counts.get(asked.tab, 0),
        "tabs": asked.tab_links(counts),
        "terms": terms,
        "kinds": Suggestion.Kind.choices,
        "channels": Suggestion.Channel.choices,
        "states": Suggestion.State.choices,
        "may_draft": bool({Role.OFFICE, Role.DEPUTY} & request.roles),
    }
    return render(request, "tracker/suggestions.html", context)


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    asked = _asked(request)
    asked.need_readable()
    by = inbox.frame(asked.on)
    seen, for_deputy = _seen(request), Role.DEPUTY in request.roles
    of_many = not asked.get("term") and _terms(seen)[1:2].exists()
    rows = _rows(seen, _tabs(request, by), asked)
    table = SuggestionTable(rows, by=by, for_deputy=for_deputy, terms=of_many, page=False)
    name, today = f"议案建议（{LABELS[asked.tab]}）", timezone.localdate()
    return answer(name, lambda out: lists.shown(table, name, out, made_on=today, scope=_scope(asked)))


def _asked(request):
    terms = Term.objects.visible_to(request.who)
    return listing.read(SuggestionForm(request.GET, tabs=LABELS, terms=terms), LABELS, "all")


def _seen(request):
    return Suggestion.objects.filter(pk__in=visible(request).values("pk"))


def _terms(seen):
    return Term.objects.filter(pk__in=seen.order_by().values("term"))


def _counts(rows, tabs) -> dict[str, int]:
    counted = {code: Count("pk", filter=which) for code, which in tabs.items() if which}
    return rows.aggregate(**counted, all=Count("pk"))


def _rows(seen, tabs, asked):
    chosen = _narrowed(seen, asked).filter(tabs.get(asked.tab, Q(pk__in=[])))
    return desk.listed(chosen.order_by(*(SuggestionTable.sorts(asked.get("sort")) or NEWEST)))


def _scope(asked) -> str:
    """Which suggestions a file is about, in words."""
    choices = {"kind": Suggestion.Kind, "channel": Suggestion.Channel, "state": Suggestion.State}
    said = [(name, str(of(asked.get(name)).label)) for name, of in choices.items() if asked.get(name)]
    named = [("届", asked.get("term")), ("查找", asked.get("q")), *((WORDS[name], label) for name, label in said)]
    key = ["重点督办"] if asked.get("key") else []
    return "；".join([str(LABELS[asked.tab]), *(f"{name}：{value}" for name, value in named if value), *key])


def _tabs(request, by) -> dict[str, Q]:
    """The condition of each tab that who is asking is shown."""
    waiting = desk.waiting_for(request.grants, by.on)
    referred = Q(pk__in=desk.unassigned(desk.referrals_for(request.who)).values("suggestion"))
    own = {"all": Q(), "mine": waiting, "unassigned": referred if request.roles & ASSIGNING else None}
    found = {code: own.get(code, Q(state__in=states)) for code, (_label, states) in TABS.items()}
    return {code: which for code, which in found.items() if which is not None}


def _narrowed(rows, asked):
    fields = {name: asked.get(name) for name in ("term", "kind", "channel", "state") if asked.get(name)}
    rows = rows.filter(**fields)
    if q := asked.get("q"):
        by_name = Sponsor.objects.filter(mandate__in=Mandate.objects.called(q).values("pk")).values("suggestion")
        rows = rows.filter(Q(number__icontains=q) | Q(title__icontains=q) | Q(pk__in=by_name))
    if asked.get("key"):
        key = Supervision.objects.filter(kind=Supervision.Kind.KEY)
        rows = rows.filter(pk__in=key.values("suggestion"))
    return rows
