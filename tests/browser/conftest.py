"""A demo world served as `make run` serves it, and a browser for each role and width."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.windows import launch, sign_in, window

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300


@dataclass(frozen=True)
class Site:
    """The address of the served demo, the passwords of its logins, and the environment that it runs in."""

    address: str
    passwords: dict[str, str]
    environment: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Starts `manage.py launch` on a free port with a folder of its own; stops it at the end."""
    folder, port = tmp_path_factory.mktemp("site"), _free_port()
    database = f"sqlite:///{folder}/demo.sqlite3"
    environment = os.environ | {"DEBUG": "1", "DATA_DIR": str(folder), "DATABASE_URL": database, "PORT": str(port)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = (folder / "log.txt").open("w+")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "launch"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        _wait(f"http://127.0.0.1:{port}/login/", process, folder / "log.txt")
        yield Site(f"http://127.0.0.1:{port}", _passwords(folder / "logins.txt"), environment)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address, process, log):
    for _ in range(SECONDS * 2):
        if process.poll() is not None:
            pytest.fail(f"the site stopped:\n{log.read_text()}")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the site did not answer:\n{log.read_text()}")


def _passwords(path) -> dict[str, str]:
    rows = [line.split() for line in path.read_text().splitlines()]
    return {row[0]: row[1] for row in rows if len(row) >= 2}


@pytest.fixture(scope="session")
def chromium():
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in():
    """The cookies of each role that has signed in."""
    return {}


@pytest.fixture
def visit(site, chromium, signed_in):
    """Opens a page for a role or a stranger (none) at a width; an error of its console fails the test at the end."""
    contexts, complaints = [], []

    def open_page(role: str, width: int = 1280) -> Page:
        context = window(chromium, site, complaints, width, signed_in.get(role))
        contexts.append(context)
        page = context.new_page()
        if role and role not in signed_in:
            sign_in(page, role, site.passwords[role])
            signed_in[role] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
