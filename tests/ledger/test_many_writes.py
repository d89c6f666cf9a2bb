"""A load of millions of rows: its links are checked at its end, and are there again afterwards."""

import pytest
from django.db import IntegrityError, connection

from tests import make
from tracker.ledger import By
from tracker.ledger.bulk import many_writes
from tracker.ledger.trail import write_moves
from tracker.models import Event, Person, User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite checks links as rows come"),
]


def links():
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "tracker_event").keys()


def enter(user):
    write_moves(By(user, make.NOON), Person, {1: "0" * 64}, "register", ("", ""))


def test_a_load_with_sound_links_leaves_them_as_they_were():
    before, user = links(), make.by().user
    with many_writes(Event):
        assert links() < before
        enter(user)
    assert links() == before and Event.objects.exists()


def test_a_link_to_nothing_takes_the_whole_load_back():
    before = links()
    with pytest.raises(IntegrityError), many_writes(Event):
        enter(User(pk=10**6))
    assert links() == before and not Event.objects.exists()
