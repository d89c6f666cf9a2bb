"""Workbooks made of raw XML, so that every part of them can be wrong."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES, RELS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
BOOK, SHEET, STRINGS, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
HEADERS = ("代表编号", "类别", "日期", "名称")
ROW = ("600001", "走访", "2023-03-01", "走访一")
ENTRY = '<sheet name="登记" sheetId="1" r:id="rId1"/>'
DIRECTORY = b"PK\x01\x02"
FIELDS = {"flag": (8, "H"), "method": (10, "H"), "packed": (20, "I"), "size": (24, "I"), "offset": (42, "I")}


def cell(address: str, text: str) -> str:
    """A cell of text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: object, *texts: str, more: str = "") -> str:
    """A row of cells of text, and more cells as they are."""
    cells = "".join(cell(f"{letter}{number}", text) for letter, text in zip("ABCDE", texts, strict=False))
    return f'<row r="{number}">{cells}{more}</row>'


def sheet(*rows: str, tail: str = "") -> str:
    """A worksheet of the header and these rows."""
    inner = row(1, *HEADERS) + "".join(rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{tail}</worksheet>'


def strings(*texts: str) -> str:
    """The shared strings."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def styles(*formats: int) -> str:
    """The styles: a general one, and one of each of these number formats."""
    listed = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *formats))
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{listed}</cellXfs></styleSheet>'


def relations(target: str = "worksheets/sheet1.xml", kind: str = "worksheet", more: str = "") -> str:
    """The relations of the workbook, the first one to its sheet."""
    places = ((kind, target, more), ("styles", "styles.xml", ""), ("sharedStrings", "sharedStrings.xml", ""))
    listed = (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{place}" {more}/>'
        for number, (kind, place, more) in enumerate(places, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(listed)}</Relationships>'


def names(*entries: str, more: str = "") -> str:
    """The workbook part with these entries of sheets."""
    listed = "".join(entries or (ENTRY,))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{more}<sheets>{listed}</sheets></workbook>'


def types(more: str = "") -> str:
    """The content types."""
    kinds = {BOOK: "sheet.main", SHEET: "worksheet", STYLES: "styles", STRINGS: "sharedStrings"}
    listed = "".join(f'<Override PartName="/{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in kinds.items())
    return f'<Types xmlns="{PACKAGE}/content-types">{listed}{more}</Types>'


PARTS: dict[str, str] = {
    TYPES: types(),
    BOOK: names(),
    RELS: relations(),
    SHEET: sheet(row(2, *ROW)),
    STRINGS: strings("共享"),
    STYLES: styles(14),
}


def zipped(parts: Mapping[str, str | bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts but for those that are None, the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            if text is not None:
                archive.writestr(zipfile.ZipInfo(name), text, method)
    return out.getvalue()


def packed(parts: Mapping[str, str | bytes | None]) -> bytes:
    """A workbook with some parts changed, added, or left out (None)."""
    return zipped(PARTS | dict(parts))


def stored(parts: Mapping[str, str | bytes | None]) -> bytes:
    """The same without compression, so that no ratio tells of it."""
    return zipped(PARTS | dict(parts), zipfile.ZIP_STORED)


def of(*rows: str, tail: str = "") -> bytes:
    """A workbook whose sheet holds the header and these rows."""
    return packed({SHEET: sheet(*rows, tail=tail)})


def held(inner: str, **attributes: object) -> bytes:
    """A workbook whose second row is right but for its first cell, which holds this."""
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return begun(f'<c r="A2"{given}>{inner}</c>')


def begun(cells: str) -> bytes:
    """A workbook whose second row begins with these cells."""
    others = "".join(cell(f"{letter}2", text) for letter, text in zip("BCD", ROW[1:], strict=True))
    return of(f'<row r="2">{cells}{others}</row>')


def merged(areas: Iterable[str], *rows: str) -> bytes:
    """A workbook with merged areas."""
    listed = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return of(*(rows or [row(2, *ROW)]), tail=f"<mergeCells>{listed}</mergeCells>")


def forged(data: bytes, name: str, **fields: int) -> bytes:
    """A zip file whose directory tells something else of a part."""
    out, at = bytearray(data), data.find(DIRECTORY)
    while out[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(DIRECTORY, at + 4)
    for field, value in fields.items():
        place, form = FIELDS[field]
        struct.pack_into(f"<{form}", out, at + place, value)
    return bytes(out)
