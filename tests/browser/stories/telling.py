"""Tells what one person does in front of one window: by the words on the screen, with a picture of each step kept."""

import html
import re
import shutil
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

ROLES = ("link", "button", "tab", "menuitem")
BLOCKS = "tr, li, dd, p, fieldset, article, section, form, div"
WAIT = 60_000  # milliseconds
TALL = 2600  # pixels; what comes below is more of the same list
SIZES = "[document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]"
UNFIT = re.compile(r"[^\w，。、（）-]")  # for the name of a file
PAGE = """<!doctype html><html lang="zh-hans"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.6 sans-serif;margin:2rem;max-width:60rem}}img{{max-width:100%;border:1px solid #bbb}}</style>
<h1>{title}</h1>
{body}
</html>"""
STEP = '<h2>{number}. {said}</h2>\n<a href="{name}"><img src="{name}" alt="{said}" loading="lazy"></a>'


class Story:
    """One person at one window, who finds every step by its words; pictures and an ``index.html`` go to a folder."""

    def __init__(self, page: Page, folder: Path, title: str):
        self.page, self.folder, self.title = page, folder, title
        self.said: list[str] = []
        page.set_default_timeout(WAIT)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def opens(self, words: str, day: str = ""):
        """Opens the home as of a day in ISO form, or the entry of the bar with these words."""
        if words == "首页":
            self.page.goto(f"/?on={day}" if day else "/")
            return
        if self.page.url == "about:blank":
            self.page.goto("/")
        header = self.page.get_by_role("banner")
        if not header.get_by_role("link", name=words, exact=True).locator("visible=true").count():
            header.locator("summary", has_text=re.compile("菜单|更多")).locator("visible=true").click()
        header.get_by_role("link", name=words, exact=True).locator("visible=true").first.click()
        self.page.wait_for_load_state()

    def finds(self, words: str, beside: str = "") -> Locator:
        """The link, button or fold with these words; the one nearest to other words where they are given."""
        around = self.near(beside, words) if beside else self.page.locator("body")
        for exact in (True, False):
            for found in _named(around, words, exact):
                if found.count():
                    return found.first
        raise AssertionError(f"{self.page.url} 上找不到「{words}」")

    def near(self, beside: str, words: str) -> Locator:
        """The smallest part of the page that holds some words, and a link or button named by others."""
        parts = self.page.locator(BLOCKS).filter(has_text=beside)
        for exact in (True, False):
            for name in _named(self.page, words, exact, visible=False):
                found = parts.filter(has=name).locator("visible=true")
                if found.count():
                    return found.last
        raise AssertionError(f"{self.page.url} 上「{beside}」旁边找不到「{words}」")

    def clicks(self, words: str, beside: str = ""):
        """Presses what ``finds`` finds."""
        self.finds(words, beside).click()
        self.page.wait_for_load_state()

    def number(self, label: str) -> int:
        """The number that stands under a label in a card."""
        card = self.page.locator(".card").filter(has_text=label).last
        return int(card.locator(".n").first.inner_text())

    def clicks_the_number(self, label: str):
        """Opens the rows behind the number that stands under a label."""
        self.page.locator(".card").filter(has_text=label).last.locator(".n a").first.click()
        self.page.wait_for_load_state()

    def writes(self, label: str, text: str):
        """Fills in the field with this label."""
        self.field(label).fill(text)

    def chooses(self, label: str, option: str):
        """Chooses an option, by its words, of the field with this label."""
        self.field(label).select_option(label=option)

    def filters(self, label: str, option: str):
        """Chooses an option of a filter, which applies at once."""
        with self.page.expect_navigation():
            self.chooses(label, option)

    def marks(self, who: str, answer: str):
        """Ticks an answer of the group of choices that bears a name."""
        self.page.get_by_role("group", name=who).get_by_label(answer, exact=True).check()

    def field(self, label: str) -> Locator:
        """The field with this label."""
        exact = self.page.get_by_label(label, exact=True).locator("visible=true")
        return (exact if exact.count() else self.page.get_by_label(label).locator("visible=true")).first

    def reads(self, *sentences: str):
        """Each of these is to be read on the page."""
        for words in sentences:
            expect(self.page.get_by_text(words).locator("visible=true").first, words).to_be_visible(timeout=WAIT)

    def does_not_read(self, *sentences: str):
        """None of these is on the page."""
        text = self.page.locator("body").inner_text()
        assert not [words for words in sentences if words in text], self.page.url

    def downloads(self, words: str, beside: str = "") -> Path:
        """Presses what gives a file, and keeps the file beside the pictures."""
        with self.page.expect_download() as given:
            self.clicks(words, beside)
        target = self.folder / given.value.suggested_filename
        given.value.save_as(target)
        return target

    def reads_in_the_workbook(self, words: str, beside: str = "") -> openpyxl.Workbook:
        """Downloads a workbook and opens it."""
        return openpyxl.load_workbook(self.downloads(words, beside))

    def shot(self, said: str):
        """Keeps a picture of the whole page under its number and this sentence."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{said}: wider than the window"
        )
        self.said.append(said)
        self.page.screenshot(path=self.folder / _name(len(self.said), said), full_page=True)
        steps = [
            STEP.format(number=n, said=html.escape(text), name=html.escape(_name(n, text)))
            for n, text in enumerate(self.said, 1)
        ]
        _write(self.folder / "index.html", self.title, "\n".join(steps))


def contents(folder: Path):
    """Writes the page that leads to all stories of a folder."""
    found = sorted(path.parent.name for path in folder.glob("*/index.html"))
    links = "\n".join(f'<p><a href="{name}/index.html">{name}</a></p>' for name in found)
    _write(folder / "index.html", "各角色的主要工作", links)


def _named(around, words, exact, visible=True):
    for role in ROLES:
        found = around.get_by_role(role, name=words, exact=exact)
        yield found.locator("visible=true") if visible else found
    folds = around.locator("summary") if visible else None
    if folds is not None:
        yield folds.filter(has_text=words).locator("visible=true")


def _name(number, said) -> str:
    return f"{number:02} {UNFIT.sub(' ', said)}.png"


def _write(path, title, body):
    draft = path.with_suffix(f".{id(body)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(PAGE.format(title=html.escape(title), body=body), encoding="utf-8")
    draft.replace(path)
