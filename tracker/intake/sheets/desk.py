"""The desk where the rows of one kind of sheet are examined and, when all is well, written."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from ...ledger import By, Refused
from ...ledger.verifying import own_persons
from ...models import AssessmentPeriod, ImportBatch, Term, User
from ..columns import Column
from ..lines import Difference, Line, State, address, text_of
from ..workbook import Form
from .lookup import Deputies
from .scope import Scope

PRIVATE, UNTOLD = frozenset({"end_reason"}), "（原来的不显示）"
OVERTAKEN = "导入期间数据有了变化；请重新检查后再导入，没有写入任何内容。"


class RowRefused(Refused):
    """The ledger refused what a row asks for."""

    def __init__(self, line: Line, message: str):
        super().__init__(f"{address(line)}：{message}")
        self.line, self.message = line, message


class Desk:
    """One kind of sheet, or of workbook. A subclass looks up what it needs once, and examines and writes line by line.

    The steps: ``prepare``, ``take`` for each line while the file is still read, ``look_up``, ``examine`` for each line,
    ``compare``; then ``write``. ``scope`` holds the mandates a liaison may speak of; None means everybody's. ``chosen``
    says which number a name stands for that several deputies bear. Who holds a role that is ``barred`` imports nothing
    of this kind, whatever other roles there are. What ``is_private`` tells of illness and custody, and is for the
    office that may see the reasons of leave and suspension.
    """

    kind: str
    label: str
    columns: Sequence[Column]
    prefilled: frozenset[str] = frozenset()
    sample: Mapping[str, object] = {}
    for_liaisons = False
    is_verified = False
    barred: frozenset[str] = frozenset()
    is_private = False

    def __init__(
        self,
        term: Term,
        on: date,
        *,
        scope: Scope | None = None,
        verifier: User | None = None,
        chosen: dict[str, str] | None = None,
    ):
        self.term, self.on, self.scope, self.verifier, self.chosen = term, on, scope, verifier, chosen or {}
        self.ends_on = term.ends_on or planned_end(term)
        self.verifiers_own = own_persons(verifier) if verifier else set()
        self.deputies: Deputies | None = None
        self.lines: list[Line] = []
        self.first = {}
        self.prepare()

    @classmethod
    def forms(cls) -> tuple[Form, ...]:
        """The kinds of sheets that a workbook of this kind may have."""
        return (Form(cls.label, cls.columns, cls.sample),)

    @classmethod
    def options(cls, term: Term) -> dict[str, list[str]]:
        """What a cell may hold in the columns whose choices depend on the term, by column name."""
        return {}

    def prepare(self):
        """Fetch what does not depend on the lines, before they come."""

    def take(self, line: Line):
        """Receive a line as it comes from the file, its cells cleaned."""
        self.lines.append(line)

    def look_up(self):
        """Fetch what examining needs when all lines are there, one query a table."""

    def examine(self, line: Line):
        """Resolve a line against the term and settle what it would change."""
        raise NotImplementedError

    def compare(self):
        """Warn of what shows only when all lines have been examined."""

    def meant(self, line: Line) -> object:
        """Whom and what a line without faults is about, as far as its cells do not say it: what a preview binds too."""
        return None

    def write(self, by: By, batch: ImportBatch, verified_by: By | None):
        """Write all lines that are new or changed."""
        raise NotImplementedError

    def once(self, line: Line, key: object, name: str, what: str):
        """Refuse a key that an earlier line of the file has."""
        first = self.first.setdefault(key, line)
        if first is not line:
            where = "" if first.sheet == line.sheet else f"工作表「{first.sheet}」"
            line.reject(name, f"与{where}第 {first.row} 行重复（{what}）；请只留一行。")

    def warn_outside_term(self, line: Line, *names: str):
        """Warn of days outside the term; an ``ends_on`` is the first day after."""
        for name in names:
            day = line.get(name)
            if day and not self._in_term(day - timedelta(days=name == "ends_on")):
                line.warn(name, f"{day} 不在{self.term.label}任期内。")

    def _in_term(self, day):
        return self.term.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def warn_future_end(self, line: Line):
        """Warn of an end that is still to come."""
        if line.has("ends_on") and line.get("ends_on") > self.on:
            line.warn("ends_on", f"{line.get('ends_on')} 尚未到来。")

    def lines_that(self, state: State) -> list[Line]:
        """The lines in one state."""
        return [line for line in self.lines if line.state == state]


def planned_end(term: Term) -> date | None:
    """The end of a term as its periods plan it."""
    return AssessmentPeriod.objects.filter(term=term, cycle="term").values_list("ends_on", flat=True).first()


def differences(line: Line, obj, names: Sequence[str]) -> dict[str, object]:
    """The values of a line that differ from those of a stored row; a blank cell says nothing."""
    return {name: line.get(name) for name in names if line.has(name) and line.get(name) != getattr(obj, name)}


def differences_of(line: Line, obj, values: dict[str, object]) -> list[Difference]:
    """Changed values as a reader sees them."""
    return [Difference(line.headers[name], _seen(obj, name), _label(obj, name, new)) for name, new in values.items()]


def _seen(obj, name):
    return UNTOLD if name in PRIVATE and getattr(obj, name) else _label(obj, name, getattr(obj, name))


def _label(obj, name, value):
    choices = dict(obj._meta.get_field(name).flatchoices)
    return str(choices.get(value, text_of(value)))


@contextmanager
def addressed(line: Line):
    """Give a refusal of the ledger the address of the row it is about."""
    try:
        yield
    except Refused as error:
        raise RowRefused(line, str(error)) from error
