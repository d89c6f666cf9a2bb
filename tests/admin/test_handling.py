"""Assignments, the receipts that the office enters, the calendar and the rules of handling."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.admin.pages import buttons, press, shown, url
from tracker.admin.filters import at_risk, with_due_day
from tracker.ledger import evaluations, oversight, replies
from tracker.ledger.check import faults
from tracker.models import (
    Assignment,
    Body,
    CalendarDay,
    Disclosure,
    Evaluation,
    Event,
    HandlingRule,
    Reply,
    Suggestion,
    Supervision,
)
from tracker.rules import load

CHAIN = [Suggestion, Assignment, Reply, Evaluation, Supervision, Disclosure]
NAMES = [model._meta.model_name for model in CHAIN]
PAPER = {"source": "paper", "note": "回执 20 号"}
RULE = {
    **{"reply_months": 3, "hard_months": 6, "limit_months": 6, "co_handler_months": 1, "rehandle_months": 1},
    **{"return_workdays": 7, "receipt_workdays": 20, "at_risk_days": 14, "council_round": 3, "bill_sponsors": 10},
    **{"class_a": "已解决", "satisfied": "满意", "basically": "基本满意", "unsatisfied": "不满意"},
}


@pytest.mark.parametrize("role", ["office", "verifier", "auditor", "administrator"])
@pytest.mark.parametrize("model", [*NAMES, "handlingrule", "calendarday"])
def test_every_list_opens_for_each_role_of_the_staff(client_as, chain, role, model):
    assert client_as(role).get(url(model, "changelist"), {"q": "示例"}).status_code == 200


@pytest.mark.parametrize("model", CHAIN)
def test_every_fact_of_the_chain_opens_read_only_with_its_trail(client_as, chain, model):
    client = client_as("auditor")
    for row in model.objects.all():
        response = client.get(url(model._meta.model_name, "change", row.pk))
        assert response.context["events"] and not response.context["buttons"]
        assert 'name="_save"' not in response.content.decode()


@pytest.mark.parametrize("model", CHAIN)
def test_a_fact_of_the_chain_cannot_be_posted_to(client_as, chain, model):
    row, client = model.objects.first(), client_as("administrator")
    before = Event.objects.count()
    assert client.post(url(model._meta.model_name, "change", row.pk), {"state": "closed"}).status_code in (302, 403)
    assert client.post(url(model._meta.model_name, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert Event.objects.count() == before and model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", NAMES)
def test_a_list_asks_the_database_no_more_for_more_rows(client_as, chain, deputy, model):
    client = client_as("office")
    few = _queries(client, model)
    for number in range(3):
        _another(deputy, number)
    assert _queries(client, model) == few <= 20


def _queries(client, model):
    client.get(url(model, "changelist"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url(model, "changelist")).status_code == 200
    return len(asked)


def _another(deputy, number):
    """One more suggestion with a row in every table of its chain."""
    row = make.suggestion(deputy, date(2023, 1, 15), f"建议{number}")
    share = make.assignment(row, make.handling_unit(f"示例单位{number}"))
    unit = make.acting("unit", body=share.unit)
    answer = replies.reply(unit, share, date(2023, 4, 3), reply_class="A", disclosure={"decision": "publish"})
    said = {"source": "paper", "note": "回执"}
    evaluations.evaluate_reply(make.by(), share, row.sponsors.get(), "satisfied", date(2023, 4, 10), **said)
    oversight.supervise(make.by(), row, "key", "主任会议", date(2023, 3, 1))
    return answer


def test_an_assignment_shows_what_passed_between_unit_and_sponsors(client_as, chain):
    page = shown(client_as("office"), chain)
    assert all(word in page for word in ("面商", "已列入计划", "B 类", "纸质回执（代录）", "600001 示例代表001"))
    assert "3个月内答复" in page or "三个月内答复" in page


def test_the_due_days_of_every_round_are_explained_as_on_the_page_of_the_suggestion(client_as, replied):
    make.receipt(replied, "unsatisfied")
    client = client_as("office")
    page = client.get(reverse("suggestion", args=[replied.suggestion_id])).content.decode()
    said = load.origins_of(Assignment.objects.get(pk=replied.pk))
    assert len(said) == 2 and said[1].startswith("第 2 轮：2023年4月10日重新办理")
    assert all(sentence in page and sentence in shown(client, replied) for sentence in said)


def test_the_office_enters_a_receipt_with_a_note(client_as, replied):
    client, lead = client_as("office"), replied.suggestion.sponsors.get()
    page = press(client, replied, "evaluate", sponsor=lead.pk, rating="basically", on="2023-04-10", **PAPER)
    receipt = Evaluation.objects.get()
    assert (receipt.source, receipt.entered_by.username, replied.state) == ("paper", "office-login", "tracking")
    assert "代录答复函回执：完成。" in page
    assert not list(faults())


@pytest.mark.parametrize("left_out", [{"note": ""}, {"source": "system"}, {"rating": "unsatisfied"}])
def test_a_receipt_without_note_without_paper_or_without_words_is_refused(client_as, replied, left_out):
    lead = replied.suggestion.sponsors.get()
    data = {"sponsor": lead.pk, "rating": "satisfied", "on": "2023-04-10", **PAPER} | left_out
    press(client_as("office"), replied, "evaluate", **data)
    assert not Evaluation.objects.exists() and replied.state == "replied"


def test_sponsors_of_a_merged_item_may_be_chosen_and_nobody_else(client_as, deputy, replied):
    stranger = make.suggestion(deputy, date(2023, 1, 15), "别的建议")
    other = make.suggestion(make.deputy(deputy.term, "600002"), date(2023, 1, 15), "同一件事")
    Suggestion.objects.filter(pk=other.pk).update(
        state="merged", merged_into=replied.suggestion, merged_on=date(2023, 1, 16)
    )
    form = client_as("office").get(url("assignment", "verb", replied.pk, "evaluate")).context["form"]
    labels = [str(label) for _value, label in form.fields["sponsor"].choices]
    assert labels[1:] == ["600001 示例代表001（领衔）", f"600002 示例代表002（领衔，并案 {other.number}）"]
    assert stranger.sponsors.get() not in form.fields["sponsor"].queryset


def test_commitments_are_rated_one_by_one_and_a_receipt_is_corrected(client_as, replied):
    client, lead = client_as("office"), replied.suggestion.sponsors.get()
    promise = replied.replies.get().commitments.get()
    said = {"sponsor": lead.pk, "on": "2023-05-22", **PAPER}
    press(client, replied, "evaluate", rating="satisfied", **said | {"on": "2023-04-10"})
    page = press(
        client,
        replied,
        "fulfilment",
        rating="satisfied",
        comment="没做",
        **said | {f"line-{promise.pk}": "unsatisfied"},
    )
    assert (replied.state, replied.round) == ("rehandling", 2), page
    old = Evaluation.objects.get(stage="fulfilment")
    press(client, old, "correct", rating="satisfied", on="2023-05-23", reason="看错了", **PAPER)
    replied.refresh_from_db()
    assert (replied.state, replied.round) == ("closed", 1)
    assert "2023-05-23 满意" in shown(client, old) and "correct" not in buttons(client, old)


def test_a_look_back_tracks_a_closed_assignment_again(client_as, chain):
    client = client_as("office")
    assert "look-back" in buttons(client, chain) and "evaluate" not in buttons(client, chain)
    press(client, chain, "look-back", on="2023-09-01", reason="没有落实")
    assert chain.state == "tracking"
    assert "没有落实" in shown(client, chain)


def test_a_reply_is_withheld_and_its_commitments_are_confirmed(client_as, replied):
    client, answer = client_as("office"), replied.replies.get()
    press(client, answer, "disclose", decision="withhold", reason="business_secret", on="2023-04-05")
    press(client, answer, "confirm", commitments=[answer.commitments.get().pk], on="2023-04-05")
    assert answer.commitments.get().confirmed_by_deputy_on == date(2023, 4, 5)
    assert "商业秘密" in shown(client, answer) and "confirm" not in buttons(client, answer)


def test_the_list_finds_what_is_late_and_whose_system_it_is(client_as, share):
    client, system = client_as("auditor"), share.unit.parent
    party = make.system("党委系统", "system-party")
    asked = [{"due": "overdue"}, {"due": "at_risk"}, {"system": system.pk}, {"system": party.pk}, {"q": "教育委"}]
    found = [client.get(url("assignment", "changelist"), query).context["cl"].result_count for query in asked]
    assert found == [1, 0, 1, 0, 1]
    assert "逾期" in client.get(url("assignment", "changelist")).content.decode()


@pytest.mark.parametrize(("on", "found"), [("2023-04-19", 0), ("2023-04-20", 1), ("2023-05-04", 1), ("2023-05-05", 0)])
def test_an_assignment_is_at_risk_in_the_last_fourteen_days(share, on, found):
    rows = with_due_day(Assignment.objects.all())
    assert rows.filter(at_risk(date.fromisoformat(on))).count() == found


@pytest.mark.parametrize(("on", "found"), [("2023-04-23", 0), ("2023-04-24", 1)])
def test_the_filter_warns_by_the_rule_of_the_day_of_assignment(share, on, found):
    for starts_on, days in ((date(2015, 8, 29), 10), (date(2023, 3, 1), 30)):
        HandlingRule.objects.create(body=share.suggestion.term.body, starts_on=starts_on, at_risk_days=days)
    rows = with_due_day(Assignment.objects.all())
    assert rows.filter(at_risk(date.fromisoformat(on))).count() == found


def test_a_day_that_an_administrator_sets_moves_an_open_due_day(client_as, share):
    client = client_as("administrator")
    data = {"day": "2023-05-04", "is_workday": "", "note": "示例通知"}
    page = client.post(url("calendarday", "add"), data, follow=True).content.decode()
    share.refresh_from_db()
    assert share.due_on == date(2023, 5, 5)
    assert "2023-05-04 已设定，1 件未办复承办的期限随之调整。" in page
    press(client, CalendarDay.objects.get(), "set", is_workday="1", note="更正")
    share.refresh_from_db()
    assert share.due_on == date(2023, 5, 4)


@pytest.mark.parametrize("role", ["office", "verifier", "auditor"])
def test_only_an_administrator_sets_a_day(client_as, share, role):
    client = client_as(role)
    data = {"day": "2023-05-04", "is_workday": "", "note": "示例通知"}
    assert client.post(url("calendarday", "add"), data).status_code == 403
    assert not CalendarDay.objects.exists()


def test_a_first_rule_may_begin_in_the_past_and_then_it_is_locked(client_as, term):
    client = client_as("administrator")
    client.post(url("handlingrule", "add"), RULE | {"body": term.body_id, "starts_on": "2023-01-01"})
    row = HandlingRule.objects.get()
    assert 'name="reply_months"' not in shown(client, row)
    client.post(url("handlingrule", "change", row.pk), RULE | {"starts_on": "2023-01-01", "reply_months": 9})
    assert HandlingRule.objects.get().reply_months == 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on": "2023-06-01"}, "须从今后的日期起生效"),
        ({"starts_on": "2099-01-01", "limit_months": 2}, "延期上限不能短于答复期限"),
        ({"starts_on": "2099-01-01", "class_a": ""}, "至少要有一个答复类别"),
        ({"starts_on": "2099-01-01", "at_risk_days": 2147483647}, "小于或等于120"),
    ],
)
def test_a_later_rule_begins_in_the_future_and_makes_sense(client_as, term, fields, sentence):
    HandlingRule.objects.create(body=term.body, starts_on=date(2023, 1, 1))
    data = RULE | {"body": term.body_id} | fields
    assert sentence in client_as("administrator").post(url("handlingrule", "add"), data).content.decode()
    assert HandlingRule.objects.count() == 1


def test_a_rule_of_the_future_can_be_entered_and_changed(client_as, term):
    HandlingRule.objects.create(body=term.body, starts_on=date(2023, 1, 1))
    client, data = client_as("administrator"), RULE | {"body": term.body_id, "starts_on": "2099-01-01"}
    client.post(url("handlingrule", "add"), data)
    row = HandlingRule.objects.get(starts_on=date(2099, 1, 1))
    client.post(url("handlingrule", "change", row.pk), data | {"reply_months": 2})
    row.refresh_from_db()
    assert row.reply_months == 2


def _body(**fields):
    return {"code": "unit-new", "name": "示例局", "level": "municipal", "kind": "unit", "order": 3, **fields}


def test_a_unit_belongs_to_a_system(client_as, term):
    client = client_as("administrator")
    page = client.post(url("body", "add"), _body()).content.decode()
    assert "承办单位须归属一个系统" in page
    client.post(url("body", "add"), _body(parent=make.system().pk))
    assert Body.objects.get(code="unit-new").parent == make.system()


def test_no_body_stands_above_itself(client_as, term):
    unit = make.handling_unit()
    data = {"code": "system-government", "name": "政府系统", "level": "municipal", "kind": "system", "order": 0}
    page = client_as("administrator").post(url("body", "change", unit.parent_id), data | {"parent": unit.pk})
    assert "上级不能是本机构自己" in page.content.decode()


@pytest.mark.parametrize(("role", "order"), [("administrator", 7), ("office", 0)])
def test_the_official_order_is_typed_in_the_list(client_as, term, role, order):
    unit = make.handling_unit()
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": unit.pk, "form-0-order": 7, "_save": "保存"}
    client_as(role).post(url("body", "changelist") + "?kind__exact=unit", data)
    unit.refresh_from_db()
    assert unit.order == order
