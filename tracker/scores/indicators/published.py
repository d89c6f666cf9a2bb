"""What documents report for the body and the very days of a work report."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from ...models import ReportedFigure
from .spans import Span


def published(span: Span, figures: QuerySet) -> dict[str, list[ReportedFigure]]:
    """Among some figures those of the term's body or its office whose period is just the days of a span in the term.

    By the code of their indicator, in the order of their documents; one query.
    """
    body, term = span.term.body_id, span.term
    rows = figures.filter(Q(body=body) | Q(body__parent=body), last_on=span.last_on, starts_on__lte=span.starts_on)
    found = defaultdict(list)
    for row in rows.select_related("document", "indicator").order_by("document__order", "code"):
        if max(row.starts_on, term.starts_on) == span.starts_on:
            found[row.indicator.code].append(row)
    return dict(found)
