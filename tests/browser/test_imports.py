"""A workbook walked on the screens: refused, corrected in the copy that comes back, confirmed; then again."""

from datetime import date

from openpyxl import Workbook, load_workbook

from tests.browser.axe import inaccessible
from tests.browser.walking import too_wide

HEADERS = ("代表编号", "类别", "日期", "名称")
ROWS = [(f"60000{n}", "走访", date(2026, 3, n), f"浏览器走访{n}") for n in range(1, 7)]


def save(path, rows):
    """A workbook of duties."""
    book = Workbook()
    for row in (HEADERS, *rows):
        book.active.append(row)
    book.save(path)
    return path


def upload(page, path):
    """Upload a workbook of duties, and wait until it has been checked in a process of its own."""
    page.goto("/imports/")
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="上传并检查").click()
    page.locator("#list").wait_for(timeout=60_000)
    look(page)
    return page.locator("main").inner_text()


def look(page):
    """The page has no accessibility fault and fits a phone."""
    assert not inaccessible(page)
    assert not too_wide(page, (375, 1280))


def test_a_file_is_walked_from_its_faults_to_its_batch(visit, tmp_path):
    page = visit("office")
    wrong = save(tmp_path / "三月.xlsx", [*ROWS[:5], (*ROWS[5][:2], "五月", ROWS[5][3])])
    assert "实际为「五月」" in upload(page, wrong)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载错误说明").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    book = load_workbook(copy)
    book.active["C7"] = ROWS[5][2]
    book.save(copy)
    assert "确认导入（新增 6，变更 0）" in upload(page, copy)
    page.fill("input[name=q]", "走访4")
    page.keyboard.press("Enter")
    page.locator(".preview tbody").nth(1).wait_for(state="detached")
    assert "浏览器走访4" in page.locator(".preview tbody").inner_text()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("由另一人审核以后才计入").wait_for(timeout=60_000)
    look(page)
    page.get_by_role("link", name="查看这一批登记").click()
    page.locator("main tbody tr").nth(5).wait_for()
    assert "文件中没有新的内容" in upload(page, copy)
