"""Finds what a test run needs on this machine, and where it leaves its pictures."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
ROOT = Path(__file__).resolve().parents[2]


def stories() -> Path:
    """Returns the folder in which the stories of the browser tests keep a picture of each step."""
    return Path(os.environ.get("STORIES") or ROOT / "var" / "stories")


def chromium() -> str | None:
    """Returns the path of a Chromium, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def postgres_folder() -> Path | None:
    """Returns the folder of PostgreSQL's programs: the one on the PATH, else the newest of Debian's."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += newest_first(DEBIAN_POSTGRES.glob("*/bin"))
    return next((folder for folder in candidates if (folder / "pg_ctl").exists()), None)


def newest_first(folders: Iterable[Path]) -> list[Path]:
    """Orders folders such as 9.6/bin and 15/bin by version."""
    return sorted(
        folders, key=lambda folder: [int(n) for n in folder.parent.name.split(".") if n.isdigit()], reverse=True
    )


def is_root() -> bool:
    """Tells whether this process runs as root."""
    return os.geteuid() == 0
