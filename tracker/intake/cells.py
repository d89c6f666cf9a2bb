"""Writes values into the cells of a workbook; a text stays a text whatever it starts with."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE


def put(cell, value):
    """Write a value into a cell of openpyxl and give the cell back."""
    if value is None or isinstance(value, (bool, int, float)) or hasattr(value, "isoformat"):
        cell.value = value
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(getattr(value, "text", value)))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def display_width(text: str) -> int:
    """How many narrow signs wide a text stands; a Chinese sign is two wide."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width."""
    return sum(max(1, -(-display_width(line) // max(int(width), 1))) for line in text.split("\n"))
