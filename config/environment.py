"""Reads the environment and refuses nonsense with a sentence that says what to do."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Environment:
    """The variables of one process, read by kind."""

    def __init__(self, variables: Mapping[str, str], base: Path) -> None:
        self.variables = variables
        self.base = base

    def text(self, name: str, default: str = "") -> str:
        """Returns the value without outer blanks, or the default when it is missing or empty."""
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, default: bool) -> bool:
        """Returns a yes or no."""
        value = self.text(name).lower()
        if value and value not in FLAGS:
            raise ImproperlyConfigured(f"{name} is “{value}”; it must be one of {', '.join(FLAGS)}.")
        return FLAGS.get(value, default)

    def port(self, name: str, default: int) -> int:
        """Returns a port number from 1 to 65535."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
            raise ImproperlyConfigured(f"{name} is “{value}”; it must be a port number from 1 to 65535, such as 8000.")
        return int(value)

    def number(self, name: str, default: int) -> int:
        """Returns a whole number from 0 to 9."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and len(value) == 1):
            raise ImproperlyConfigured(f"{name} is “{value}”; it must be a whole number from 0 to 9.")
        return int(value)

    def names(self, name: str, default: list[str]) -> list[str]:
        """Returns host names that were written with commas between them."""
        found = [part.strip() for part in self.text(name).split(",") if part.strip()]
        odd = [part for part in found if "/" in part or " " in part]
        if odd:
            raise ImproperlyConfigured(
                f"{name} holds “{odd[0]}”; it must be host names with commas between them, such as ledger.example.org."
            )
        return found or default

    def folder(self, name: str, default: str) -> Path:
        """Returns a folder, made for its owner alone when it is missing; relative ones lie beside manage.py."""
        path = self.base / Path(self.text(name, default)).expanduser()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"{name} is “{path}”, which cannot be made: {error.strerror}.") from error
        if not os.access(path, os.W_OK):
            raise ImproperlyConfigured(f"{name} is “{path}”, which this user may not write to.")
        return path


def secret_key(keeper: Path, may_make: bool) -> str:
    """Returns the kept key, made on first use; only where that is allowed."""
    if not may_make:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing; set it to a long random text, or set DEBUG=1 to try things out."
        )
    if not keeper.exists():
        _keep(secrets.token_urlsafe(48), keeper)
    return keeper.read_text(encoding="ascii").strip()


def _keep(key: str, keeper: Path) -> None:
    """Writes the key for its owner alone; of two processes at the same time the first one wins."""
    draft = keeper.with_name(f"{keeper.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(key + "\n")
    try:
        os.link(draft, keeper)
    except FileExistsError:
        return
    finally:
        draft.unlink()
