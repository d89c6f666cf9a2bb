"""What the pages of the rates are asked, and whose numbers and rows who is asking may see."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ..models import Assignment, Body, Role, Suggestion, Term
from ..scores.by_unit import by_unit, in_order
from ..scores.calendar import NoTerm
from ..scores.rates import Rates, measure
from ..scores.register import gather
from ..scores.shares import Register
from ..typed import DayField
from .access import RATING
from .listing import SOME_DAY
from .question import Unreadable

HANDLING_KINDS = (Body.Kind.SYSTEM, Body.Kind.UNIT, Body.Kind.OFFICE)
DAYS = ("from", "to", "on")


@dataclass(frozen=True)
class Reach:
    """What roles open: all numbers of the terms of some bodies (None: of every body), or those of units of their own.

    ``staff`` are the bodies whose rows are opened too; ``roots`` are the own units, ``units`` these and all below.
    """

    bodies: frozenset
    staff: frozenset
    roots: tuple[Body, ...]
    units: frozenset[int]

    def sees_all(self, term: Term) -> bool:
        """Whether all units of a term are seen."""
        return not self.bodies.isdisjoint({None, term.body_id})

    def opens(self, term: Term, unit: Body | None) -> bool:
        """Whether the rows behind the numbers of a unit (None: of all) are opened."""
        is_own = unit is not None and unit.pk in self.units
        return is_own or not self.staff.isdisjoint({None, term.body_id})

    def opens_all(self, term: Term) -> bool:
        """Whether the rows of every unit of a term are opened."""
        return self.opens(term, None)

    @property
    def terms(self):
        """The terms of the bodies seen, and those in which the own units handle something; any while there is none."""
        own = Assignment.objects.filter(suggestion__term=OuterRef("pk"), unit__in=self.units)
        found = Term.objects.filter(Q(body__in=self.bodies) | Exists(own))
        if None in self.bodies or (self.roots and not found.exists()):
            return Term.objects.all()
        return found


def reach_of(request) -> Reach:
    """What the roles of who is asking open; PermissionDenied where none of them, or no unit of theirs, does."""
    who = request.who
    if not request.roles & RATING:
        raise PermissionDenied
    staff = {None} if who.sees_all else set(who.bodies) if who.is_staff else set()
    bodies = staff | (set(who.bodies) if who.role == Role.LEADER else set())
    systems = Body.objects.systems_of(who.bodies) if who.role == Role.REFERRAL_OFFICE else set()
    roots = in_order(systems | (set(who.bodies) - {None} if who.role == Role.UNIT else set()))
    if not (bodies or roots):
        raise PermissionDenied
    units = Body.objects.below([body.pk for body in roots]) if roots else set()
    return Reach(frozenset(bodies), frozenset(staff), tuple(roots), frozenset(units))


class RateForm(forms.Form):
    """Checks each part of the address by itself; from and to are days of assignment, both included."""

    term = forms.SlugField(required=False)
    unit = forms.CharField(required=False, max_length=60)
    own = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {name: DayField(required=False, validators=SOME_DAY) for name in DAYS}

    def clean(self):
        """The span must not end before it begins."""
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("from", gettext("%(first)s 晚于 %(last)s") % {"first": first, "last": last})
            del self.cleaned_data["to"]


@dataclass(frozen=True)
class RateQuestion:
    """A question of the rates; ``unit`` None asks for all, ``own`` for a unit without those below it."""

    term: Term
    on: date
    starts_on: date | None
    ends_on: date | None
    unit: Body | None
    own: bool
    reach: Reach
    errors: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether the rows behind the numbers are opened."""
        return self.reach.opens(self.term, self.unit)

    @property
    def first(self) -> date:
        """The first day of assignment that counts."""
        return self.starts_on or self.term.starts_on

    @property
    def last(self) -> date:
        """The last day of assignment that counts."""
        return self.ends_on or self.on

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        parts = {
            "term": self.term.code,
            "from": self.starts_on,
            "to": self.ends_on,
            "unit": self.unit.code if self.unit else "",
            "own": "1" if self.own else "",
            "on": self.on,
        }
        return "?" + urlencode({name: str(value) for name, value in (parts | changes).items() if value})

    @cached_property
    def _page_of_rows(self) -> str:
        """The page that opens the rows of a thousand numbers; empty where they are not opened."""
        return reverse("rate-rows") if self.opens else ""

    def rows(self, **changes) -> str:
        """The address of the rows behind a number; empty where they are not opened."""
        return self._page_of_rows and self._page_of_rows + self.address(**changes)

    def need_readable(self):
        """Refuse with a sentence where something could not be read: rows and files answer exactly what was asked."""
        if self.errors:
            raise Unreadable("；".join(self.errors))

    def register(self) -> Register:
        """What stood at the end of the day asked for."""
        return gather(self.term, self.starts_on, self.ends_on, self.on, self.unit)

    def everywhere(self) -> Register:
        """The same of all units."""
        return replace(self, unit=None).register()

    def measure(self, register: Register) -> Rates:
        """The rates of a register of this question."""
        if not self.own or self.unit is None:
            return measure(register)
        found = {body.pk: rates for body, rates in by_unit(register)}
        return found.get(self.unit.pk) or measure(replace(register, shares=(), items=()))


