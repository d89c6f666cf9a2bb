"""Where somebody is signed in, and one's own page."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from tests import make
from tracker.models import RoleGrant
from tracker.web.account.browsers import in_words

WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0"


@pytest.fixture
def phone(sign_in, client):
    """Another place where the owner is signed in."""
    other = Client(headers={"user-agent": WECHAT})
    sign_in(by=other, address="203.0.113.5")
    sign_in()
    return other


def test_every_place_is_shown_and_the_others_can_be_signed_out(client, phone):
    page = client.get("/account/sessions/").text
    assert "微信 · 安卓设备" in page and "203.0.113.5" in page and page.count("本机") == 1
    client.post("/account/sessions/")
    assert phone.get("/account/").status_code == 302 and client.get("/account/").status_code == 200


def test_one_place_is_signed_out_and_nobody_elses(client, phone, owner):
    stranger = UserSession.objects.create(user=make.login("office"), ip="10.9.9.9", session_key="x", user_agent="x")
    client.post("/account/sessions/", {"session": stranger.pk})
    assert UserSession.objects.filter(pk=stranger.pk).exists() and phone.get("/account/").status_code == 200
    client.post("/account/sessions/", {"session": UserSession.objects.get(ip="203.0.113.5").pk})
    assert phone.get("/account/").status_code == 302


def test_a_place_that_would_ask_for_the_password_is_not_shown(client, phone):
    old = timezone.now() - timedelta(minutes=31)
    UserSession.objects.filter(ip="203.0.113.5").update(last_seen_at=old)
    assert "203.0.113.5" not in client.get("/account/sessions/").text


def test_ones_own_page_names_the_roles_in_force_and_their_scopes(client_as, term, deputy):
    client = client_as("liaison", group=make.group(term))
    user = RoleGrant.objects.get(role="liaison").user
    RoleGrant.objects.create(user=user, role="deputy", person=deputy.person, starts_on=make.START)
    RoleGrant.objects.create(user=user, role="leader", starts_on=make.START, ends_on=make.START)
    page = client.get("/account/").text
    assert "万州区联系组" in page and "示例代表001" in page and "领导" not in page
    assert "连续 30 分钟没有操作" in page and "未启用" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows 电脑"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari · iPhone"),
        ("curl/8", "未知的浏览器"),
        ("", "未知的浏览器"),
    ],
)
def test_a_browser_is_named_in_plain_words(said, words):
    assert in_words(said) == words
