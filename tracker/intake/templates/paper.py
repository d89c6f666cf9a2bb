"""What the sheets of a template look like, on the screen and on paper."""

from collections.abc import Iterable

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from ..cells import lines_of

NAME = "微软雅黑"
INK, GREY, RULE = "1F2A37", "5B6572", "D5D1C7"
REQUIRED = PatternFill("solid", fgColor="DCE9F0")
OPTIONAL = PatternFill("solid", fgColor="F3F1EB")
SIDE = Side("thin", color=RULE)
THIN = Border(left=SIDE, top=SIDE, bottom=SIDE, right=SIDE)
ROW, LINE = 20, 17


def font(size: int = 10, *, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    """The font of all templates."""
    return Font(NAME, size, bold=bold, italic=italic, color=color)


def as_head(cell, *, required: bool = True):
    """Make a cell the head of a column."""
    cell.font, cell.border = font(bold=required, color=INK if required else GREY), THIN
    cell.fill = REQUIRED if required else OPTIONAL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def as_entry(cell, *, italic: bool = False):
    """Make a cell one that holds something."""
    cell.font, cell.border = font(italic=italic, color=GREY if italic else INK), THIN
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)


def fit(sheet, row: int, texts: Iterable[tuple[str, float]]):
    """Make a row as high as its texts need in columns of these widths."""
    lines = max(lines_of(text, width) for text, width in texts)
    sheet.row_dimensions[row].height = max(ROW, LINE * lines)


def print_on_a4(sheet, title: str, *, repeated: str | None = None, upright: bool = False):
    """All columns on a page, the rows to be repeated on each, pages numbered; landscape unless upright."""
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_title_rows = repeated
    sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
