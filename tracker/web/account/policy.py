"""What the roles that somebody holds ask of the sign-in: the strictest counts."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from ...models import RolePolicy


@dataclass(frozen=True)
class Policy:
    """After how many idle minutes a session ends, and whether a second factor is needed."""

    minutes: int
    second_factor: bool


def policy_of(roles) -> Policy:
    """What roles ask for together; a role without a row asks for the defaults, and so does nobody's."""
    rows = {row.role: row for row in RolePolicy.objects.filter(role__in=roles)}
    missing = [RolePolicy.MINUTES.get(role, RolePolicy.DEFAULT_MINUTES) for role in roles if role not in rows]
    minutes = [*missing, *(row.idle_minutes for row in rows.values())]
    asked = any(row.second_factor for row in rows.values())
    return Policy(min(minutes, default=RolePolicy.DEFAULT_MINUTES), asked)


def has_second_factor(user) -> bool:
    """Whether a user signs in with an authenticator app."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
