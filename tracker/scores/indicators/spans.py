"""The span that a work report is about, and the one before it that it is compared with."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.dateformat import format as spelled
from django.utils.translation import gettext

from ...models import Mandate, Session, Term
from ...rules.calendar import planned_end
from ..calendar import NoPeriod

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Span:
    """Days [starts_on, ends_on) of a term, as they are called; ``on`` is the day as of which they are counted."""

    term: Term
    starts_on: date
    ends_on: date
    on: date
    label: str
    year: int | None = None
    session: int | None = None

    @property
    def last_on(self) -> date:
        """The last day."""
        return self.ends_on - DAY

    @property
    def is_whole(self) -> bool:
        """Whether it goes on to the end of its calendar year."""
        return self.year is not None and self.ends_on == date(self.year + 1, 1, 1)

    @property
    def days(self) -> str:
        """From which day to which, in words."""
        pattern = gettext("Y年n月j日")
        said = {"first": spelled(self.starts_on, pattern), "last": spelled(self.last_on, pattern)}
        return gettext("%(first)s至%(last)s") % said


def year_of(term: Term, year: int, on: date) -> Span:
    """A calendar year of a term as far as it has come by a day; NoPeriod when none of it has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoPeriod(f"{year} 年：应为 2023 这样的年份。")
    starts_on = max(date(year, 1, 1), term.starts_on)
    whole = min(date(year + 1, 1, 1), _end(term))
    ends_on = min(whole, on + DAY)
    if not starts_on < ends_on:
        raise NoPeriod(f"{term.label}到 {on} 没有 {year} 年的日子；本届自 {term.starts_on} 起。")
    said = {"year": year, "day": spelled(on, gettext("n月j日"))}
    label = (gettext("%(year)s年") if ends_on == whole else gettext("%(year)s年（截至%(day)s）")) % said
    return Span(term, starts_on, ends_on, on, label, year=year)


def since_session(term: Term, ordinal: int, on: date) -> Span:
    """The days since an annual session of a term opened, up to a day; NoPeriod when none of that number had by then."""
    sessions = _sessions(term, on)
    if ordinal not in sessions:
        known = "、".join(map(str, sorted(sessions)))
        raise NoPeriod(f"{term.label}到 {on} 没有第 {ordinal} 次会议；已有：{known or '无'}。")
    ends_on = min(on + DAY, _end(term))
    label = gettext("第%(n)s次会议以来") % {"n": ordinal}
    return Span(term, sessions[ordinal], ends_on, on, label, session=ordinal)


def before(span: Span) -> Span | None:
    """The span that one is compared with: the year before, or the days since the session before, as long and as old.

    A year that is not over, or at whose end the term did not last, is compared with the same days of the year before.
    None where no ledger was kept then, or no stretch since the session before is comparable.
    """
    return _year_before(span) if span.session is None else _session_before(span)


def has_ledger(term: Term) -> bool:
    """Whether deputies of a term are in the ledger; without them nothing can be counted, and nothing is zero."""
    return Mandate.objects.filter(term=term).exists()


def term_at(body: int, starts_on: date, ends_on: date) -> Term | None:
    """The term of a body that holds most of the days [starts_on, ends_on); None where none holds any."""
    terms = Term.objects.filter(body=body).select_related("body")
    held = {term: (min(_end(term), ends_on) - max(term.starts_on, starts_on)).days for term in terms}
    return max((term for term, days in held.items() if days > 0), key=held.get, default=None)


def clipped(term: Term, starts_on: date, ends_on: date, on: date, label: str) -> Span | None:
    """The days [starts_on, ends_on) that lie in a term and have come by a day; None where there are none."""
    first, end = max(starts_on, term.starts_on), min(ends_on, _end(term), on + DAY)
    return Span(term, first, end, on, label) if first < end else None


def _end(term) -> date:
    return term.ends_on or planned_end(term.starts_on)


def _sessions(term, on) -> dict[int, date]:
    held = Session.objects.filter(term=term, kind=Session.Kind.ANNUAL, opens_on__lte=on)
    return dict(held.values_list("ordinal", "opens_on"))


def _year_before(span) -> Span | None:
    first, end = date(span.year - 1, 1, 1), date(span.year, 1, 1)
    stop = end if span.is_whole else _same_day(span.last_on) + DAY
    term = term_at(span.term.body_id, first, stop)
    if term is None or not has_ledger(term):
        return None
    label = (gettext("%(year)s年") if span.is_whole else gettext("%(year)s年同期")) % {"year": span.year - 1}
    found = clipped(term, first, stop, _same_day(span.on), label)
    return found and replace(found, year=span.year - 1)


def _same_day(day: date) -> date:
    """The same day of the year before."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _session_before(span) -> Span | None:
    """As many days since the session before, at most up to the session of the span; None once another has followed."""
    sessions, ordinal = _sessions(span.term, span.last_on), span.session - 1
    if ordinal not in sessions or span.session + 1 in sessions:
        return None
    opened = sessions[ordinal]
    end, said = opened + (span.ends_on - span.starts_on), {"n": ordinal, "next": span.session}
    label = gettext("第%(n)s次会议以来同样天数") % said
    if end > span.starts_on:
        end, label = span.starts_on, gettext("第%(n)s次会议至第%(next)s次会议前") % said
    return Span(span.term, opened, end, end - DAY, label, session=ordinal)
