"""Whoever needs a second factor and has none sets it up before anything else opens."""

from django.shortcuts import redirect

from ...access.matrix import ACCOUNT, PUBLIC
from .policy import has_second_factor

NEEDED = "second_factor"
OPEN = frozenset(ACCOUNT) | PUBLIC | {"switch-role"}


class SecondFactor:
    """Leads to the page that sets up the second factor where the session says that one is still needed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let the pages of the login itself through, and what is open to strangers."""
        if not request.user.is_authenticated or not request.session.get(NEEDED):
            return None
        if has_second_factor(request.user):
            del request.session[NEEDED]
            return None
        is_open = request.resolver_match.view_name in OPEN or not getattr(view, "login_required", True)
        return None if is_open else redirect("mfa_activate_totp")
