"""What a table was measured on, and when."""

import os
import platform
import subprocess
from datetime import datetime
from importlib import import_module
from pathlib import Path

import config  # noqa: F401  puts the packaged SQLite in the place of Python's own
from tests.runner.machine import postgres_folder


def head(command: str) -> list[str]:
    """The lines above a table: the day, the machine, the versions and the command."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    sqlite = import_module("sqlite3").sqlite_version
    return [
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}",
        f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GB of memory, {platform.system()}",
        f"Python {platform.python_version()}, SQLite {sqlite}, {postgres()}",
        f"`{command}`",
    ]


def processor() -> str:
    """The name of the processor, its family and model where it has no telling one."""
    file = Path("/proc/cpuinfo")
    pairs = (line.partition(":") for line in file.read_text().splitlines()) if file.exists() else ()
    told = {name.strip(): value.strip() for name, _, value in pairs}
    named = told.get("model name") or platform.processor() or platform.machine()
    return ", ".join([named, *(f"{name} {told[name]}" for name in ("cpu family", "model") if name in told)])


def postgres() -> str:
    """The version of PostgreSQL's server, or that there is none."""
    folder = postgres_folder()
    if folder is None:
        return "no PostgreSQL"
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return said.replace("postgres (PostgreSQL)", "PostgreSQL").strip()
