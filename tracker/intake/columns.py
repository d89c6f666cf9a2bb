"""One object per column of a sheet: its headers, what its cells take, whether it is required. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .cleaners import INVISIBLE, NARROW, Cleaner, Invalid, tidy

REMEMBERED = 20_000
BRACKETS = re.compile(r"\(.*\)$")


def says_nothing(value: object) -> bool:
    """Whether the value of a cell is none, or a text of which nothing is to be seen."""
    return value is None or (isinstance(value, str) and not tidy(value))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a sheet holds; a fault says why its value cannot be read."""

    value: object = None
    address: str = ""
    fault: str = ""
    merged: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.fault and says_nothing(self.value)


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the name the program uses, the header the clerk sees, and what its cells take.

    A blank cell says nothing, or the ``default`` that the note tells of.
    """

    name: str
    header: str
    clean: Cleaner
    required: bool = False
    aliases: tuple[str, ...] = ()
    default: object = None
    note: str = ""
    width: int = 14

    @property
    def takes(self) -> str:
        """What a cell of the column takes, as the instructions say it."""
        return "；".join(part for part in (self.clean.expects.strip(), self.note) if part)

    def read(self, cell: Cell) -> object:
        """The value of a cell, the default when it is blank; raises Invalid with a sentence."""
        if cell.fault:
            raise Invalid(cell.fault)
        if cell.merged:
            raise Invalid(f"{cell.address} 单元格已与别的合并，合并单元格只算第一格；请拆分后逐行填写。")
        if cell.is_blank and self.required:
            raise Invalid("必须填写，实际为空。")
        value = None if cell.is_blank else self.clean(cell.value)
        return self.default if value in (None, "") else value


class Row(NamedTuple):
    """A row that is not empty: what each cell of the sheet's width held, which column stands where.

    ``odd`` holds the cells whose value is not simply what they held: faulty and merged ones.
    """

    number: int
    raw: tuple[object, ...]
    columns: dict[int, Column]
    odd: dict[int, Cell]

    def cell(self, position: int) -> Cell:
        """The cell at a position of the sheet's width."""
        return self.odd.get(position) or Cell(self.raw[position])

    def is_blank(self, position: int) -> bool:
        """Whether the cell at a position says nothing."""
        return self.odd[position].is_blank if position in self.odd else says_nothing(self.raw[position])

    def holds(self, positions: Sequence[int]) -> bool:
        """Whether one of the cells at these positions says something, or belongs to a merged one."""
        if any(self.odd[position].merged for position in positions if position in self.odd):
            return True
        return any(not self.is_blank(position) for position in positions)

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by the name of their column."""
        return {column.name: self.cell(position) for position, column in self.columns.items()}


class Reader(dict[tuple[type, object], object]):
    """What the cells of a column hold, by the type and the value of a cell: each read once, as ``Column.read`` does.

    A value that cannot be read is kept as its Invalid.
    """

    def __init__(self, column: Column):
        self.column = column

    def __missing__(self, key: tuple[type, object]) -> object:
        found = self.read(Cell(key[1]))
        if len(self) < REMEMBERED:
            self[key] = found
        return found

    def read(self, cell: Cell) -> object:
        """The value of a cell, or what is wrong with it."""
        try:
            return self.column.read(cell)
        except Invalid as error:
            return error


def header_key(text: str) -> str:
    """What two spellings of a header share: no spaces, stars or colons."""
    return re.sub(r"[\s*:]", "", INVISIBLE.sub("", text).translate(NARROW)).lower()


def match(columns: Sequence[Column], texts: Sequence[str], also: Mapping[str, str] | None = None) -> dict[int, Column]:
    """Which header text names which column, by position: by its own header, else by an alias, else by one of ``also``.

    ``also`` gives further aliases, each with the header it stands for; a header that no column here has says nothing.
    A bracketed end of a header does not matter. Two texts of one rank name the same column twice.
    """
    keys = [header_key(text) for text in texts]
    own = {column.header: column for column in columns}
    more = {alias: own[header] for alias, header in (also or {}).items() if header in own}
    found: dict[int, Column] = {}
    for names in (own, _aliases(columns), more):
        known = {header_key(name): column for name, column in names.items()}
        taken = set(found.values())
        for position, key in enumerate(keys):
            column = known.get(key) or known.get(BRACKETS.sub("", key))
            if column and column not in taken:
                found.setdefault(position, column)
    return found


def _aliases(columns: Sequence[Column]) -> dict[str, Column]:
    return {alias: column for column in columns for alias in column.aliases}
