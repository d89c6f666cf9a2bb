"""How official lists write names. Pure: no Django inside."""

from collections.abc import Iterable, Iterator

SPACE = "　"
MAJORITY = ("", "汉", "汉族")
MOST = 6  # names to a line, as far as they fit
ROOM = 38  # Chinese characters to a line of the list in Word


def official(name: str, gender: str = "", nationality: str = "") -> str:
    """A name as official lists have it: 张　三（女，土家族）."""
    marks = [mark for mark in (gender if gender == "女" else "", _nationality(nationality)) if mark]
    return padded(name) + (f"（{'，'.join(marks)}）" if marks else "")


def padded(name: str) -> str:
    """A name of two Chinese characters is as wide as one of three."""
    plain = name.strip()
    return SPACE.join(plain) if len(plain) == 2 and all(sign >= "\u3400" for sign in plain) else plain


def is_minority(nationality: str) -> bool:
    """Whether a nationality is known and not 汉."""
    return nationality.strip() not in MAJORITY


def _nationality(name: str) -> str:
    return name.strip() if is_minority(name) else ""


def lines(names: Iterable[str], room: int = ROOM) -> Iterator[str]:
    """Names as running text with two full-width spaces between them, no name broken, at most six to a line."""
    line: list[str] = []
    for name in names:
        if line and (len(line) == MOST or _wide([*line, name]) > 2 * room):
            yield (SPACE * 2).join(line)
            line = []
        line.append(name)
    if line:
        yield (SPACE * 2).join(line)


def _wide(names) -> int:
    """The width of a line in halves of a Chinese character."""
    return sum(1 if sign < "\u2000" and sign != "·" else 2 for name in names for sign in name) + 4 * (len(names) - 1)
