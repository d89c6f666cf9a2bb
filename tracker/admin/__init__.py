"""The admin of the office: one file for each file of models."""

from . import (
    approvals,
    batches,
    bodies,
    duties,
    figures,
    handling,
    imports,
    oversight,
    people,
    policies,
    receipts,
    reminders,
    rules,
    shown,
    suggestions,
    trail,
    users,
)
from .site import site

__all__ = [
    "approvals",
    "batches",
    "bodies",
    "duties",
    "figures",
    "handling",
    "imports",
    "oversight",
    "people",
    "policies",
    "receipts",
    "reminders",
    "rules",
    "shown",
    "site",
    "suggestions",
    "trail",
    "users",
]
