"""XML that is wrong as such: entities, encodings, other dialects, depth and length."""

from functools import partial

from .packages import BAD
from .parts import (
    BOOK,
    MAIN,
    PARTS,
    RELS,
    ROW,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    held,
    names,
    of,
    packed,
    row,
    sheet,
    stored,
    strings,
)

DTD, ENCODING, TOO_LONG = "不允许的文档类型声明", "不支持的编码", "字，最多 32767 字"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LAUGHS = '<!ENTITY a0 "哈">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FILE = '<!ENTITY a9 SYSTEM "file:///etc/passwd">'
USED = {SHEET: sheet(row(2, *ROW[:3], "&a9;")), STRINGS: strings("&a9;"), BOOK: names().replace("登记", "&a9;")}
DEEP = 100_000


def declared(inner=LAUGHS, name=SHEET, before="", encoding="utf-8"):
    """A workbook with a document type in one of its parts."""
    text = USED.get(name, PARTS[name])
    root = text[1:].split(" ", 1)[0]
    return packed({name: f"{before}<!DOCTYPE {root} [{inner}]>{text}".encode(encoding)})


def written(encoding, says=""):
    """A workbook whose sheet is written in an encoding, and says that it is in that or another one."""
    text = f'<?xml version="1.0" encoding="{says or encoding}"?>{PARTS[SHEET]}'
    return packed({SHEET: text.encode(encoding, "xmlcharrefreplace")})


def replaced(old, new):
    """A workbook whose sheet has something else in some place."""
    text = PARTS[SHEET].encode()
    assert old in text
    return packed({SHEET: text.replace(old, new)})


def nested(tag, depth=DEEP):
    """Elements in each other."""
    return f"<{tag}>" * depth + f"</{tag}>" * depth


NAMESPACE = f' xmlns="{MAIN}"'.encode()
KINDS = {
    **{f"entities in {name}": (partial(declared, name=name), DTD) for name in PARTS},
    "entities in UTF-16": (partial(declared, encoding="utf-16"), DTD),
    "entities in UTF-16 of the other end": (partial(declared, before="\ufeff", encoding="utf-16-be"), DTD),
    "entities after a comment": (partial(declared, before="<!-- > -->"), DTD),
    "entities after a long comment": (partial(declared, before=f"<!--{'x' * 99_999}-->"), DTD),
    "entities after many blanks": (partial(declared, before=" " * 99_999), DTD),
    "entities after an instruction": (partial(declared, before="<?a ?>"), DTD),
    "entities in Latin-1": (partial(declared, FILE, before='<?xml version="1.0" encoding="iso-8859-1"?>'), ENCODING),
    "an external entity": (partial(declared, FILE), DTD),
    "an entity of parameters": (partial(declared, '<!ENTITY % a SYSTEM "http://example.com/a">%a;'), DTD),
    "a document type of nothing": (partial(declared, ""), DTD),
    "an entity that nobody declared": (partial(packed, {SHEET: USED[SHEET]}), BAD),
    "strict": (partial(packed, {BOOK: names().replace(MAIN, STRICT)}), "严格 Open XML"),
    "a sheet of another dialect": (partial(replaced, MAIN.encode(), b"urn:other"), BAD),
    "a sheet of no dialect": (partial(replaced, NAMESPACE, b""), BAD),
    "rows of another dialect": (partial(replaced, b'<row r="2"', b'<row xmlns="urn:other" r="2"'), BAD),
    "in UTF-7": (partial(written, "utf-7"), ENCODING),
    "in UTF-32": (partial(written, "utf-32"), BAD),
    "in GB 18030": (partial(written, "gb18030"), ENCODING),
    "in EBCDIC": (partial(written, "cp037", says="utf-8"), BAD),
    "in UTF-16 that says UTF-8": (partial(written, "utf-16", says="utf-8"), BAD),
    "bytes that are no text": (partial(replaced, "走访一".encode(), b"\xff\xfe"), BAD),
    "half of a pair": (partial(replaced, "走访一".encode(), b"\xed\xa0\x80"), BAD),
    "half of a pair by number": (partial(replaced, "走访一".encode(), b"&#xD800;"), BAD),
    "a character that is none": (partial(replaced, "走访一".encode(), b"\x01"), BAD),
    "not closed": (partial(replaced, b"</worksheet>", b""), BAD),
    "two roots": (partial(packed, {SHEET: PARTS[SHEET] * 2}), BAD),
    "an empty sheet part": (partial(packed, {SHEET: b""}), BAD),
    "deep in the sheet": (lambda: of(nested("a")), BAD),
    "deep in a row": (lambda: of(row(2, *ROW, more=nested("a"))), ""),
    "deep in a cell": (lambda: held(f"<is>{nested('r')}</is>", t="inlineStr"), ""),
    "deep in a shared string": (lambda: stored({STRINGS: strings().replace("><", f"><si>{nested('r')}</si><")}), ""),
    "deep in the workbook": (lambda: stored({BOOK: names(more=nested("workbookPr"))}), ""),
    "deep in the styles": (lambda: stored({STYLES: f'<styleSheet xmlns="{MAIN}">{nested("fonts")}</styleSheet>'}), ""),
    "deep in the relations": (lambda: stored({RELS: nested("Relationships")}), BAD),
    "deep in the content types": (lambda: stored({TYPES: nested("Types")}), BAD),
    "a long text": (lambda: stored({SHEET: sheet(row(2, "字" * 32_768, *ROW[1:]))}), TOO_LONG),
    "a long text of a formula": (lambda: held(f"<f>A1</f><v>{'x' * 32_768}</v>", t="str"), TOO_LONG),
    "a shared text of 5 MB": (
        lambda: stored({STRINGS: strings("x" * 5_000_000), SHEET: sheet('<row r="2"><c t="s"><v>0</v></c></row>')}),
        TOO_LONG,
    ),
    "an attribute of 5 MB": (lambda: stored({SHEET: sheet(f'<row r="2"><c t="{"x" * 5_000_000}"/></row>')}), BAD),
    "a row number of 1 MB": (lambda: of(row("1" * 1_000_000)), BAD),
    "10,000 attributes": (lambda: of("<row " + " ".join(f'a{n}="1"' for n in range(10_000)) + "/>"), ""),
    "10,000 dialects": (lambda: of("".join(f'<row xmlns:n{n}="urn:{n}"/>' for n in range(10_000))), ""),
}
