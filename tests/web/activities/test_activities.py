"""The list of activities and the page of one: counts that open rows, whose they are, adding, correcting, voiding."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tests.web.activities.test_new_activity import NO_GUESTS
from tracker.ledger import duties
from tracker.models import Activity, DutyKind, User

PAGE = "/activities/"


@pytest.fixture
@kept
def held(deputy, term):
    """A joint activity of two groups, and one of the own group that another liaison entered; both wait."""
    other = make.deputy(term, "600002", "曾三", groups=[make.group(term, "涪陵区联系组")])
    make.deputy(term, "600003", groups=[make.group(term)])
    content = {"term": term, "kind": DutyKind.objects.get(code="visit"), "organisers": "工作机构"}
    days = {"联合走访": date(2023, 5, 1), "本组走访": date(2023, 6, 1)}
    rolls = {"联合走访": {deputy: "attended", other: "leave"}, "本组走访": {deputy: "attended"}}
    return [
        duties.register_activity(
            make.by(), content | {"title": title, "starts_on": day}, rolls[title], [("王五", "全国", "")]
        )
        for title, day in days.items()
    ]


@pytest.fixture
def liaison(client_as, held, deputy):
    return client_as("liaison", group=deputy.memberships.get().group)


def titles(client, **asked):
    return [row.title for row in client.get(PAGE, asked).context["table"].data[:50]]


def test_the_numbers_of_an_activity_open_the_records_they_count(client_as, held):
    for client, came, waits in ((client_as("office"), 1, 2), (client_as("auditor"), 1, 2)):
        (row,) = client.get(PAGE, {"q": "联合"}).context["table"].data[:50]
        assert (row.attended, row.on_leave, row.waiting, row.guest_count) == (came, 1, waits, 1)
        for given, number in (("attendance=attended", came), ("state=submitted", waits)):
            assert f"/records/?activity={row.pk}&amp;{given}" in client.get(PAGE).text.replace(
                "&state", "&amp;state"
            ).replace("&attendance", "&amp;attendance")
            assert client.get(f"/records/?activity={row.pk}&{given}").context["number"] == number


def test_a_liaison_counts_and_downloads_the_own_deputies_alone(liaison, held):
    row = next(row for row in liaison.get(PAGE).context["table"].data[:50] if row.title == "联合走访")
    assert (row.attended, row.on_leave, row.waiting) == (1, 0, 1)
    assert "曾三" not in liaison.get(f"{PAGE}{held[0].pk}/").text
    sheet = openpyxl.load_workbook(BytesIO(liaison.get("/activities.xlsx").content))["列表"]
    rows = list(sheet.iter_rows(min_row=4, max_row=5, values_only=True))
    assert [row[3] for row in rows] == ["本组走访", "联合走访"] and [row[8:12] for row in rows] == [(1, 0, 0, 1)] * 2


def test_filters_tabs_and_sorting_leave_what_they_say(client_as, held, term):
    client = client_as("verifier")
    group = term.groups.get(name="涪陵区联系组").pk
    for asked in ({"q": "zengs"}, {"group": group}, {"until": "2023.5.31"}, {"kind": "visit", "q": "联合"}):
        assert titles(client, **asked) == ["联合走访"], asked
    assert titles(client) == titles(client, sort="waiting") == ["本组走访", "联合走访"]
    assert titles(client, sort="starts_on") == titles(client, sort="-waiting") == ["联合走访", "本组走访"]
    duties.hold_activity(make.by(), term, DutyKind.objects.get(code="visit"), "空的", date(2023, 7, 1))
    for _label, number, address, _current in client.get(PAGE).context["tabs"]:
        assert len(client.get(PAGE + address).context["table"].data[:50]) == number
    assert titles(client, state="empty") == ["空的"]


def test_an_activity_of_another_group_is_not_found(client_as, held, term, deputy):
    other = client_as("liaison", group=term.groups.get(name="涪陵区联系组"))
    assert other.get(f"{PAGE}{held[1].pk}/").status_code == 404
    for verb in ("roll/", "amend/", "void/"):
        assert other.get(f"{PAGE}{held[1].pk}/{verb}").status_code == 404
        assert other.post(f"{PAGE}{held[1].pk}/{verb}").status_code == 404


def test_the_page_names_who_may_verify_and_leads_there(client_as, held):
    make.acting("verifier")
    client = client_as("office")
    page = client.get(f"{PAGE}{held[0].pk}/")
    assert {user.username for user in page.context["verifiers"]} == {"verifier", "office-login"}
    address = f"/records/verify/?activity={held[0].pk}&all=1"
    seal = client.get(address).context["seal"]
    client.post(address, {"once": "1", "act": "verify", "seal": seal})
    assert client.get(f"{PAGE}{held[0].pk}/").context["states"][0][::2] == ("verified", 2)


def test_those_who_are_missing_are_added_by_the_own_liaison(liaison, held, term):
    address = f"{PAGE}{held[1].pk}/roll/"
    missing = liaison.get(address).context["roll"].lines
    assert [line.mandate.number for line in missing] == ["600003"]
    sent = {
        **NO_GUESTS,
        "once": "1",
        f"mark-{missing[0].mandate.pk}": "leave",
        "guest-0-name": "赵六",
        "guest-0-level": "区县",
    }
    assert "已补登：请假 1 名、其他层级 1 名" in liaison.post(address, sent, follow=True).text
    assert liaison.post(address, sent).url == f"{PAGE}{held[1].pk}/"
    assert held[1].roll.count() == 2 and held[1].guests.count() == 2
    stranger = term.mandates.get(number="600002").pk
    assert "不属于该组" in liaison.post(address, {**NO_GUESTS, "once": "2", f"mark-{stranger}": "attended"}).text


def test_a_liaison_corrects_the_own_activity_until_it_is_verified(liaison, held):
    address = f"{PAGE}{held[1].pk}/amend/"
    assert "title" not in liaison.get(address).context["form"].fields
    said = {"mode": "online", "place": "园区", "opinions": "5"}
    assert "已保存" in liaison.post(address, {**said, "once": "1"}, follow=True).text
    assert Activity.objects.get(pk=held[1].pk).place == "园区"
    assert "早于活动的日期" in liaison.post(address, {**said, "last_on": "2023-05-31", "once": "2"}).text
    assert liaison.get(f"{PAGE}{held[0].pk}/amend/").status_code == 403
    duties.verify_roll(make.by("verifier"), held[1])
    assert liaison.post(address, said).status_code == 403


def test_a_whole_roll_is_voided_by_who_entered_it_or_the_office(client_as, liaison, held):
    address = f"{PAGE}{held[1].pk}/void/"
    assert liaison.post(address, {"reason": "日期登错"}).status_code == 403
    held[1].roll.update(recorded_by=User.objects.get(username="liaison-login"))
    assert "名单上的登记已全部作废" in liaison.post(address, {"reason": "日期登错", "once": "1"}, follow=True).text
    assert set(held[1].roll.values_list("state", flat=True)) == {"void"}
    office = client_as("office")
    assert office.get(address).status_code == 403
    office.post(f"{PAGE}{held[0].pk}/void/", {"reason": "重复", "once": "2"})
    assert set(held[0].roll.values_list("state", flat=True)) == {"void"}


def test_a_page_of_the_list_costs_twelve_queries(client_as, held, django_assert_max_num_queries):
    client = client_as("office")
    client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(PAGE, {"q": "zengsan", "state": "submitted"})
