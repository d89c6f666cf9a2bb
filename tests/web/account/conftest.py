"""Somebody who can sign in, and what his or her telephone shows."""

import time
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests import make

PASSWORD = "一个很长的密码-1"


@pytest.fixture
def owner(db):
    """A verifier of all bodies who knows the password."""
    user = make.login("verifier")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def sign_in(client, owner):
    """Posts the sign-in page for the owner, or another name, from an address; returns the response."""

    def post(password=PASSWORD, address="10.0.0.1", by=client, name=owner.username, **fields):
        return by.post("/login/", {"login": name, "password": password, **fields}, REMOTE_ADDR=address)

    return post


@dataclass
class Telephone:
    """An authenticator app with a secret."""

    secret: str

    def code(self, later=0):
        """The code of this half minute, or of one of the next."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + later))


@pytest.fixture
def telephone(owner):
    """The owner's authenticator app, set up with recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(owner, secret)
    RecoveryCodes.activate(owner)
    return Telephone(secret)


@pytest.fixture
def recovery_codes(owner, telephone):
    """The unused recovery codes of the owner."""
    return Authenticator.objects.get(user=owner, type="recovery_codes").wrap().get_unused_codes()
