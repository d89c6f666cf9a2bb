"""Somebody sets up a second factor on a phone, signs in with it, sees where, and switches it off again."""

import os
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.axe import inaccessible
from tests.browser.walking import overflow

CONFIRM = "main button.btn:not(.plain)"


def code_of(secret, later=0) -> str:
    """What an authenticator app shows now, or half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def looked_at(page, name):
    """The page has no fault and fits; a picture is kept where the run keeps pictures."""
    assert not inaccessible(page), page.url
    assert overflow(page) <= 0, page.url
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/account-{name}.png", full_page=True)


def sign_in(page, password):
    page.context.clear_cookies()
    page.goto("/login/?next=/account/")
    page.fill("#id_username", "auditor")
    page.fill("#id_password", password)
    page.click(CONFIRM)


def test_a_second_factor_from_setting_up_to_switching_off(visit, site):
    page = visit("auditor", 375)
    page.goto("/login/")
    sign_in(page, site.passwords["auditor"])
    looked_at(page, "own")
    page.click("a[href='/account/second-factor/']")
    looked_at(page, "set-up")
    secret = page.inner_text(".secret code").replace(" ", "")
    page.fill("#id_code", code_of(secret))
    page.click(CONFIRM)
    recovery = page.inner_text(".codes li:first-child")
    looked_at(page, "recovery-codes")
    sign_in(page, site.passwords["auditor"])
    looked_at(page, "code")
    for code in (code_of(secret, later=1), recovery):
        sign_in(page, site.passwords["auditor"])
        page.fill("#id_code", code)
        page.click(CONFIRM)
        page.wait_for_url("**/account/")
    page.click("a[href='/account/sessions/']")
    looked_at(page, "sessions")
    page.goto("/account/second-factor/off/")
    page.click(CONFIRM)
    assert "动态验证码已停用" in page.inner_text("main")
