"""Reads the rule book of a term from its rows."""

from ..models import RequirementValue, Term
from . import book


def load(term: Term) -> book.Book:
    """The regulations of the term's body, and those of the bodies above it that cover it."""
    regulations: dict = {}
    for value in _values():
        requirement = value.requirement
        if _applies(requirement.regulation, term, _above(term.body)):
            requirements = regulations.setdefault(requirement.regulation, {})
            requirements.setdefault(requirement, []).append(value)
    timings = {kind.code: kind.timing for found in _all_values(regulations) for kind in found.kinds.all()}
    return book.Book(tuple(_regulation(row, found) for row, found in regulations.items()), timings)


def _values():
    rows = RequirementValue.objects.select_related("requirement__regulation__body", "document")
    in_order = (
        "requirement__regulation__order",
        "requirement__regulation",
        "requirement__order",
        "requirement",
        "starts_on",
    )
    return rows.prefetch_related("kinds").order_by(*in_order)


def _all_values(regulations):
    return [value for requirements in regulations.values() for values in requirements.values() for value in values]


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


def _regulation(row, found) -> book.Regulation:
    requirements = tuple(_requirement(row, item, values) for item, values in found.items())
    return book.Regulation(row.code, row.title, row.label, row.adopted, requirements)


def _requirement(regulation, row, values) -> book.Requirement:
    return book.Requirement(
        regulation.code,
        row.code,
        row.label,
        row.short,
        row.unit,
        row.cycle,
        regulation.grassroots_only,
        tuple(_value(value) for value in values),
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
