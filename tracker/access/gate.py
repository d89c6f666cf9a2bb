"""Whether a page opens to who is asking."""

from ..models import Who
from .matrix import PAGES, PUBLIC, READING

LOOKING = ("GET", "HEAD")
ADMIN = "admin:"  # its tables ask their own roles


def opens(name: str, who: Who) -> bool:
    """Whether the page of a name (as the addresses have it) opens to a role; one without a row opens to nobody."""
    if name in PUBLIC or name.startswith(ADMIN):
        return True
    return name in PAGES and bool(PAGES[name].roles & who.roles)


def only_shows(name: str) -> bool:
    """Whether a page shows something and nothing is sent to it."""
    return name in READING


def takes(name: str, method: str) -> bool:
    """Whether a page may be asked by a method: one that only shows something is looked at."""
    return not only_shows(name) or method in LOOKING


def offers(name: str, who: Who) -> bool:
    """Whether a link to a page of the pages or of the admin should be shown to a role."""
    return who.is_staff if name.startswith(ADMIN) else opens(name, who)
