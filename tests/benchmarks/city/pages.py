"""Pages of the municipal term among those of the whole city, beside a page that needs nothing of the ledger."""

from io import StringIO
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.benchmarks.measure import against, measured
from tracker.models import Group, Mandate
from tracker.web import middleware  # noqa: F401  a server knows it before anybody signs in

from .world import ON, YEAR, taken_back

BOUNDS = [("ms", "<", 150), ("queries", "≤", 25)]


def measure(world) -> None:
    """What deputies, liaisons and the office open most."""
    term, asked = world.term.code, {"term": world.term.code, "year": YEAR, "on": ON}
    group = Group.objects.filter(term=world.term, kind=Group.Kind.LIAISON).order_by("order", "name").first()
    deputy = Mandate.objects.filter(term=world.term, memberships__group=group).order_by("number").first()
    file = address("duty-file", term, deputy.number, year=YEAR, on=ON)
    with taken_back():
        office, liaison = signed_in("office"), signed_in("liaison", group=group)
        own = signed_in("deputy", person=deputy.person)
        opened(world, "a deputy's page, for the office", office, file)
        opened(world, "a deputy's page, for the deputy", own, file)
        opened(world, "a deputy's home", own, address("home", on=ON))
        opened(world, "a group's page: the liaison's home", liaison, address("home", on=ON))
        opened(world, "a group's page: the year of a group", office, address("overview", **asked, group=group.name))
        opened(world, "the year at a glance", office, address("overview", **asked))
        call_command("score", "--all-terms", "--keep", "--year", str(YEAR), "--on", str(ON), stdout=StringIO())
        opened(world, "the totals of the city, as kept", office, address("city", year=YEAR))


def address(name: str, *args, **asked) -> str:
    """The address of a page."""
    return f"{reverse(name, args=args)}?{urlencode(asked)}"


def signed_in(role: str, **scope) -> Client:
    """A client signed in as a new user with a role."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(make.login(role, **scope))
    return client


def opened(world, name: str, client: Client, path: str, bare="/rules/", bounds=BOUNDS) -> None:
    """Measure a page that must answer."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code} {answer.headers.get('Location', '')}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    row = world.row(name, figures={"queries": len(queries), "kB": round(len(answer.content) / 1000)})
    measured(
        row, lambda: client.get(path), against(f"the page {bare}", lambda: client.get(bare)), bounds=bounds, runs=9
    )
