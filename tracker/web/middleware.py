"""What every request carries: the language, a session that ends when idle, the roles of who is asking, one moment."""

from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from ..access import gate
from ..ledger.moment import one_moment
from ..models import RolePolicy, Who
from .account.addresses import address_of
from .account.middleware import NEEDED
from .account.policy import has_second_factor, policy_of

CHOSEN = "role"


class Roles:
    """Sets ``request.who`` (with its grants and roles), and keeps each page to the roles of the matrix."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.who = Who.of(request.user, timezone.localdate(), request.session.get(CHOSEN, ""))
        request.grants, request.roles = list(request.who.grants), request.who.roles
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)  # nobody finds it on a shared computer
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuse a page that is not the role's, and what is sent to one that only shows, whatever the view says."""
        name = request.resolver_match.view_name
        if request.user.is_authenticated and not gate.opens(name, request.who):
            raise PermissionDenied
        return None if gate.takes(name, request.method) else HttpResponseNotAllowed(gate.LOOKING)


class OneMoment:
    """Lets a page that only shows something, or a file of it, read the ledger as it is at one moment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer in place of the view, after all others had their say."""
        if not gate.only_shows(request.resolver_match.view_name):
            return None
        with one_moment():
            return view(request, *args, **kwargs)


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
    """Ends a session on the server when it was idle for too long; else keeps it, writing at most once a minute."""

    MINUTE = 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            idle = _now() - request.session.get("seen", 0)
            minutes = request.session.get("idle", RolePolicy.DEFAULT_MINUTES)
            if idle >= minutes * self.MINUTE:
                logout(request)
                request.idle_minutes = minutes
            elif idle >= self.MINUTE:
                start_clock(request, request.user)
                seen = {"last_seen_at": timezone.now(), "ip": address_of(request)}
                UserSession.objects.filter(session_key=request.session.session_key).update(**seen)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Say at the door why the session ended; only a page, not something sent, is gone back to."""
        if not hasattr(request, "idle_minutes") or not getattr(view, "login_required", True):
            return None
        read = request.method in ("GET", "HEAD")
        request.session["ended"] = {"minutes": request.idle_minutes, "lost": not read}
        login = reverse("login")
        return redirect(f"{login}?{urlencode({'next': request.get_full_path()})}" if read else login)


@receiver(user_logged_in)
def start_clock(request, user, **_):
    """A session has been seen; how long it may be idle and whether a second factor is missing, by the roles held."""
    policy = policy_of(Who.of(user, timezone.localdate()).choices)
    request.session["seen"], request.session["idle"] = _now(), policy.minutes
    if policy.second_factor and not has_second_factor(user):
        request.session[NEEDED] = True
    else:
        request.session.pop(NEEDED, None)


def _now() -> int:
    return int(timezone.now().timestamp())
