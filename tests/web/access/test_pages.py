"""Every page beside the admin for every role: by GET and POST; the own object, another's, and none."""

import re

import pytest

from tests.kept import _rows as rows_of_all_tables
from tests.web.access.table import ELSEWHERE, FINER, OBJECTS, SEES
from tests.web.access.walk import address, pages
from tests.web.access.world import NOTHING, absent
from tracker.access.matrix import PAGES, PUBLIC, READING
from tracker.models import Role

FINE, NO_SUCH_METHOD = {200, 302, 400}, 405
PASSING = re.compile(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"|「[^」]*」')
ROUTES = [route for route in pages() if route.name not in PUBLIC]
NAMES = [route.name for route in ROUTES if not route.takes or route.name in OBJECTS]
FLEETING = {"session", "usersession", "user"}  # what signing in and looking about leaves behind


def facts():
    """Every row of every table, as far as it is more than a trace of somebody's being here."""
    return {model: rows for model, rows in rows_of_all_tables().items() if model._meta.model_name not in FLEETING}


def may_know(role) -> bool:
    """Whether a role of the world may see the reasons of leave, suspension and the end of a mandate."""
    return role == "office"


def plain(answer) -> tuple[int, str]:
    """The status and the text of an answer, without what is told only by its address."""
    return answer[0], PASSING.sub("", answer[1])


def test_every_page_has_a_row_in_the_matrix_and_every_object_a_line_in_the_table():
    assert [route.name for route in ROUTES if route.name not in PAGES] == []
    assert sorted(PAGES.keys() - {route.name for route in ROUTES}) == []
    assert [route.name for route in ROUTES if route.name not in NAMES] == []


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_its_pages_and_no_other(enter, world, role):
    visitor, before, odd = enter(role), facts(), []
    for name in NAMES:
        opened, url = role in FINER.get(name, PAGES[name].roles), address(name, world["own"])
        found = {visitor.ask("get", url)[0]}
        found |= {visitor.try_out("post", url)} if opened and name not in READING else set()
        odd += [] if fits(name, opened, found) else [f"{role} {name}, {'open' if opened else 'closed'}: {found}"]
    assert odd == []
    assert facts() == before, f"{role}: something was written by looking"
    assert visitor.told == [] or may_know(role), f"{role}: a reason was told"


def fits(name, opened, found) -> bool:
    """Whether the statuses of looking and sending are those of a page that is open, or is not."""
    if not opened:
        return found == {403}
    return found - {NO_SUCH_METHOD} <= {*FINE, ELSEWHERE.get(name)} and found != {NO_SUCH_METHOD}


@pytest.mark.parametrize("role", Role.values)
def test_what_is_anothers_is_as_what_is_not_there(enter, world, role):
    visitor, before, odd = enter(role), facts(), []
    for name in NAMES:
        if name in OBJECTS and role in PAGES[name].roles:
            for side in {"own", "near", "far"} - SEES[OBJECTS[name].kind].get(role, frozenset()):
                nothing = absent(world["own"]) if side == "near" else NOTHING
                odd += told_apart(visitor, name, world[side], nothing)
    assert odd == []
    assert facts() == before, f"{role}: something was written about what is another's"


def told_apart(visitor, name, side, nothing) -> list[str]:
    """Where a row of a side is answered otherwise than one that is not there, or takes what is sent to it."""
    there, not_there = (plain(visitor.ask("get", address(name, one))) for one in (side, nothing))
    sent = 404 if name in READING else visitor.ask("post", address(name, side))[0]
    same = there == not_there and {there[0], sent} <= {404, NO_SUCH_METHOD}
    return [] if same else [f"{visitor.role} {address(name, side)}: {there[0]}, {sent}, of nobody {not_there[0]}"]


@pytest.mark.parametrize("role", ["verifier", "leader"])
def test_all_of_the_own_body_is_opened_to_its_staff(enter, world, role):
    visitor = enter(role)
    asked = [name for name in NAMES if name in OBJECTS and role in FINER.get(name, PAGES[name].roles)]
    near = [name for name in asked if "near" in SEES[OBJECTS[name].kind].get(role, ())]
    found = {name: visitor.ask("get", address(name, world["near"]))[0] for name in near}
    assert {name: status for name, status in found.items() if not fits(name, True, {status, 200})} == {}
