"""Makes the database of a load test, and says what its writers need."""

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from tests import make
from tracker.models import RoleGrant, Term, User
from tracker.web import middleware  # noqa: F401  a server knows it before anybody signs in

KINDS = ("visit", "training")
TERM = "chongqing-congress-6"


def answer(writers: str) -> list[dict]:
    """The step of a load test: an empty database gets its tables, the seeds and so many writers."""
    call_command("migrate", verbosity=0)
    call_command("seed", stdout=StringIO(), stderr=StringIO())
    return prepare(int(writers))


def prepare(writers: int) -> list[dict]:
    """Writers with a session each, who register for two deputies of their own."""
    term = Term.objects.filter(code=TERM).first() or make.term(TERM)
    group = make.group(term)
    unit = make.unit(term)
    kinds = [make.kind(code).pk for code in KINDS]
    return [_writer(number, term, group, unit) | {"kinds": kinds} for number in range(writers)]


def _writer(number, term, group, unit) -> dict:
    """A liaison of the group or, every second one, a clerk of the office; signed in."""
    own = [make.deputy(term, f"{600000 + 2 * number + n}", at=unit, groups=[group]).pk for n in (1, 2)]
    user = User.objects.create(username=f"writer-{number}")
    scope = {"role": "liaison", "group": group} if number % 2 else {"role": "office", "body": term.body}
    RoleGrant.objects.create(user=user, starts_on=date(2023, 1, 13), **scope)
    client = Client()
    client.force_login(user)
    return {"session": client.cookies["sessionid"].value, "csrf": _get_new_csrf_string(), "mandates": own}
