"""What a page is asked: term, year, day and filters, read from the address and nothing else."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Term, Who
from ..scores.calendar import NoTerm, pick, term_with_periods, year_in
from ..scores.judge import OUTCOMES
from ..scores.periods import Period
from ..typed import DayField
from .wording import speak

FILTERS = ("q", "unit", "group", "outcome", "requirement", "sort")
CYCLES = [("year", _("本年")), ("term", _("本届"))]


class QuestionForm(forms.Form):
    """Checks each part of the address by itself; what is unknown is refused, never guessed."""

    term = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    on = DayField(required=False)
    cycle = forms.ChoiceField(required=False, choices=CYCLES)
    q = forms.CharField(required=False, max_length=40)
    unit = forms.CharField(required=False, max_length=60)
    group = forms.CharField(required=False, max_length=60)
    outcome = forms.ChoiceField(required=False, choices=[(outcome, outcome) for outcome in OUTCOMES])
    requirement = forms.SlugField(required=False)
    sort = forms.CharField(required=False, max_length=40)


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
    sort: str = ""
    errors: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()

    def judged_periods(self) -> list[Period]:
        """The asked year and the whole term, the asked cycle first; NoPeriod when the year is not one of the term."""
        year, term = pick(self.term, self.periods, self.year), pick(self.term, self.periods, None)
        return [term, year] if self.cycle == "term" else [year, term]

    @property
    def years(self) -> list[str]:
        """The years of the term."""
        return [period.label for period in self.periods if period.cycle == "year"]

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        asked = replace(self, **changes)
        parts = {name: getattr(asked, name) for name in ("cycle", *FILTERS)}
        parts = {"term": asked.term.code, "year": asked.year, "on": asked.on.isoformat(), **parts}
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any((self.q, self.unit, self.group, self.outcome, self.requirement))


class Unreadable(LookupError):
    """A part of the address cannot be read; the text is a sentence."""


def read(get: QueryDict, who: Who) -> Question:
    """The question an address asks; NoTerm for a term that is unknown to who is asking."""
    form = QuestionForm(get)
    term, periods, errors = term_asked(form, who)
    given = form.cleaned_data
    on = given.get("on") or timezone.localdate()
    year = given.get("year") or year_in(periods, on) or on.year
    rest = {name: given.get(name) or "" for name in FILTERS}
    return Question(term, year, on, given.get("cycle") or "year", errors=errors, periods=periods, **rest)


def term_asked(form: forms.Form, who: Who) -> tuple[Term, tuple[Period, ...], tuple[str, ...]]:
    """The term that an address names, its periods, and what of the address cannot be read; NoTerm for one unknown."""
    form.is_valid()
    refusal = gettext("地址中的「%(name)s」不可用：%(found)s")
    errors = tuple(refusal % {"name": name, "found": " ".join(found)} for name, found in form.errors.items())
    term, periods = term_with_periods(form.cleaned_data.get("term"), Term.objects.visible_to(who))
    if term is None:
        raise NoTerm(no_term(form.data.get("term", "")))
    speak(term.body.kind)
    return term, tuple(periods), errors


def no_term(code: str) -> str:
    """Why there is no term to show, in a sentence."""
    if code:
        return gettext("没有代码为「%(code)s」的届，或者不在您的查看范围内。") % {"code": code}
    return gettext("您的查看范围内还没有届；请系统管理员载入基础数据（manage.py seed），或核对角色授权的范围。")
