"""The ledger through glass: read-only rows, verbs as buttons, refusals as sentences."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.admin.pages import url, verb
from tracker.admin import site
from tracker.ledger import duties, people
from tracker.ledger.check import faults
from tracker.models import DutyKind, DutyRecord, Event, Mandate, Suggestion

MODELS = sorted(model._meta.model_name for model in site._registry)


@pytest.fixture
def waiting(busy):
    """The one record of the busy deputy that waits for verification."""
    return DutyRecord.objects.get(state="submitted")


def opener(model):
    """A role that opens a list: leaves and suspensions are for authorised office staff alone."""
    return "office" if model == "interruption" else "administrator"


@pytest.mark.parametrize("model", ["dutyrecord", "mandate", "suggestion", "person", "session", "delegation"])
def test_every_fact_opens_read_only_with_its_trail(client_as, busy, model):
    page = client_as("office").get(url(model, "change", _first(model)))
    body = page.content.decode()
    assert "操作记录" in body
    assert 'name="_save"' not in body


def _first(model):
    rows = {"dutyrecord": DutyRecord, "mandate": Mandate, "suggestion": Suggestion}
    kind = rows.get(model)
    return kind.objects.first().pk if kind else Event.objects.filter(subject=model).first().object_id


def test_a_fact_cannot_be_changed_by_posting_to_its_page(client_as, waiting):
    client_as("administrator").post(url("dutyrecord", "change", waiting.pk), {"state": "verified"})
    waiting.refresh_from_db()
    assert waiting.state == "submitted"


def test_a_verifier_verifies_a_submitted_record(client_as, waiting):
    client_as("verifier").post(verb(waiting, "verify"))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.verified_by.username) == ("verified", "verifier-login")


def test_who_recorded_is_told_why_verifying_is_refused(client_as, busy):
    client = client_as("office")
    data = {"mandate": busy.pk, "kind": DutyKind.objects.get(code="visit").pk, "occurred_on": "2023年6月1日"}
    client.post(url("dutyrecord", "add"), data | {"title": "走访四", "mode": "on_site", "attendance": "attended"})
    row = DutyRecord.objects.get(title="走访四")
    assert row.state == "submitted"
    assert "须由另一人审核" in client.post(verb(row, "verify")).content.decode()


def test_an_auditor_reads_but_does_nothing(client_as, waiting):
    client = client_as("auditor")
    assert client.get(url("dutyrecord", "change", waiting.pk)).status_code == 200
    assert client.post(verb(waiting, "verify")).status_code == 403
    assert client.get(url("dutyrecord", "add")).status_code == 403


def test_records_are_voided_with_a_reason_after_a_page_that_lists_them(client_as, waiting):
    client, data = client_as("office"), {"action": "void_selected", "_selected_action": [waiting.pk]}
    assert "走访三" in client.post(url("dutyrecord", "changelist"), data).content.decode()
    client.post(url("dutyrecord", "changelist"), data | {"reason": "重复登记"})
    waiting.refresh_from_db()
    assert waiting.state == "void"
    assert Event.objects.filter(object_id=waiting.pk, verb="void").get().note == "重复登记"


def test_records_are_verified_by_an_action(client_as, waiting):
    data = {"action": "verify_selected", "_selected_action": [waiting.pk]}
    client_as("verifier").post(url("dutyrecord", "changelist"), data)
    waiting.refresh_from_db()
    assert waiting.state == "verified"


def test_the_roll_of_an_activity_is_ticked_and_verified_at_once(client_as, deputy, term):
    make.deputy(term, "600002", groups=[make.group(term)])
    client = client_as("office")
    kind = DutyKind.objects.get(code="visit").pk
    data = {"term": term.pk, "kind": kind, "title": "联系组走访", "starts_on": "2023-06-02", "mode": "on_site"}
    activity = client.post(url("activity", "add"), data).headers["Location"].split("/")[-3]
    roll = reverse("admin:tracker_activity_roll", args=[activity]) + f"?group={make.group(term).pk}"
    page = client.get(roll).content.decode()
    assert "示例代表001" in page and "示例代表002" in page
    client.post(roll, {f"mark-{row.pk}": "attended" for row in Mandate.objects.all()})
    client_as("verifier").post(url("activity", "verb", activity, "verify"))
    assert list(DutyRecord.objects.values_list("state", flat=True)) == ["verified", "verified"]
    assert not list(faults())


def test_a_deputy_is_elected_moved_and_ended_on_the_screen(client_as, term):
    client, group = client_as("office"), make.group(term, "涪陵区联系组")
    data = {"name": "示例代表009", "term": term.pk, "number": "600009", "unit": make.unit(term).pk}
    client.post(url("mandate", "add"), data | {"starts_on": "2023-02-01"})
    row = Mandate.objects.get(number="600009")
    client.post(verb(row, "move-group"), {"group": group.pk, "on": "2023-05-01"})
    client.post(verb(row, "end"), {"on": "2024-01-01", "reason": "辞职"})
    row.refresh_from_db()
    assert (row.ends_on, row.memberships.get().ends_on) == (date(2024, 1, 1), date(2024, 1, 1))
    assert not list(faults())


def test_a_form_sent_twice_makes_one_row(client_as, deputy, term):
    client = client_as("office")
    data = {"term": term.pk, "kind": "suggestion", "channel": "recess", "title": "关于示例的建议", "lead": deputy.pk}
    first, second = (client.post(url("suggestion", "add"), data | {"once": "a" * 36}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Suggestion.objects.count() == 1


def test_nobody_verifies_what_was_changed_after_the_page_was_opened(client_as, waiting):
    client = client_as("verifier")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(verb(waiting, "verify")).content.decode())[1]
    duties.amend(make.by(), waiting, title="换了内容")
    assert "有变动" in client.post(verb(waiting, "verify"), {"seen": seen}).content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "submitted"


def test_a_form_opened_before_a_change_stays_refused_until_it_is_opened_again(client_as, busy):
    row = duties.record(make.by(), busy, DutyKind.objects.get(code="visit"), date(2023, 6, 1), "走访四")
    client, address = client_as("office"), verb(row, "amend")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(address).content.decode())[1]
    duties.amend(make.by(), row, title="别人改的")
    data = {"kind": row.kind_id, "occurred_on": "2023-06-01", "title": "我改的", "mode": "on_site", "seen": seen}
    page = client.post(address, data | {"attendance": "attended"}).content.decode()
    assert "请重新打开本页" in page and f'name="seen" value="{seen}"' in page


def test_who_verifies_sees_what_the_record_says(client_as, waiting):
    page = client_as("verifier").get(verb(waiting, "verify")).content.decode()
    assert "走访三" in page and "2023年5月1日" in page


def test_an_amended_note_is_kept(client_as, busy):
    row = duties.record(make.by(), busy, DutyKind.objects.get(code="visit"), date(2023, 6, 1), "走访四")
    data = {"kind": row.kind_id, "occurred_on": "2023-06-01", "title": "走访四", "mode": "on_site"}
    client_as("office").post(verb(row, "amend"), data | {"attendance": "attended", "note": "新的说明"})
    row.refresh_from_db()
    assert row.note == "新的说明"


def test_leaves_are_for_the_office_alone(client_as, deputy):
    assert client_as("auditor").get(url("interruption", "changelist")).status_code == 403


def test_a_value_in_force_is_locked_and_a_new_one_must_start_later(client_as, busy):
    client, value = client_as("administrator"), DutyKind.objects.get(code="visit").requirementvalue_set.first()
    assert 'name="minimum"' not in client.get(url("requirementvalue", "change", value.pk)).content.decode()
    data = {"requirement": value.requirement_id, "starts_on": "2022-01-01", "minimum": 9, "part_period": "full"}
    kinds = {"min_service_days": 0, "kinds": [value.kinds.first().pk]}
    page = client.post(url("requirementvalue", "add"), data | kinds).content.decode()
    assert "须从今后的日期起生效" in page


def test_a_picker_names_the_person_and_the_term(client_as, deputy):
    asked = {"app_label": "tracker", "model_name": "dutyrecord", "field_name": "mandate", "term": "示例"}
    (found,) = client_as("office").get(reverse("admin:autocomplete"), asked).json()["results"]
    assert found["text"] == "600001 示例代表001（重庆市第六届人民代表大会）"


def test_what_looks_odd_is_stored_and_said(client_as, deputy):
    data = {"mandate": deputy.pk, "kind": DutyKind.objects.get(code="session_speech").pk, "title": "审议发言"}
    more = {"occurred_on": "2023-06-01", "mode": "on_site", "attendance": "attended"}
    page = client_as("office").post(url("dutyrecord", "add"), data | more, follow=True).content.decode()
    assert "不在任何一次会议的会期内，不会计入" in page


def test_who_recorded_is_not_offered_to_verify(client_as, busy):
    client = client_as("office")
    data = {"mandate": busy.pk, "kind": DutyKind.objects.get(code="visit").pk, "occurred_on": "2023-06-01"}
    data |= {"title": "走访四", "mode": "on_site", "attendance": "attended"}
    page = client.post(url("dutyrecord", "add"), data, follow=True).content.decode()
    assert "审核通过" not in page.split("操作记录")[0]


def test_the_trail_speaks_the_words_of_the_screen(client_as, waiting):
    duties.amend(make.by(), waiting, attendance="leave")
    page = client_as("auditor").get(url("dutyrecord", "change", waiting.pk)).content.decode()
    assert "参加情况：参加" in page and "修改" in page
    assert "attendance" not in page.split("操作记录")[1]


@pytest.mark.parametrize("query", ["interruptions__isnull=False", "interruptions=1", "person__telephone__contains=1"])
def test_a_list_cannot_be_asked_about_leaves_through_its_address(client_as, deputy, query):
    response = client_as("auditor").get(url("mandate", "changelist") + "?" + query)
    assert response.status_code == 400 or response.headers.get("Location", "").endswith("?e=1")


@pytest.mark.parametrize(("role", "told"), [("auditor", False), ("office", True)])
def test_why_a_mandate_ended_is_told_to_the_office_alone(client_as, deputy, role, told):
    people.end(make.by(), deputy, date(2024, 1, 1), "涉嫌违法被罢免")
    client = client_as(role)
    pages = [client.get(url("mandate", "change", deputy.pk)), client.get(url("event", "changelist"))]
    assert [("涉嫌违法" in page.content.decode()) for page in pages] == [told, told]


def test_a_first_value_of_the_past_is_refused_where_the_regulation_is_in_force(client_as, busy):
    rule = DutyKind.objects.get(code="visit").requirementvalue_set.first().requirement.regulation
    fresh = rule.requirements.create(code="new-one", label="新要求", short="新", cycle="year")
    data = {"requirement": fresh.pk, "starts_on": "2022-01-01", "minimum": 1, "part_period": "full"}
    kinds = {"min_service_days": 0, "kinds": [DutyKind.objects.get(code="visit").pk]}
    page = client_as("administrator").post(url("requirementvalue", "add"), data | kinds).content.decode()
    assert "须从今后的日期起生效" in page and "一类履职只能计入一项" in page


def test_the_days_of_a_begun_term_are_locked(client_as, term):
    page = client_as("administrator").get(url("term", "change", term.pk)).content.decode()
    assert 'name="starts_on"' not in page and 'name="ends_on"' in page


def test_a_delegation_is_added_to_a_session(client_as, term):
    session, unit = term.sessions.get(), make.unit(term, "涪陵区", 2)
    client_as("office").post(verb(session, "seat"), {"unit": unit.pk})
    assert session.delegations.count() == 2


@pytest.mark.parametrize(
    "query", ["term__mandates__interruptions__kind=sick", "term__body__code=x", "term__mandates__person__telephone=1"]
)
@pytest.mark.parametrize("model", ["mandate", "dutyrecord", "activity", "suggestion"])
def test_a_filter_leads_no_further_than_its_own_choices(client_as, busy, model, query):
    response = client_as("auditor").get(url(model, "changelist") + "?" + query)
    assert response.status_code == 400 or response.headers.get("Location", "").endswith("?e=1")


@pytest.mark.parametrize("model", MODELS)
def test_every_link_of_every_filter_opens(client_as, busy, model):
    client = client_as(opener(model))
    page = client.get(url(model, "changelist")).content.decode()
    links = set(re.findall(r'href="(\?[^"]+)"', page))
    assert [
        link for link in links if client.get(url(model, "changelist") + link.replace("&amp;", "&")).status_code != 200
    ] == []


def test_an_action_leaves_out_what_changed_after_the_list_was_shown(client_as, waiting):
    client = client_as("verifier")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(url("dutyrecord", "changelist")).content.decode())[1]
    duties.amend(make.by(), waiting, title="换了内容")
    data = {"action": "verify_selected", "_selected_action": [waiting.pk], "seen": seen}
    page = client.post(url("dutyrecord", "changelist"), data, follow=True).content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "submitted" and "在列表打开之后有变动" in page


def test_a_roll_is_not_verified_after_a_record_on_it_changed(client_as, deputy, term):
    activity = duties.hold_activity(make.by(), term, DutyKind.objects.get(code="visit"), "联系组走访", date(2023, 6, 2))
    (row,) = duties.call_roll(make.by(), activity, {deputy: "leave"})
    client = client_as("verifier")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(verb(activity, "verify")).content.decode())[1]
    duties.amend(make.by(), DutyRecord.objects.get(pk=row.pk), attendance="attended")
    client.post(verb(activity, "verify"), {"seen": seen})
    assert DutyRecord.objects.get(pk=row.pk).state == "submitted"
