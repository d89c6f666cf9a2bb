"""代表核对: confirm or object to what others entered, one by one or all at once; the office settles."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from tests import make
from tracker.ledger import By, answers, duties
from tracker.models import Body, DutyRecord, RollAnswer

CONFIRM = "/own/checks/confirm/"


def enter(deputy, title):
    """A visit that the clerk hands in now: what is to be checked is what was entered of late."""
    by = By(make.by().user, timezone.now())
    return duties.submit(by, duties.record(by, deputy, make.kind("visit"), date(2023, 3, 1), title))


@pytest.fixture
def entered(deputy):
    """Two visits that the clerk entered."""
    return [enter(deputy, title) for title in ("走访一", "走访二")]


def shown(client):
    return {row.title for row, _key in client.get("/own/checks/").context["rows"]}


def test_the_page_lists_what_others_entered_of_late_and_nothing_else(signed_in, me, deputy, entered):
    make.record(deputy, make.kind("visit"), date(2023, 4, 1), "三年以前登记的")
    duties.submit(me, duties.record(me, deputy, make.kind("visit"), date(2023, 4, 2), "自己登记的"))
    duties.return_(make.by("verifier"), entered[1], "补充")
    assert shown(signed_in) == {"走访一"}


def test_one_is_confirmed_by_one_press_and_a_second_press_does_no_more(signed_in, entered):
    page = signed_in.get("/own/checks/").context
    for _again in range(2):
        answer = signed_in.post(CONFIRM, {"record": entered[0].pk, "seen": page["seen"], "once": "1"}, follow=True)
    assert answer.status_code == 200 and RollAnswer.objects.get().record == entered[0]
    assert shown(signed_in) == {"走访二"}


def test_all_that_the_page_listed_are_confirmed_at_once(signed_in, deputy, entered):
    page = signed_in.get("/own/checks/").context
    enter(deputy, "后来登记的")
    pks = [row.pk for row, _key in page["rows"]]
    page = signed_in.post(CONFIRM, {"record": pks, "seen": page["seen"], "once": "1"}, follow=True)
    assert "已确认 2 条" in page.text and shown(signed_in) == {"后来登记的"}


def test_what_changed_since_the_page_was_shown_is_confirmed_by_nobody(signed_in, entered):
    page = signed_in.get("/own/checks/").context
    duties.amend(make.by(), entered[1], title="走访二改")
    answer = signed_in.post(CONFIRM, {"record": [row.pk for row in entered], "seen": page["seen"], "once": "1"})
    assert "有变动" in answer.text and not RollAnswer.objects.exists()


def test_a_confirmation_verifies_where_the_body_says_so_and_the_page_tells(signed_in, entered):
    Body.objects.update(confirmation_verifies=True)
    assert "您确认以后，待审核的即为已审核" in signed_in.get("/own/checks/").text
    signed_in.post(CONFIRM, {"record": entered[0].pk, "once": "1"})
    assert set(DutyRecord.objects.values_list("title", "state")) == {("走访一", "verified"), ("走访二", "submitted")}


def test_an_objection_goes_to_the_office_and_its_ruling_comes_back(signed_in, client_as, deputy, entered):
    signed_in.post(f"/own/checks/{entered[0].pk}/object/", {"reason": "当天请假", "once": "1"})
    row = RollAnswer.objects.get()
    assert "当天请假" in signed_in.get("/own/checks/").text and shown(signed_in) == {"走访二"}
    office = client_as("office")
    assert "当天请假" in office.get("/objections/").text
    office.post(f"/objections/{row.pk}/", {"outcome": "void", "note": "核对签到表，确未参加", "once": "1"})
    assert DutyRecord.objects.get(pk=entered[0].pk).state == "void"
    cells = openpyxl.load_workbook(BytesIO(office.get("/objections.xlsx?tab=settled").content))["列表"].values
    assert any(cell and "确未参加" in str(cell) for line in cells for cell in line)
    office.force_login(make.User.objects.get(username="deputy-login"))
    assert "确未参加" in office.get(f"/own/records/{entered[0].pk}/").text


def test_a_liaison_reads_the_objections_of_the_own_group_and_settles_none(client_as, me, deputy, entered, term):
    make.RoleGrant.objects.get_or_create(user=me.user, role="deputy", person=deputy.person, starts_on=make.START)
    row = answers.answer(me, entered[0], "objected", "当天请假")
    own = client_as("liaison", group=make.group(term))
    assert "当天请假" in own.get("/objections/").text and "处理</a>" not in own.get("/objections/").text
    assert own.post(f"/objections/{row.pk}/", {"outcome": "keep", "note": "x"}).status_code == 403
    make.User.objects.get(username="liaison-login").delete()
    assert "当天请假" not in client_as("liaison", group=make.group(term, "黔江区联系组")).get("/objections/").text


def test_another_deputys_record_is_not_there_to_be_checked(client_as, entered, term):
    other = client_as("deputy", person=make.deputy(term, "600002").person)
    assert other.get(f"/own/checks/{entered[0].pk}/object/").status_code == 404
    page = other.post(CONFIRM, {"record": entered[0].pk, "once": "1"})
    assert "已经核对过" in page.text and not RollAnswer.objects.exists()


@pytest.mark.parametrize("key", ["9" * 19, "9" * 18, "²", "-1", "x"])
def test_a_key_that_is_none_confirms_nothing(signed_in, entered, key):
    page = signed_in.post(CONFIRM, {"record": key, "once": "1"})
    assert page.status_code == 200 and not RollAnswer.objects.exists()
