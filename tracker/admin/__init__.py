"""The admin of the office: one file for each file of models."""

from . import bodies, duties, handling, oversight, people, receipts, rules, suggestions, trail, users
from .site import site

__all__ = [
    "bodies",
    "duties",
    "handling",
    "oversight",
    "people",
    "receipts",
    "rules",
    "site",
    "suggestions",
    "trail",
    "users",
]
