"""Turns what a reading of a report proposes into rows for the office to decide; it stores nothing."""

from decimal import Decimal

from ..models import FigureProposal, Indicator
from ..models.figures import is_number
from .reading import shapes

LONGEST = {name: FigureProposal._meta.get_field(name).max_length for name in ("quote", "kinds", "unit", "body_name")}


def proposals(read: shapes.Reading, by_code: dict[str, Indicator]) -> list[FigureProposal]:
    """The proposals of a reading in the order of the text, not stored; ``by_code`` has the known indicators.

    A requirement and the figure that says its minimum are one proposal.
    """
    figures = list(read.figures)
    rows = [_of_requirement(item, _taken(item, figures), by_code) for item in read.requirements]
    rows += [_of_figure(item, by_code) for item in figures]
    return sorted(rows, key=lambda row: (row.offset, -len(row.quote)))


def written(value: Decimal | None) -> str:
    """A number as the ledger writes it: 160000, 99.92, no trailing zeros; empty for none, or what it cannot hold."""
    text = "" if value is None else f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if is_number.regex.search(text) else ""


def _taken(item: shapes.Requirement, figures: list[shapes.Figure]) -> shapes.Figure | None:
    """The figure that says the minimum of a requirement, taken out of the others."""
    for figure in figures:
        if _overlaps(item, figure) and figure.value == item.minimum and figure.unit == item.unit:
            figures.remove(figure)
            return figure
    return None


def _overlaps(one, other) -> bool:
    return one.offset < other.offset + len(other.quote) and other.offset < one.offset + len(one.quote)


def _of_requirement(item, figure, by_code) -> FigureProposal:
    figure = figure or shapes.Figure(item.quote, item.offset, Decimal(item.minimum), item.unit, shapes.AT_LEAST)
    row = _of_figure(figure, by_code)
    row.quote, row.offset = item.quote, item.offset
    row.is_requirement, row.cycle, row.kinds = True, item.cycle, _codes(item.kinds)
    row.body_name = row.body_name or _body(item.body)
    if row.precision == shapes.VAGUE and not row.starts_on:
        row.starts_on, row.last_on, row.precision = item.span.starts_on, item.span.last_on, item.span.precision
    return _fitting(row)


def _of_figure(item, by_code) -> FigureProposal:
    row = FigureProposal(
        quote=item.quote,
        offset=item.offset,
        value=written(item.value),
        value_max=written(item.value_max),
        unit=item.unit[: LONGEST["unit"]],
        qualifier=item.qualifier,
        qualifier_text=item.qualifier_text,
        body_name=_body(item.body),
        starts_on=item.span.starts_on,
        last_on=item.span.last_on,
        precision=item.span.precision,
        indicator=by_code.get(item.key),
    )
    return _fitting(row)


def _fitting(row: FigureProposal) -> FigureProposal:
    """A row whose texts fit: a quote that is too long is named, for a reader never makes one."""
    if len(row.quote) > LONGEST["quote"]:
        raise ValueError(f"a quote of {len(row.quote)} characters at {row.offset}")
    return row


def _body(name: str) -> str:
    """A name that fits; a longer one is no name of a body."""
    return name if len(name) <= LONGEST["body_name"] else ""


def _codes(kinds) -> str:
    """The codes of kinds of duty, separated by spaces; whole ones, as many as there is room for."""
    text = " ".join(kinds)
    return text if len(text) <= LONGEST["kinds"] else text[: LONGEST["kinds"] + 1].rsplit(" ", 1)[0]
