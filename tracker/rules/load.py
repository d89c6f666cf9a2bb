"""Reads the rule book of a term and the handling rules of a body from their rows, and what these say of assignments."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from ..models import Body, CalendarDay, HandlingRule, Rating, Rehandling, RequirementValue, Suggestion, Term
from . import book, deadlines, origins
from .workdays import Workdays

TOWNSHIP_SPONSORS = 5


def load(term: Term) -> book.Book:
    """The regulations of the term's body, and those of the bodies above it that cover it."""
    return books([term])[term.pk]


def books(terms: Sequence[Term]) -> dict[int, book.Book]:
    """The regulations of many terms by their keys, read at once; terms with the same regulations share one book."""
    bodies = {pk for term in terms for pk in (term.body_id, *_above(term.body))}
    values = list(_values().filter(requirement__regulation__body__in=bodies))
    regulations = list(dict.fromkeys(value.requirement.regulation for value in values))
    made: dict = {}
    found = {}
    for term in terms:
        own = tuple(row for row in regulations if _applies(row, term, _above(term.body)))
        if own not in made:
            made[own] = _book([value for value in values if value.requirement.regulation in own])
        found[term.pk] = made[own]
    return found


def _book(values) -> book.Book:
    regulations: dict = {}
    for value in values:
        requirements = regulations.setdefault(value.requirement.regulation, {})
        requirements.setdefault(value.requirement, []).append(value)
    kinds = {kind.code: kind for value in values for kind in value.kinds.all()}
    timings, keys = {code: row.timing for code, row in kinds.items()}, {code: row.pk for code, row in kinds.items()}
    typed = frozenset(code for code, row in kinds.items() if not row.derived)
    return book.Book(tuple(_regulation(row, found) for row, found in regulations.items()), timings, keys, typed)


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


def _above(body) -> set[int]:
    found = set()
    while body.parent is not None:
        body = body.parent
        found.add(body.pk)
    return found


def _applies(regulation, term, above) -> bool:
    if regulation.level and regulation.level != term.body.level:
        return False
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


def handling_rules(body) -> list[deadlines.Handling]:
    """The dated handling rules of a body; those of the nearest body above it where it has none of its own."""
    while body is not None:
        rows = list(HandlingRule.objects.filter(body=body).order_by("starts_on"))
        if rows:
            return [_handling(row) for row in rows]
        body = body.parent
    return []


def handling(body, on: date) -> deadlines.Handling:
    """The handling rule of a body in force on a day; the built-in one where none has begun.

    A bill of a township needs fewer sponsors, unless a rule of its own says otherwise.
    """
    found = deadlines.in_force(handling_rules(body), on)
    if body.level == Body.Level.TOWNSHIP and not HandlingRule.objects.filter(body=body).exists():
        return replace(found, bill_sponsors=TOWNSHIP_SPONSORS)
    return found


def rules_of_bodies() -> dict[int, list[deadlines.Handling]]:
    """The dated handling rules of every body that has suggestions, by its key; two queries, however many bodies."""
    own = _by_body(HandlingRule.objects)
    used = Exists(Suggestion.objects.filter(term__body=OuterRef("pk")))
    rows = Body.objects.annotate(used=used).values_list("pk", "parent", "used")
    above = {pk: parent for pk, parent, _ in rows}
    return {pk: _nearest(pk, own, above) for pk, _, has_suggestions in rows if has_suggestions}


def rules_of_body(body) -> dict[int, list[deadlines.Handling]]:
    """As ``rules_of_bodies``, for one body alone; one query."""
    above, nearer = {}, body
    while nearer is not None:
        above[nearer.pk], nearer = nearer.parent_id, nearer.parent
    return {body.pk: _nearest(body.pk, _by_body(HandlingRule.objects.filter(body__in=above)), above)}


def _by_body(rules) -> dict[int, list[deadlines.Handling]]:
    own = defaultdict(list)
    for row in rules.order_by("starts_on"):
        own[row.body_id].append(_handling(row))
    return own


def _nearest(body, own, above) -> list[deadlines.Handling]:
    while body not in own and body is not None:
        body = above[body]
    return own.get(body, [])


def by_rule(rules: Mapping[int, Sequence[deadlines.Handling]], condition: Callable[[deadlines.Handling], Q]) -> Q:
    """A condition on assignments in which each has the rule of its body in force on the day it was assigned."""
    whose = defaultdict(list)
    for body, dated in rules.items():
        known = [(condition(rule), first, last) for first, last, rule in deadlines.spans(dated)]
        for conditioned, same in groupby(known, key=itemgetter(0)):  # a rule often changes something else
            _, days, ends = zip(*same, strict=True)
            whose[conditioned, days[0], ends[-1]].append(body)
    found = Q(pk__in=[])
    for (conditioned, *span), bodies in whose.items():
        found |= Q(suggestion__term__body__in=bodies, assigned_on__range=span) & conditioned
    return found


def origins_of(assignment) -> list[str]:
    """How each due day of an assignment came about, by the rule it was made under and the calendar of now."""
    rule = handling(assignment.suggestion.term.body, assignment.assigned_on)
    return origins.origins(assignment, assignment.rehandlings.all(), rule, workdays())


def due_now() -> Case:
    """The day by which the present round of an assignment is to be answered, as an expression of its row."""
    opened = Rehandling.objects.filter(assignment=OuterRef("pk"), round=OuterRef("round"), cancelled_on=None).order_by()
    first = Coalesce("extended_to", "due_on")
    return Case(When(round__gt=1, then=Coalesce(Subquery(opened.values("due_on")[:1]), first)), default=first)


def workdays() -> Workdays:
    """The calendar of working days, with the dated overrides of an administrator."""
    return Workdays(dict(CalendarDay.objects.values_list("day", "is_workday")))


def _handling(row) -> deadlines.Handling:
    plain = {field.name: getattr(row, field.name) for field in fields(deadlines.Handling) if hasattr(row, field.name)}
    classes = {code: label for code in "ABCD" if (label := getattr(row, f"class_{code.lower()}"))}
    ratings = {code: getattr(row, code) for code in Rating.values}
    return deadlines.Handling(**plain, class_labels=classes, rating_labels=ratings)
