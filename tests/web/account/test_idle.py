"""A session that is not used ends on the server, and the door says why."""

import pytest
from django.contrib.sessions.models import Session

from tests import make
from tracker.models import Role, RoleGrant, RolePolicy
from tracker.web.account.policy import policy_of


@pytest.fixture
def idle(client):
    """Lets minutes pass since the session was used."""

    def wait(minutes):
        session = client.session
        session["seen"] -= minutes * 60
        session.save()

    return wait


def test_after_half_an_hour_the_door_says_why_and_leads_back(client, sign_in, idle):
    sign_in()
    idle(29)
    assert client.get("/rules/").status_code == 200
    idle(30)
    key = client.session.session_key
    asked = client.get("/rules/?a=1&b=2").headers["Location"]
    assert asked == "/login/?next=%2Frules%2F%3Fa%3D1%26b%3D2"
    assert not Session.objects.filter(pk=key).exists()
    page = client.get(asked).text
    assert "您已超过 30 分钟没有操作" in page and "没有保存" not in page
    assert "没有操作" not in client.get(asked).text
    assert sign_in(next="/rules/?a=1&b=2").headers["Location"] == "/rules/?a=1&b=2"


def test_what_was_sent_too_late_is_said_to_be_lost(client, sign_in, idle):
    sign_in()
    idle(31)
    assert client.post("/role/", {"role": "verifier"}).headers["Location"] == "/login/"
    assert "刚才提交的内容没有保存" in client.get("/login/").text


def test_the_door_itself_opens_after_an_idle_session(client, sign_in, idle):
    sign_in()
    idle(31)
    assert client.get("/login/").status_code == 200


def test_deputies_have_longer_and_the_strictest_role_counts(db):
    assert policy_of([Role.DEPUTY]).minutes == 120
    assert policy_of([Role.DEPUTY, Role.OFFICE]).minutes == 30
    RolePolicy.objects.update_or_create(role="deputy", defaults={"idle_minutes": 10, "second_factor": True})
    assert policy_of([Role.DEPUTY, Role.OFFICE]).minutes == 10
    assert policy_of([Role.DEPUTY, Role.OFFICE]).second_factor
    RolePolicy.objects.all().delete()
    assert [policy_of(held).minutes for held in ([Role.DEPUTY], [Role.UNIT], [])] == [120, 30, 30]


def test_a_role_granted_meanwhile_counts_within_a_minute(client, deputy, idle):
    user = make.login("deputy", person=deputy.person)
    client.force_login(user)
    idle(90)
    assert client.get("/rules/").status_code == 200
    RoleGrant.objects.create(user=user, role="office", starts_on=make.START)
    idle(2)
    client.get("/rules/")
    idle(31)
    assert client.get("/rules/").status_code == 302
