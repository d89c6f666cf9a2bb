"""The texts that an office writes: unknown places are named, a preview is real, the default comes back."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from tests import make
from tracker.models import Body, ReminderTemplate, RoleGrant, Term
from tracker.scores import reached
from tracker.tables.reminders import DEFAULTS

PAGE = "/reminders/templates/?addressee=deputy"
TEXTS = "/reminders/texts/?on=2023-11-22"


def test_a_saved_text_is_used_by_the_next_texts_and_the_default_comes_back(client_as, busy):
    client = client_as("office", body=busy.term.body)
    response = client.post(PAGE, {"text": "｛姓名｝还差｛还差｝。<b>", "save": "1"}, follow=True)
    assert "模板已保存" in response.text and LogEntry.objects.count() == 1
    page = client.get(TEXTS)
    assert page.context["items"][0].text == "示例代表001还差recess-activities 1 次。<b>"
    assert "&lt;b&gt;" in page.text
    client.post(PAGE, {"reset": "1"})
    assert not ReminderTemplate.objects.exists() and LogEntry.objects.count() == 2
    assert "您好" in client.get(TEXTS).context["items"][0].text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{姓名}{联洛员}{姓名.__class__}", "不认识的位置：{联洛员}、{姓名.__class__}。"),
        ("{姓名", "花括号不成对"),
        ("", "必填"),
    ],
)
def test_a_text_with_unknown_places_is_refused_by_name_and_not_stored(client_as, deputy, text, sentence):
    response = client_as("office").post(PAGE, {"text": text, "save": "1"})
    assert response.status_code == 200 and sentence in response.text
    assert not ReminderTemplate.objects.exists()


def test_a_preview_stores_nothing_and_uses_somebody_who_is_due(client_as, term):
    client = client_as("office")
    given = {"text": "{姓名}：{还差}", "preview": "1"}
    assert client.post(PAGE, given).context["preview"] == ("示例代表：闭会期间活动 1 次", "")
    make.deputy(term)
    text, name = client.post(PAGE, given).context["preview"]
    assert name == "示例代表001" and text.startswith("示例代表001：")
    assert not ReminderTemplate.objects.exists()


def test_who_has_one_body_writes_for_it_alone_and_an_administrator_of_all_for_all(client_as, deputy):
    other = Body.objects.create(code="other", name="其他人大", level="district", kind="congress")
    Term.objects.create(body=other, code="other-1", label="其他第一届", number=1, starts_on=make.START)
    for role in ("office", "administrator"):
        client = client_as(role, body=deputy.term.body)
        for code in ("other", "all", "nowhere"):
            assert client.post(f"{PAGE}&body={code}", {"text": "x", "save": "1"}).status_code == 404
    RoleGrant.objects.filter(role="administrator").update(body=None)
    for code, text in (("other", "其他的"), ("all", "共用的")):
        assert client.post(f"{PAGE}&body={code}", {"text": text, "save": "1"}).status_code == 302
    assert reached.template_of(other, "deputy") == "其他的"
    assert reached.template_of(deputy.term.body, "deputy") == "共用的"
    assert reached.template_of(deputy.term.body, "unit") == "" and DEFAULTS["unit"]


@pytest.mark.parametrize("role", ["verifier", "auditor"])
def test_who_only_reads_writes_no_template(client_as, deputy, role):
    assert client_as(role).get(PAGE).status_code == 403


def test_one_body_is_not_offered_for_choice_however_many_terms_it_has(client_as, term):
    Term.objects.create(body=term.body, code="seven", label="第七届", number=7, starts_on=date(2028, 1, 1))
    assert 'name="body"' not in client_as("office", body=term.body).get(PAGE).text
