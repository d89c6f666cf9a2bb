"""Windows of a browser as the office has them, and how a person signs in."""

import os

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=zh-CN",
]
LISTEN = """window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => window.refused.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));"""


def launch(playwright):
    """The Chromium of this machine."""
    return playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)


def window(chromium, site, complaints: list, width: int = 1280, state=None):
    """A window of a width in pixels, with the cookies of a ``state``; what its console complains of is added."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        base_url=site.address,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        accept_downloads=True,
        storage_state=state,
    )
    context.add_init_script(LISTEN)
    context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return context


def sign_in(page, role: str, password: str):
    """Types the name and the password of a role, and waits for the page of the own account."""
    page.goto("/login/?next=/account/")
    page.fill("#id_username", role)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)
