"""What the office does to bills, suggestions and proposals through the admin."""

from datetime import date

import pytest

from tests import make
from tests.admin.pages import buttons, press, shown, url
from tests.kept import kept
from tracker.ledger import suggestions
from tracker.ledger.check import faults
from tracker.models import Body, Disclosure, Event, Suggestion, Supervision

DAY = date(2023, 1, 15)


@pytest.fixture
def office(client_as, term):
    return client_as("office")


@pytest.fixture
@kept
def accepted(deputy):
    return make.suggestion(deputy, DAY)


@pytest.fixture
@kept
def bill(deputy):
    """A bill of a delegation's deputy, accepted."""
    row = suggestions.draft(make.by(), deputy.term, "bill", "session", "关于示例的议案", deputy)
    return _accepted(row)


def _accepted(row):
    Suggestion.objects.filter(pk=row.pk).update(state="accepted", submitted_on=DAY, accepted_on=DAY, number="Y0001")
    return Suggestion.objects.get(pk=row.pk)


def test_a_suggestion_is_drafted_confirmed_submitted_and_accepted_on_the_screen(office, deputy, term):
    data = {"term": term.pk, "kind": "suggestion", "channel": "recess", "title": "关于示例的建议", "lead": deputy.pk}
    office.post(url("suggestion", "add"), data)
    row = Suggestion.objects.get()
    press(office, row, "confirm", on="2023-03-01", how="paper")
    press(office, row, "submit", on="2023-03-01")
    press(office, row, "accept", on="2023-03-05", number="0001")
    assert (row.state, row.number) == ("accepted", "0001")


def test_a_bill_goes_to_a_committee_and_its_report_is_adopted(office, bill):
    assert {"agenda", "committee", "treat"} <= buttons(office, bill)
    press(office, bill, "agenda", on="2023-01-16")
    press(office, bill, "committee", on="2023-01-17", committee="法制委员会")
    assert "adopt" not in buttons(office, bill)
    press(office, bill, "report", on="2023-02-01", report="建议纳入立法计划")
    press(office, bill, "adopt", on="2023-02-02")
    assert (bill.state, bill.deliberation.adopted_on) == ("deliberated", date(2023, 2, 2))
    assert "法制委员会" in shown(office, bill) and "议案审议" in shown(office, bill)


def test_a_bill_is_treated_as_a_suggestion_and_then_handed_out(office, bill):
    assert not {"assign", "refer"} & buttons(office, bill)
    press(office, bill, "treat", on="2023-01-17", note="主席团决定")
    assert (bill.treated_on, bill.state) == (date(2023, 1, 17), "accepted")
    assert {"assign", "refer"} <= buttons(office, bill)


def test_a_proposal_is_filed_or_not_filed_with_what_becomes_of_it(office, deputy):
    rows = [make.suggestion(deputy, DAY, f"提案{n}", kind="proposal", accepted=False) for n in (1, 2)]
    assert {"file", "not-file"} <= buttons(office, rows[0]) and "accept" not in buttons(office, rows[0])
    press(office, rows[0], "file", on="2023-01-16", number="T0001")
    press(office, rows[1], "not-file", on="2023-01-16", disposition="information", reason="属社情民意")
    assert [row.state for row in rows] == ["accepted", "not_filed"]
    assert "转社情民意" in shown(office, rows[1])


def test_two_suggestions_are_merged_and_shown_together(office, accepted, deputy):
    other = make.suggestion(deputy, DAY, "关于同一件事的建议")
    press(office, other, "merge", into=accepted.pk, on="2023-01-20")
    assert (other.state, other.merged_into) == ("merged", accepted)
    assert "关于同一件事的建议" in shown(office, accepted)


def test_all_agree_on_a_paper_before_a_suggestion_is_withdrawn(office, accepted):
    assert "withdraw" not in buttons(office, accepted)
    press(office, accepted, "consent", on="2023-01-20")
    assert "consent" not in buttons(office, accepted)
    press(office, accepted, "withdraw", on="2023-01-21", reason="已另行解决")
    assert (accepted.state, accepted.withdrawn_on) == ("withdrawn", date(2023, 1, 21))
    assert not list(faults())


def test_a_suggestion_is_referred_to_a_system_and_assigned_to_a_unit(office, accepted):
    unit = make.handling_unit()
    press(office, accepted, "refer", system=unit.parent_id, on="2023-02-01", meeting="交办会")
    press(office, accepted, "assign", unit=unit.pk, role="host", on="2023-02-01")
    share = accepted.assignments.get()
    assert (accepted.state, share.due_on, share.due_given) == ("assigned", date(2023, 5, 4), False)
    assert url("assignment", "change", share.pk) in shown(office, accepted)


def test_what_the_ledger_refuses_is_said_on_the_form(office, accepted):
    unit = make.handling_unit()
    page = press(office, accepted, "assign", unit=unit.pk, role="co_handler", on="2023-02-01")
    assert "请先确定主办或分办单位，再确定协办单位。" in page
    assert not accepted.assignments.exists()


