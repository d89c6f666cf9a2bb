"""The pipeline of an import: read, clean every cell, resolve, compare, and write once or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction

from ..ledger import By, Refused
from ..models import ImportBatch, Term, User
from . import rights
from .aliases import aliases_of
from .cleaners import Invalid, shown
from .columns import Cell, Reader, header_key, match
from .grid import Disordered
from .lines import Line, Problem, State
from .sheets import DESKS, Desk
from .sheets.desk import OVERTAKEN, RowRefused
from .workbook import SAMPLE, Table, Workbook

Watch = Callable[[str, Iterable, int | None], Iterable]
COMPUTED = {"状态", "审核状态", "审核人", "审核时间", "结果", "得分", "分数", "总分", "是否达标", "达标情况", "排名"}
READING, CHECKING = "正在读取", "正在检查"


@dataclass(frozen=True)
class Check:
    """What a file would do to a term, bound to the file by its SHA-256; nothing is written yet."""

    kind: str
    term: Term
    book: Workbook
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
        counts = {str(state): found[state] for state in State}
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


def unwatched(doing: str, rows: Iterable, total: int | None) -> Iterable:
    """Hand the rows on to nobody watching."""
    return rows


def check(
    kind: str,
    file: Path | BinaryIO,
    term: Term,
    by: By,
    on: date,
    *,
    verified_by: User | None = None,
    chosen: dict[str, str] | None = None,
    watch: Watch = unwatched,
) -> Check:
    """Examine a workbook of a kind for a term as of a day.

    ``chosen`` gives the number of the deputy meant by a name that several bear; ``watch`` gets what is done, the rows
    and how many they are (None while the file is read), and hands the rows on.
    """
    rights.guard(DESKS[kind], term, by.user, on, verified_by)
    book, also, scope = Workbook(file), aliases_of(kind), rights.scope(by.user, term, on)
    new_desk = partial(DESKS[kind], term, on, scope=scope, verifier=verified_by, chosen=chosen)
    try:
        desk, notes = _taken(new_desk(), book, also, watch)
    except Disordered:
        desk, notes = _taken(new_desk(), book, also, watch, whole=True)
    lines = tuple(desk.lines)
    desk.look_up()
    for line in watch(CHECKING, desk.lines, len(desk.lines)):
        desk.examine(line)
    desk.compare()
    for line in lines:
        line.state = State.REJECTED if line.errors else line.state
    return Check(kind, term, book, desk, lines, (*_of_the_file(desk, book), *notes))


def _of_the_file(desk, book) -> Iterator[Problem]:
    """What is to be said of the file as a whole."""
    for head in book.heads:
        if label := _likelier(desk, head):
            sentence = f"工作表「{head.sheet}」的列更像「{label}」的表格；请核对所选的表格是否正确。"
            yield Problem(head.sheet, 0, "", "", sentence)
    if desk.deputies and (sentence := desk.deputies.elsewhere()):
        yield Problem("", 0, "", "", sentence)


def _likelier(desk, head) -> str:
    """The kind of workbook of which a header names more columns, all required ones among them; mostly none."""
    most, label = len(head.columns), ""
    for other in DESKS.values():
        for form in other.forms() if other.kind != desk.kind else ():
            named = match(form.columns, head.texts).values()
            if len(named) > most and all(column in named for column in form.columns if column.required):
                most, label = len(named), other.label
    return label


def _taken(desk, book, also, watch, *, whole=False):
    """The desk with all lines of the file, and what is to be said of the sheets."""
    notes = []
    for table in book.tables(desk.forms(), also, whole=whole):
        for line in watch(READING, _lines(desk, table, notes), None):
            desk.take(line)
        notes += _unread(table)
    for sheet in book.left_out:
        notes.append(Problem(sheet, 0, "", "", f"工作表「{sheet}」是隐藏的或缺少必须有的列，没有读取。"))
    return desk, tuple(notes)


def _lines(desk, table: Table, notes: list) -> Iterator[Line]:
    """The rows of a table that say something, every cell cleaned, and its faults noted."""
    head = table.head
    here = {column.name: head.texts[position] for position, column in head.columns.items()}
    headers = {column.name: column.header for column in head.form.columns} | here
    readers = [_reader(position, column) for position, column in head.columns.items()]
    own = [position for position, column in head.columns.items() if column.name not in desk.prefilled]
    one_of_many, marked, sample = len(desk.forms()) > 1, _marked(head), _sample(head)
    for row in table.rows():
        if desk.prefilled and not row.holds(own):
            continue
        mark = shown(row.raw[marked]) if marked is not None else ""
        if sample and mark in ("", SAMPLE) and all(shown(row.raw[position]) == text for position, text in sample):
            notes.append(Problem(head.sheet, row.number, "", "", "这是模板的示例行，没有读取。", one_of_many))
            continue
        line = Line(head.sheet, row.number, headers, {}, row, head.form.title, one_of_many)
        _clean(line, readers)
        if mark == SAMPLE:
            line.refuse(
                f"「{head.texts[marked]}」一格还写着“{SAMPLE}”，其他内容却不是示例；请清空这一格，或删去这一行。"
            )
        yield line


def _reader(position, column):
    """Where a column stands, its name, what its cells hold, and whether a blank one says nothing and may."""
    reader = Reader(column)
    return position, column.name, reader, reader.read(Cell()) is None


def _clean(line, readers):
    _, raw, _, odd = line.source
    values = line.values
    for position, name, reader, may_be_blank in readers:
        value = raw[position]
        if value is None and may_be_blank and not odd:
            continue
        found = reader.read(odd[position]) if position in odd else reader[type(value), value]
        if type(found) is Invalid:
            line.reject(name, str(found))
        elif found is not None:
            values[name] = found


def _marked(head) -> int | None:
    """Where the mark of a sample row stands."""
    names = {column.name: position for position, column in head.columns.items()}
    return next((names.get(name) for name, value in head.form.sample.items() if value == SAMPLE), None)


def _sample(head) -> list[tuple[int, str]]:
    """What the cells of the template's sample row say, but for the mark, which a clerk may have deleted."""
    said = head.form.sample
    cells = [(position, shown(said.get(column.name))) for position, column in head.columns.items()]
    return [(position, text) for position, text in cells if text != SAMPLE] if said else []


