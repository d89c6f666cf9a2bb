"""Reads the rule book of a term from its rows."""

from ..models import DutyKind, Regulation, Term
from . import book


def load(term: Term) -> book.Book:
    """The regulations of the term's body, and those of the bodies above it that cover it."""
    rows = Regulation.objects.prefetch_related("requirements__values__kinds", "requirements__values__document")
    applying = [row for row in rows if _applies(row, term, _above(term.body))]
    timings = dict(DutyKind.objects.values_list("code", "timing"))
    return book.Book(tuple(_regulation(row) for row in applying), timings)


def _above(body) -> set[int]:
    found = set()
    while body.parent is not None:
        body = body.parent
        found.add(body.pk)
    return found


def _applies(regulation, term, above) -> bool:
    if regulation.body_id == term.body_id:
        return True
    same_kind = regulation.body.kind == term.body.kind
    return regulation.applies_below and same_kind and regulation.body_id in above


def _regulation(row) -> book.Regulation:
    requirements = tuple(_requirement(row, item) for item in row.requirements.all())
    return book.Regulation(row.code, row.title, row.label, row.adopted, requirements)


def _requirement(regulation, row) -> book.Requirement:
    values = tuple(_value(value) for value in row.values.all())
    return book.Requirement(
        regulation.code, row.code, row.label, row.short, row.unit, row.cycle, regulation.grassroots_only, values
    )


def _value(row) -> book.Value:
    document = row.document
    citation = book.Citation(document.code if document else "", document.title if document else "", row.quote, row.note)
    return book.Value(
        row.starts_on,
        row.minimum,
        frozenset(kind.code for kind in row.kinds.all()),
        row.part_period,
        row.min_service_days,
        row.half_day_cap,
        citation,
    )
