"""The trail: what each row says, how it is searched, and what it keeps to itself."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import duties, people
from tracker.models import Body, DutyRecord, Event

DAY = "2023-06-01"


@pytest.fixture
@kept
def told(busy):
    """The busy deputy with a record amended by the clerk, a sick leave and an end with its reason."""
    row = DutyRecord.objects.get(state="submitted")
    duties.amend(make.by(), row, attendance="leave")
    duties.amend(make.by(), row, attendance="absent")
    leave = people.interrupt(make.by(), busy, "sick", date(2023, 3, 1))
    people.amend_interruption(make.by(), leave, approved=True, approved_by="示例主任")
    people.end(make.by(), busy, date(2024, 1, 1), "涉嫌违法")
    return row


def rows(response) -> list:
    return [row.record for row in response.context["table"].paginated_rows]


def found(client, **asked):
    """The verbs of the events that a search finds, oldest first."""
    return [event.verb for event in rows(client.get("/trail/", asked))][::-1]


def test_an_auditor_arrives_at_the_trail_newest_first(client_as, told):
    keys = [event.pk for event in rows(client_as("auditor").get("/"))]
    assert keys == list(Event.objects.order_by("-pk").values_list("pk", flat=True)[:50])


def test_a_row_says_what_was_and_what_became_of_it(client_as, told):
    text = client_as("auditor").get("/trail/", {"verb": "amend", "subject": "dutyrecord"}).text
    assert "参加情况：参加 → 请假" in text and "参加情况：请假 → 未参加" in text
    assert f'<a href="/records/{told.pk}/">走访三（600001 示例代表001）</a>' in text


@pytest.mark.parametrize("q", ["600001", "示例代表001"])
def test_a_deputy_is_found_by_number_and_name_with_all_that_is_about_them(client_as, told, q):
    client = client_as("auditor")
    assert {"elect", "assign", "join", "record", "verify", "sponsor", "end"} <= set(found(client, q=q))
    assert found(client, q="示例代表009") == []


def test_a_suggestion_and_an_object_are_found_by_their_numbers(client_as, told):
    item, client = told.mandate.sponsorships.get().suggestion, client_as("auditor")
    assert found(client, q=item.number) == ["draft", "sponsor", "confirm", "submit", "accept"]
    assert "record" in found(client, q=str(told.pk), subject="dutyrecord")


def test_days_and_actors_narrow_the_trail(client_as, told):
    client, every = client_as("auditor"), Event.objects.count()
    assert len(found(client, since=DAY, until=DAY, verb="verify")) == 5
    assert found(client, until="2023-05-31") == found(client, since="2023-06-02") == []
    assert set(found(client, actor="verifier")) == {"verify", "accept"} and every > 20


def test_what_tells_of_illness_or_an_offence_is_silent_but_for_the_authorised(client_as, told):
    seen = {role: client_as(role).get("/trail/").text for role in ("auditor", "office")}
    assert [word for word in ("涉嫌违法", "病假", "示例主任") if word in seen["auditor"]] == []
    assert "涉嫌违法" in seen["office"] and "示例主任" in seen["office"]


def test_a_search_for_a_deputy_does_not_tell_whose_a_leave_is(client_as, told):
    assert "interrupt" not in found(client_as("auditor"), q="600001")


def test_an_auditor_of_another_body_sees_none_of_it(client_as, told):
    other = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    assert rows(client_as("auditor", body=other).get("/trail/")) == []


def test_the_file_holds_what_the_page_shows(client_as, told):
    answer = client_as("auditor").get("/trail.xlsx", {"verb": "amend"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["列表"]
    cells = [row[6].value for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert cells == ["不显示", "参加情况：请假 → 未参加", "参加情况：参加 → 请假"]


def test_a_page_costs_a_fixed_number_of_queries(client_as, told, django_assert_max_num_queries):
    client = client_as("auditor")
    with django_assert_max_num_queries(40):
        client.get("/trail/")
    with django_assert_max_num_queries(25):
        client.get("/trail/", {"subject": "dutyrecord"})
