"""Uploaded files on their way in: kept, checked, shown, and written when their uploader confirms."""

from .keeping import TOO_LARGE, accept, confirm, discard, is_lost, recheck, tidy
from .progress import Progress, progress_of
from .starting import start

__all__ = [
    "TOO_LARGE",
    "Progress",
    "accept",
    "confirm",
    "discard",
    "is_lost",
    "progress_of",
    "recheck",
    "start",
    "tidy",
]
