"""The pages that remind and press: who is due, the texts, what was sent."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.kept import kept
from tests.scores import handled, reports
from tracker.models import Event, Mandate, MandateUnit, Person, Reminder, RoleGrant, User

ON = "on=2023-11-22"
LIST, TEXTS, NOTE = (f"/reminders/{page}?{ON}" for page in ("", "texts/", "note/"))


@pytest.fixture
@kept
def other(busy):
    """A deputy of another group with nothing registered but a telephone."""
    row = make.deputy(busy.term, "600002", groups=[make.group(busy.term, "涪陵区联系组")])
    Person.objects.filter(pk=row.person_id).update(telephone="13800000002")
    return row


def numbers(response):
    return [row.record.standing.number for row in response.context["table"].rows]


def texts(response):
    return {item.name: item.text for item in response.context["items"]}


def sheet(response):
    return [list(row) for row in openpyxl.load_workbook(BytesIO(response.content)).worksheets[0].values]


def test_the_office_lists_who_can_still_complete_and_narrows_by_the_address(client_as, busy, other):
    client = client_as("office")
    assert numbers(client.get(LIST)) == ["600001", "600002"]
    assert numbers(client.get(f"{LIST}&group=涪陵区联系组")) == ["600002"]
    assert numbers(client.get(f"{LIST}&requirement=bills-suggestions")) == ["600002"]
    assert [numbers(client.get(f"{LIST}&days={days}")) for days in (38, 39)] == [[], ["600001", "600002"]]
    assert numbers(client.get(f"{LIST}&pace=behind&requirement=bills-suggestions")) == []
    page = client.get(f"{LIST}&group=没有")
    assert "没有名为「没有」" in page.text and "清除条件" in page.text


def test_a_liaison_reminds_the_own_deputies_and_gets_404_for_another_groups(client_as, busy, other):
    client = client_as("liaison", group=make.group(busy.term))
    assert numbers(client.get(LIST)) == ["600001"]
    assert list(texts(client.get(f"{TEXTS}&to={busy.pk}"))) == ["示例代表001"]
    for key in (other.pk, 10**9, "x"):
        assert client.get(f"{TEXTS}&to={key}").status_code == 404
        assert client.post(TEXTS, {"to": [busy.pk, key]}).status_code == 404
    for page in ("texts.txt", "texts.xlsx", "note/"):
        sent = {f"text-{other.pk}": "您好", "way": "message", "sent_on": "2023-11-22"}
        assert client.post(f"/reminders/{page}", sent).status_code == 404
    assert not Reminder.objects.exists()


def test_a_text_is_about_its_addressee_alone_and_who_owes_nothing_is_named(client_as, busy, other):
    make.record(busy, make.kind("visit"), date(2023, 6, 1), "走访四")
    make.record(busy, make.kind("visit"), date(2023, 6, 2), "走访五")
    response = client_as("office").post(TEXTS, {"to": [busy.pk, other.pk]})
    said = texts(response)
    assert list(said) == ["示例代表002"] and "示例代表001" not in said["示例代表002"]
    assert response.context["silent"] == ["示例代表001"] and "没有生成文字：示例代表001" in response.text


def test_what_stands_in_the_text_areas_is_downloaded(client_as, busy, other):
    client = client_as("office")
    edited = {f"text-{busy.pk}": " ", f"text-{other.pk}": "改过的\r\n=1+1"}
    assert client.post("/reminders/texts.txt", edited).content.decode("utf-8-sig") == "改过的\r\n=1+1\r\n"
    rows = sheet(client.post("/reminders/texts.xlsx", edited))
    assert rows == [["对象", "电话", "文字"], ["示例代表002", "13800000002", "改过的\n=1+1"]]
    assert client.post("/reminders/texts.txt", {f"text-{busy.pk}": " "}).status_code == 404


def test_the_note_is_written_once_and_shown_to_the_office_but_not_to_the_deputy(client_as, busy):
    client = client_as("office")
    sent = {f"text-{busy.pk}": "您好", "way": "wechat", "sent_on": "2023年6月1日", "once": "1"}
    for _ in range(2):
        response = client.post(NOTE, sent, follow=True)
        assert "已记为发出：1 条" in response.text and "2023-06-01" in response.text
    assert Reminder.objects.get().text == "您好" and Event.objects.filter(verb="remind").count() == 1
    assert numbers(client.get(f"{LIST}&quiet=30")) == ["600001"]
    assert "2023-06-01" not in client.get("/reminders/?on=2023-05-31").text
    assert numbers(client.get("/reminders/?on=2023-06-20&quiet=30")) == []
    file = "/deputies/chongqing-congress-6/600001/"
    assert "2023-06-01 微信" in client.get(file).text and f"to={busy.pk}" in client.get(file).text
    assert "您好" in client.get("/reminders/history/?q=600001&way=wechat").text
    assert sheet(client.get("/reminders/history.xlsx"))[3][2:] == ["600001", "示例代表001", "微信", "office", "您好"]
    client = client_as("deputy", person=busy.person)
    assert "微信" not in client.get(file).text and client.get("/reminders/history/").status_code == 403


def test_a_refused_note_keeps_the_edited_text(client_as, busy):
    sent = {f"text-{busy.pk}": "改过的文字", "way": "message", "sent_on": "2200-01-01", "once": "1"}
    response = client_as("office").post(NOTE, sent)
    assert "尚未到来" in response.text and "改过的文字" in response.text
    assert not Reminder.objects.exists()


def test_during_a_session_the_page_says_when_it_closes(client_as, deputy):
    client = client_as("office")
    page = client.get("/reminders/?on=2023-01-14&q=nobody")
    assert "会议将于 1 月 17 日闭幕" in page.text
    ((_label, number, address),) = page.context["speeches"]
    assert len(numbers(client.get(f"/reminders/{address}"))) == number == 1
    assert "闭幕，会上" not in client_as("verifier").get(LIST).text


def test_groups_are_reminded_of_their_months(client_as, deputy):
    reports.build(deputy)
    address = "tab=groups&on=2023-06-01&until=2023-06-09"
    client = client_as("office")
    said = texts(client.get(f"/reminders/texts/?{address}"))
    assert list(said) == ["万州区联系组", "涪陵区联系组"]
    assert "1 月、2 月、5 月的履职活动登记尚未报送。请于 6 月 9 日前报送" in said["万州区联系组"]
    assert "4 月有退回的登记尚未重新提交" in said["涪陵区联系组"]
    assert "tab=groups" in client.get("/reporting/?year=2023&on=2023-06-01").text
    assert "没有需要提醒的联系组" in client.get("/reminders/?tab=groups&on=2023-01-20").text


def test_a_referral_office_presses_the_units_of_its_system(client_as, deputy):
    court = make.handling_unit("示例法院", make.system("法院系统", "system-court"))
    share, theirs = handled.share(deputy), handled.share(deputy, unit=court)
    login = User.objects.create(username="u", first_name="王某", telephone="0231")
    RoleGrant.objects.create(user=login, role="unit", body=share.unit, starts_on=make.START)
    client = client_as("referral_office", body=make.system())
    said = texts(client.get("/reminders/texts/?on=2023-05-06"))
    assert list(said) == ["示例教育委"]
    number = share.suggestion.number
    assert f"1. {number}《关于示例的建议》（主办）：期限 5 月 4 日，逾期 2 天" in said["示例教育委"]
    assert client.get(f"/reminders/texts/?to={theirs.unit_id}").status_code == 404
    key = f"text-{share.unit_id}"
    assert sheet(client.post("/reminders/texts.xlsx", {key: "请办"}))[1] == ["示例教育委（王某）", "0231", "请办"]
    client.post("/reminders/note/", {key: said["示例教育委"], "way": "paper", "sent_on": "2023-05-06"})
    assert "2023-05-06 书面" in client.get(f"/suggestions/{share.suggestion_id}/").text
    assert "书面" not in client_as("unit", body=share.unit).get(f"/suggestions/{share.suggestion_id}/").text


@pytest.mark.parametrize("role", ["verifier", "auditor", "administrator"])
def test_who_only_reads_sees_the_list_and_writes_nothing(client_as, busy, role):
    client = client_as(role)
    page = client.get(LIST)
    assert numbers(page) == ["600001"] and "生成文字" not in page.text
    assert client.get(TEXTS).status_code == client.post(NOTE, {f"text-{busy.pk}": "x"}).status_code == 403


def test_the_list_is_downloaded_as_it_is_shown(client_as, busy, other):
    response = client_as("office").get(f"/reminders.xlsx?{ON}&q=600001")
    rows = list(openpyxl.load_workbook(BytesIO(response.content))["名单"].values)
    heads = next(row for row in rows if "还差" in row)
    found = dict(zip(heads, rows[rows.index(heads) + 1], strict=True))
    assert (found["编号"], found["待审核"], found["剩余天数"]) == ("600001", "rece 1 次", 39)
    assert "查找：600001" in str(rows)


def crowd(term):
    """Two hundred deputies of one unit, written past the ledger for speed."""
    people = Person.objects.bulk_create(Person(number=f"P-7{n:05d}", name=f"示例{n}") for n in range(200))
    rows = [Mandate(person=row, term=term, number=row.number[2:], starts_on=make.START) for row in people]
    unit = make.unit(term)
    spells = [MandateUnit(mandate=row, unit=unit, starts_on=make.START) for row in Mandate.objects.bulk_create(rows)]
    MandateUnit.objects.bulk_create(spells)


def test_the_texts_of_two_hundred_deputies_cost_as_many_queries_as_one(client_as, busy):
    client = client_as("office")
    with CaptureQueriesContext(connection) as one:
        client.get(TEXTS)
    crowd(busy.term)
    with CaptureQueriesContext(connection) as many:
        assert len(texts(client.get(TEXTS))) == 201
    assert len(many) == len(one) <= 25
