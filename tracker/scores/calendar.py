"""Which periods a term has, and which year a day belongs to; one definition for every screen and command."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from ..models import AssessmentPeriod, Mandate, Term
from .periods import Period


class NoPeriod(LookupError):
    """The term has no such period; the text is a sentence."""


class NoTerm(LookupError):
    """There is no such term; the text is a sentence."""


def periods_of(term: Term) -> list[Period]:
    """All periods of a term: the years in order, then the term itself."""
    return [period_from(row) for row in AssessmentPeriod.objects.filter(term=term).order_by("-cycle", "starts_on")]


def highest_first(terms: QuerySet) -> QuerySet:
    """Terms of bodies below none before those of the bodies below them, by place; of a body the latest first."""
    depth = Case(When(body__parent=None, then=0), When(body__parent__parent=None, then=1), default=2)
    return terms.order_by(depth, "body__order", "body__code", "-starts_on", "pk")


def has_deputies() -> Exists:
    """Whether a term has any."""
    return Exists(Mandate.objects.filter(term=OuterRef("pk")))


def term_with_periods(code: str | None, among: QuerySet | None = None) -> tuple[Term | None, list[Period]]:
    """The term of a code and its periods, in one query; without a code, the latest one that has deputies.

    ``among`` are the terms that may be asked for; all where none are given.
    """
    among = Term.objects.all() if among is None else among
    terms = highest_first(among).values("pk")
    latest = Coalesce(Subquery(terms.filter(has_deputies())[:1]), Subquery(terms[:1]))
    wanted = {"term__code": code} if code else {"term": latest}
    rows = AssessmentPeriod.objects.filter(**wanted, term__in=among.order_by().values("pk")).select_related(
        "term__body__parent"
    )
    found = list(rows.order_by("-cycle", "starts_on"))
    term = found[0].term if found else among.filter(code=code).select_related("body__parent").first()
    return term, [period_from(row) for row in found]


def period_from(row: AssessmentPeriod) -> Period:
    """The pure period of a row."""
    return Period(row.cycle, row.label, row.starts_on, row.ends_on, row.registration_until)


def pick(term: Term, periods: list[Period], year: int | None) -> Period:
    """The period of a calendar year, or of the whole term when ``year`` is None."""
    wanted = [item for item in periods if (item.label == str(year) if year is not None else item.cycle == "term")]
    if not wanted:
        known = "、".join(item.label for item in periods if item.cycle == "year")
        raise NoPeriod(
            f"{term.label}没有 {'全届' if year is None else year} 考核周期；已有：{known or '无，请先载入基础数据'}。"
        )
    return wanted[0]


def year_in(periods: list[Period], day: date) -> int | None:
    """The year that a day lies in: the last one begun, or the first one when none has begun."""
    years = [item for item in periods if item.cycle == "year"]
    begun = [item for item in years if item.starts_on <= day]
    return int((begun[-1:] or years[:1])[0].label) if years else None


def period_of(term: Term, year: int | None) -> Period:
    """The period of a calendar year of a term, or of the whole term when ``year`` is None."""
    return pick(term, periods_of(term), year)


def year_of(term: Term, day: date) -> int | None:
    """The year of a term that a day lies in; the last one begun when the day is past the term."""
    return year_in(periods_of(term), day)
