"""The demo world at the scale of a city: the hall, and below it a term of every district and township."""

from .build import build

__all__ = ["build"]
