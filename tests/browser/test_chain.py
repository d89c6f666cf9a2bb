"""One suggestion walked on the screens alone, by deputy, office, referral office and unit, from draft to closed."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.browser.axe import inaccessible
from tests.browser.walking import faults

ROOT = Path(__file__).resolve().parents[2]
TITLE = "关于在示例社区增设无障碍坡道的建议"


class Walk:
    """The four who handle the suggestion, each with a window of their own, and the address they share."""

    def __init__(self, visit):
        self.pages = {role: visit(role) for role in ("deputy", "office", "referral_office", "unit")}
        self.address = ""

    def act(self, who: str, label: str, **fields):
        """Press a button on the suggestion's page, fill in its form and send it."""
        page = self.pages[who]
        page.goto(self.address)
        page.get_by_role("link", name=label, exact=True).first.click()
        self.fill(page, fields)
        page.locator("main form.act button[type=submit]").click()
        assert page.locator(".error").count() == 0, page.locator(".error").first.inner_text()

    @staticmethod
    def fill(page, fields):
        for name, value in fields.items():
            field = page.locator(f"main [name={name}]").first
            kind = field.evaluate("node => node.tagName === 'SELECT' ? 'select' : node.type")
            if kind == "radio":
                page.locator(f"main [name={name}][value={value}]").check()
            elif kind == "select":
                field.select_option(label=value)
            else:
                field.fill(value)

    def reads(self, role: str, text: str):
        """The page of the suggestion as a role sees it says something."""
        page = self.pages[role]
        page.goto(self.address)
        assert text in page.locator("main").inner_text(), text


def test_a_suggestion_is_walked_from_draft_to_closed_through_one_unsatisfied_round(visit, site):
    walk, today = Walk(visit), date.today().isoformat()
    deputy = walk.pages["deputy"]
    deputy.goto("/suggestions/new/")
    walk.fill(deputy, {"kind": "建议", "channel": "闭会", "title": TITLE, "text": "社区门口台阶多，请增设坡道。"})
    deputy.locator("main form.act button[type=submit]").click()
    walk.address = deputy.url
    walk.act("deputy", "确认联名")
    walk.act("deputy", "提出")
    walk.reads("office", "人代工委受理")
    walk.act("office", "受理", number="J2026-9001")
    walk.act("office", "交办到系统", system="政府系统", meeting="示例交办会")
    walk.act("referral_office", "交办承办单位", unit="示例承办单位", role="主办")
    walk.act("unit", "签收")
    walk.act("unit", "登记沟通", persons="示例代表001", form="面商")
    walk.act("unit", "答复", reply_class="B", text="已列入计划。", decision="公开")
    walk.act("deputy", "评价答复", rating="unsatisfied", comment="没有时间表")
    walk.reads("unit", "第 2 轮")
    promise = {"promise_1": "坡道完工", "promise_1_on": today}
    walk.act("unit", "答复", reply_class="A", text="今年完工。", **promise)
    walk.act("deputy", "确认承诺")
    walk.act("deputy", "评价答复", rating="satisfied")
    walk.reads("office", "承诺跟踪")
    walk.act("unit", "报告承诺落实", note="已完工")
    walk.act("deputy", "评价承诺落实", rating="satisfied")
    for role in walk.pages:
        walk.reads(role, "评价销号")
    _look(walk)
    _check(site)


def _look(walk):
    """The finished page has no accessibility fault and fits a phone."""
    page = walk.pages["office"]
    page.goto(walk.address)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/chain.png", full_page=True)
    assert not faults(page, with_axe=True)
    page.set_viewport_size({"width": 375, "height": 900})
    assert not inaccessible(page)


def _check(site):
    """The ledger agrees with every state."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check_ledger"], cwd=ROOT, env=site.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
