"""Browsers that a login has signed in with before: strangers who guess do not slow these down."""

from django.conf import settings
from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_browser"
SALT = "tracker.web.account.devices"
MOST = 5
AGE = 365 * 24 * 60 * 60


def known(request, username: str) -> str:
    """The name of this browser where the login has signed in with it before; else an empty text."""
    browser, logins = _read(request)
    return browser if _mark(username) in logins else ""


def remember(request, response, username: str) -> None:
    """Note on the browser itself that the login has signed in with it."""
    browser, logins = _read(request)
    mark = _mark(username)
    logins = [mark, *(other for other in logins if other != mark)][:MOST]
    value = signing.dumps([browser or get_random_string(22), logins], salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=AGE, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def _read(request) -> tuple[str, list[str]]:
    try:
        browser, logins = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return "", []
    return browser, logins


def _mark(username: str) -> str:
    return salted_hmac(SALT, username.casefold()).hexdigest()[:16]
