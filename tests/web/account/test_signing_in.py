"""The door: by username and password, back to the page asked for, and nowhere else."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tracker.access.gate import opens
from tracker.ledger.actors import system_user
from tracker.models import Who
from tracker.web.account import urls

from .conftest import PASSWORD

NOTICE = "本系统为非涉密系统，严禁处理、传输国家秘密和工作秘密"
WRONG = "用户名或密码不正确"


def is_in(client):
    return "_auth_user_id" in client.session


def test_the_page_says_what_the_system_is_not_for_and_whom_to_ask(client, db):
    page = client.get("/login/").text
    assert NOTICE in page and "请联系系统管理员" in page
    assert 'id="id_username"' in page and 'id="id_password"' in page


def test_the_right_password_leads_to_the_page_asked_for_in_a_new_session(client, sign_in):
    client.get("/rules/")
    client.session.save()
    before = client.session.session_key
    assert sign_in(next="/rules/?a=1&b=2").headers["Location"] == "/rules/?a=1&b=2"
    assert is_in(client) and client.session.session_key != before


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:1"]
)
def test_nobody_is_led_to_another_site(sign_in, client, url):
    assert sign_in(next=url).headers["Location"] == "/"
    assert client.get("/login/", {"next": url}).headers["Location"] == "/"
    assert client.post("/logout/", {"next": url}).headers["Location"] == "/login/"


def test_a_wrong_name_a_wrong_password_and_blanks_say_the_same(sign_in, client):
    said = [sign_in("falsch").text.count(WRONG), sign_in("falsch", name="nobody").text.count(WRONG)]
    assert said == [1, 1] and not is_in(client)


def test_a_login_that_was_switched_off_stays_out(sign_in, client, owner):
    owner.is_active = False
    owner.save()
    assert "已停用" in sign_in().text and WRONG in sign_in("falsch").text
    assert not is_in(client)


def test_the_user_who_acts_when_nobody_is_signed_in_never_signs_in(sign_in, client):
    nobody = system_user()
    nobody.is_active = True
    nobody.set_password(PASSWORD)
    nobody.save()
    assert "已停用" in sign_in(name=nobody.username).text and not is_in(client)


def test_a_form_of_another_site_signs_nobody_in(sign_in):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(by=strict).status_code == 403 and not is_in(strict)


def test_signing_out_asks_first_and_ends_the_session(client, sign_in):
    sign_in()
    assert "退出登录？" in client.get("/logout/").text and is_in(client)
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert not is_in(client) and "您已退出登录" in client.get("/login/").text


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "mfa_add_webauthn"])
def test_what_is_not_needed_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_strangers_reach_the_door_alone(client, db, owner):
    public = {row.name for row in urls.urlpatterns if opens(row.name, Who(owner, (), None))}
    assert public == {"login", "account_login", "mfa_authenticate", "logout"}
    for row in urls.urlpatterns:
        if row.name not in public:
            assert client.get(reverse(row.name)).headers["Location"].startswith("/login/?next=")


def test_the_password_is_changed_by_who_knows_it_and_ends_other_sessions(client, sign_in, owner):
    other, new = Client(), "ein-anderes-Wort-7"
    sign_in(by=other)
    sign_in()
    page = client.post("/account/password/", {"oldpassword": "falsch", "password1": "kurz", "password2": new}).text
    assert "当前密码不正确" in page and "密码太短，至少要有 10 个字符" in page
    fields = {"oldpassword": "一个很长的密码-1", "password1": new, "password2": new}
    assert client.post("/account/password/", fields).headers["Location"] == "/account/"
    owner.refresh_from_db()
    assert owner.check_password(new) and client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
