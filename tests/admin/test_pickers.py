"""What is sent in place of the key of a row."""

from datetime import date

from tests import make
from tests.admin.pages import url
from tracker.ledger import duties
from tracker.models import DutyKind, DutyRecord

FORGED = ["abc", "²", "-1", "9" * 30]


def test_what_is_no_key_gets_a_sentence_in_every_picker(client_as, busy):
    client = client_as("administrator")
    client.raise_request_exception = True
    user = {"grants-TOTAL_FORMS": "1", "grants-INITIAL_FORMS": "0", "grants-0-role": "office"}
    for bad in FORGED:
        page = client.post(url("requirementvalue", "add"), {"requirement": bad, "kinds": [bad]})
        assert {"requirement", "kinds"} <= page.context["adminform"].form.errors.keys()
        page = client.post(url("user", "add"), user | {"grants-0-body": bad})
        assert "body" in page.context["inline_admin_formsets"][0].formset.errors[0]
        assert client.get(url("rolegrant", "add"), {"user": bad}).status_code == 200


def test_a_mark_for_no_deputy_is_no_entry_on_a_roll(client_as, deputy, term):
    activity = duties.hold_activity(make.by(), term, DutyKind.objects.get(code="visit"), "联系组走访", date(2023, 6, 2))
    client = client_as("office")
    client.raise_request_exception = True
    address = url("activity", "roll", activity.pk)
    page = client.post(address, {f"mark-{key}": "attended" for key in [*FORGED, "１"]}).content.decode()
    assert "请至少勾选一名代表" in page
    client.post(address, {f"mark-0{deputy.pk}": "attended"})
    assert DutyRecord.objects.get().mandate == deputy
