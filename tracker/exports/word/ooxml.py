"""The words of a Word file: paragraphs, cells, rows and tables as text, and the parts around them. Knows no form."""

from collections.abc import Iterable
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EPOCH = (2026, 1, 1, 0, 0, 0)  # of every entry: what is made again is the same
WIDTH = 9520  # twentieths of a point between the margins
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1193" w:bottom="1134" w:left="1193" w:header="680" w:footer="624" w:gutter="0"/>'
)
FONTS = {  # name: (its Chinese name, panose, family); Word, WPS and LibreOffice all know these names
    "SimSun": ("宋体", "02010600030101010101", "roman"),
    "SimHei": ("黑体", "02010609060101010101", "modern"),
    "FangSong": ("仿宋", "02010609060101010101", "modern"),
}
TIGHT = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'  # no space between a number and a Chinese character
MIDDLE = '<w:textAlignment w:val="center"/>'


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in half-points, distances in twentieths of a point, ``line`` 0 for what the font asks.

    ``kept`` stays on a page with what follows, ``middle`` sets pictures and letters of a line on one height, ``inset``
    are the characters by which the first line is set in.
    """

    size: int
    side: str = "left"
    font: str = "SimSun"
    before: int = 20
    after: int = 20
    line: int = 0
    bold: bool = False
    kept: bool = False
    middle: bool = False
    inset: int = 0


STYLES = {
    "Title": Style(32, "center", before=0, after=160, bold=True),
    "Subtitle": Style(24, "center", before=0, after=160),
    "Block": Style(24, font="SimHei", before=160, after=80, kept=True),
    "Cell": Style(20, "center"),
    "CellLeft": Style(20),
    "CellPicture": Style(20, middle=True),
    "CellKept": Style(20, "center", kept=True),
    "CellRight": Style(20, "right", after=60),
    "CellHead": Style(20, "center", "SimHei", kept=True),
    "Band": Style(20, bold=True, kept=True),
    "Note": Style(20, before=60, after=0),
    "Foot": Style(16, before=40, after=0),
    "Gap": Style(10, kept=True),
    "PageFoot": Style(18, "center"),
    "Names": Style(24, before=0, after=40, line=380),
    "Unit": Style(24, font="SimHei", before=160, after=40, kept=True),
    "Headline": Style(44, "center", before=240, after=120, line=720, bold=True),
    "Beneath": Style(28, "center", "FangSong", before=0, after=320, line=560),
    "Heading": Style(32, "left", "SimHei", before=0, after=0, line=560, kept=True, inset=2),
    "Prose": Style(32, "both", "FangSong", before=0, after=0, line=560, inset=2),
    "Small": Style(24, "both", "FangSong", before=0, after=0, line=400, inset=2),
}


def paragraph(text: str, style: str) -> str:
    """One paragraph of one run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def step(tag: str) -> str:
    """A paragraph that holds a tag of docxtpl alone, and vanishes with it."""
    return paragraph(tag, "Note")


def cell(text: str, width: int, style: str = "Cell", *, span: int = 1, more: str = "", at: str = "center") -> str:
    """A cell of some columns; ``more`` are further properties, ``at`` where its text stands."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spans}{more}<w:vAlign w:val="{at}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text, style)}</w:tc>"


def row(cells: Iterable[str], *, high: int = 0, head: bool = False) -> str:
    """A row that does not break across pages; a head is repeated on each."""
    height = f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else ""
    properties = f"<w:cantSplit/>{height}{'<w:tblHeader/>' if head else ''}"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tag_row(tag: str, columns: int) -> str:
    """A row that holds a tag of docxtpl alone, and vanishes with it."""
    return row([cell(tag, WIDTH, span=columns)])


def table(widths: Iterable[int], rows: Iterable[str]) -> str:
    """A table of fixed columns with thin black lines."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def section() -> str:
    """What ends a section: the next one begins on a new page, with page 1."""
    inner = f'<w:sectPr><w:type w:val="nextPage"/>{PAGE}<w:pgNumType w:start="1"/></w:sectPr>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{inner}</w:pPr></w:p>"


def package(out, body: str):
    """Write a Word file of a body and the styles, with a foot that says whose page it is and which."""
    last = f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>{PAGE}<w:pgNumType w:start="1"/></w:sectPr>'
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": (f"{KIND}/officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                f"rId{place}": (f"{KIND}/{name}", f"{file}.xml")
                for place, (name, file) in enumerate(
                    (("styles", "styles"), ("fontTable", "fontTable"), ("settings", "settings"), ("footer", "footer1")),
                    start=1,
                )
            }
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}{last}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{_defaults()}{''.join(map(_style, STYLES))}</w:styles>",
        "word/fontTable.xml": f"<w:fonts {SPACES}>{''.join(map(_font, FONTS))}</w:fonts>",
        "word/settings.xml": f'<w:settings {SPACES}><w:zoom w:percent="100"/>{_compatible()}</w:settings>',
        "word/footer1.xml": f"<w:ftr {SPACES}>{_page_foot()}</w:ftr>",
    }
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(ZipInfo(name, EPOCH), HEAD + text, ZIP_DEFLATED)


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "fontTable": "fontTable", "settings": "settings"}
    parts = {**kinds, "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(rows: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in rows.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def _letters(font: str, size: int, more: str = "") -> str:
    fonts = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{font}"/>'
    )
    return f'{fonts}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _defaults() -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    letters = f"<w:rPrDefault><w:rPr>{_letters('SimSun', 21)}{language}</w:rPr></w:rPrDefault>"
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return f"<w:docDefaults>{letters}<w:pPrDefault/></w:docDefaults>{normal}"


def _style(name: str) -> str:
    style = STYLES[name]
    line = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    first = f'<w:ind w:firstLineChars="{style.inset * 100}" w:firstLine="{style.inset * style.size * 10}"/>'
    inset = first if style.inset else ""
    paragraphs = (
        f"{'<w:keepNext/>' if style.kept else ''}{TIGHT}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>{inset}<w:jc w:val="{style.side}"/>'
        f"{MIDDLE if style.middle else ''}"
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraphs}</w:pPr>'
        f"<w:rPr>{_letters(style.font, style.size, '<w:b/><w:bCs/>' if style.bold else '')}</w:rPr></w:style>"
    )


def _font(name: str) -> str:
    chinese, panose, family = FONTS[name]
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{chinese}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


def _compatible() -> str:
    return (
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )


def _page_foot() -> str:
    """A run to be filled with a name, then the number of the page."""
    said = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    number = f'<w:fldSimple w:instr=" PAGE ">{said.format(1)}</w:fldSimple>'
    style = '<w:pPr><w:pStyle w:val="PageFoot"/></w:pPr>'
    return f"<w:p>{style}{said.format('')}{said.format('第 ')}{number}{said.format(' 页')}</w:p>"
