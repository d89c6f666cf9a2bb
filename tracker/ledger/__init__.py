"""The only writer of facts: verbs that guard, compare-and-set and write their event."""

from .errors import Refused
from .trail import By

__all__ = ["By", "Refused"]
