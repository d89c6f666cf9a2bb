"""What may be unpacked at all: the directory of a workbook's zip file and the heads of its parts. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MAX_ENTRIES = 200
MAX_TOTAL = 250 * 1024 * 1024
MAX_RATIO = 100
LARGE = 1024 * 1024  # below this size a ratio says nothing
PIECE = 4096
LOCAL_HEADER = 30
ENCRYPTED = 0x1
SAVE_AS = "请在 Excel 或 WPS 中打开、另存为 .xlsx 后再导入。"
WEAK = "请删除图片和多余的工作表，或分成几个文件导入。"
BAD = f"文件已损坏，或不是 .xlsx 工作簿；{SAVE_AS}"
ODD_NAME = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\\\x00-\x1f]")
STRICT = "http://purl.oclc.org/ooxml/"
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16"})
MACROS = "文件带有宏（.xlsm）；请在 Excel 或 WPS 中另存为不带宏的 .xlsx 后再导入。"
OTHER_FORMATS = (
    ("xl/vbaproject.bin", MACROS),
    ("xl/workbook.bin", f"这是 .xlsb 格式的文件；{SAVE_AS}"),
    ("content.xml", f"这是 .ods 格式的文件；{SAVE_AS}"),
    ("word/document.xml", "这是 Word 文档，不是工作簿；请选择 .xlsx 文件。"),
)


class Forbidden(ValueError):
    """A file must not be unpacked; the text is a sentence that says what to do."""


def guard(archive: ZipFile):
    """Refuse an archive that is too large, hides something, or is no plain .xlsx workbook."""
    entries = archive.infolist()
    _guard_size(entries)
    _guard_names([entry.filename for entry in entries])
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Forbidden("文件中有加密的内容；请取消密码，另存后再导入。")
    _guard_places(entries)
    for entry in entries:
        with archive.open(entry) as part:
            _guard_head(part)


def guard_types(types: Iterable[str]):
    """Refuse a workbook with a part of one of these content types that holds macros."""
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types):
        raise Forbidden(MACROS)


def _guard_size(entries: Sequence[ZipInfo]):
    if len(entries) > MAX_ENTRIES:
        raise Forbidden(f"文件里有 {len(entries)} 个部分，最多 {MAX_ENTRIES} 个；{WEAK}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise Forbidden(f"文件解压后有 {total // LARGE} MB，最多 {MAX_TOTAL // LARGE} MB；{WEAK}")
    for entry in entries:
        if entry.file_size > LARGE and entry.file_size > MAX_RATIO * entry.compress_size:
            raise Forbidden(f"文件中「{entry.filename[-60:]}」的压缩比超过 {MAX_RATIO} 倍，不像正常的工作簿；{SAVE_AS}")


def _guard_names(names: Sequence[str]):
    lower = {name.lower() for name in names}
    if any(ODD_NAME.search(name) for name in names) or len(lower) < len(names):
        raise Forbidden(f"文件里有不正常或重复的文件名；{SAVE_AS}")
    for name, sentence in OTHER_FORMATS:
        if name in lower:
            raise Forbidden(sentence)


def _guard_places(entries: Sequence[ZipInfo]):
    """Refuse parts that lie over each other, and those packed in a way that no workbook is."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Forbidden(BAD)
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size


def _guard_head(part: BinaryIO):
    """Refuse a document type, which can make a short text very long, and what openpyxl cannot read.

    The parser is the one that reads the part later, so that both see the same. What is no XML is nobody's concern.
    """
    parser, seen = ParserCreate(namespace_separator=" "), []

    def root(name, _):
        seen.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler, parser.XmlDeclHandler = root, _guard_encoding
    parser.StartDoctypeDeclHandler = _refuse_type
    try:
        while not seen and (piece := part.read(PIECE)):
            parser.Parse(piece)
    except ExpatError:
        return
    if seen and seen[0].startswith(STRICT):
        raise Forbidden("这是“严格 Open XML”格式的文件；请在 Excel 或 WPS 中另存为普通的 .xlsx 后再导入。")


def _guard_encoding(_, encoding, __):
    if encoding and encoding.lower() not in ENCODINGS:
        raise Forbidden(f"文件用了不支持的编码；{SAVE_AS}")


def _refuse_type(*_):
    raise Forbidden(f"文件里有不允许的文档类型声明（DTD）；{SAVE_AS}")
