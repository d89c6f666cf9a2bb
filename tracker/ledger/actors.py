"""Who acts when nobody is signed in."""

from django.contrib.auth.hashers import make_password

from ..models import User

SYSTEM = "system"


def system_user() -> User:
    """The user 系统, who seeds and imports when nobody is named; it can never sign in."""
    defaults = {"first_name": "系统", "is_active": False, "password": make_password(None)}
    return User.objects.get_or_create(username=SYSTEM, defaults=defaults)[0]
