"""A deputy on a phone: sees what is missing, registers it with a photo, checks the rolls, rates a reply."""

import re

from PIL import Image

from tests.browser.axe import inaccessible
from tests.browser.walking import overflow

HOME = "/?on=2026-11-22"


def look(page, folder, name):
    """A picture of a page that fits the phone and has nothing for axe to complain of."""
    assert overflow(page) <= 0, name
    assert not inaccessible(page), name
    page.screenshot(path=folder / f"own-{name}.png", full_page=True)


def test_a_deputy_does_the_own_work_on_a_phone(visit, tmp_path):
    page, photo = visit("deputy", 375), tmp_path / "走访.jpg"
    Image.new("RGB", (2400, 1800), "teal").save(photo)
    page.goto(HOME)
    look(page, tmp_path, "home")
    page.get_by_role("link", name="登记履职").first.click()
    page.select_option("[name=kind]", "visit")
    page.fill("[name=occurred_on]", "2026-11-13")
    page.fill("[name=title]", "走访联系企业")
    page.set_input_files("[name=files]", photo)
    look(page, tmp_path, "new")
    page.get_by_role("button", name="提交").click()
    page.locator(".files img").evaluate("image => image.decode()")
    look(page, tmp_path, "record")
    page.get_by_role("link", name="撤下").click()
    look(page, tmp_path, "withdraw-evidence")
    page.goto("/own/checks/")
    look(page, tmp_path, "checks")
    page.get_by_role("button", name=re.compile("全部确认无误")).click()
    assert page.get_by_text("没有等您核对的登记").is_visible()
    page.goto(HOME)
    page.get_by_role("link", name="评价答复").first.click()
    page.check("input[name=rating][value=satisfied]")
    look(page, tmp_path, "rate")
    page.locator("main button[type=submit]").click()
    assert page.get_by_text("评价答复：完成").is_visible()
