"""Guessing gets slower: per login and address, per address as a whole, and never for an owner's own browser.

A try is counted before it is checked, so that many at once are no way around; the right one clears the count.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ...models import SignInTry
from .addresses import network_of
from .devices import known

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """Whose tries are counted together, how many are free, and how soon one is forgotten."""

    key: str
    free: int
    forget: timedelta

    def __post_init__(self):
        object.__setattr__(self, "key", salted_hmac("tracker.web.account.delays", self.key).hexdigest())


def password_limits(request, username: str) -> list[Limit]:
    """What slows down guesses of a password: the narrow limit, then a wide one."""
    return _limits(request, "password", username.strip().casefold()) or [
        Limit(f"password {network_of(request)} {username.strip().casefold()}", 5, timedelta(hours=1)),
        Limit(f"address {network_of(request)}", 50, timedelta(minutes=1)),
    ]


def code_limits(request, user) -> list[Limit]:
    """What slows down guesses of a code by one who has the password already: the narrow limit, then a wide one."""
    return _limits(request, "code", user.username.casefold()) or [
        Limit(f"code {network_of(request)} {user.pk}", 5, timedelta(hours=1)),
        Limit(f"code {user.pk}", 30, timedelta(minutes=10)),
    ]


def _limits(request, what: str, username: str) -> list[Limit]:
    browser = known(request, username)
    return [Limit(f"{what} {browser} {username}", 5, timedelta(hours=1))] if browser else []


@transaction.atomic
def take(limits: list[Limit], now: datetime) -> int:
    """Count a try against the narrow limit and answer 0, or the seconds to wait where it comes too early."""
    narrow, *wide = limits
    row = _locked(narrow, now)
    wait = max(row.wait_at(now, narrow.free), wait_of(wide, now))
    if not wait:
        _count(row, narrow, now)
    return wait


@transaction.atomic
def blame(limits: list[Limit], now: datetime) -> None:
    """The try was wrong: count it against the wide limit too."""
    for limit in limits[1:]:
        _count(_locked(limit, now), limit, now)


def forgive(limits: list[Limit], now: datetime) -> None:
    """The try was right: forget the narrow count, and sweep what is old."""
    SignInTry.objects.filter(key=limits[0].key).delete()
    SignInTry.objects.filter(last_at__lt=now - DAY).delete()


def _locked(limit, now) -> SignInTry:
    rows = SignInTry.objects.select_for_update()
    return rows.get_or_create(key=limit.key, defaults={"last_at": now})[0]


def _count(row, limit, now):
    row.count, row.last_at = row.count_at(now, limit.forget) + 1, now
    row.save(update_fields=["count", "last_at"])


def wait_of(limits: list[Limit], now: datetime) -> int:
    """The seconds to wait before the next try."""
    rows = {row.key: row for row in SignInTry.objects.filter(key__in=[limit.key for limit in limits])}
    return max((rows[limit.key].wait_at(now, limit.free) for limit in limits if limit.key in rows), default=0)


def too_early(seconds: int) -> ValidationError:
    """The sentence for one who tries too early."""
    said = _("输错次数较多，请等待 %(seconds)d 秒后再试。") % {"seconds": seconds}
    return ValidationError(said, code="too_early")
