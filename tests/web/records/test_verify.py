"""Verifying or returning many records: a page of what it will touch, then all or none."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import By, duties
from tracker.models import DutyKind, DutyRecord, User
from tracker.web.records import verify

PAGE = "/records/verify/"


@pytest.fixture
@kept
def waiting(busy):
    """Three records that wait: two visits of the clerk's and a training."""
    visit, training = (DutyKind.objects.get(code=code) for code in ("visit", "training"))
    return [
        busy.duty_records.get(state="submitted"),
        make.record(busy, visit, date(2023, 6, 1), "走访四", verified=False),
        make.record(busy, training, date(2023, 6, 2), "培训一", verified=False),
    ]


def confirm(client, address, act="verify", **said):
    """Send the form of the page as it was shown; the page that follows, as text."""
    seal = client.get(address).context["seal"]
    return client.post(address, {"once": act, "act": act, "seal": seal, **said}, follow=True).text


def states():
    return sorted(DutyRecord.objects.filter(verified_at=None).values_list("title", "state"))


def test_all_that_the_filters_leave_are_shown_by_kind_and_group_and_then_verified(client_as, waiting):
    client, address = client_as("verifier"), f"{PAGE}?kind=visit&all=1"
    page = client.get(address)
    assert [counts for _title, counts in page.context["tallies"]] == [[("走访", 2)], [("万州区联系组", 2)]]
    assert "kind=visit" in page.context["choice"].back and len(page.context["choice"].rows) == 2
    assert "已审核 2 条" in confirm(client, address)
    assert states() == [("培训一", "submitted")]


def test_only_those_that_were_picked_are_verified_once(client_as, waiting):
    client, address = client_as("office"), f"{PAGE}?pick={waiting[1].pk}&pick=x&pick={'9' * 30}"
    seal = client.get(address).context["seal"]
    for said in ("已审核 1 条", "已经办理过"):
        assert said in client.post(address, {"once": "1", "act": "verify", "seal": seal}, follow=True).text
    assert states() == [("培训一", "submitted"), ("走访三", "submitted")]


def test_one_that_is_not_ones_own_to_verify_is_named_and_left_out(client_as, waiting, deputy):
    client = client_as("office")
    user = User.objects.get(username="office-login")
    mine = duties.submit(
        By(user, make.NOON), duties.record(By(user, make.NOON), deputy, waiting[0].kind, date(2023, 7, 1), "自己登的")
    )
    page = client.get(f"{PAGE}?all=1")
    assert page.context["choice"].others == ["「自己登的」由您登记，须由另一人审核。"]
    assert "已审核 3 条" in confirm(client, f"{PAGE}?all=1")
    mine.refresh_from_db()
    assert mine.state == "submitted"


def test_what_changed_since_it_was_shown_is_shown_again_and_nothing_is_written(client_as, waiting):
    client, address = client_as("verifier"), f"{PAGE}?all=1&kind=visit"
    seal = client.get(address).context["seal"]
    duties.amend(make.by(), waiting[1], title="走访五")
    page = client.post(address, {"once": "1", "act": "verify", "seal": seal})
    assert "有变动，没有办理" in page.text and "走访五" in page.text and len(states()) == 3
    assert page.context["choice"].back == "/records/?kind=visit" and page.context["seal"] != seal


def test_many_are_returned_with_one_reason(client_as, waiting):
    client = client_as("verifier")
    assert "这个字段是必填项" in confirm(client, f"{PAGE}?all=1", "return", reason=" ") and len(states()) == 3
    assert "已退回 3 条" in confirm(client, f"{PAGE}?all=1", "return", reason="缺签到表")
    assert {state for _title, state in states()} == {"returned"}
    assert "缺签到表" in client.get(f"/records/{waiting[2].pk}/").text


def test_too_many_at_once_and_none_get_a_sentence(client_as, waiting, monkeypatch):
    client = client_as("office")
    assert "没有选中待审核的登记" in client.get(PAGE).text
    assert "没有选中待审核的登记" in client.get(f"{PAGE}?all=1&since=五月").text
    monkeypatch.setattr(verify, "MOST", 2)
    page = client.post(f"{PAGE}?all=1", {"act": "verify", "seal": "x", "once": "1"})
    assert "选中 3 条，一次最多办理 2 条" in page.text and len(states()) == 3
