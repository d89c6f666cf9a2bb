"""What an administrator does, above the overview: who may use the system, how they sign in, what it runs on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from ...models import Role, RoleGrant, RolePolicy
from .links import link


@dataclass(frozen=True)
class Keeping:
    """The grants in force, the roles that need a second factor, and the addresses of the administrator's work."""

    grants: int
    second_factor: int
    roles: int
    links: dict[str, str]


def keeping(request) -> Keeping:
    """What the administrator who is asking keeps; the number of grants is that of the page that it opens."""
    held = RoleGrant.objects.visible_to(request.who).in_force(timezone.localdate())
    admin = {
        "users": "admin:tracker_user_changelist",
        "add_user": "admin:tracker_user_add",
        "policies": "admin:tracker_rolepolicy_changelist",
        "bodies": "admin:tracker_body_changelist",
        "groups": "admin:tracker_group_changelist",
        "rules": "admin:tracker_regulation_changelist",
        "index": "admin:index",
    }
    pages = {name: link(request, name) for name in ("grants", "permissions", "status", "trail")}
    return Keeping(
        held.filter(user__is_active=True).count(),
        RolePolicy.objects.filter(second_factor=True).count(),
        len(Role),
        pages | {name: reverse(address) for name, address in admin.items()},
    )
