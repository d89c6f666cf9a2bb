"""What holds of each page once, whoever asks: strangers, a form without its token, and looking without taking."""

import pytest
from django.test import Client

from tests.web.access.table import ELSEWHERE, FINER, OBJECTS
from tests.web.access.test_pages import facts
from tests.web.access.walk import address, pages
from tracker.access.matrix import PAGES, PUBLIC, READING
from tracker.models import STAFF, Role, User

NAMES = [route.name for route in pages() if not route.takes or route.name in OBJECTS]
OWN = [name for name in NAMES if name in PAGES]


def opener(name) -> str:
    """A role that may do what a page is for, staff first."""
    roles = FINER.get(name, PAGES[name].roles)
    return min(roles, key=lambda role: (role not in STAFF, str(role)))


def test_a_stranger_is_sent_to_sign_in(client, world):
    found = {name: client.get(address(name, world["own"])) for name in OWN}
    sent = {name: client.post(address(name, world["own"])) for name in OWN}
    assert {
        name for name, answer in found.items() if not answer.headers.get("Location", "").startswith("/login/")
    } == set()
    assert {name for name, answer in sent.items() if answer.status_code not in (302, 405)} == set()


def test_nothing_is_sent_without_the_token_of_its_form(world):
    client, odd = Client(enforce_csrf_checks=True), []
    for role in Role.values:
        client.force_login(User.objects.get(username=f"{role}-login"))
        for name in (name for name in OWN if opener(name) == role):
            status = client.post(address(name, world["own"])).status_code
            odd += [] if status == 403 else [f"{name}: {status}"]
    assert odd == []


@pytest.mark.parametrize("name", sorted(PUBLIC & {"login", "logout", "set_language", "account_login"}))
def test_the_doors_ask_for_the_token_too(db, name):
    assert Client(enforce_csrf_checks=True).post(address(name, None)).status_code == 403


def test_looking_without_taking_answers_as_looking(enter, world):
    visitors, odd = {role: enter(role) for role in Role.values}, []
    for name in OWN:
        visitor, url = visitors[opener(name)], address(name, world["own"])
        if name in READING - ELSEWHERE.keys():
            odd += [] if visitor.ask("head", url) in ((200, ""), (302, "")) else [f"{visitor.role} {name}"]
    assert odd == []


def test_what_is_closed_is_closed_to_every_method(enter, world):
    visitors, before, odd = {role: enter(role) for role in Role.values}, facts(), []
    for name in (name for name in OWN if PAGES[name].roles != set(Role.values)):
        role = min(set(Role.values) - PAGES[name].roles, key=lambda role: (role in STAFF, role))
        found = {visitors[role].ask(method, address(name, world["own"]))[0] for method in ("head", "post")}
        odd += [] if found == {403} else [f"{role} {name}: {found}"]
    assert odd == []
    assert facts() == before


def test_nothing_is_sent_to_pages_that_only_show(enter, world):
    visitors, before = {role: enter(role) for role in Role.values}, facts()
    found = {visitors[opener(name)].ask("post", address(name, world["own"]))[0] for name in OWN if name in READING}
    assert found == {405}
    assert facts() == before
