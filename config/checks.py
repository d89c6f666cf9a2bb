"""System checks of the databases that a command is about to use."""

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections

from config.database import flaws


@register(Tags.database)
def databases_are_safe(databases: list[str] | None = None, **kwargs: Any) -> list[Error]:
    """Reports whatever may lose records in the named databases."""
    return [
        Error(flaw.message, hint=flaw.hint, obj=alias, id=flaw.id)
        for alias in databases or []
        for flaw in flaws(connections[alias])
    ]
