"""Every screen can be worked with the keyboard alone."""

from tests.browser.pages import DAY

HOME = f"/?{DAY}"
MANY = 60


def focused(page, what: str) -> str:
    """What the part of the page that has the focus says of itself."""
    return page.evaluate(f"document.activeElement.{what}")


def go_to(page, what: str, said: str):
    """Presses the tabulator until the part of the page that has the focus says this of itself."""
    for _ in range(MANY):
        if focused(page, what) == said:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {said}")


def write(page, name: str, text: str):
    """Goes to a field, and writes over what stands in it."""
    go_to(page, "name", name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page, name: str, value: str):
    """Goes to a list of choices, and down to one of them."""
    go_to(page, "name", name)
    for _ in range(MANY):
        if focused(page, "value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} does not offer {value}")


def send(page, words: str):
    """Goes to the button with these words and presses it."""
    go_to(page, "innerText", words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit("office")
    page.goto(HOME)
    page.keyboard.press("Tab")
    assert focused(page, "className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_enter_opens_the_menu_and_escape_closes_it(visit):
    page = visit("office", 375)
    page.goto(HOME)
    go_to(page, "tagName", "SUMMARY")
    page.keyboard.press("Enter")
    go_to(page, "innerText", "总览")
    page.keyboard.press("Escape")
    assert page.locator(".fold[open]").count() == 0
    assert focused(page, "tagName") == "SUMMARY"


def test_a_form_is_filled_in_corrected_and_sent(visit):
    page = visit("deputy")
    page.goto("/own/records/new/")
    choose(page, "kind", "visit")
    write(page, "occurred_on", "11月5日")
    write(page, "title", "只用键盘登记的走访")
    send(page, "提交")
    assert focused(page, "name") == "occurred_on"
    assert focused(page, "ariaInvalid") == "true"
    said = " ".join(page.locator(f"#{place}").inner_text() for place in described(page))
    assert "请写明年、月、日" in said
    write(page, "occurred_on", "２０２６年１１月５日")
    send(page, "提交")
    assert page.get_by_text("只用键盘登记的走访").first.is_visible()


def described(page) -> list[str]:
    """The places of the texts that are read out with what has the focus."""
    return focused(page, "getAttribute('aria-describedby')").split()


def test_the_keyboard_is_trapped_nowhere(visit):
    page = visit("office")
    page.goto("/admin/tracker/dutyrecord/add/")
    page.locator(".select2-selection").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("600017")
    page.locator(".select2-results__option--highlighted", has_text="600017").wait_for()
    page.keyboard.press("Enter")
    assert "600017" in page.locator(".select2-selection__rendered").first.inner_text()
    go_to(page, "name", "kind")
    go_to(page, "type", "submit")
