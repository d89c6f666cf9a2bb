"""A reading as plain values: for JSON and for a printed table. Pure."""

from datetime import date
from decimal import Decimal
from typing import Any

from .shapes import Figure, Reading, Requirement


def reading(found: Reading) -> dict[str, Any]:
    """The object of `extract --format json`: figures, requirements, remarks; null for what cannot be told."""
    return {
        "figures": [figure(one) for one in found.figures],
        "requirements": [requirement(one) for one in found.requirements],
        "remarks": list(found.remarks),
    }


def figure(one: Figure) -> dict[str, Any]:
    """A figure in the keys of the interface, and what else was read of it."""
    return {
        "quote": one.quote,
        "value": number(one.value),
        "value_max": number(one.value_max),
        "unit": one.unit,
        "qualifier": one.qualifier,
        "body": one.body or None,
        "period_start": _day(one.span.starts_on),
        "period_end": _day(one.span.last_on),
        "key": one.key or None,
        "offset": one.offset,
        "qualifier_text": one.qualifier_text or None,
        "precision": one.span.precision,
    }


def requirement(one: Requirement) -> dict[str, Any]:
    """A requirement in the keys of the interface."""
    return {
        "quote": one.quote,
        "minimum": one.minimum,
        "unit": one.unit,
        "cycle": one.cycle,
        "kinds": list(one.kinds),
        "offset": one.offset,
        "body": one.body or None,
    }


def row(one: Figure) -> list[Any]:
    """A figure as a line of a table."""
    value = "" if one.value is None else str(number(one.value))
    most = "" if one.value_max is None else f"–{number(one.value_max)}"
    qualifier = "" if one.qualifier == "exact" else one.qualifier_text or one.qualifier
    quote = "".join(one.quote.split())
    first, last = _day(one.span.starts_on) or "", _day(one.span.last_on) or ""
    return [quote, value + most, one.unit, qualifier, one.body, first, last, one.key]


def number(value: Decimal | None) -> int | float | None:
    """A value as JSON writes it: whole numbers whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