def read(get: QueryDict, reach: Reach) -> RateQuestion:
    """The question an address asks; NoTerm for a term, Unreadable for a unit that is unknown or out of reach."""
    form = RateForm(get)
    form.is_valid()
    given = form.cleaned_data
    refusal = gettext("地址中的「%(name)s」不可用：%(found)s")
    errors = tuple(refusal % {"name": name, "found": " ".join(found)} for name, found in form.errors.items())
    term = _term(given.get("term"), reach)
    unit = _unit(given.get("unit"), term, reach)
    on = given.get("on") or timezone.localdate()
    return RateQuestion(term, on, given.get("from"), given.get("to"), unit, bool(given.get("own")), reach, errors)


def _term(code, reach) -> Term:
    terms = reach.terms.select_related("body__parent").order_by("-starts_on", "pk")
    if code:
        found = terms.filter(code=code).first()
    else:
        has_suggestions = Exists(Suggestion.objects.filter(term=OuterRef("pk")))
        found = terms.filter(has_suggestions).first() or terms.first()
    if found is None:
        raise NoTerm(
            gettext("没有代码为「%(code)s」的届，或者不在您的查看范围内。") % {"code": code}
            if code
            else gettext("还没有可以统计的届：您的范围内没有建议，或者尚未载入基础数据（manage.py seed）。")
        )
    return found


def _unit(code, term, reach) -> Body | None:
    """The unit of a code within reach; without a code all of them, or the first of the own ones."""
    sees_all = reach.sees_all(term)
    if not code:
        return None if sees_all else reach.roots[0]
    within = Body.objects.filter(kind__in=HANDLING_KINDS, code=code)
    found = (within if sees_all else within.filter(pk__in=reach.units)).first()
    if found is None:
        raise Unreadable(
            gettext("没有代码为「%(code)s」的承办单位或系统，或者不在您的查看范围内，请从列表中选择。") % {"code": code}
        )
    return found


def unit_choices(asked: RateQuestion) -> list[tuple[str, str]]:
    """(code, name) of the units with assignments in the term and of those above them, in official order, indented."""
    parents = dict(Body.objects.filter(kind__in=HANDLING_KINDS).values_list("pk", "parent"))
    used = Assignment.objects.filter(suggestion__term=asked.term).order_by().values_list("unit", flat=True).distinct()
    above = {pk: _climb(pk, parents) for pk in [*used, *([asked.unit.pk] if asked.unit else [])]}
    pks = {pk for path in above.values() for pk in path}
    if not asked.reach.sees_all(asked.term):
        pks &= asked.reach.units
    shown = {pk: parent for pk, parent in parents.items() if pk in pks}
    return [(body.code, "　" * (len(_climb(body.pk, shown)) - 1) + body.name) for body in in_order(pks)]


def _climb(pk, parents) -> list[int]:
    """A body and those above it, as far as they handle anything."""
    path: list[int] = []
    while pk in parents and pk not in path:
        path.append(pk)
        pk = parents[pk]
    return path


def span_links(asked: RateQuestion) -> list[tuple[str, str, bool]]:
    """(label, address, whether asked) of the whole term and of each of its years begun by the day."""
    whole = (gettext("本届"), asked.address(**{"from": "", "to": ""}), not (asked.starts_on or asked.ends_on))
    return [whole, *(_year(asked, year) for year in _years(asked))]


def _years(asked) -> range:
    last = min(asked.on, asked.term.ends_on - timedelta(days=1)) if asked.term.ends_on else asked.on
    return range(asked.term.starts_on.year, last.year + 1)


def _year(asked, year):
    first, last = max(date(year, 1, 1), asked.term.starts_on), date(year, 12, 31)
    label = gettext("%(year)s 年") % {"year": year}
    is_asked = (max(asked.first, asked.term.starts_on), asked.ends_on) == (first, last)
    return label, asked.address(**{"from": first, "to": last}), is_asked
