"""What bytes are read as text, and what is said of the others."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tracker.intake.reading.decoding import LIMIT, NotText, text_of

TEXT = "五年来，市人大常委会组织代表走访、接待群众16万人次。\n"
TRADITIONAL = "五年來，市人大常委會組織代表走訪、接待群眾，參加代表六千餘人次，收集處理社情民意。"


def packed(name):
    """A zip file with one member."""
    holder = BytesIO()
    with ZipFile(holder, "w") as archive:
        archive.writestr(name, "…")
    return holder.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("text", [TEXT, TRADITIONAL])
def test_text_is_read_in_its_encoding(text, encoding):
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        ("\u3000\ufeff\n".encode(), "只有空白"),
        (packed("word/document.xml"), "这是 Word 文件，请另存为纯文本（.txt）或把文字粘贴进来"),
        (packed("xl/workbook.xml"), "这是 Excel 文件"),
        (packed("notes.txt"), "这是 压缩文件"),
        (b"%PDF-1.7\n", "这是 PDF 文件"),
        (b"\xef\xbb\xbf%PDF-1.4\n1 0 obj\n", "这是 PDF 文件"),
        (b"\r\n%PDF-1.4\n1 0 obj\n", "这是 PDF 文件"),
        (b"\n" + packed("word/document.xml"), "不是文字的字节"),
        (b"\x89PNG\r\n\x1a\n", "这是 图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (bytes(range(256)), "不是文字的字节"),
        (TEXT.encode("utf-16-le"), "不是文字的字节"),
        (TRADITIONAL.encode("big5"), "编码"),
        ("常委会会议听取审议专项工作报告".encode("utf-16-le"), "不是文字的字节"),
        ("今年度の議会報告書は次のとおりである。会議を開いた".encode("euc-jp"), "编码"),
        (TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode(), "第 79 个字节读不出"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8" + TEXT.encode("utf-16-le"), "编码"),
        ("été à la plage, déjà vu".encode("latin-1"), "编码"),
        (b"a" * (LIMIT + 1), "最多读 2 MB"),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(data, said):
    with pytest.raises(NotText, match=said):
        text_of(data)
