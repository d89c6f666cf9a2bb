"""Addresses of other pages on a home, as far as they open to who is asking."""

from urllib.parse import urlencode

from django.urls import reverse

from ...access.gate import offers


def link(request, name: str, *args, **asked) -> str:
    """The address of a page with a question; empty where it does not open to the role acted in."""
    if not offers(name, request.who):
        return ""
    return reverse(name, args=args) + (f"?{urlencode(asked)}" if asked else "")
