"""The parts of a test run, each a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.runner import machine
from tests.runner.postgres import Unavailable, cluster
from tests.runner.report import Part, read_counts

ROOT = Path(__file__).resolve().parents[2]
BROWSER_TESTS = ROOT / "tests" / "browser"
# each of two begins with a half of its own, so that what a folder or a file shares is made by one of them alone
SIDE_BY_SIDE = ["-n", "2", "--dist", "worksteal"]


def lint(folder: Path) -> Part:
    """Runs `make lint`."""
    return _timed("lint", ["make", "--no-print-directory", "lint"], clean_environment(folder))


def on_sqlite(folder: Path) -> Part:
    """Runs the tests on SQLite."""
    return _pytest("tests on SQLite", SIDE_BY_SIDE, folder, {})


def on_postgres(folder: Path) -> Part:
    """Runs the tests that use a database on a PostgreSQL of their own; the others ran on SQLite already."""
    try:
        with cluster() as address:
            variables = {"DATABASE_URL": address, "DATABASE_TESTS_ONLY": "1"}
            return _pytest("tests on PostgreSQL", SIDE_BY_SIDE, folder, variables)
    except Unavailable as reason:
        return Part("tests on PostgreSQL", left_out=str(reason))


def in_browser(folder: Path) -> Part:
    """Runs the browser tests on SQLite, the files side by side, each process with a site of its own."""
    if not any(BROWSER_TESTS.glob("test_*.py")):
        return Part("browser tests", absent="there are none yet")
    path = machine.chromium()
    if path is None:
        return Part("browser tests", left_out="Chromium was not found")
    words = ["-n", "2", "--dist", "loadfile", str(BROWSER_TESTS)]
    part = _pytest("browser tests", words, folder, {"CHROMIUM": path, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"})
    print(f"What each role did, picture by picture: {machine.stories() / 'index.html'}", flush=True)
    return part


def clean_environment(folder: Path) -> dict[str, str]:
    """Returns this process's environment without make's and the project's variables, with all data in the folder.

    What Python compiles is kept there too: each of the many processes of a run would compile all of Django again.
    """
    own = {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "PORT", "SECURE_SSL", "DJANGO_SETTINGS_MODULE"}
    own.add("PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in own and not name.startswith("MAKE")}
    kept.pop("MFLAGS", None)
    kept.setdefault("PYTHONPYCACHEPREFIX", str(folder / "bytecode"))
    return kept | {"DEBUG": "1", "DATA_DIR": str(folder / "data"), "TMPDIR": str(folder)}


def _pytest(name: str, words: list[str], folder: Path, variables: dict[str, str]) -> Part:
    """Runs pytest and reads which tests it ran."""
    file = folder / f"{name.replace(' ', '-')}.xml"
    command = [sys.executable, "-m", "pytest", "--quiet", f"--junitxml={file}", *words]
    part = _timed(name, command, clean_environment(folder) | variables)
    return Part(part.name, part.code, part.seconds, read_counts(file))


def _timed(name: str, command: list[str], environment: dict[str, str]) -> Part:
    """Runs a command, shows what it prints, and takes its time."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
    return Part(name, code, time.monotonic() - start)


def run(folder: Path) -> Iterator[Part]:
    """Runs the parts with their files in the folder; one that breaks counts as failed and the rest still run."""
    for part in (lint, on_sqlite, on_postgres, in_browser):
        try:
            yield part(folder)
        except (OSError, RuntimeError) as error:
            print(error, file=sys.stderr, flush=True)
            yield Part(part.__name__.replace("_", " "), code=1)
