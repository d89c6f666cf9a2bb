"""What the pages of the work report are asked: a term, and either a year or the days since a session, as of a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ...models import Session, Term, Who
from ...scores.calendar import year_in
from ...scores.indicators.spans import Span, since_session, year_of
from ...scores.periods import Period
from ...typed import DayField
from ..listing import SOME_DAY
from ..question import Unreadable, term_asked


class ReportForm(forms.Form):
    """Checks each part of the address by itself."""

    term = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    session = forms.IntegerField(required=False, min_value=1, max_value=99)
    on = DayField(required=False, validators=SOME_DAY)

    def clean(self):
        """A report is of a year or since a session, never both."""
        if self.cleaned_data.get("year") and self.cleaned_data.get("session"):
            self.add_error("session", gettext("年度和会次只能选一个，现按年度统计"))


@dataclass(frozen=True)
class Asked:
    """A work report that is asked for; of ``year`` and ``session`` one is given."""

    term: Term
    on: date
    year: int | None
    session: int | None
    periods: tuple[Period, ...]
    errors: tuple[str, ...] = ()

    @cached_property
    def span(self) -> Span:
        """The days that it is about; NoPeriod where there are none by the day."""
        if self.session:
            return since_session(self.term, self.session, self.on)
        return year_of(self.term, self.year, self.on)

    @property
    def address(self) -> str:
        """The query string of this question."""
        return self._address(year=self.year, session=self.session)

    def _address(self, **span) -> str:
        parts = {"term": self.term.code, **span, "on": self.on.isoformat()}
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def spans(self) -> list[tuple[str, str, bool]]:
        """(label, address, whether it is the present one) of the years begun by the day, then of the sessions."""
        years = [int(row.label) for row in self.periods if row.cycle == "year" and row.starts_on <= self.on]
        said = [
            (gettext("%(year)s 年") % {"year": year}, self._address(year=year), year == self.year) for year in years
        ]
        held = Session.objects.filter(term=self.term, kind=Session.Kind.ANNUAL, opens_on__lte=self.on)
        since = gettext("第 %(n)s 次会议以来")
        return said + [
            (since % {"n": n}, self._address(session=n), n == self.session)
            for n in held.order_by("opens_on").values_list("ordinal", flat=True)
        ]

    def need_readable(self):
        """Refuse with a sentence where something could not be read: rows and files answer exactly what was asked."""
        if self.errors:
            raise Unreadable("；".join(self.errors))


def rows_address(span: Span, **number) -> str:
    """The address of the rows of a number of a span."""
    return reverse("work-report-rows") + address_of(span, **number)


def address_of(span: Span, **more) -> str:
    """The query string that asks for a span."""
    parts = {"term": span.term.code, "year": span.year, "session": span.session, "on": span.on.isoformat(), **more}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def read(get: QueryDict, who: Who) -> Asked:
    """The question of an address; without a year or session, the year of the day. NoTerm for a term out of reach."""
    form = ReportForm(get)
    term, periods, errors = term_asked(form, who)
    given = form.cleaned_data
    on, session = given.get("on") or timezone.localdate(), given.get("session")
    year = given.get("year") or (None if session else year_in(periods, on) or on.year)
    return Asked(term, on, year, session, periods, errors)
