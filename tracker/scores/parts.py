"""A term of any size judged part by part, so that no more than one part is held at a time."""

from collections.abc import Iterator
from datetime import date

from ..models import Mandate, Term
from .periods import Period
from .summary import Judgement, judge

SIZE = 1000


def judge_parts(term: Term, mandates, periods: list[Period], on: date, size: int = SIZE) -> Iterator[Judgement]:
    """The judgements of so many mandates each (a queryset of one term), in the order of the list; at least one.

    A term that is no larger is judged at once.
    """
    keys = list(mandates.listed().values_list("pk", flat=True))
    if len(keys) <= size:
        yield judge(term, mandates, periods, on)
        return
    for start in range(0, len(keys), size):
        some = Mandate.objects.filter(pk__in=keys[start : start + size])
        yield judge(term, some, periods, on, is_part=True)
