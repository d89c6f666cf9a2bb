"""The page of an imported file, and verifying all that came with it."""

import re
from datetime import date

import pytest

from tests import make
from tests.admin.pages import buttons, press, shown, url, verb
from tracker.ledger import Refused, duties
from tracker.ledger.check import faults
from tracker.models import DutyKind, DutyRecord, Event, ImportBatch

DAY = date(2023, 5, 1)


@pytest.fixture
def batch(deputy, term):
    """A file of an activity and three records that wait, of two deputies and kinds; another file brought nothing."""
    clerk = make.by()
    common = {"term": term, "imported_by": clerk.user, "imported_at": clerk.at, "file_hash": "ab" * 32}
    ImportBatch.objects.create(kind="deputies", file_name="名册.xlsx", **common)
    row = ImportBatch.objects.create(kind="duties", file_name="五月.xlsx", rows=3, new=3, **common)
    visit, training = DutyKind.objects.get(code="visit"), DutyKind.objects.get(code="training")
    duties.hold_activity(clerk, term, visit, "视察", DAY, import_batch=row)
    other = make.deputy(term, "600002")
    plan = [(deputy, visit), (deputy, training), (other, visit)]
    made = [
        DutyRecord(term=term, mandate=who, kind=kind, occurred_on=DAY, title=f"走访{n}", import_batch=row)
        for n, (who, kind) in enumerate(plan)
    ]
    duties.record_many(clerk, made)
    return row


def states(batch):
    return list(DutyRecord.objects.filter(import_batch=batch).order_by("pk").values_list("state", flat=True))


def test_every_number_on_a_files_page_leads_to_its_rows(client_as, batch):
    client = client_as("auditor")
    page = shown(client, batch)
    links = re.findall(r'href="([^"]+import_batch__id__exact=[^"]+)">(\d+)</a>', page)
    found = [(client.get(link.replace("&amp;", "&")).context["cl"].result_count, int(told)) for link, told in links]
    assert [number for number, _ in found] == [number for _, number in found] == [1, 1, 1, 2, 2, 3, 3]
    assert "ab" * 32 in page and "五月.xlsx" in page
    lists = client.get(url("importbatch", "changelist"), {"kind__exact": "duties"}).content.decode()
    assert "state__exact=submitted" in lists and "名册.xlsx" not in lists
    for wrong in ("0", "²", "9" * 30, ""):
        answer = client.get(url("dutyrecord", "changelist"), {"import_batch__id__exact": wrong})
        assert answer.headers["Location"].endswith("?e=1")


def test_a_file_is_verified_whole_after_a_page_that_says_how_much(client_as, batch):
    client = client_as("verifier")
    page = client.get(verb(batch, "verify")).content.decode()
    assert "3 条登记，2 名代表" in page and "走访 2" in page and "参加 3" in page
    assert "已审核 3 条" in press(client, batch, "verify")
    assert states(batch) == ["verified"] * 3 and not list(faults())
    assert buttons(client, batch) == set()
    assert "没有待审核的登记" in press(client, batch, "verify")


def test_a_file_is_verified_as_it_was_shown(client_as, batch):
    client = client_as("verifier")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(verb(batch, "verify")).content.decode())[1]
    duties.amend(make.by(), DutyRecord.objects.get(title="走访1"), note="补记")
    assert "请重新打开本页" in press(client, batch, "verify", seen=seen)
    assert states(batch) == ["submitted"] * 3


def test_who_imported_a_file_is_told_that_another_verifies_it(client, client_as, batch):
    client.force_login(make.by().user)
    assert buttons(client, batch) == {"void"} and "须由另一人审核" in shown(client, batch)
    assert "等 3 条由您登记" in press(client, batch, "verify")
    auditor = client_as("auditor")
    assert buttons(auditor, batch) == set() and auditor.post(verb(batch, "verify")).status_code == 403


def test_ticked_records_are_verified_at_once_and_the_others_named(client_as, batch):
    client, rows = client_as("verifier"), DutyRecord.objects.filter(import_batch=batch)
    duties.void(make.by(), rows.get(title="走访0"), "重复")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(url("dutyrecord", "changelist")).content.decode())[1]
    duties.amend(make.by(), rows.get(title="走访1"), note="补记")
    data = {"action": "verify_selected", "_selected_action": [row.pk for row in rows], "seen": seen}
    page = client.post(url("dutyrecord", "changelist"), data, follow=True).content.decode()
    assert "「走访0」现为作废，不能审核。" in page and "「走访1」在列表打开之后有变动" in page and "已审核 1 条" in page
    assert states(batch) == ["void", "submitted", "verified"]


def test_a_wrong_file_is_voided_whole_with_a_reason_and_a_preview(client_as, batch):
    duties.verify(make.by("second"), DutyRecord.objects.filter(import_batch=batch).first())
    client = client_as("office")
    told = client.get(verb(batch, "void")).content.decode()
    assert "将作废" in told and "3 条登记，2 名代表" in told
    assert "errorlist" in press(client, batch, "void") and "void" not in states(batch)
    press(client, batch, "void", reason="传错了文件")
    assert states(batch) == ["void"] * 3 and not list(faults())
    events = Event.objects.filter(verb="void").values_list("from_state", "note")
    assert sorted(events) == [("submitted", "传错了文件")] * 2 + [("verified", "传错了文件")]
    assert "整批作废" not in shown(client, batch)
    with pytest.raises(Refused, match="没有可以作废的登记"):
        duties.void_batch(make.by(), batch, "再来")
    assert client_as("verifier").get(verb(batch, "void")).status_code == 403
