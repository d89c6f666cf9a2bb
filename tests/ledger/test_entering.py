"""Records that come by the thousand, column by column."""

from datetime import date

import pytest

from tests import make
from tracker.ledger import Refused, entering
from tracker.ledger.check import faults
from tracker.models import DutyKind, DutyRecord, Event, ImportBatch

MARCH = date(2023, 3, 1)


@pytest.fixture
def batch(term):
    by = make.by()
    return ImportBatch.objects.create(term=term, kind="duties", imported_by=by.user, imported_at=by.at)


def content(deputy, kind="visit", *, session=None, number=3):
    """So many records of a deputy on one day."""
    keys = [f"D{one}" for one in range(number)]
    same = {
        "mandate_id": deputy.pk,
        "kind_id": DutyKind.objects.get(code=kind).pk,
        "session_id": session,
        "occurred_on": MARCH,
    }
    return {"key": keys, "title": keys, **{name: [value] * number for name, value in same.items()}}


def test_records_enter_with_their_events_and_defaults(batch, deputy):
    assert entering.enter_many(make.by(), batch, content(deputy)) == 3
    row = DutyRecord.objects.get(key="D2")
    assert (row.state, row.mode, row.day_known, row.item, row.import_batch) == ("submitted", "on_site", True, "", batch)
    events = Event.objects.filter(subject="dutyrecord", object_id=row.pk)
    assert list(events.values_list("verb", "from_state", "to_state")) == [("submit", "", "submitted")]
    assert not list(faults())


def test_records_of_history_enter_as_verified_by_another(batch, deputy):
    assert entering.enter_many(make.by(), batch, content(deputy), make.by("second")) == 3
    assert set(DutyRecord.objects.values_list("state", "verified_by__username")) == {("verified", "second")}
    events = Event.objects.filter(subject="dutyrecord").order_by("pk").values_list("verb", "actor__username")
    assert list(events) == [("record", "clerk")] * 3 + [("verify", "second")] * 3
    assert not list(faults())


def test_what_no_record_may_be_is_refused(batch, deputy, term):
    DutyKind.objects.filter(code="visit").update(derived=True)
    other = make.deputy(make.term("chongqing-congress-5", 5, date(2018, 1, 1)), "500001")
    own = make.acting("deputy", person=deputy.person)
    for wrong, verified_by, sentence in (
        (content(other, "training"), None, "不属于这一届"),
        (content(deputy, "training", session=10**6), None, "不属于这一届"),
        (content(deputy), None, "议案建议表得出"),
        (content(deputy, "training"), make.by(), "既是登记人又是审核人"),
        (content(deputy, "training"), own, "本人的履职"),
    ):
        with pytest.raises(Refused, match=sentence):
            entering.enter_many(make.by(), batch, wrong, verified_by)
    assert not DutyRecord.objects.exists()


def test_a_key_that_is_taken_keeps_all_of_them_out(batch, deputy):
    entering.enter_many(make.by(), batch, content(deputy, number=1))
    with pytest.raises(Refused, match="刚刚改动"):
        entering.enter_many(make.by(), batch, content(deputy))
    assert DutyRecord.objects.count() == 1
