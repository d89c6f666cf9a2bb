"""The admin of the office: one file for each file of models."""

from . import bodies, duties, people, rules, suggestions, trail, users
from .site import site

__all__ = ["bodies", "duties", "people", "rules", "site", "suggestions", "trail", "users"]