@pytest.mark.parametrize("key", ["x", "²", "9" * 30])
def test_what_is_no_key_of_a_row_is_refused_on_the_form(office, accepted, key):
    answer = office.post(url("suggestion", "verb", accepted.pk, "assign"), {"unit": key, "role": "host"})
    assert answer.status_code == 200 and "选择一个有效的选项" in answer.content.decode()


def test_a_system_is_no_unit_to_assign_to(office, accepted):
    press(office, accepted, "assign", unit=make.system().pk, role="host", on="2023-02-01")
    assert not accepted.assignments.exists()


@pytest.mark.parametrize(("model", "field", "kind"), [("assignment", "unit", "unit"), ("referral", "system", "system")])
def test_a_picker_of_bodies_offers_the_kind_that_is_asked_for(office, model, field, kind):
    make.handling_unit()
    asked = {"app_label": "tracker", "model_name": model, "field_name": field, "term": ""}
    found = office.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["id"] for row in found] == [str(row.pk) for row in Body.objects.filter(kind=kind)]


def test_a_picker_names_a_suggestion_by_its_number(office, accepted):
    asked = {"app_label": "tracker", "model_name": "suggestion", "field_name": "merged_into", "term": "示例"}
    (found,) = office.get("/admin/autocomplete/", asked).json()["results"]
    assert found["text"] == f"{accepted.number} 关于示例的建议（重庆市第六届人民代表大会）"


def test_a_delegation_sponsors_a_suggestion_and_confirms_on_a_scanned_paper(office, deputy, term):
    data = {"term": term.pk, "kind": "suggestion", "channel": "session", "title": "关于示例的建议"}
    lead = {"organisation_kind": "delegation", "organisation": "万州区代表团", "signatory": deputy.pk}
    office.post(url("suggestion", "add"), data | lead)
    row = Suggestion.objects.get()
    press(office, row, "confirm", on="2023-01-15", how="paper", scan="扫描件 7")
    press(office, row, "submit", on="2023-01-15")
    assert (row.state, row.sponsors.get().scan) == ("submitted", "扫描件 7")
    assert "万州区代表团（600001 示例代表001）" in shown(office, row)


@pytest.mark.parametrize("both", [True, False])
def test_a_lead_is_a_deputy_or_an_organisation(office, deputy, term, both):
    data = {"term": term.pk, "kind": "suggestion", "channel": "session", "title": "关于示例的建议"}
    lead = {"lead": deputy.pk, "organisation_kind": "party", "organisation": "示例党派"} if both else {}
    page = office.post(url("suggestion", "add"), data | lead).content.decode()
    assert "请填写其中一种" in page
    assert not Suggestion.objects.exists()


def test_a_draft_is_amended_and_gets_a_joint_sponsor(office, deputy, term):
    row, other = make.suggestions.draft(make.by(), term, "suggestion", "recess", "初稿", deputy), None
    other = make.deputy(term, "600002")
    press(office, row, "amend", channel="recess", title="定稿", text="", category="", wish="agree")
    press(office, row, "join", deputy=other.pk)
    assert (row.title, row.wish, row.sponsors.count()) == ("定稿", "agree", 2)


def test_a_supervision_is_decided_and_finished(office, accepted):
    press(office, accepted, "supervise", kind="key", decided_by="主任会议", on="2023-03-01", supervisor="主任")
    row = Supervision.objects.get()
    press(office, row, "finish", on="2023-06-01", result="已落实")
    assert (row.finished_on, row.result) == (date(2023, 6, 1), "已落实")
    assert "finish" not in buttons(office, row)


def test_a_suggestion_is_withheld_with_a_reason_or_not_at_all(office, accepted):
    assert "须选择理由" in press(office, accepted, "disclose", decision="withhold", on="2023-03-01")
    press(office, accepted, "disclose", decision="withhold", reason="privacy", on="2023-03-01", review_on="2024-03-01")
    assert Disclosure.objects.get().reason == "privacy"
    assert "个人隐私" in shown(office, accepted)


def test_a_similar_suggestion_is_linked(office, accepted, deputy):
    earlier = make.suggestion(deputy, date(2023, 1, 14), "关于以往的建议")
    press(office, accepted, "similar", earlier=earlier.pk, on="2023-02-01")
    assert "关于以往的建议" in shown(office, accepted)


def test_the_days_of_a_form_are_today_until_another_is_chosen(office, accepted):
    form = office.get(url("suggestion", "verb", accepted.pk, "withdraw")).context["form"]
    assert form["on"].value() == form.fields["on"].initial()


def test_nothing_is_done_by_opening_an_address(office, accepted):
    before = Event.objects.count()
    for verb in office.get(url("suggestion", "change", accepted.pk)).context["buttons"]:
        office.get(verb[1], {"on": "2023-02-01", "reason": "x"})
    assert Event.objects.count() == before


def test_who_is_of_another_body_sees_none_of_its_suggestions(client_as, accepted):
    other = Body.objects.create(code="other", name="示例区人大", level="district", kind="congress")
    client = client_as("office", body=other)
    assert client.get(url("suggestion", "changelist")).context["cl"].result_count == 0
    assert client.get(url("suggestion", "verb", accepted.pk, "refer")).status_code == 404
