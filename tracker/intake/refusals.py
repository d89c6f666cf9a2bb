"""Gives the clerk the own file back: the faulty cells red, and beside each refused row what is wrong with it."""

import pickle
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from .apart import command
from .importer import Check
from .lines import Problem
from .marking import Fault, Sheet
from .refused import refused_rows, sentences
from .workbook import OWN, Head

MOST_ROWS = 20_000
PATIENCE = 120  # seconds
MOST_BYTES = 60 * 1024 * 1024


def save(check: Check, path: Path):
    """Write the clerk's own file with its faults marked; of one too long or too odd for that only the refused rows."""
    Path(path).write_bytes(copy_of(check))


def copy_of(check: Check) -> bytes:
    """The workbook that ``save`` writes."""
    marked = _marked(check) if _is_short(check) else None
    return refused_rows(check) if marked is None else marked


def _is_short(check) -> bool:
    with ZipFile(BytesIO(check.book.data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml"))
    return len(check.lines) <= MOST_ROWS and unpacked <= MOST_BYTES


def _marked(check) -> bytes | None:
    """The marked copy; None when there can be none."""
    asked = pickle.dumps((check.book.data, OWN, sheets_of(check)))
    try:
        done = subprocess.run(
            command("tracker.intake.marking", "main()"),
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=PATIENCE,
        )
    except subprocess.SubprocessError:
        return None
    return done.stdout


def sheets_of(check: Check) -> list[Sheet]:
    """What to mark on each sheet that was read."""
    return [
        _sheet(head, [problem for problem in check.errors if problem.sheet == head.sheet]) for head in check.book.heads
    ]


def _sheet(head: Head, problems: Iterable[Problem]) -> Sheet:
    by_row: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.row:
            by_row.setdefault(problem.row, []).append(problem)
    places = {head.texts[position]: position + 1 for position in head.columns}
    faults = {row: _fault(found, places) for row, found in by_row.items()}
    return Sheet(head.sheet, head.row, head.texts.index(OWN) + 1 if OWN in head.texts else 0, faults)


def _fault(problems, places) -> Fault:
    columns = sorted({places[problem.column] for problem in problems if problem.column in places})
    return Fault(sentences(problems), tuple(columns))
