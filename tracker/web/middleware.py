"""What every request carries: the chosen language and the roles of who is asking."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone, translation

from ..models import RoleGrant, roles_of


class Roles:
    """Sets ``request.grants`` and ``request.roles``: what the user holds today, empty for a stranger."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.grants = list(RoleGrant.objects.held(user, timezone.localdate())) if user.is_authenticated else []
        request.roles = roles_of(user, request.grants)
        return self.get_response(request)


class ChosenLanguage:
    """Chinese first: activates the language of the cookie, else the project's own, whatever the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)


class IdleSession:
    """Keeps a session alive while it is used, writing at most once a minute."""

    MINUTE = 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and _now() - request.session.get("seen", 0) >= self.MINUTE:
            request.session["seen"] = _now()
        return self.get_response(request)


@receiver(user_logged_in)
def start_clock(request, **_):
    """A session has been seen when it begins."""
    request.session["seen"] = _now()


def _now() -> int:
    return int(timezone.now().timestamp())
