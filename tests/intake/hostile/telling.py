"""What the clerk is told of a workbook, without a database."""

import io
import re

from tracker.intake import workbook
from tracker.intake.cleaners import Invalid
from tracker.intake.columns import Reader
from tracker.intake.grid import Disordered
from tracker.intake.sheets import DESKS

FORMS = DESKS["duties"].forms()
PLAIN = re.compile(r"[^\n]{8,200}。")
WHAT_TO_DO = ("请", "可下载模板")
EMPTY = "必须填写"


def told(data: bytes) -> str:
    """The sentence that refuses a workbook, or those about its cells; nothing where all of it can be read."""
    try:
        return _of_cells(data)
    except workbook.Unreadable as error:
        assert PLAIN.fullmatch(str(error)) and any(words in str(error) for words in WHAT_TO_DO), error
        return str(error)


def _of_cells(data, whole=False):
    try:
        tables = workbook.Workbook(io.BytesIO(data)).tables(FORMS, whole=whole)
        return "；".join(text for table in tables for text in _faults(table))
    except Disordered:
        return _of_cells(data, whole=True)


def _faults(table):
    readers = {position: Reader(column) for position, column in table.head.columns.items()}
    for row in table.rows():
        found = (reader.read(row.cell(position)) for position, reader in readers.items())
        yield from (str(one) for one in found if isinstance(one, Invalid) and EMPTY not in str(one))


def wrong(kinds: dict) -> dict[str, tuple[str, str]]:
    """The kinds of which something else is told than should be, with both."""
    found = {name: (told(make()), sentence) for name, (make, sentence) in kinds.items()}
    return {name: pair for name, pair in found.items() if not re.search(pair[1] or "^$", pair[0])}
