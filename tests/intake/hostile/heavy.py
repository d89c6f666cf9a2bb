"""Workbooks that take the limits of the reading process: more time or memory than a test run has to spare."""

from collections.abc import Callable
from random import Random

from .parts import BOOK, ENTRY, MAIN, ROW, SHEET, STRINGS, STYLES, merged, names, packed, row, sheet, stored, strings
from .texts import nested

TOO_MUCH, BAD = "文件太大或太复杂，没有读完", "文件已损坏"
PIECE = 24_000


def long(pieces: int) -> str:
    """So many pieces of text that no packing makes a hundred times shorter."""
    chance = Random(1)
    return "".join(chance.randbytes(200).hex() * (PIECE // 400) for _ in range(pieces))


def text(value: str, kind: str = "str") -> str:
    """A sheet with this in one cell."""
    return sheet(f'<row r="2"><c r="A2" t="{kind}"><v>{value}</v></c></row>')


def own_texts() -> str:
    """A sheet with a text of its own in each of 9,000 cells."""
    whole = long(9_000)
    cells = [f'<c t="str"><v>{whole[start : start + PIECE]}</v></c>' for start in range(0, len(whole), PIECE)]
    return sheet(*(f"<row>{''.join(cells[start : start + 90])}</row>" for start in range(0, len(cells), 90)))


def shared_cells(number: int, width: int) -> str:
    """A sheet whose cells all hold the first shared strings, each row all of them."""
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(width))
    return sheet(*[f"<row>{cells}</row>"] * number)


def full(number: int) -> list[str]:
    """So many rows below the header."""
    return [row(n, *ROW[:3], f"走访{n}") for n in range(2, number + 2)]


def table(tag: str, inner: str, number: int) -> str:
    """So many of an element."""
    return f'<{tag} xmlns="{MAIN}">{inner * number}</{tag}>'


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "250,000 rows": (lambda: packed({SHEET: sheet(*full(249_999))}), ""),
    "200,000 rows and a merged cell": (lambda: merged(["A2:B2"], *full(200_000)), "已与别的合并"),
    "a million blank rows": (lambda: stored({SHEET: sheet(row(2, *ROW), "<row/>" * 1_000_000)}), ""),
    "a million shared strings": (lambda: stored({STRINGS: table("sst", "<si><t>x</t></si>", 1_000_000)}), ""),
    "a million styles": (
        lambda: stored({STYLES: table("styleSheet", f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>", 1)}),
        f"{BAD}|{TOO_MUCH}",
    ),
    "five million elements": (lambda: stored({SHEET: sheet(row(2, *ROW), tail="<a/>" * 5_000_000)}), ""),
    "three million levels": (lambda: stored({SHEET: sheet(nested("a", 3_000_000))}), f"{BAD}|{TOO_MUCH}"),
    "100,000 sheets": (lambda: stored({BOOK: names(ENTRY * 100_000)}), BAD),
    "100,000 areas over each other": (lambda: merged(["A2:CV250000"] * 100_000, *full(20_000)), TOO_MUCH),
    "an attribute of 20 MB": (lambda: stored({SHEET: text("1", "x" * 20_000_000)}), f"{BAD}|{TOO_MUCH}"),
    "an attribute of 180 MB": (lambda: packed({SHEET: text("1", long(7_500))}), TOO_MUCH),
    "a text of 180 MB": (lambda: packed({SHEET: text(long(7_500))}), "字，最多 32767 字"),
    "a text of 180 MB, wide": (lambda: packed({SHEET: text("𠮷" + long(7_500))}), TOO_MUCH),
    "long texts in all cells": (lambda: packed({SHEET: own_texts()}), TOO_MUCH),
    "a text of 5 MB in 9,000 cells": (
        lambda: stored({STRINGS: strings("x" * 5_000_000), SHEET: shared_cells(9000, 1)}),
        "字，最多 32767 字",
    ),
    "96 long texts in 9,000 rows": (
        lambda: stored({STRINGS: strings(*(f"{n}{long(1)}" for n in range(96))), SHEET: shared_cells(9000, 96)}),
        "最多 40 字",
    ),
}
