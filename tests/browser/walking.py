"""Walks through the pages as a person walks, by following links; and what is the matter with each page."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from playwright.sync_api import sync_playwright

from tests.browser.axe import inaccessible, shorten
from tests.browser.pages import DAY, STRANGER, WALKERS, kind, looks_at
from tests.browser.windows import launch, sign_in, window

STARTS = [
    f"/?{DAY}",
    f"/?year=2025&{DAY}",
    "/account/",
    "/rules/",
    "/permissions/",
    "/public/",
    "/login/",
    "/logout/",
    "/admin/",
]
LINKS = """[...new Set([...document.querySelectorAll('a[href]')].filter((link) => link.origin === location.origin)
  .map((link) => link.pathname + link.search))]"""


@dataclass
class Walk:
    """What somebody saw who followed every link: the address of one page of each kind, and the faults found."""

    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of the pages seen, without their verbs."""
        return {kind.split(" ")[0] for kind in self.seen}


def walks(site) -> dict[str, Walk]:
    """The walk of each role and of a stranger, by two walkers; of what several see, axe looks at one only."""
    roles, checked = iter(WALKERS), set()
    with ThreadPoolExecutor(2) as pool:
        walkers = [pool.submit(walk_in_turn, site, roles, checked) for _ in range(2)]
        return {role: walk for walker in walkers for role, walk in walker.result().items()}


def walk_in_turn(site, roles: Iterator[str], checked: set[str]) -> dict[str, Walk]:
    """The walks of the roles that no other walker has taken, in one browser."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        return {role: one_walk(browser, site, role, checked) for role in roles}


def one_walk(browser, site, role: str, checked: set[str]) -> Walk:
    """The walk of a role in a window of its own; adds to the kinds of pages that axe has checked."""
    complaints: list[str] = []
    page = window(browser, site, complaints).new_page()
    if role != STRANGER:
        sign_in(page, role, site.passwords[role])
    done = walk(page, role, checked)
    page.context.close()
    done.faults += complaints
    return done


def walk(page, role: str, checked: set[str]) -> Walk:
    """Visits one page of each kind that links lead to and at which the role looks."""
    done, todo, tried = Walk(), list(STARTS), set()
    for address in todo:
        what = kind(address)
        if not what or what in tried or not looks_at(role, what):
            continue
        tried.add(what)
        answer = page.goto(address)
        landed = kind(page.url)
        if landed not in done.seen and (landed == what or landed not in tried):
            done.seen[landed] = address
            with_axe = landed not in checked
            checked.add(landed)
            todo += look(page, answer.status, done, with_axe)
    return done


def look(page, status: int, done: Walk, with_axe: bool) -> list[str]:
    """Adds what is the matter with an opened page; its links."""
    if status != 200:
        done.faults.append(f"{page.url}: {status}")
        return []
    links = page.evaluate(LINKS)
    done.faults += [f"{page.url}: {fault}" for fault in faults(page, with_axe)]
    return links


def faults(page, with_axe: bool) -> list[str]:
    """What is the matter with a page, at both widths; what axe does not look at is gone after it has looked."""
    found = [*page.evaluate("window.refused"), *too_wide(page, (375, 1280))]
    if not with_axe:
        return found
    shorten(page)
    return found + inaccessible(page)


def overflow(page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def too_wide(page, widths) -> list[str]:
    """The windows, by their widths in pixels, in which the page is wider than the window; the last one stays."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"overflow of {overflow(page)} at {width}"] if overflow(page) > 0 else []
    return found
