"""What a page is asked: term, year, day and filters, read from the address and nothing else."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Group, Term
from ..scores.facts import year_of
from ..scores.judge import OUTCOMES

CYCLES = [("year", _("本年")), ("term", _("本届"))]


class QuestionForm(forms.Form):
    """Checks each part of the address by itself; what is unknown is refused, never guessed."""

    term = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    on = forms.DateField(required=False)
    cycle = forms.ChoiceField(required=False, choices=CYCLES)
    q = forms.CharField(required=False, max_length=40)
    unit = forms.CharField(required=False, max_length=60)
    group = forms.CharField(required=False, max_length=60)
    outcome = forms.ChoiceField(required=False, choices=[(outcome, outcome) for outcome in OUTCOMES])
    requirement = forms.SlugField(required=False)


@dataclass(frozen=True)
class Question:
    """A page's question; ``errors`` holds sentences about parts of the address that could not be read."""

    term: Term
    year: int
    on: date
    cycle: str = "year"
    q: str = ""
    unit: str = ""
    group: str = ""
    outcome: str = ""
    requirement: str = ""
    errors: tuple[str, ...] = ()

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        asked = replace(self, **changes)
        parts = {name: getattr(asked, name) for name in ("cycle", "q", "unit", "group", "outcome", "requirement")}
        parts = {"term": asked.term.code, "year": asked.year, "on": asked.on.isoformat(), **parts}
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any((self.q, self.unit, self.group, self.outcome, self.requirement))


def read(get: QueryDict) -> Question:
    """The question an address asks; 404 for an unknown term."""
    form = QuestionForm(get)
    form.is_valid()
    given = form.cleaned_data
    errors = tuple(f"地址中的「{name}」不可用：{'，'.join(found)}" for name, found in form.errors.items())
    term = term_of(given.get("term"))
    on = given.get("on") or timezone.localdate()
    year = given.get("year") or year_of(term, on) or on.year
    rest = {name: given.get(name) or "" for name in ("q", "unit", "group", "outcome", "requirement")}
    return Question(term, year, on, given.get("cycle") or "year", errors=errors, **rest)


def term_of(code: str | None) -> Term:
    """The term of a code; without one, the latest term that has deputies."""
    terms = Term.objects.select_related("body__parent")
    if code:
        found = terms.filter(code=code).first()
    else:
        found = (
            terms.filter(mandates__isnull=False).order_by("-starts_on").first() or terms.order_by("-starts_on").first()
        )
    if found is None:
        raise Http404(f"没有代码为「{code}」的届。" if code else "尚无任何届，请先载入基础数据（manage.py seed）。")
    return found


def group_names(term: Term) -> list[str]:
    """The names of the term's groups, in order."""
    return list(Group.objects.filter(term=term).values_list("name", flat=True))
