"""The pipeline of an import: read, clean every cell, resolve, compare, and write once or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction

from ..ledger import By, Refused
from ..models import ImportBatch, Term, User
from . import rights, workbook
from .cleaners import Invalid
from .columns import Reader
from .lines import Line, Problem, State
from .sheets import DESKS, Desk
from .sheets.desk import RowRefused

COUNTED = (State.NEW, State.UNCHANGED, State.CHANGED, State.REJECTED)


@dataclass(frozen=True)
class Check:
    """What a file would do to a term, bound to the file by its SHA-256; nothing is written yet."""

    kind: str
    term: Term
    book: workbook.Workbook
    desk: Desk
    lines: tuple[Line, ...]
    notes: tuple[Problem, ...]
    refusals: list[Problem] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return self.book.digest

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what they would do; rows = new + unchanged + changed + rejected."""
        found = Counter(line.state for line in self.lines)
        counts = {str(state): found[state] for state in COUNTED}
        return {"rows": sum(counts.values()), **counts}

    @property
    def errors(self) -> list[Problem]:
        return [*self.refusals, *(problem for line in self.lines for problem in line.errors)]

    @property
    def warnings(self) -> list[Problem]:
        return [*self.notes, *(problem for line in self.lines for problem in line.warnings)]

    def report(self, written: int) -> dict:
        """The whole outcome as JSON tells it."""
        problems = {name: [problem.as_dict() for problem in getattr(self, name)] for name in ("warnings", "errors")}
        return {**self.counts, "written": written, **problems}


def check(
    kind: str,
    file: Path | BinaryIO,
    term: Term,
    by: By,
    on: date,
    *,
    verified_by: User | None = None,
    chosen: dict[str, str] | None = None,
    track: Callable[[list], Iterable] = iter,
) -> Check:
    """Examine a workbook of a kind for a term as of a day; ``track`` may watch the rows go by.

    ``chosen`` gives the number of the deputy meant by a name that several bear.
    """
    rights.guard(DESKS[kind], term, by.user, on, verified_by)
    book = workbook.read(file, DESKS[kind].forms())
    desk = DESKS[kind](term, on, scope=rights.scope(by.user, term, on), verifier=verified_by, chosen=chosen)
    for table in book.tables:
        for line in _lines(desk, table):
            desk.take(line)
    lines = list(desk.lines)
    desk.look_up()
    for line in track(desk.lines):
        desk.examine(line)
    desk.compare()
    for line in lines:
        line.state = State.REJECTED if line.errors else line.state
    return Check(kind, term, book, desk, tuple(lines), tuple(_notes(book)))


def _lines(desk, table) -> Iterator[Line]:
    """The rows of a table that say something, every cell cleaned, and its faults noted."""
    here = {column.name: table.headers[position] for position, column in table.columns.items()}
    headers = {column.name: column.header for column in table.form.columns} | here
    readers = [(position, column.name, Reader(column)) for position, column in table.columns.items()]
    one_of_many = len(desk.forms()) > 1
    for row in table.rows:
        if _says_something(row, desk):
            line = Line(table.sheet, row.number, headers, {}, row, table.form.title, one_of_many)
            _clean(line, readers)
            yield line


def _clean(line, readers):
    _, raw, _, odd = line.source
    for position, name, reader in readers:
        value = raw[position]
        found = reader.read(odd[position]) if position in odd else reader[type(value), value]
        if type(found) is Invalid:
            line.reject(name, str(found))
        elif found is not None:
            line.values[name] = found


def _says_something(row, desk):
    """Whether a row has more than what a template filled in for the clerk; a merged cell speaks for its row too."""
    own = [position for position, column in row.columns.items() if column.name not in desk.prefilled]
    return not desk.prefilled or any(row.cell(position).merged or not row.is_blank(position) for position in own)


def _notes(book):
    for table in book.tables:
        for position, text in table.unknown:
            name = text or f"第 {position + 1} 列"
            message = f"工作表「{table.sheet}」有不认识的列「{name}」，这一列没有读取。"
            yield Problem(table.sheet, 0, name, text, message)
    for sheet in book.left_out:
        yield Problem(sheet, 0, "", "", f"工作表「{sheet}」是隐藏的或缺少必须有的列，没有读取。")


def write(check: Check, by: By, verified_by: By | None = None) -> dict[str, int]:
    """Write what a check found, all in one transaction; the counts with how many rows were written."""
    if check.errors:
        raise Refused(f"有 {check.counts['rejected']} 行不能导入；请改正后再导入，没有写入任何内容。")
    try:
        with transaction.atomic():
            check.desk.write(by, _batch(check, by), verified_by)
    except IntegrityError as error:
        raise Refused("导入期间数据有了变化；请重新检查后再导入，没有写入任何内容。") from error
    return {**check.counts, "written": check.counts["new"] + check.counts["changed"]}


def attempt(check: Check, by: By, verified_by: By | None = None) -> int:
    """Write a check without errors, and say how many rows were written; a refusal becomes one of its errors."""
    if check.errors:
        return 0
    try:
        return write(check, by, verified_by)["written"]
    except RowRefused as error:
        error.line.refuse(error.message)
    except Refused as error:
        check.refusals.append(Problem("", 0, "", "", str(error)))
    return 0


def _batch(check, by):
    counts = {name: check.counts[name] for name in ("rows", "new", "changed", "unchanged")}
    return ImportBatch.objects.create(
        term=check.term,
        kind=check.kind,
        file_name=check.book.name[-200:],
        file_hash=check.digest,
        imported_by=by.user,
        imported_at=by.at,
        **counts,
    )
