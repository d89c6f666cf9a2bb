"""Verifying many records at once: all or none, by a second person, as they were read."""

from datetime import date

import pytest

from tests import make
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, duties, verifying
from tracker.ledger.check import faults
from tracker.ledger.trail import FASTER
from tracker.models import DutyRecord, ImportBatch, Role, RoleGrant

DAY = date(2023, 5, 1)


@pytest.fixture
def batch(deputy, visit):
    """A file of three submitted records, another of somebody else's that was typed stands beside it."""
    clerk = make.by()
    row = ImportBatch.objects.create(
        term=deputy.term, kind="duties", file_name="五月.xlsx", imported_by=clerk.user, imported_at=clerk.at
    )
    common = {"term": deputy.term, "mandate": deputy, "kind": visit, "occurred_on": DAY, "import_batch": row}
    duties.record_many(clerk, [DutyRecord(title=f"走访{n}", **common) for n in range(3)])
    make.record(deputy, visit, DAY, "手工登记", verified=False)
    return row


def records(batch):
    return list(DutyRecord.objects.filter(import_batch=batch).order_by("pk"))


def test_a_whole_file_is_verified_as_each_record_alone_would_be(batch):
    first, *rest = records(batch)
    duties.verify(make.by("verifier"), first)
    assert verifying.verify_batch(make.by("verifier"), batch) == 2
    alone = last(first)
    for row in map(again, rest):
        event = last(row)
        assert (row.state, row.verified_by, row.verified_at) == ("verified", alone.actor, alone.at)
        assert (event.verb, event.before, event.from_state) == ("verify", alone.before, alone.from_state)
        assert (event.to_state, event.note) == (alone.to_state, alone.note) and agrees(row)
    assert DutyRecord.objects.get(title="手工登记").state == "submitted"
    assert not list(faults())
    with pytest.raises(Refused, match="没有待审核的登记"):
        verifying.verify_batch(make.by("verifier"), batch)


def test_a_file_is_refused_whole_with_every_reason_and_how_many(batch):
    one, *_ = records(batch)
    duties.restate(make.by("importer"), one, note="补记")
    told = r"^「走访0」由您登记或修改过，须由另一人审核。「走访1」等 2 条由您登记，须由另一人审核。$"
    with pytest.raises(Refused, match=told):
        verifying.verify_batch(make.by(), batch)
    me = make.by("importer")
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=one.mandate.person, starts_on=make.START)
    with pytest.raises(
        Refused, match=r"「走访0」由您登记，须由另一人审核。「走访1」等 2 条是您本人的履职，须由另一人审核。$"
    ):
        verifying.verify_batch(me, batch)
    assert {row.state for row in records(batch)} == {"submitted"}


def test_what_may_be_verified_is_told_from_what_may_not(batch):
    amended, void, fine = records(batch)
    duties.amend(make.by(), amended, title="走访甲")
    duties.void(make.by("verifier"), void, "重复")
    allowed, refusals = verifying.sift(make.by("verifier"), [amended, void, fine])
    assert (allowed, refusals) == ([amended, fine], ["「走访1」现为作废，不能审核。"])
    assert verifying.amended_by(make.by().user, [amended.pk, void.pk]) == {amended.pk, void.pk}
    assert verifying.amended_by(make.by("verifier").user, [amended.pk, void.pk]) == set()


def test_nobody_verifies_records_that_changed_after_they_were_read(batch):
    stale = records(batch)
    duties.amend(make.by(), again(stale[1]), title="走访企业")
    with pytest.raises(Refused, match=FASTER):
        verifying.verify_many(make.by("verifier"), stale)
    assert [verbs(row) for row in stale] == [["submit"], ["submit", "amend"], ["submit"]]


def test_many_are_returned_with_one_reason_all_or_none(batch):
    rows = records(batch)
    assert verifying.return_many(make.by("verifier"), rows, "缺签到表") == 3
    for row in map(again, rows):
        assert (row.state, last(row).note) == ("returned", "缺签到表") and agrees(row)
    with pytest.raises(Refused, match="现为退回修改，不能退回"):
        verifying.return_many(make.by("verifier"), [again(rows[0])], "再退")
    assert list(faults()) == []