def _unread(table) -> Iterator[Problem]:
    for number in table.above:
        message = f"工作表「{table.head.sheet}」第 {number} 行在表头之上，没有读取；如是数据，请移到表头下面。"
        yield Problem(table.head.sheet, 0, "", "", message)
    for position, text in table.unknown:
        name = text or f"第 {position + 1} 列"
        is_computed = header_key(text) in COMPUTED
        what = "由系统得出、不从文件读取的列" if is_computed else "不认识的列"
        hint = "；如是别名，可请系统管理员添加到「列名别名」" if text and not is_computed else ""
        message = f"工作表「{table.head.sheet}」有{what}「{name}」，这一列没有读取{hint}。"
        yield Problem(table.head.sheet, 0, name, text, message)


def write(check: Check, by: By, verified_by: By | None = None) -> ImportBatch:
    """Write what a check found, all in one transaction; the batch that keeps who, what and how many."""
    if check.errors:
        raise Refused(f"有 {check.counts['rejected']} 行不能导入；请改正后再导入，没有写入任何内容。")
    try:
        with transaction.atomic():
            batch = _batch(check, by)
            check.desk.write(by, batch, verified_by)
    except IntegrityError as error:
        raise Refused(OVERTAKEN) from error
    return batch


def attempt(check: Check, by: By, verified_by: By | None = None) -> int:
    """Write a check without errors, and say how many rows were written; a refusal becomes one of its errors."""
    if check.errors:
        return 0
    try:
        batch = write(check, by, verified_by)
        return batch.new + batch.changed
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
