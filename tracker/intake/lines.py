"""What the import finds out about a row: its values, its faults, its oddities, and what it would change. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from .cleaners import shown
from .columns import Row


class State(StrEnum):
    """What a row would do to the ledger."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Problem:
    """A fault or an oddity, with its address; row 0 means the whole sheet, no column the whole row."""

    sheet: str
    row: int
    column: str
    found: str
    message: str
    one_of_many: bool = False

    def __str__(self):
        if not self.row:
            return self.message
        return f"{address(self)}{self.column and f'「{self.column}」'}：{self.message}"

    def as_dict(self) -> dict:
        """The problem as JSON tells it; the message is the whole sentence with its address."""
        values = {"sheet": self.sheet, "row": self.row, "column": self.column, "found": self.found}
        return values | {"message": str(self)}


def address(of: "Problem | Line") -> str:
    """Where a row stands; with its sheet, in a workbook whose sheets hold different things."""
    sheet = f"工作表「{of.sheet}」" if of.one_of_many else ""
    return f"{sheet}第 {of.row} 行"


@dataclass(frozen=True)
class Difference:
    """A value that a row would change."""

    column: str
    old: str
    new: str

    def __str__(self):
        return f"{self.column}：{self.old or '（空）'} → {self.new or '（空）'}"


@dataclass(slots=True, eq=False)
class Line:
    """One row of a sheet: ``values`` by column name, blank cells left out; ``plan`` is what writing it needs.

    ``form`` tells the sheets of a workbook apart that holds several kinds (``one_of_many``); ``reading`` is what was
    made of the row beyond its cells, under a header of its own.
    """

    sheet: str
    row: int
    headers: dict[str, str]
    values: dict[str, object] = field(default_factory=dict)
    source: Row | None = None
    form: str = ""
    one_of_many: bool = False
    state: State = State.NEW
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    diff: tuple[Difference, ...] = ()
    plan: object = None
    reading: tuple[str, str] = ("", "")

    def found(self, name: str) -> str:
        """What the cell of a column holds, as an error quotes it."""
        cell = self.source and self.source.cells.get(name)
        return shown(cell.value) if cell else ""

    def get(self, name: str, default=None):
        """The value of a column, or the default when its cell is blank or wrong."""
        return self.values.get(name, default)

    def has(self, name: str) -> bool:
        """Whether the cell of a column says something that can be read."""
        return name in self.values

    def reject(self, name: str, message: str):
        """Refuse the row because of one of its cells."""
        self.errors.append(self._problem(name, message))

    def refuse(self, message: str):
        """Refuse the row as a whole."""
        self.errors.append(Problem(self.sheet, self.row, "", "", message, self.one_of_many))
        self.state = State.REJECTED

    def warn(self, name: str, message: str):
        """Note something odd that is written all the same."""
        self.warnings.append(self._problem(name, message))

    def failed(self, *names: str) -> bool:
        """Whether one of these columns has been refused."""
        return any(problem.column == self.headers[name] for problem in self.errors for name in names)

    def _problem(self, name, message):
        return Problem(self.sheet, self.row, self.headers[name], self.found(name), message, self.one_of_many)

    def settle(self, diff: list[Difference], plan: object):
        """Say what writing the row would change in what is stored."""
        self.diff, self.plan = tuple(diff), plan
        self.state = State.CHANGED if diff else State.UNCHANGED


def text_of(value: object) -> str:
    """A stored value as a difference shows it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return shown(value)
