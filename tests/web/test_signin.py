"""Who downloads the sign-in sheet of an activity, and who stands on it."""

from datetime import date
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tracker.ledger import duties, people
from tracker.models import Mandate, Role

DAY = date(2023, 5, 1)


@pytest.fixture
def activity(term, deputy):
    """走访/社区 on 1 May 2023, nobody on its roll; 600002 is of another group of the same unit."""
    make.deputy(term, "600002", list_position=1, groups=[make.group(term, "涪陵区联系组")])
    kind = make.kind("visit", "recess")
    return duties.hold_activity(make.by(), term, kind, "走访/社区", DAY)


def sheet(response):
    return openpyxl.load_workbook(BytesIO(response.content)).active


def names(response):
    return [row[1] for row in sheet(response).iter_rows(min_row=4, values_only=True) if row[1]]


def address(activity, query=""):
    return reverse("sign-in-xlsx", args=[activity.pk]) + query


def test_without_a_roll_the_group_or_unit_asked_for_stands_in_official_order(client_as, activity, deputy, term):
    client = client_as("office")
    group, unit = f"?group={make.group(term).pk}", f"?unit={make.unit(term).pk}"
    response = client.get(address(activity))
    assert response.headers["Content-Disposition"].endswith(quote("走访_社区签到表.xlsx"))
    assert names(response) == []
    assert names(client.get(address(activity, unit))) == ["示例代表002", "示例代表001"]
    assert names(client.get(address(activity, f"{group}&unit="))) == ["示例代表001"]
    duties.call_roll(make.by(), activity, dict.fromkeys(Mandate.objects.all(), "attended"))
    assert names(client.get(address(activity))) == ["示例代表002", "示例代表001"]
    people.end(make.by(), deputy, DAY, "辞职")
    assert names(client.get(address(activity, group))) == []
    assert [client.get(address(activity, query)).status_code for query in ("?group=0", "?unit=x", "?unit=²")] == [
        404
    ] * 3


def test_a_liaison_gets_the_own_deputies_of_an_activity_they_are_on(client_as, activity, deputy, term):
    own, other = make.group(term), make.group(term, "涪陵区联系组")
    client = client_as("liaison", group=own)
    assert client.get(address(activity)).status_code == client.get("/activities/0/sign-in.xlsx").status_code == 404
    assert names(client.get(address(activity, f"?group={own.pk}"))) == ["示例代表001"]
    assert client.get(address(activity, f"?group={other.pk}")).status_code == 404
    duties.call_roll(make.by(), activity, {Mandate.objects.get(number="600002"): "attended"})
    assert client.get(address(activity, f"?group={own.pk}")).status_code == 404
    duties.call_roll(make.by(), activity, {deputy: "attended"})
    assert names(client.get(address(activity))) == ["示例代表001"]


def test_only_the_office_and_liaisons_download_it(client, activity, deputy, term):
    duties.call_roll(make.by(), activity, {deputy: "attended"})
    scopes = {"liaison": {"group": make.group(term)}, "deputy": {"person": deputy.person}}
    reached = set()
    assert client.get(address(activity)).status_code == 302
    for role in Role.values:
        client.force_login(make.login(role, **scopes.get(role, {})))
        if client.get(address(activity)).status_code == 200:
            reached.add(role)
    assert reached == {"office", "liaison"}


def test_the_pages_of_an_activity_lead_to_its_sheet(client_as, activity, term):
    client, group = client_as("office"), make.group(term).pk
    assert address(activity) in client.get(f"/admin/tracker/activity/{activity.pk}/change/").content.decode()
    roll = client.get(f"/admin/tracker/activity/{activity.pk}/roll/?group={group}&unit=")
    assert address(activity, f"?group={group}") in roll.content.decode()


def test_a_sheet_can_be_made_before_the_activity_is_held(client_as, activity, deputy, term):
    group, other = make.group(term), make.group(term, "涪陵区联系组")
    client = client_as("liaison", group=group)
    asked = {"title": "=走访", "starts_on": "2023年5月9日", "place": "示例社区", "group": group.pk}
    response = client.get(reverse("planned-sign-in-xlsx"), asked)
    assert (names(response), sheet(response)["A1"].value) == (["示例代表001"], "=走访签到表")
    assert "2023 年 5 月 9 日" in sheet(response)["A2"].value
    for wrong in ({"group": other.pk}, {"title": ""}, {"starts_on": "五月"}):
        refused = client.get(reverse("planned-sign-in-xlsx"), asked | wrong)
        assert refused.status_code == 404 and "签到表没有生成" in refused.content.decode()
    assert client_as("verifier").get(reverse("planned-sign-in-xlsx"), asked).status_code == 403
    assert Mandate.objects.count() == 2 and not activity.roll.exists()
