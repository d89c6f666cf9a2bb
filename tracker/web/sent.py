"""A form that was sent twice, found before what it made the first time is taken for a reason to ask."""

from django.utils import timezone

from ..ledger import By
from ..ledger.once import content_of, made_before


def before(request) -> list:
    """What the form made when it was sent the first time, in a list; empty when it is new."""
    if request.method != "POST":
        return []
    by, key = By(request.user, timezone.now()), request.POST.get("once", "").replace("\0", "")[:36]
    made = made_before(by, key, content_of(request.path, request.POST.lists()))
    return [made] if made else []
