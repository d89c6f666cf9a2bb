"""A register of suggestions: four sheets in one workbook, history included."""

from .desk import Suggestions

__all__ = ["Suggestions"]
