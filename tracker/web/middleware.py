"""What every request carries: the chosen language and the roles of who is asking."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.utils import timezone, translation

from ..access import gate
from ..models import Who

CHOSEN = "role"


class Roles:
    """Sets ``request.who`` (with its grants and roles), and keeps each page to the roles of the matrix."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.who = Who.of(request.user, timezone.localdate(), request.session.get(CHOSEN, ""))
        request.grants, request.roles = list(request.who.grants), request.who.roles
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Refuse a page that is not the role's, whatever the view would say."""
        if request.user.is_authenticated and not gate.opens(request.resolver_match.view_name, request.who):
            raise PermissionDenied


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
