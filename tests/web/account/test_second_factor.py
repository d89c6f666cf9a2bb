"""Authenticator apps and recovery codes: set up, asked for, used once, required by role."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from tracker.models import Role, RolePolicy

SET_UP = "/account/second-factor/"


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def required(db):
    """Verifiers need a second factor."""
    RolePolicy.objects.update_or_create(role="verifier", defaults={"second_factor": True})


def test_no_role_needs_a_second_factor_until_somebody_asks_for_it(policies):
    assert set(RolePolicy.objects.values_list("role", "second_factor", "idle_minutes")) == {
        (role, False, 120 if role == "deputy" else 30) for role in Role.values
    }


def test_setting_up_shows_a_plain_picture_and_the_secret_and_ends_with_recovery_codes(client, sign_in, owner):
    sign_in()
    page = client.get(SET_UP).text
    assert '<svg class="qr"' in page and "style=" not in page and "data:" not in page
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert client.session["mfa.totp.secret"] == secret
    assert "验证码不正确" in client.post(SET_UP, {"code": "000000"}).text
    assert not Authenticator.objects.exists()


def test_the_code_of_the_telephone_opens_once(client, sign_in, telephone):
    code = telephone.code()
    assert sign_in(next="/rules/").headers["Location"] == "/login/code/" and not is_in(client)
    assert "验证码不正确" in client.post("/login/code/", {"code": "12345"}).text
    assert client.post("/login/code/", {"code": f" {code[:3]} {code[3:]}"}).headers["Location"] == "/rules/"
    assert is_in(client)
    other = Client()
    sign_in(by=other)
    assert "已用过" in other.post("/login/code/", {"code": code}).text
    assert other.post("/login/code/", {"code": telephone.code(later=1)}).status_code == 302


def test_a_recovery_code_opens_once(client, sign_in, recovery_codes):
    for expected in (302, 200):
        client.post("/logout/")
        sign_in()
        assert client.post("/login/code/", {"code": recovery_codes[0]}).status_code == expected
    assert client.post("/login/code/", {"code": recovery_codes[1]}).status_code == 302
    page = client.get("/account/recovery-codes/").text
    assert recovery_codes[0] not in page and recovery_codes[2] in page and "还有 8 个" in page
    assert recovery_codes[2] in client.get("/account/recovery-codes.txt").text


def test_guessing_codes_is_slowed_down(client, sign_in, telephone):
    sign_in()
    pages = [client.post("/login/code/", {"code": "1"}).text for _ in range(6)]
    assert "请等待 30 秒后再试" in pages[5] and "请等待" not in pages[4]
    assert client.post("/login/code/", {"code": telephone.code()}).status_code == 200


def test_somebody_else_can_start_again_from_the_page_of_the_code(client, sign_in, telephone):
    sign_in()
    assert client.get("/login/").headers["Location"] == "/login/code/"
    client.post("/logout/")
    assert client.get("/login/").status_code == 200


def test_new_recovery_codes_replace_the_old_ones(client, sign_in, telephone, recovery_codes):
    sign_in()
    client.post("/login/code/", {"code": telephone.code()})
    client.post("/account/recovery-codes/new/")
    page = client.get("/account/recovery-codes/").text
    assert not [code for code in recovery_codes if code in page]


def test_who_needs_one_sets_it_up_before_anything_else_opens(client, required, sign_in, telephone):
    Authenticator.objects.all().delete()
    sign_in()
    assert client.get("/rules/").headers["Location"] == SET_UP
    assert client.get("/admin/").headers["Location"] == SET_UP
    assert "启用以前不能打开其他页面" in client.get(SET_UP).text
    open_pages = ["/account/", "/account/password/", "/account/sessions/", "/logout/"]
    assert [client.get(page).status_code for page in open_pages] == [200] * 4
    telephone.secret = client.session["mfa.totp.secret"]
    assert client.post(SET_UP, {"code": telephone.code()}).headers["Location"] == "/account/recovery-codes/"
    assert client.get("/rules/").status_code == 200


def test_who_needs_one_cannot_switch_it_off_and_others_can(client, sign_in, telephone, required):
    sign_in()
    client.post("/login/code/", {"code": telephone.code()})
    assert "您的角色须用动态验证码登录，不能停用" in client.post("/account/second-factor/off/").text
    RolePolicy.objects.update(second_factor=False)
    assert client.post("/account/second-factor/off/").headers["Location"] == "/account/"
    assert not Authenticator.objects.exists()


def test_after_some_minutes_the_password_is_asked_for_again(client, sign_in):
    sign_in()
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    asked = client.get(SET_UP).headers["Location"]
    assert asked == "/account/confirm/?next=%2Faccount%2Fsecond-factor%2F"
    assert "密码不正确" in client.post(asked, {"password": "falsch"}).text
    assert client.post(asked, {"password": "一个很长的密码-1"}).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_secrets_are_sealed_with_the_key_of_the_installation(client, sign_in, owner, telephone):
    kept = Authenticator.objects.get(type="totp")
    assert telephone.secret not in str(kept.data)
    with override_settings(SECRET_KEY="another-key-made-for-this-test"):
        assert not kept.wrap().validate_code(telephone.code())
    assert kept.wrap().validate_code(telephone.code())
