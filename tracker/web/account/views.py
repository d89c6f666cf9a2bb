"""One's own login: signing in, what one may do, password, second factor, and where one is signed in."""

from datetime import timedelta

from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import RoleGrant
from .browsers import in_words
from .policy import has_second_factor, policy_of


class SignIn(LoginView):
    """The sign-in page, which says what the system must not be used for, and why one is here again."""

    def get_context_data(self, **extra):
        ended = self.request.session.pop("ended", None)
        return super().get_context_data(**extra) | {"ended": ended, "shows_public": settings.PUBLIC_PAGES}


class Activate(ActivateTOTPView):
    """The page that sets up an authenticator app, with the secret in groups of four for those who type it."""

    def get_context_data(self, **extra):
        context = super().get_context_data(**extra)
        secret = context["form"].secret
        return context | {"secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))}


def account(request):
    """My login: name, roles and their scopes in force, password, second factor, sessions."""
    grants = RoleGrant.objects.held(request.user, request.who.on).select_related("body", "group__term", "person")
    context = {
        "grants": grants,
        "policy": policy_of(request.who.choices),
        "has_second_factor": has_second_factor(request.user),
        "session_count": len(_sessions(request)),
    }
    return render(request, "account/account.html", context)


def sessions(request):
    """Where the user is signed in; a POST signs out one place (``session``), or all others."""
    rows = _sessions(request)
    if request.method == "POST":
        return _sign_out(request, rows)
    return render(request, "usersessions/usersession_list.html", {"sessions": rows})


def _sign_out(request, rows):
    asked = request.POST.get("session")
    ended = [row for row in rows if not row.is_current() and asked in (None, str(row.pk))]
    for row in ended:
        row.end()
    messages.success(request, _("已退出 %(count)d 处登录。") % {"count": len(ended)})
    return redirect("usersessions_list")


def _sessions(request) -> list[UserSession]:
    """The sessions that would still open, the present one first, each with its browser in words."""
    since = timezone.now() - timedelta(minutes=policy_of(request.who.choices).minutes)
    rows = UserSession.objects.purge_and_list(request.user)
    live = [row for row in rows if row.is_current() or row.last_seen_at >= since]
    for row in live:
        row.browser = in_words(row.user_agent)
    return sorted(live, key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp()))
