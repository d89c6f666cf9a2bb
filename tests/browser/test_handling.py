"""The lists, acts and rates of the suggestions in a real browser, for each who works with them."""

import openpyxl
import pytest

from tests.browser.walking import faults, overflow

RATES = "/rates/?from=2023-01-01&to=2023-12-31&on=2023-11-30"
PAGES = {
    "office": ["/suggestions/", "/suggestions/new/", "/assignments/", "/assignments/?tab=late", RATES],
    "referral_office": ["/suggestions/", "/assignments/", RATES],
    "unit": ["/suggestions/", "/assignments/", RATES],
    "deputy": ["/suggestions/", "/suggestions/new/"],
    "leader": [RATES],
}


@pytest.mark.parametrize("role", PAGES)
def test_each_page_opens_fits_and_can_be_used_by_everybody(visit, role):
    page = visit(role)
    for address in PAGES[role]:
        assert page.goto(address).status == 200, address
        assert not faults(page, with_axe=True), address


@pytest.mark.parametrize("role", ["office", "referral_office", "unit", "deputy"])
def test_every_act_offered_to_a_role_opens_on_a_phone(visit, role):
    page, acts = visit(role, 375), set()
    for listed in _first_rows(page, "/suggestions/"):
        page.goto(listed)
        acts |= {link.get_attribute("href") for link in page.locator(".acts a").all()}
    assert acts
    for address in sorted(acts):
        assert page.goto(address).status == 200, address
        assert page.locator("form.act").count() == 1 and overflow(page) <= 0, address


def _first_rows(page, address):
    page.goto(address)
    return [link.get_attribute("href") for link in page.locator("main tbody td a").all()[:3]]


@pytest.mark.parametrize(
    ("role", "address", "button", "sheet"),
    [
        ("referral_office", "/assignments/", "下载当前结果", 1),
        ("office", RATES, "四率", 8),
    ],
)
def test_a_workbook_is_downloaded(visit, tmp_path, role, address, button, sheet):
    page = visit(role)
    page.goto(address)
    with page.expect_download() as download:
        page.locator("main a", has_text=button).last.click()
    download.value.save_as(tmp_path / "workbook.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "workbook.xlsx").sheetnames) >= sheet
