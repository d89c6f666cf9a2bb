"""Guessing gets slower, and never for the owner."""

from datetime import timedelta

from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from tests.make import NOON
from tracker.models import SignInTry
from tracker.web.account import delays
from tracker.web.account.addresses import address_of, network_of

WAIT = "请等待 30 秒后再试"
LIMIT = delays.Limit("x", 5, timedelta(hours=1))


def later(**span):
    """Let time pass for all counts."""
    for row in SignInTry.objects.all():
        row.last_at -= timedelta(**span)
        row.save()


def guess(sign_in, times, **at):
    return [WAIT in sign_in("falsch", **at).text for _ in range(times)]


def test_the_sixth_try_waits_and_then_the_right_password_opens(sign_in, client):
    assert guess(sign_in, 6) == [False] * 4 + [True] * 2
    assert "_auth_user_id" not in client.session and sign_in().status_code == 200
    later(seconds=31)
    assert sign_in().status_code == 302 and SignInTry.objects.count() == 1  # the address as a whole


def test_the_wait_doubles_up_to_a_quarter_of_an_hour_and_is_forgotten(db):
    now, waits = NOON, []
    for _ in range(12):
        now += timedelta(seconds=delays.wait_of([LIMIT], now))
        assert delays.take([LIMIT], now) == 0
        waits.append(delays.wait_of([LIMIT], now))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert delays.take([LIMIT], now) == 900
    now += timedelta(hours=9)
    assert delays.take([LIMIT], now) == 0 == delays.wait_of([LIMIT], now)


def test_fifty_tries_of_a_stranger_do_not_delay_the_owner(sign_in):
    for _ in range(10):
        guess(sign_in, 5, address="203.0.113.9")
        later(minutes=16)
    assert "请等待" in sign_in("falsch", address="203.0.113.9").text
    assert sign_in(by=Client(), address="10.0.0.1").status_code == 302


def test_the_owners_browser_is_not_delayed_even_behind_the_strangers_address(sign_in, client):
    sign_in()
    client.post("/logout/")
    assert client.cookies["known_browser"]["httponly"] and client.cookies["known_browser"]["samesite"] == "Lax"
    guess(sign_in, 6, by=Client())
    assert sign_in(by=Client()).status_code == 200
    assert sign_in().status_code == 302


def test_a_forged_browser_is_a_strange_one(sign_in, owner):
    stranger = Client()
    stranger.cookies["known_browser"] = "W1wiYVwiXQ:1abc:forged"
    assert guess(sign_in, 6, by=stranger)[-1]


def test_an_address_that_fails_everywhere_waits_as_a_whole(sign_in):
    for number in range(50):
        sign_in("falsch", name=f"nobody-{number}")
    assert WAIT in sign_in("falsch", name="nobody-50").text
    assert WAIT not in sign_in("falsch", name="nobody-50", address="10.0.0.2").text


def test_nobodys_name_waits_like_somebodys_and_none_is_kept(sign_in):
    assert guess(sign_in, 6, name="nobody") == [False] * 4 + [True] * 2
    assert all(len(row.key) == 40 for row in SignInTry.objects.all())


def test_the_address_is_the_line_or_what_the_trusted_proxy_saw():
    asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})
    assert address_of(asked) == "10.0.0.9"
    with override_settings(TRUSTED_PROXIES=1):
        assert address_of(asked) == "203.0.113.7"
        assert address_of(RequestFactory().get("/", REMOTE_ADDR="::ffff:10.0.0.9")) == "10.0.0.9"
    with override_settings(TRUSTED_PROXIES=3):
        assert address_of(asked) == "10.0.0.9"
    assert network_of(RequestFactory().get("/", REMOTE_ADDR="2001:db8::1:2")) == "2001:db8::/64"
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="")) == "0.0.0.0"


def test_old_counts_are_swept(sign_in):
    guess(sign_in, 1, name="nobody", address="10.0.0.3")
    later(days=2)
    sign_in()
    assert not SignInTry.objects.filter(last_at__lt=timezone.now() - timedelta(days=1)).exists()
