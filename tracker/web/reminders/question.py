"""What the pages of reminders are asked: a term, a tab and filters, read from the address alone."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import STAFF, Addressee, Role, Term, Who
from ...scores.calendar import NoTerm, term_with_periods
from ...scores.periods import Period
from ...scores.reminding import LATE, PRESSING, WAITING
from ...typed import DayField
from .. import listing
from ..question import no_term
from ..wording import speak

DEPUTIES, GROUPS, UNITS = "deputies", "groups", "units"
TABS = {DEPUTIES: _("代表"), GROUPS: _("联系组"), UNITS: _("承办单位")}
ADDRESSEES = {DEPUTIES: Addressee.DEPUTY, GROUPS: Addressee.GROUP, UNITS: Addressee.UNIT}
OF_ROLE = {Role.LIAISON: (DEPUTIES,), Role.REFERRAL_OFFICE: (UNITS,)}
BOTH = "both"
CYCLES = [("year", _("本年")), ("term", _("本届")), (BOTH, _("本年和本届"))]
PACES = [("behind", _("只看进度落后的"))]
PARTS = [(PRESSING, _("逾期和临期")), (LATE, _("只看逾期")), (WAITING, _("全部待答复"))]
DAYS = (7, 14, 30, 60, 90)
QUIET = (3, 7, 14, 30)
MOST_DAYS = 3660


def tabs_of(who) -> dict:
    """The tabs of a role: deputies of the own group for a liaison, units for a referral office, all for the staff."""
    return {tab: TABS[tab] for tab in (TABS if who.role in STAFF else OF_ROLE.get(who.role, ()))}


class ReminderForm(listing.ListForm):
    """The filters; each tab knows some of them. ``until`` is the day by which groups are asked to report."""

    term = forms.SlugField(required=False)
    cycle = forms.ChoiceField(required=False, choices=CYCLES)
    group = forms.CharField(required=False, max_length=60)
    unit = forms.CharField(required=False, max_length=60)
    requirement = forms.SlugField(required=False)
    pace = forms.ChoiceField(required=False, choices=PACES)
    days = forms.IntegerField(required=False, min_value=1, max_value=MOST_DAYS)
    quiet = forms.IntegerField(required=False, min_value=1, max_value=MOST_DAYS)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    until = DayField(required=False, validators=listing.SOME_DAY)
    body = forms.SlugField(required=False, max_length=60)
    part = forms.ChoiceField(required=False, choices=PARTS)


@dataclass(frozen=True)
class Asked(listing.Asked):
    """A question about one term that who is asking may see, with the term's periods."""

    term: Term | None = None
    periods: tuple[Period, ...] = ()

    @property
    def addressee(self) -> Addressee:
        """Whom the texts of the tab are for."""
        return ADDRESSEES[self.tab]

    @property
    def cycles(self) -> tuple[str, ...]:
        """The cycles whose requirements are asked for: this year's unless the address says otherwise."""
        cycle = self.get("cycle") or "year"
        return ("year", "term") if cycle == BOTH else (cycle,)

    @property
    def narrowed(self) -> bool:
        """Whether any filter but the tab, the term and the day is set."""
        kept = {"tab", "on", "term", "until", "sort"}
        return any(value for name, value in self.given.items() if name not in kept)

    @property
    def clear(self) -> str:
        """The address of the same tab without filters."""
        kept = {"tab", "on", "term", "until"}
        return self.address(**{name: "" for name in self.given if name not in kept})

    def hidden(self, *shown: str) -> list[tuple[str, str]]:
        """The parts of the address that a filter form does not show and must carry."""
        return [(name, value) for name, value in self.given.items() if name not in shown]


def read(request) -> Asked:
    """The question of an address; NoTerm for a term that is unknown to who is asking."""
    return question_of(request.who, request.GET)


def question_of(who: Who, given) -> Asked:
    """The question that a user asks with the parts of an address."""
    tabs = tabs_of(who)
    form = ReminderForm(given, tabs=tabs)
    asked = listing.read(form, tabs, next(iter(tabs)))
    term, periods = term_with_periods(asked.get("term"), Term.objects.visible_to(who))
    if term is None:
        raise NoTerm(no_term(asked.get("term")))
    speak(term.body.kind)
    return Asked(**vars(asked), term=term, periods=tuple(periods))
