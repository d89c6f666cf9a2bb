"""A term of any size judged part by part, so that no more than one part is held at a time."""

from collections.abc import Iterator
from datetime import date

from ..models import Mandate, Term
from .calendar import periods_of
from .periods import Period
from .summary import Judgement, judge
from .totals import terms_of

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


def judge_terms(year: int, on: date, size: int = SIZE) -> Iterator[Judgement]:
    """The judgements of every term that has a year, over the year and the term, one after the other.

    Raises NoYear where no term has the year.
    """
    terms, years = terms_of(year)
    for pk, term in terms.items():
        whole = [period for period in periods_of(term) if period.cycle == "term"]
        yield from judge_parts(term, Mandate.objects.filter(term=term), [years[pk], *whole], on, size)
