"""The admin of the office: one file for each file of models."""

from . import (
    batches,
    bodies,
    duties,
    handling,
    imports,
    oversight,
    people,
    policies,
    receipts,
    reminders,
    rules,
    suggestions,
    trail,
    users,
)
from .site import site

__all__ = [
    "batches",
    "bodies",
    "duties",
    "handling",
    "imports",
    "oversight",
    "people",
    "policies",
    "receipts",
    "reminders",
    "rules",
    "site",
    "suggestions",
    "trail",
    "users",
]
