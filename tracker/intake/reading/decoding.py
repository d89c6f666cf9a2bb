"""Makes a text of the bytes of an uploaded file, or says what the file is instead. Pure."""

import codecs

LIMIT = 2 * 1024 * 1024
TEXT_ONLY = "请另存为纯文本（.txt）或把文字粘贴进来。"
SIGNATURES = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"II*\x00": "图片",
    b"MM\x00*": "图片",
    b"\xd0\xcf\x11\xe0": "旧版 Word 或 Excel 文件",
    b"{\\rtf": "RTF 文件",
    b"Rar!": "压缩文件",
    b"7z\xbc\xaf": "压缩文件",
    b"\x1f\x8b": "压缩文件",
}
PACKED = {b"word/": "Word 文件", b"xl/": "Excel 文件", b"ppt/": "PowerPoint 文件", b"content.xml": "OpenDocument 文件"}
COMMON = frozenset(
    "的一是在不了有和人大中为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严代表建议审议提案政协"
)
FAIR = 0.2  # the least share of everyday characters among the others in Chinese text


class NotText(ValueError):
    """The bytes are no text that can be read; the message is a plain Chinese sentence."""


def text_of(data: bytes) -> str:
    """The text of at most 2 MB in UTF-8, UTF-16 with a mark, or GB18030; raises NotText with what was found."""
    if len(data) > LIMIT:
        raise NotText("文件超过 2 MB，最多读 2 MB。请只保留报告的文字，或分成几个文件。")
    if not data.strip():
        raise NotText("文件是空的，没有文字。")
    _refuse_other_kinds(data)
    text = _decoded(data).replace("\ufeff", "")
    if not text.strip():
        raise NotText("文件里只有空白，没有文字。")
    return text


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(b"PK\x03\x04"):
        kind = next((name for sign, name in PACKED.items() if sign in data), "压缩文件")
        raise NotText(f"这是 {kind}，{TEXT_ONLY}")
    head = data.removeprefix(codecs.BOM_UTF8).lstrip()
    for sign, kind in SIGNATURES.items():
        if head.startswith(sign):
            raise NotText(f"这是 {kind}，{TEXT_ONLY}")


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _tried(data, "utf-16")
    if data.count(b"\x00"):
        raise NotText(f"文件里有不是文字的字节，不能当作文本读。{TEXT_ONLY}")
    try:
        return _without_controls(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        return _likely_chinese(_tried(data, "gb18030", wrong.start))


def _tried(data: bytes, encoding: str, readable: int = 0) -> str:
    """The text in an encoding; else says how far it could be read in this one or, up to ``readable``, in another."""
    try:
        return _without_controls(data.decode(encoding))
    except UnicodeDecodeError as wrong:
        raise NotText(
            f"认不出文件的编码。请用 UTF-8 或 GB18030 另存后再试。（第 {max(readable, wrong.start) + 1} 个字节读不出）"
        ) from None


def _without_controls(text: str) -> str:
    odd = sum(sign < " " and sign not in "\t\n\r\x0b\x0c" for sign in text)
    if odd * 50 > len(text):
        raise NotText(f"文件里有许多不是文字的字节，不能当作文本读。{TEXT_ONLY}")
    return text


def _likely_chinese(text: str) -> str:
    """A text of GB18030 bytes, if it reads as Chinese: wrong bytes make characters that nobody writes."""
    wide = [sign for sign in text if sign > "\x7f" and sign.isalpha()]
    fair = sum(sign in COMMON for sign in wide)
    private = sum("\ue000" <= sign <= "\uf8ff" for sign in text)
    if not wide or fair < FAIR * len(wide) or private * 20 > len(text):
        raise NotText("认不出文件的编码：按 GB18030 读出来不像中文。请用 UTF-8 另存后再试。")
    return text
