"""The demo world: invented deputies who do what deputies do, entered through the ledger's verbs."""

from .build import build, is_demo
from .script import read_script

__all__ = ["build", "is_demo", "read_script"]
