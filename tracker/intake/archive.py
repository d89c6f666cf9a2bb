"""What may be unpacked at all: the directory of a workbook's zip file and the heads of its parts. Pure."""

import re
from zipfile import ZipFile, ZipInfo

MAX_ENTRIES = 200
MAX_TOTAL = 250 * 1024 * 1024
MAX_RATIO = 100
LARGE = 1024 * 1024  # below this size a ratio says nothing
PROLOG = 64 * 1024
ENCRYPTED = 0x1
SAVE_AS = "请在 Excel 或 WPS 中打开、另存为 .xlsx 后再导入。"
WEAK = "请删除图片和多余的工作表，或分成几个文件导入。"
BAD = f"文件已损坏，或不是 .xlsx 工作簿；{SAVE_AS}"
ODD_NAME = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\\\x00-\x1f]")
BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
ENCODING = re.compile(r"""<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml"
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16"})
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
OTHER_FORMATS = (
    ("xl/vbaProject.bin", "文件带有宏（.xlsm）；请在 Excel 或 WPS 中另存为不带宏的 .xlsx 后再导入。"),
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
    for entry in entries:
        with archive.open(entry) as part:
            _guard_head(part.read(PROLOG))


def _guard_size(entries: list[ZipInfo]):
    if len(entries) > MAX_ENTRIES:
        raise Forbidden(f"文件里有 {len(entries)} 个部分，最多 {MAX_ENTRIES} 个；{WEAK}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise Forbidden(f"文件解压后有 {total // LARGE} MB，最多 {MAX_TOTAL // LARGE} MB；{WEAK}")
    for entry in entries:
        if entry.file_size > LARGE and entry.file_size > MAX_RATIO * entry.compress_size:
            raise Forbidden(f"文件中「{entry.filename[-60:]}」的压缩比超过 {MAX_RATIO} 倍，不像正常的工作簿；{SAVE_AS}")


def _guard_names(names: list[str]):
    if any(ODD_NAME.search(name) for name in names) or len({name.lower() for name in names}) < len(names):
        raise Forbidden(f"文件里有不正常或重复的文件名；{SAVE_AS}")
    for name, sentence in OTHER_FORMATS:
        if name in names:
            raise Forbidden(sentence)


def _guard_head(data: bytes):
    """Refuse a document type, which can make a short text very long, and texts that hide one by their encoding."""
    mark, encoding = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", "utf-8"))
    text = data[len(mark) :].decode(encoding, "replace")
    if not text.lstrip().startswith("<"):
        return
    declared = ENCODING.match(text.lstrip())
    if (declared and declared[1].lower() not in ENCODINGS) or "\0" in text[:4]:
        raise Forbidden(f"文件用了不支持的编码；{SAVE_AS}")
    if STRICT in text:
        raise Forbidden("这是“严格 Open XML”格式的文件；请在 Excel 或 WPS 中另存为普通的 .xlsx 后再导入。")
    rest = BEFORE_ROOT.sub("", text, count=1)
    if rest.startswith("<!") or not rest:
        raise Forbidden(f"文件里有不允许的文档类型声明（DTD）；{SAVE_AS}")
