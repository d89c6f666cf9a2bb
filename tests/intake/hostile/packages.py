"""Zip files that are wrong as such: too large, lying about it, hiding something, or no workbook."""

import io
import struct
import warnings
import zipfile
import zlib
from functools import partial

from .parts import (
    BOOK,
    DIRECTORY,
    ENTRY,
    MAIN,
    PARTS,
    RELS,
    SHEET,
    STRINGS,
    TYPE,
    TYPES,
    forged,
    names,
    packed,
    relations,
    sheet,
    stored,
    types,
    zipped,
)

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD, MACROS = "文件已损坏，或不是 .xlsx 工作簿", "文件带有宏（.xlsm）"
ODD, WORD, NO_SHEET = "文件里有不正常或重复的文件名", "这是 Word 文档", "文件中没有工作表"
MACRO_BOOK = types().replace(f"{TYPE}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
MACRO_PART = types('<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>')


def ole(name):
    """A file of the old formats."""
    return OLE + name.encode("utf-16-le")


def with_part(*parts):
    """A workbook with more parts, whose names may be the same."""
    out = io.BytesIO(packed({}))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings(action="ignore"):
        for name in parts:
            archive.writestr(name, b"x")
    return out.getvalue()


def swallowing():
    """A stored part that reaches over the whole of the next one."""
    data = stored({"a": b"a" * 99, "b": b"b" * 99})
    start, end = data.index(b"a" * 99), data.index(b"b" * 99) + 99
    data = forged(data, "a", packed=end - start, size=end - start)
    old, new = zlib.crc32(b"a" * 99), zlib.crc32(data[start:end])
    at = data.index(DIRECTORY)
    return data[:at] + data[at:].replace(struct.pack("<I", old), struct.pack("<I", new))


def at(*place):
    """A workbook whose sheet is said to be somewhere else."""
    return packed({RELS: relations(*place)})


def entered(*entries):
    """A workbook with these entries of sheets."""
    return packed({BOOK: names(*entries)})


KINDS = {
    "201 parts": (partial(packed, {f"{n}.png": b"" for n in range(201 - len(PARTS))}), "201 个部分，最多 200 个"),
    "more than 250 MB": (lambda: forged(packed({}), SHEET, size=300 * MB), "解压后有 300 MB，最多 250 MB"),
    "less than it says": (lambda: forged(packed({}), SHEET, size=2000), ""),
    "more than it says": (lambda: forged(packed({SHEET: sheet() + " " * MB}), SHEET, size=1000), BAD),
    "a bomb": (partial(packed, {"a.png": bytes(2 * MB)}), "「a.png」的压缩比超过 100 倍"),
    "a name twice": (partial(with_part, "xl/a", "xl/a"), ODD),
    "a name in two cases": (partial(with_part, "xl/a", "XL/A"), ODD),
    "a name upwards": (partial(with_part, "xl/../../a"), ODD),
    "an absolute name": (partial(with_part, "/etc/passwd"), ODD),
    "a name of a drive": (partial(with_part, "C:/a"), ODD),
    "a name with a backslash": (partial(with_part, "xl\\a"), ODD),
    "a name with a control character": (partial(with_part, "xl/\x1ba"), ODD),
    "a part over another": (swallowing, BAD),
    "two names for one part": (lambda: forged(with_part("a"), "a", offset=0), BAD),
    "a part beyond the end": (lambda: forged(packed({}), SHEET, offset=10**9), BAD),
    "macros": (partial(with_part, "xl/vbaProject.bin"), MACROS),
    "macros in capitals": (partial(with_part, "XL/VBAPROJECT.BIN"), MACROS),
    "macros by the type of the workbook": (partial(packed, {TYPES: MACRO_BOOK}), MACROS),
    "macros under another name": (partial(packed, {"xl/a.bin": b"x", TYPES: MACRO_PART}), MACROS),
    "an .xls": (partial(ole, "Workbook"), "旧格式（.xls）"),
    "a .doc": (partial(ole, "WordDocument"), WORD),
    "a password": (partial(ole, "EncryptedPackage"), "打开密码"),
    "a web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "不是 Excel 工作簿"),
    "an .xlsb": (partial(zipped, {TYPES: "", "xl/workbook.bin": b"x"}), ".xlsb 格式"),
    "an .ods": (partial(zipped, {"content.xml": "<a/>"}), ".ods 格式"),
    "a .docx": (partial(zipped, {TYPES: "", "word/document.xml": "<a/>"}), WORD),
    "a zip of a workbook": (lambda: zipped({"a.xlsx": packed({})}), BAD),
    "a zip of nothing": (partial(zipped, {}), BAD),
    "a part with a password": (lambda: forged(packed({}), SHEET, flag=1), "加密"),
    "packed with lzma": (partial(zipped, PARTS, zipfile.ZIP_LZMA), BAD),
    "packed with bzip2": (partial(zipped, PARTS, zipfile.ZIP_BZIP2), BAD),
    "packed in a way nobody knows": (lambda: forged(packed({}), SHEET, method=97), BAD),
    "cut off": (lambda: packed({})[:-100], BAD),
    "cut in half": (lambda: packed({})[:900], BAD),
    "a broken checksum": (lambda: stored({}).replace("走访一".encode(), "走访二".encode()), BAD),
    "only the beginning of a zip": (lambda: b"PK\x03\x04" + bytes(99), BAD),
    "no content types": (partial(packed, {TYPES: None}), BAD),
    "no workbook part": (partial(packed, {BOOK: None}), BAD),
    "no relations": (partial(packed, {RELS: None}), BAD),
    "no sheet part": (partial(packed, {SHEET: None}), BAD),
    "no shared strings": (partial(packed, {STRINGS: None}), BAD),
    "a sheet outside": (partial(at, "../../../../etc/passwd"), BAD),
    "a sheet elsewhere": (partial(at, "http://example.com/a.xml", "worksheet", 'TargetMode="External"'), BAD),
    "a sheet that is the workbook": (partial(at, "../xl/workbook.xml"), BAD),
    "a sheet that is its own relations": (partial(at, "_rels/workbook.xml.rels"), BAD),
    "a sheet that is a chart": (partial(packed, {SHEET: f'<chartsheet xmlns="{MAIN}"/>'}), BAD),
    "a sheet of no kind": (partial(at, "worksheets/sheet1.xml", "worksheex"), BAD),
    "only a chart": (partial(at, "worksheets/sheet1.xml", "chartsheet"), NO_SHEET),
    "no sheet": (partial(packed, {BOOK: f'<workbook xmlns="{MAIN}"><sheets/></workbook>'}), NO_SHEET),
    "a sheet without its relation": (partial(entered, ENTRY.replace("rId1", "rId9")), BAD),
    "a sheet that names no relation": (partial(entered, ENTRY, '<sheet name="二" sheetId="2"/>'), BAD),
    "a sheet without a name": (partial(entered, ENTRY.replace('name="登记"', "")), BAD),
    "a sheet with a long name": (partial(entered, ENTRY.replace("登记", "长" * 999)), BAD),
    "two sheets of a name": (partial(entered, ENTRY, ENTRY.replace("rId1", "rId2")), BAD),
    "one part as two sheets": (partial(entered, ENTRY, ENTRY.replace("登记", "二")), BAD),
}
