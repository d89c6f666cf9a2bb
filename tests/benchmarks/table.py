"""The table of a bench: its rows, what each must keep, and how they are shown."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from operator import eq, ge, gt, le, lt

from rich.table import Table

SIGNS = {"<": lt, "≤": le, "=": eq, "≥": ge, ">": gt}
HEADS = ("what", "where", "median", "control", "its median", "ratio", "bound", "holds", "further")
NOTHING = "—"


@dataclass(frozen=True)
class Bound:
    """What a figure of a row must keep: ``Bound("ms", "<", 150)``, ``Bound("ratio", "≤", 2.5)``."""

    of: str
    sign: str
    limit: float

    def holds(self, figure: float | None) -> bool:
        """Whether a figure keeps it; one that was not measured does not."""
        return figure is not None and SIGNS[self.sign](figure, self.limit)

    def __str__(self):
        return f"{self.of} {self.sign} {self.limit:g}"


@dataclass(frozen=True)
class Row:
    """One measurement: the median in seconds and that of a control, with further figures by their unit."""

    what: str
    where: str = ""
    seconds: float | None = None
    control: str = ""
    control_seconds: float | None = None
    bounds: tuple[Bound, ...] = ()
    figures: dict[str, float] = field(default_factory=dict)
    note: str = ""

    def figure(self, of: str) -> float | None:
        """The figure that a bound is about: ms, s, ratio, times faster, or one of the further figures; None without."""
        if of in self.figures:
            return self.figures[of]
        if of in ("ms", "s"):
            return None if self.seconds is None else self.seconds * (1000 if of == "ms" else 1)
        if not self.seconds or not self.control_seconds:
            return None
        ratio = self.seconds / self.control_seconds
        return {"ratio": ratio, "times faster": 1 / ratio}.get(of)

    @property
    def holds(self) -> str:
        """Yes, NO, or nothing where the row has no bound."""
        if not self.bounds:
            return NOTHING
        return "yes" if all(bound.holds(self.figure(bound.of)) for bound in self.bounds) else "NO"

    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it, under ``HEADS``."""
        ratio = self.figure("ratio")
        return (
            self.what,
            self.where or NOTHING,
            span(self.seconds),
            self.control or NOTHING,
            span(self.control_seconds),
            NOTHING if ratio is None else number(ratio),
            ", ".join(map(str, self.bounds)) or NOTHING,
            self.holds,
            "; ".join([*(f"{number(value)} {of}" for of, value in self.figures.items()), *filter(None, [self.note])]),
        )

    def as_json(self) -> str:
        """The row as one line, for ``read``."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read(lines: Iterable[str]) -> list[Row]:
    """The rows of some lines made by ``as_json``."""
    found = (json.loads(line) for line in lines if line.strip())
    return [Row(**told | {"bounds": tuple(Bound(**bound) for bound in told["bounds"])}) for told in found]


def span(seconds: float | None) -> str:
    """A time in ms below a second, in s above."""
    if seconds is None:
        return NOTHING
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def number(value: float) -> str:
    """A figure with at most three digits that matter, or whole."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.3g}"


def shown(rows: Iterable[Row]) -> Table:
    """The rows for a terminal; a bound that does not hold stands out."""
    table = Table(*HEADS, header_style="bold")
    for row in rows:
        table.add_row(*row.cells(), style="bold red" if row.holds == "NO" else "")
    return table


def markdown(head: Iterable[str], rows: Iterable[Row]) -> str:
    """The lines above the table and the rows as Markdown."""
    lines = [HEADS, ["---"] * len(HEADS), *(row.cells() for row in rows)]
    body = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
    return "\n".join(f"- {line}" for line in head) + f"\n\n{body}\n"
