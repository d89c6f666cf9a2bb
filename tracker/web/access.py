"""Who is asking: roles, and what follows for the pages."""

from django.utils import timezone
from django.utils.translation import gettext

from ..models import STAFF, Mandate, Role

TOTALS = STAFF | {Role.LEADER, Role.LIAISON}
LISTS = STAFF | {Role.LIAISON}
IMPORTING = frozenset({Role.OFFICE, Role.LIAISON})
HANDLING = STAFF | {Role.REFERRAL_OFFICE, Role.UNIT}
SUGGESTING = HANDLING | {Role.DEPUTY}
RATING = HANDLING | {Role.LEADER}


def visible_mandates(request):
    """The mandates that who is asking may see one by one."""
    return Mandate.objects.visible_to(request.user, timezone.localdate(), request.grants)


def role_names(request) -> str:
    """The roles in words."""
    return gettext("、").join(str(Role(role).label) for role in sorted(request.roles))
