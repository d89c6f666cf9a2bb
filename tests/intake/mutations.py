"""Workbooks that went wrong by chance, and what an import makes of them: each has a seed that makes it again."""

import io
import re
import zipfile
from datetime import date
from functools import cache
from random import Random

import xlsxwriter
from openpyxl import Workbook

from tests import make
from tests.intake.books import ON
from tests.intake.cells import unaccounted
from tests.intake.hostile.parts import HEADERS, zipped
from tracker.intake import importer
from tracker.ledger import Refused
from tracker.models import DutyRecord, Event, ImportBatch

ROWS = [
    ("600001", "走访", date(2023, 3, number), f"走访{number}", "说明 & 一" * (number % 3)) for number in range(1, 13)
]
NASTY = (
    *("", "0", "-1", "1", "7", "2.5", "1e308", "1e999", "nan", "999999999999", "9" * 40, "1_0", "１", " ", "\t", "\n"),
    *("A0", "A1", "XFD1", "ZZZZ1", "A1:B2", "A:A", "$A$1", "A1048577", "=1+1", "@x", "x" * 300, "走访", "\ud83d", "𠮷"),
    *("s", "n", "b", "e", "d", "str", "inlineStr", "true", "hidden", "rId1", "rId9", "../../x", "/xl/workbook.xml"),
    *("2023-05-01", "_x0000_", "_xD800_", "&amp;", "&#0;", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "\u202e"),
)
ATTRIBUTE, TEXT = re.compile(r'="([^"]*)"'), re.compile(r">([^<>]+)<")
ELEMENT = re.compile(r"<(row|c|v|is|t|si|xf|sheet|Relationship|Override|mergeCell)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)


@cache
def originals() -> tuple[dict[str, bytes], ...]:
    """The parts of the workbooks that go wrong, of two writers, but for the hour at which they were written."""
    return _parts(_by_openpyxl()), _parts(_by_xlsxwriter())


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "docProps" not in name}


def _by_openpyxl():
    out, book = io.BytesIO(), Workbook()
    book.active.append(["登记表"])
    book.active.append([*HEADERS, "说明"])
    for row in ROWS:
        book.active.append(row)
    book.active.merge_cells("A1:E1")
    book.create_sheet("另一张").append(["什么", "都", "不是"])
    book.save(out)
    return out.getvalue()


def _by_xlsxwriter():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("登记")
        for number, row in enumerate([(*HEADERS, "说明"), *ROWS]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(12, 3, '="走访"&"一"', None, "走访一")
    return out.getvalue()


def mutated(seed: int) -> bytes:
    """A workbook with one to four faults."""
    chance = Random(seed)
    parts = dict(chance.choice(originals()))
    if chance.random() < 0.15:
        return _spoilt(chance, zipped(parts))
    for _ in range(chance.randint(1, 4)):
        likely = [name for name in parts if "worksheets" in name or "Strings" in name]
        name = chance.choice([*parts, *likely, *likely])
        chance.choice((_lose, _swap, *[_scratch] * 2, *[_rewrite] * 12))(chance, parts, name)
    return zipped(parts)


def _spoilt(chance, data):
    """Bytes with a few others instead of them, without a piece, or with a piece twice."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(out))
        end = min(len(out), start + chance.choice((1, 1, 4, 60)))
        piece = out[start:end]
        out[start:end] = chance.choice((bytes(chance.randrange(256) for _ in piece), b"", piece * 2, bytes(len(piece))))
    return bytes(out)


def _lose(chance, parts, name):
    """A part gone, or under another name."""
    text = parts.pop(name)
    if chance.random() < 0.5:
        parts[name + chance.choice(("x", "/x", ".rels", "\\x"))] = text


def _swap(chance, parts, name):
    """Two parts in each other's place."""
    other = chance.choice([*parts])
    parts[name], parts[other] = parts[other], parts[name]


def _scratch(chance, parts, name):
    parts[name] = _spoilt(chance, parts[name] or b"x")


def _rewrite(chance, parts, name):
    """A part with an attribute, a text or an element exchanged, gone, or twice."""
    text = parts[name].decode("utf-8", "replace")
    found = [*chance.choice((ATTRIBUTE, TEXT, ELEMENT, ELEMENT)).finditer(text)]
    if not found:
        return
    one = chance.choice(found)
    if one.re is ELEMENT:
        (start, end), others = one.span(), (one[0] * 2, "", chance.choice(found)[0])
    else:
        (start, end), others = one.span(1), (*chance.choices(NASTY, k=2), chance.choice(found)[1])
    parts[name] = (text[:start] + chance.choice(others) + text[end:]).encode("utf-8", "replace")


def tried(data: bytes, term) -> str:
    """What became of a workbook: the refusal, ``rejected`` or ``written``; all of it, or nothing of it."""
    before = _counts()
    try:
        found = importer.check("duties", io.BytesIO(data), term, make.by(), ON)
    except Refused as error:
        assert _counts() == before
        return str(error)
    assert unaccounted(data, found) == []
    rows, *states = found.counts.values()
    assert rows == len(found.lines) == sum(states)
    written = importer.attempt(found, make.by())
    records, events, batches = (now - then for now, then in zip(_counts(), before, strict=True))
    if found.errors:
        assert (written, records, events, batches) == (0, 0, 0, 0)
        return "rejected"
    assert (written, records, events, batches) == (rows, rows, rows, 1)
    return "written"


def _counts():
    return DutyRecord.objects.count(), Event.objects.count(), ImportBatch.objects.count()
