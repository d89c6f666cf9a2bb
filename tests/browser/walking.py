"""Walks through the pages as a person walks, by following links; and what is the matter with each page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

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
AXE = """axe.run({exclude: [['.paper + .paper'], ['.unit ~ .unit'], ['tbody tr:nth-child(n+9)']]},
  {resultTypes: ['violations'], preload: false})"""
LINKS = """[...document.querySelectorAll('a[href]')].filter((link) => link.origin === location.origin)
  .map((link) => link.pathname + link.search)"""


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
    """The walk of each role and of a stranger, two at a time; of what several see, axe looks at one only."""
    checked: set[str] = set()
    with ThreadPoolExecutor(2) as walkers:
        found = walkers.map(lambda role: one_walk(site, role, checked), WALKERS)
        return dict(zip(WALKERS, found, strict=True))


def one_walk(site, role: str, checked: set[str]) -> Walk:
    """The walk of a role in a browser of its own; adds to the kinds of pages that axe has checked."""
    with sync_playwright() as playwright:
        complaints: list[str] = []
        page = window(launch(playwright), site, complaints).new_page()
        if role != STRANGER:
            sign_in(page, role, site.passwords[role])
        done = walk(page, role, checked)
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
            todo += look(page, answer.status, done, landed not in checked)
            checked.add(landed)
    return done


def look(page, status: int, done: Walk, with_axe: bool) -> list[str]:
    """Adds what is the matter with an opened page; its links."""
    found = faults(page, with_axe) if status == 200 else [str(status)]
    done.faults += [f"{page.url}: {fault}" for fault in found]
    return page.evaluate(LINKS) if status == 200 else []


def faults(page, with_axe: bool) -> list[str]:
    """What is the matter with a page, at both widths."""
    refused = page.evaluate("window.refused")
    return [*refused, *(inaccessible(page) if with_axe else []), *too_wide(page, (375, 1280))]


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


def inaccessible(page) -> list[str]:
    """What axe finds, whatever its impact, in the first rows of lists and the first of many sheets."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)["violations"]
    return [f"{item['id']} {item['nodes'][0]['html'][:200]}" for item in found]
