"""Every page of every role in a real browser: none refused, inaccessible, too wide or forgotten."""

import pytest

from tests.browser.pages import ELSEWHERE, WALKERS, pages
from tests.browser.walking import faults, walks
from tests.browser.windows import sign_in, window


@pytest.fixture(scope="session")
def walked(site):
    """The walk of each role through its pages."""
    return walks(site)


@pytest.mark.parametrize("role", WALKERS)
def test_no_page_of_a_role_is_refused_or_inaccessible_or_too_wide(walked, role):
    assert len(walked[role].seen) > 2
    assert not walked[role].faults


def test_no_page_is_forgotten(walked):
    seen = {name for walk in walked.values() for name in walk.names}
    assert pages() - seen <= set(ELSEWHERE)
    assert set(ELSEWHERE) <= pages()


def test_a_page_that_says_no_is_a_page_like_any_other(chromium, site):
    page = window(chromium, site, []).new_page()
    assert page.goto("/public/nothing/").status == 404
    assert not faults(page, with_axe=True)
    sign_in(page, "deputy", site.passwords["deputy"])
    for address, status in (("/nothing/", 404), ("/records/", 403)):
        assert page.goto(address).status == status
        assert not faults(page, with_axe=True), address
    page.context.close()
