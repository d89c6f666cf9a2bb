"""What is read at one moment does not change while others write, and nothing is written there."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests import make
from tracker.ledger.moment import one_moment
from tracker.models import DutyKind, DutyRecord, Event


def elsewhere(deed):
    """Does something in a thread, that is: over a connection of its own; it waits for nobody."""

    def run():
        try:
            deed()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def test_what_others_write_meanwhile_is_seen_afterwards(truly, deputy):
    kind, mode = DutyKind.objects.get(code="visit"), getattr(connection, "transaction_mode", None)
    connection.close()
    with one_moment():
        seen = Event.objects.count()
        elsewhere(lambda: make.record(deputy, kind, date(2023, 3, 1), "走访"))
        assert not DutyRecord.objects.exists()
        assert Event.objects.count() == seen
    assert DutyRecord.objects.get().title == "走访"
    assert getattr(connection, "transaction_mode", None) == mode


def test_writing_in_it_is_an_error(deputy):
    with one_moment(), pytest.raises(RuntimeError, match="INSERT INTO"):
        make.record(deputy, DutyKind.objects.get(code="visit"), date(2023, 3, 1), "走访")
    make.record(deputy, DutyKind.objects.get(code="visit"), date(2023, 3, 1), "走访")
    assert DutyRecord.objects.get().title == "走访"
