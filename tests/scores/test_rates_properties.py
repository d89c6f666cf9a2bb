"""The rates are what a reading of the definitions, row by row, makes of random registers."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.kept import kept
from tests.scores import slow_rates
from tests.scores.handled import figures
from tests.scores.registers import days, registers, store, units
from tests.scores.worlds import bounded
from tracker.scores.by_unit import by_unit
from tracker.scores.rates import PROMISED, measure
from tracker.scores.register import gather

SCOPES = [None, "政府系统", "示例教育委", "示例学校", "法院系统"]


@pytest.fixture
@kept
def stage(term):
    """A term, its units, a lead and a joint sponsor."""
    units()
    make.by()
    return term, make.deputy(term, "600001"), make.deputy(term, "600002")


def judged(rows, stage, first, last, on, scope):
    """The rates of a register in the database, which then forgets it, and those of its units."""
    with transaction.atomic():
        store(rows, *stage)
        register = gather(stage[0], first, last, on, units().get(scope))
        found = measure(register), by_unit(register)
        transaction.set_rollback(True)
    return found


@bounded
@given(
    rows=registers(),
    span=st.lists(days(), min_size=2, max_size=2).map(sorted),
    on=days(),
    scope=st.sampled_from(SCOPES),
)
def test_every_rate_equals_a_reading_row_by_row(stage, rows, span, on, scope):
    found, rows_of_units = judged(rows, stage, *span, on, scope)
    told = slow_rates.count(rows, *span, on, scope)
    for code in PROMISED:
        assert figures(found[code]) == (told[code, "in"], told[code, "of"]), code
        assert set(found[code].numerator) <= set(found[code].denominator)
    assert [found.count(code) for code in ("assignments", "not_yet_due")] == [told["assignments"], told["not_yet_due"]]
    assert found.count("suggestions") == told["suggestions_published", "of"]
    assert sum(rates.count("assignments") for _, rates in rows_of_units) == told["assignments"]
