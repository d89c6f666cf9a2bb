"""A published suggestion, and a deputy of the garrison."""

import pytest

from tests import make
from tests.kept import kept
from tests.web.public import opened


@pytest.fixture
@kept
def item(deputy):
    """A published suggestion of the deputy with its published reply."""
    row = opened.suggestion(deputy)
    opened.answered(row)
    return row


@pytest.fixture
@kept
def soldier(term):
    """A deputy of the garrison of whom everything is known."""
    unit = make.unit(term, "驻渝部队", order=39)
    type(unit).objects.filter(pk=unit.pk).update(is_garrison=True)
    row = make.deputy(term, "600870", "部队代表甲", at=unit)
    type(row.person).objects.filter(pk=row.person_id).update(gender="女", nationality="苗族", work="某部")
    return row
