"""One duty record: what may be done with it by state and right, registering for a deputy, its trail in words."""

from datetime import date

import pytest

from tests import make
from tracker.ledger import duties
from tracker.models import DutyKind, DutyRecord, User

VISIT = {"occurred_on": "2023-06-01", "title": "走访园区", "mode": "on_site", "attendance": "attended"}


@pytest.fixture
def waiting(busy):
    return busy.duty_records.get(state="submitted")


def page(row):
    return f"/records/{row.pk}/"


def acts(client, row):
    return {act.code for act in client.get(page(row)).context["acts"]}


def press(client, row, code, **said):
    answer = client.post(f"{page(row)}{code}/", {"once": code, **said}, follow=True)
    row.refresh_from_db()
    return answer.text


def amended(row, **more):
    return {**VISIT, "kind": row.kind_id, "title": row.title, "occurred_on": row.occurred_on, **more}


def test_the_acts_follow_state_and_right(client_as, waiting, busy):
    group = busy.memberships.get().group
    assert acts(client_as("verifier"), waiting) == {"verify", "return"}
    assert acts(client_as("auditor"), waiting) == acts(client_as("liaison", group=group), waiting) == set()
    office = client_as("office")
    assert acts(office, waiting) == {"verify", "return", "void"}
    assert office.post(f"{page(waiting)}nothing/").status_code == 404
    press(office, waiting, "verify")
    assert acts(office, waiting) == {"void"} and waiting.verified_by.username == "office-login"
    assert "现在不能办理" in press(office, waiting, "return", reason="晚了") and waiting.state == "verified"


def test_what_is_returned_is_corrected_and_comes_again(client_as, waiting, busy):
    assert "请写明" not in press(client_as("verifier"), waiting, "return", reason="名称不全")
    liaison = client_as("liaison", group=busy.memberships.get().group)
    assert "名称不全" in liaison.get(page(waiting)).text and acts(liaison, waiting) == {"resubmit", "void"}
    press(liaison, waiting, "resubmit", **amended(waiting, title="走访三社区"))
    assert (waiting.state, waiting.title) == ("submitted", "走访三社区")
    trail = [entry.event.verb for entry in liaison.get(page(waiting)).context["trail"]]
    assert trail == ["submit", "amend", "return", "submit", "record"]
    assert "名称原为「走访三」" in liaison.get(page(waiting)).text


def test_who_entered_or_changed_a_record_is_told_that_another_must_verify_it(client_as, waiting, busy):
    office = client_as("office")
    press(client_as("verifier"), waiting, "return", reason="改")
    office = client_as_again(office, "office-login")
    press(office, waiting, "resubmit", **amended(waiting, note="补充"))
    assert "由您登记或修改过，须由另一人审核" in office.get(page(waiting)).text
    assert "须由另一人审核" in press(office, waiting, "verify") and waiting.state == "submitted"
    own = make.record(busy, DutyKind.objects.get(code="visit"), date(2023, 5, 9), "自登", verified=False)
    DutyRecord.objects.filter(pk=own.pk).update(recorded_by=waiting.recorded_by)
    assert "verify" in acts(office, own)


def client_as_again(client, username):
    client.force_login(User.objects.get(username=username))
    return client


def test_a_record_on_a_roll_keeps_what_its_activity_says(client_as, deputy, term):
    content = {"term": term, "kind": DutyKind.objects.get(code="visit"), "title": "集体", "starts_on": date(2023, 5, 5)}
    row = duties.register_activity(make.by(), content, {deputy: "attended"}).roll.get()
    duties.return_(make.by("verifier"), row, "改为请假")
    client = client_as("office")
    assert set(client.get(f"{page(row)}resubmit/").context["form"].fields) == {"attendance", "note"}
    press(client, row, "resubmit", attendance="leave", title="别的")
    assert (row.state, row.attendance, row.title) == ("submitted", "leave", "集体")


def test_a_stale_form_changes_nothing(client_as, waiting):
    client = client_as("office")
    seen = client.get(f"{page(waiting)}void/").context["seen"]
    duties.verify(make.by("verifier"), waiting)
    assert "有变动" in press(client, waiting, "void", reason="重复", seen=seen) and waiting.state == "verified"


def test_a_liaison_registers_for_a_deputy_of_the_own_group_once(client_as, deputy, term):
    stranger = make.deputy(term, "600009", "曾三", groups=[make.group(term, "涪陵区联系组")])
    client = client_as("liaison", group=deputy.memberships.get().group)
    assert [row.number for row in client.get("/records/new/").context["found"]] == ["600001"]
    assert client.get("/records/new/?q=zengsan").context["found"] == []
    address, said = f"/records/new/?mandate={deputy.pk}", {**VISIT, "kind": DutyKind.objects.get(code="visit").pk}
    assert "等待另一人审核" in client.post(address, {"once": "1", **said}, follow=True).text
    row = DutyRecord.objects.get()
    assert client.post(address, {"once": "1", **said}).url == page(row) and DutyRecord.objects.count() == 1
    assert (row.mandate, row.state, row.recorded_by.username) == (deputy, "submitted", "liaison-login")
    for method in (client.get, client.post):
        assert method(f"/records/new/?mandate={stranger.pk}").status_code == 404
    assert client.get("/records/new/?mandate=x").status_code == 404


def test_a_new_record_is_asked_for_its_session_its_day_and_whether_it_is_new(client_as, busy, term):
    client, address = client_as("office"), f"/records/new/?mandate={busy.pk}"
    speech, visit = (DutyKind.objects.get(code=code).pk for code in ("session_speech", "visit"))
    assert "请选择是哪一次会议" in client.post(address, {**VISIT, "kind": speech}).text
    assert "这一天还没有到" in client.post(address, {**VISIT, "kind": visit, "occurred_on": "2199-01-01"}).text
    again = {**VISIT, "kind": visit, "occurred_on": "2023-03-01"}
    assert "可能已经登记过" in client.post(address, again).text
    client.post(address, {**again, "sure": "1", "draft": "on", "once": "2"})
    speech = {**VISIT, "kind": speech, "session": term.sessions.get().pk, "occurred_on": "2023-01-15"}
    client.post(address, {**speech, "once": "3"})
    states = dict(busy.duty_records.filter(title="走访园区").values_list("kind__code", "state"))
    assert states == {"visit": "draft", "session_speech": "submitted"}
