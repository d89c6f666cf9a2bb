"""A kept fixture writes the same rows in every test, whatever the test before made of them."""

from datetime import date

import pytest
from django.db import transaction

from tests import make
from tests.kept import kept, watch
from tests.ledger.events import agrees, verbs
from tracker.ledger import people
from tracker.models import Mandate

BUILT = []


@pytest.fixture
@kept
def retired(deputy):
    BUILT.append(deputy)
    return people.end(make.by(), deputy, date(2023, 5, 1), "resigned")


@pytest.mark.parametrize("time", ["first", "again"])
def test_what_was_built_once_is_there_in_each_test(time, deputy, retired):
    assert retired is deputy and deputy.ends_on == Mandate.objects.get().ends_on == date(2023, 5, 1)
    assert verbs(retired) == ["elect", "end"] and agrees(retired)
    assert len(BUILT) == 1 and BUILT[0] is not deputy
    deputy.ends_on = None
    Mandate.objects.update(ends_on=None)


def test_after_something_else_was_written_it_is_built_as_ever(term):
    make.unit(term, "涪陵区", 2)
    assert watch.world is None
    of = kept(make.deputy)
    with transaction.atomic():
        assert (of(of=term).pk, Mandate.objects.count()) == (Mandate.objects.get().pk, 1)
        transaction.set_rollback(True)


def test_what_is_not_made_of_rows_is_refused(db):
    with pytest.raises(TypeError, match="made of rows"):
        kept(lambda path: None)(path=BUILT.append)
