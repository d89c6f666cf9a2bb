"""Who acts when nobody is signed in."""

import pytest
from django.contrib.auth import authenticate

from tracker.ledger.actors import system_user
from tracker.models import User


@pytest.mark.django_db
def test_the_system_is_one_user_who_cannot_sign_in():
    assert system_user() == system_user()
    assert not system_user().has_usable_password()
    assert authenticate(username="system", password="!") is None
    assert User.objects.count() == 1
