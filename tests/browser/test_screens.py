"""Screens in a real browser: in the dark, in English, on paper, and with numbers that open what they say."""

import os
from pathlib import Path

import openpyxl
import pytest

from tests.browser.axe import inaccessible
from tests.browser.pages import DAY
from tests.browser.walking import too_wide
from tracker.models import Role

HOME = f"/overview/?year=2025&{DAY}"
FILE = f"/deputies/chongqing-congress-6/600006/?year=2025&{DAY}"
PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "overview.png"
SAMPLE = {
    Role.OFFICE: [HOME, FILE, "/records/", "/reminders/", "/admin/", "/admin/tracker/dutyrecord/add/"],
    Role.LEADER: ["/"],
    Role.DEPUTY: [f"/?{DAY}", "/own/records/new/"],
}
PRINTED = {
    Role.OFFICE: [HOME, FILE, "/reporting/", "/reminders/", "/permissions/", "/rates/", "/records/", "/trail/"],
    Role.LEADER: ["/"],
}


@pytest.mark.parametrize("role", SAMPLE)
def test_pages_can_be_read_in_the_dark_and_in_english(visit, role):
    page = visit(role)
    page.emulate_media(color_scheme="dark")
    for address in SAMPLE[role]:
        page.goto(address)
        assert not inaccessible(page), address
        page.set_viewport_size({"width": 375, "height": 900})
        assert not inaccessible(page), address
    page.context.add_cookies([{"name": "django_language", "value": "en", "domain": "127.0.0.1", "path": "/"}])
    for address in SAMPLE[role]:
        page.goto(address)
        assert page.locator("html[lang=en]").count()
        assert not too_wide(page, (1280, 375)), address


def test_each_count_opens_as_many_deputies_as_it_says(visit):
    page = visit("office")
    page.goto(HOME)
    links = page.locator(".tabs + .grid .n a").all()
    assert links
    for link in links:
        with page.context.expect_page() as opened:
            link.click(modifiers=["ControlOrMeta"])
        assert f"下载当前结果（{link.inner_text()}）" in opened.value.locator(".bar.heading").inner_text()
        opened.value.close()


def test_the_office_downloads_the_workbook_that_says_what_the_screen_says(visit, tmp_path):
    page = visit("office")
    page.goto(HOME)
    counts = [int(text) for text in page.locator(".tabs + .grid .n").all_inner_texts()]
    with page.expect_download() as download:
        page.get_by_text("年度汇总表").click()
    download.value.save_as(tmp_path / "workbook.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "workbook.xlsx")["汇总"]
    rows = [[cell for cell in row if isinstance(cell, int)] for row in sheet.iter_rows(values_only=True)]
    assert any(all(count in row for count in counts if count) and sum(counts) in row for row in rows)


def test_the_duty_file_opens_the_rows_behind_a_number(visit):
    page = visit("office", 375)
    page.goto(FILE)
    details = page.locator("#recess-activities")
    number = int("".join(filter(str.isdigit, details.locator("summary").inner_text())))
    details.locator("summary").click()
    assert details.locator("tbody tr").count() == number


def test_a_filter_applies_as_soon_as_it_is_chosen(visit):
    page = visit("office")
    page.goto(HOME)
    page.select_option("select[name=unit]", "黔江区")
    page.wait_for_url("**unit=*")
    assert set(page.locator("main tbody td:nth-child(3)").all_inner_texts()) == {"黔江区"}


@pytest.mark.parametrize("role", PRINTED)
def test_paper_shows_what_is_read_and_not_what_is_pressed(visit, role):
    page = visit(role)
    for address in PRINTED[role]:
        assert page.goto(address).status == 200, address
        page.emulate_media(media="print")
        for pressed in ("header", "footer", ".btn", ".tabs", "form.bar", "[type=search]", ".skip"):
            assert page.locator(pressed).locator("visible=true").count() == 0, (address, pressed)
        heads = page.locator("main table thead").evaluate_all("heads => heads.map((h) => getComputedStyle(h).display)")
        assert set(heads) <= {"table-header-group"}, address
        page.emulate_media(media="screen")


def test_the_picture_of_the_readme_is_what_the_overview_shows(visit, tmp_path):
    page = visit("office")
    page.goto(HOME)
    target = PICTURE if "SCREENSHOTS" in os.environ or not PICTURE.exists() else tmp_path / "overview.png"
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000
