"""What a workbook says, read in the plainest way, to hold the reader against."""

import io
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from openpyxl.utils.cell import coordinate_to_tuple

from tests.intake.hostile.parts import BOOK, OFFICE, RELS, STRINGS
from tracker.intake.columns import says_nothing
from tracker.intake.importer import Check

TEXTS = ("s", "str", "inlineStr")


def said(data: bytes) -> dict[str, dict[tuple[int, int], tuple[str, str]]]:
    """By sheet: the type and the text of every cell that holds something, by row and position."""
    with ZipFile(io.BytesIO(data)) as archive:
        strings = [_text(item) for item in _all(archive, STRINGS, "si")] if STRINGS in archive.namelist() else []
        targets = {row.get("Id"): row.get("Target") for row in _all(archive, RELS, "Relationship")}
        parts = {row.get("name"): targets[row.get(f"{{{OFFICE}}}id")] for row in _all(archive, BOOK, "sheets/*")}
        return {name: _cells(_all(archive, _path(part), "row"), strings) for name, part in parts.items()}


def _all(archive, part, name):
    return fromstring(archive.read(part)).iterfind(f".//{{*}}{name}")


def _path(target):
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _text(item):
    """The text of a string without its phonetic signs; what looks like the number of a sign stays so."""
    parts = [item, *item.findall("{*}r")]
    return "".join(text.text or "" for part in parts for text in part.findall("{*}t")).replace("_x005F_", "_")


def _cells(rows, strings):
    found, number = {}, 0
    for row in rows:
        number, position = int(float(row.get("r", number + 1))), -1
        for cell in row.findall("{*}c"):
            place = coordinate_to_tuple(cell.get("r")) if cell.get("r") else (number, position + 2)
            position, text = place[1] - 1, _held(cell, strings)
            if not says_nothing(text):
                assert (place[0], position) not in found
                found[place[0], position] = cell.get("t", "n"), text
    return found


def _held(cell, strings):
    value, inline = cell.findtext("{*}v", ""), "".join(_text(inline) for inline in cell.findall("{*}is"))
    if cell.get("t") == "s" and value:
        return strings[int(value)]
    return value + inline or (None if cell.find("{*}f") is None else "=")


def unaccounted(data: bytes, check: Check) -> list[str]:
    """What a workbook says and a check of it does not, or otherwise; nothing when all is well."""
    cells, faults = said(data), []
    for head in check.book.heads:
        lines = {line.row: line.source for line in check.lines if line.sheet == head.sheet}
        here = {
            place: cell for place, cell in cells[head.sheet].items() if place[0] > head.row and place[1] in head.columns
        }
        faults += [f"{head.sheet} {row}" for row in lines.keys() ^ {row for row, _ in here}]
        for (row, position), (kind, text) in here.items():
            if kind in TEXTS and position not in lines[row].odd and lines[row].raw[position] != text:
                faults.append(f"{head.sheet} {row} {position}: {text!r} {lines[row].raw[position]!r}")
    return faults
