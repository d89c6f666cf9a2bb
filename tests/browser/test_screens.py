"""Every screen in a real browser, at the office's width and on a phone."""

import os
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

DAY = "on=2026-11-22"
HOME = f"/?year=2025&{DAY}"
FILE = f"/deputies/chongqing-congress-6/600006/?year=2025&{DAY}"
PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "overview.png"
TABLES = (
    "dutyrecord",
    "activity",
    "mandate",
    "person",
    "suggestion",
    "assignment",
    "reply",
    "evaluation",
    "supervision",
    "disclosure",
    "handlingrule",
    "calendarday",
    "session",
    "delegation",
    "interruption",
    "event",
    "importbatch",
    "regulation",
    "reminder",
    "remindertemplate",
    "requirement",
    "requirementvalue",
    "assessmentperiod",
    "sourcedocument",
    "sourcenote",
    "body",
    "term",
    "electoralunit",
    "group",
    "dutykind",
    "wording",
    "user",
    "rolegrant",
)
OFFICE = [
    HOME,
    f"/?{DAY}",
    f"/?{DAY}&cycle=term",
    f"{HOME}&q=nobody",
    FILE,
    "/rules/",
    "/status/",
    "/admin/",
    "/admin/tracker/dutyrecord/add/",
    "/admin/tracker/dutyrecord/1/change/",
    "/admin/tracker/activity/add/",
    "/admin/tracker/activity/1/change/",
    "/admin/tracker/activity/1/roll/?unit=1",
    "/admin/tracker/mandate/add/",
    "/admin/tracker/mandate/6/change/",
    "/admin/tracker/mandate/6/verb/end/",
    "/admin/tracker/suggestion/add/",
    "/admin/tracker/suggestion/1/change/",
    "/admin/tracker/session/1/change/",
]


def overflow(page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("width", [1280, 375])
def test_the_office_screens_open_without_a_fault_and_fit(visit, width):
    page = visit("office", width)
    for address in OFFICE:
        assert page.goto(address).status == 200, address
        assert overflow(page) <= 0, address


@pytest.mark.parametrize("width", [1280, 375])
def test_every_table_of_the_admin_opens_and_fits(visit, width):
    page = visit("administrator", width)
    for table in TABLES:
        assert page.goto(f"/admin/tracker/{table}/").status == 200, table
        assert overflow(page) <= 0, table


@pytest.mark.parametrize("role", ["deputy", "liaison", "leader", "unit", "referral_office", "auditor", "verifier"])
def test_each_role_arrives_on_a_page_that_fits_a_phone(visit, role):
    page = visit(role, 375)
    page.goto("/")
    assert page.locator("h1").first.is_visible()
    assert overflow(page) <= 0


def test_the_pages_have_no_serious_fault_of_accessibility(visit):
    page = visit("office")
    for address in (HOME, FILE, "/rules/"):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        grave = [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")]
        assert not grave, address


def test_each_count_opens_as_many_deputies_as_it_says(visit):
    page = visit("office")
    page.goto(HOME)
    links = page.locator(".card .n a").all()
    assert links
    for link in links:
        with page.context.expect_page() as opened:
            link.click(modifiers=["ControlOrMeta"])
        assert f"下载当前结果（{link.inner_text()}）" in opened.value.locator(".bar.heading").inner_text()
        opened.value.close()


def test_the_office_downloads_the_workbook_that_says_what_the_screen_says(visit, tmp_path):
    page = visit("office")
    page.goto(HOME)
    counts = [int(text) for text in page.locator(".card .n").all_inner_texts()]
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


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit("office")
    page.goto(HOME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_clerk_finds_a_deputy_while_recording_a_duty(visit):
    page = visit("office")
    page.goto("/admin/tracker/dutyrecord/add/")
    page.locator(".select2-selection").first.click()
    page.locator(".select2-search__field").fill("600017")
    page.locator(".select2-results__option", has_text="600017").first.click()
    assert "600017" in page.locator(".select2-selection__rendered").first.inner_text()


def test_the_picture_of_the_readme_is_what_the_overview_shows(visit, tmp_path):
    page = visit("office")
    page.goto(HOME)
    target = PICTURE if "SCREENSHOTS" in os.environ or not PICTURE.exists() else tmp_path / "overview.png"
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000


@pytest.mark.parametrize("width", [1280, 375])
def test_the_overview_and_a_list_of_the_admin_fit_in_english_too(visit, width):
    page = visit("office", width)
    page.goto(HOME)
    page.locator("header button[lang=en]").press("Enter")
    page.wait_for_selector("html[lang=en]")
    assert page.url.endswith(HOME)
    assert page.locator(".card .k").first.inner_text() == "Met"
    assert overflow(page) <= 0
    page.goto("/admin/tracker/dutyrecord/")
    assert page.locator("h1").first.inner_text() == "Duty records"
    assert overflow(page) <= 0
