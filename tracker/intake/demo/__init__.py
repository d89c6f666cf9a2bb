"""The demo world: invented deputies who do what deputies do, entered through the ledger's verbs."""

from .build import build, is_demo
from .logins import Damaged, Login, keep_logins
from .script import Script, read_script

__all__ = ["Damaged", "Login", "Script", "build", "is_demo", "keep_logins", "read_script"]
