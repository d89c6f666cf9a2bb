"""Work in processes of their own: how one is started, and what it may take. Pure."""

import resource
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])


def command(module: str, call: str) -> list[str]:
    """The command that calls a function of a module of the project in a bare process.

    numpy, which openpyxl takes along where it is there, asks for more memory than such a process may have.
    """
    path = f"import sys; sys.modules['numpy'] = None; sys.path.insert(0, {ROOT!r}); "
    return [sys.executable, "-I", "-W", "ignore", "-c", f"{path}from {module} import {call.partition('(')[0]}; {call}"]


def limit(what: int, most: int) -> None:
    """Let this process take no more of a resource, or less where it may not have so much."""
    _, allowed = resource.getrlimit(what)
    resource.setrlimit(what, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))
