"""Who is asking: roles, and what follows for the pages."""

from ..access.matrix import HANDLING, IMPORTING, LISTS, RATING, SUGGESTING
from ..ledger.rights import Rights
from ..models import STAFF, Mandate, Role

__all__ = ["HANDLING", "IMPORTING", "LISTS", "RATING", "SUGGESTING", "TOTALS"]
TOTALS = STAFF | {Role.LEADER, Role.LIAISON}


def visible_mandates(request):
    """The mandates that who is asking may see one by one."""
    return Mandate.objects.visible_to(request.who)


def rights_of(request) -> Rights:
    """The rights of who is asking in the chain of a suggestion, in the role acted in."""
    return Rights(request.user, request.grants, list(request.who.held))


def role_name(request) -> str:
    """The role acted in, in words."""
    return str(Role(request.who.role).label) if request.who.role else ""
