"""How wide columns and how high rows must be to show what their cells say."""

import math
from collections.abc import Iterable

from . import text


def lines_in(value: str, room: float) -> int:
    """How many lines a text takes in a column of a width."""
    return sum(math.ceil(max(text.width(line), 1) / max(room, 1)) for line in str(value).split("\n"))


def fit(heads: list[tuple[str, str]], rows: Iterable[list], *, widest: int = 40, room: dict[str, float] | None = None):
    """Column widths that hold the values, at most ``widest``; ``room`` names heads with a width of their own.

    The rows are read once.
    """
    room = room or {}
    found = [max(_head_width(head), 4) for _, head in heads]
    fitted = [column for column, (_, head) in enumerate(heads) if head not in room]
    for row in rows if fitted else ():
        for column in fitted:
            found[column] = max(found[column], text.width(row[column]))
    return [room.get(head, min(wide + 2, widest)) for (_, head), wide in zip(heads, found, strict=True)]


def _head_width(head: str) -> int:
    """A head of more than two Chinese characters may stand in two lines."""
    wide = text.width(head)
    return wide if wide <= 4 else 2 * -(-wide // 4)
