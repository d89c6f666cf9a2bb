"""What documents report for the body and the very days of a work report."""

from collections import defaultdict

from ...models import ReportedFigure
from ...models.figures import ReportedFigureQuerySet
from .spans import Span


def published(span: Span, figures: ReportedFigureQuerySet) -> dict[str, list[ReportedFigure]]:
    """Among some figures those of the term's body or its offices whose period is just the days of a span in the term.

    By the code of their indicator, in the order of their documents; one query.
    """
    term = span.term
    rows = figures.of(term.body_id).filter(last_on=span.last_on, starts_on__lte=span.starts_on)
    found = defaultdict(list)
    for row in rows.select_related("document", "indicator").order_by("document__order", "code"):
        if max(row.starts_on, term.starts_on) == span.starts_on:
            found[row.indicator.code].append(row)
    return dict(found)
