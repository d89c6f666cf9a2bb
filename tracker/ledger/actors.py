"""Who acts when nobody is signed in."""

from ..models import User

SYSTEM = "system"


def system_user() -> User:
    """The user 系统, who seeds and imports when nobody is named; it can never sign in."""
    user, made = User.objects.get_or_create(
        username=SYSTEM, defaults={"first_name": "系统", "is_active": False, "password": "!"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
