"""Every address of the project, taken from the resolver, and the address of a row of a side."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import URLResolver, get_resolver, reverse

from tests.web.access.table import OBJECTS, QUERIES

ADMIN = "admin:"


@dataclass(frozen=True)
class Route:
    """An address of the resolver: its name, and whether parts of it are to be filled in."""

    name: str
    takes: frozenset


def routes() -> list[Route]:
    """Every named address, those of the admin included; an unnamed one is a fault."""
    return sorted(_below(get_resolver().url_patterns, "", frozenset()), key=lambda route: route.name)


def _below(patterns, space, takes):
    for pattern in patterns:
        own = takes | set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, below, own)
        else:
            yield Route(f"{space}{pattern.name}", frozenset(own))


def pages() -> list[Route]:
    """The addresses beside the admin."""
    return [route for route in routes() if not route.name.startswith(ADMIN)]


def address(name: str, side) -> str:
    """The address of a page, about the row of a side where it is about one."""
    about = OBJECTS.get(name)
    parts = about.path(side) if about else {}
    query = QUERIES.get(name, {}) | (about.query(side) if about else {})
    return reverse(name, kwargs=parts) + ("?" + urlencode(query) if query else "")
