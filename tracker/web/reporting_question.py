"""What the pages of 报送情况 are asked, and of which liaison groups who is asking may know."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Group, Term
from ..scores import reporting
from ..scores.calendar import NoTerm, highest_first
from ..scores.months import Board
from ..typed import DayField
from .access import LISTS
from .listing import SOME_DAY
from .question import Unreadable


def visible(request) -> QuerySet:
    """The liaison groups of who is asking: all (of the bodies granted) for the staff, else the own ones."""
    if not request.roles & LISTS:
        raise PermissionDenied
    return Group.objects.visible_to(request.who).filter(kind=Group.Kind.LIAISON)


class ReportingForm(forms.Form):
    """Checks each part of the address by itself."""

    term = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    group = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    on = DayField(required=False, validators=SOME_DAY)


@dataclass(frozen=True)
class Asked:
    """A question: a term, a year and a day; ``groups`` are all that may be seen of the term, ``group`` one of them."""

    term: Term
    year: int
    on: date
    groups: list[Group]
    group: Group | None
    errors: tuple[str, ...] = ()

    @property
    def shown(self) -> list[Group]:
        """The groups that are asked for."""
        return [self.group] if self.group else self.groups

    @property
    def years(self) -> list[int]:
        """The years of the term that have begun."""
        return reporting.years(self.term, self.on)

    def board(self) -> Board:
        """The board of the groups that are asked for."""
        return reporting.judge(self.term, self.shown, self.year, self.on)

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        group = self.group.pk if self.group else ""
        parts = {"term": self.term.code, "year": self.year, "group": group, "on": self.on}
        return "?" + urlencode({name: str(value) for name, value in (parts | changes).items() if value})

    def need_readable(self):
        """Refuse with a sentence where something could not be read: what is filed answers exactly what was asked."""
        if self.errors:
            raise Unreadable("；".join(self.errors))


def read(request) -> Asked:
    """The question of an address; NoTerm for an unknown term, Unreadable for a year that the term does not have."""
    groups = visible(request)
    form = ReportingForm(request.GET)
    form.is_valid()
    given, refusal = form.cleaned_data, _("地址中的「%(name)s」不可用：%(found)s")
    errors = [refusal % {"name": name, "found": " ".join(found)} for name, found in form.errors.items()]
    on = given.get("on") or timezone.localdate()
    term = _term(given.get("term"), groups, on, request.who)
    own = list(groups.filter(term=term).select_related("term").order_by("order", "name"))
    group = next((row for row in own if row.pk == given.get("group")), None)
    if given.get("group") and group is None:
        errors.append(refusal % {"name": "group", "found": _("没有这个联系组，请从列表中选择。")})
    return Asked(term, _year(given.get("year"), term, on), on, own, group, tuple(errors))


def _term(code, groups, on, who) -> Term:
    every = Term.objects.visible_to(who).select_related("body")
    every = highest_first(every)
    own = every.filter(Exists(groups.filter(term=OuterRef("pk"))))
    if code:
        found = (every if who.is_staff else own).filter(code=code).first()
    else:
        found = own.filter(starts_on__lte=on).first() or own.first() or (every.first() if who.is_staff else None)
    if found is None:
        raise NoTerm(
            _("没有代码为「%(code)s」的届，或者不在您的查看范围内。") % {"code": code}
            if code
            else _("还没有可以查看的联系组：请先载入基础数据和代表名单，联络员请联系系统管理员授予所在的组。")
        )
    return found


def _year(year, term, on) -> int:
    known = reporting.years(term, on)
    if year is not None and year not in known:
        raise Unreadable(
            _("%(term)s截至 %(on)s 没有 %(year)s 年；可以查看 %(first)s 至 %(last)s 年。")
            % {"term": term, "on": on, "year": year, "first": known[0], "last": known[-1]}
        )
    return year or known[-1]
