"""Plants rows of reference data: inserts what is missing, updates what nobody has changed, names the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models

from ..ledger import By, Refused
from ..ledger.errors import sentence
from ..ledger.trail import digest, subject_of
from ..models import SeedMark

KEY_LENGTH = 200
MARKS_AT_ONCE = 300


@dataclass(frozen=True)
class Stored:
    """A row of the database: its primary key, and its values with links as codes."""

    pk: int
    values: dict


@dataclass(frozen=True)
class Named:
    """A row as a person is told of it."""

    kind: str
    name: str

    def __str__(self):
        return f"{self.kind}「{self.name}」"


@dataclass
class Report:
    """What a planting did, row by row; ``kept`` are sentences on rows that differ and were left alone."""

    inserted: list[Named] = field(default_factory=list)
    updated: list[Named] = field(default_factory=list)
    unchanged: list[Named] = field(default_factory=list)
    removed: list[Named] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """How the rows of a model stand in the seeds: what names a row, what else it holds, what points elsewhere.

    ``links`` are foreign keys written as the code of their target, ``many`` is a many-to-many written as codes,
    ``prune`` says that an untouched row goes when the seeds no longer hold it, and ``write`` is a verb of the
    ledger for a table of facts, ``insert`` one that writes many new rows of it at once. ``known`` are the targets of
    links that a planting has met.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    many: str = ""
    prune: bool = False
    write: Callable | None = None
    insert: Callable | None = None
    known: dict = field(default_factory=dict, compare=False)

    @property
    def subject(self) -> str:
        return subject_of(self.model)

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    def naming(self, row: dict) -> Named:
        """The natural key of a row, for a person."""
        return Named(self.label, " ".join(str(row[name]) for name in self.key))

    def mark(self, row: dict) -> str:
        """The natural key of a row, short enough for its mark."""
        name = self.naming(row).name
        return name if len(name) <= KEY_LENGTH else sha256(name.encode()).hexdigest()

    def whole(self, row: dict) -> dict:
        """The key and the content of a row, a missing value being the model's default."""
        held = {name: row.get(name, self.default(name)) for name in (*self.key, *self.fields)}
        return held | {self.many: sorted(row[self.many])} if self.many else held

    def fingerprint(self, row: dict) -> str:
        """A digest of the content that a new column with its default value does not change."""
        content = {name: value for name, value in row.items() if name not in self.key}
        return digest({name: value for name, value in content.items() if value != self.default(name)})

    def default(self, name: str):
        """What a row holds in a field when nothing is said."""
        return None if name in self.links else self.model._meta.get_field(name).get_default()

    def columns(self, row: dict) -> dict:
        """A row as the model takes it, links resolved; refuses a link to a row that is not there."""
        return {
            name: self._target(name, value) if name in self.links else value
            for name, value in row.items()
            if name != self.many
        }

    def _target(self, name: str, code: str | None):
        if code is None:
            return None
        if (name, code) not in self.known:
            self.known[name, code] = self._found(name, code)
        return self.known[name, code]

    def _found(self, name: str, code: str):
        model = self.model._meta.get_field(name).related_model
        target = model._base_manager.filter(code=code).first()
        if target is None:
            raise Refused(f"{self.label}引用的{model._meta.verbose_name}「{code}」不在数据库中，请先在后台补上。")
        return target


def decide(current: str | None, mark: str | None, wanted: str) -> str:
    """What to do with a row, by the digests of the stored row, of what was last planted, and of what is wanted."""
    if current is None:
        return "insert" if mark is None else "kept"
    if current == wanted:
        return "unchanged"
    return "update" if current == mark else "kept"


def plant(by: By, table: Table, rows: list[dict], report: Report):
    """Plant the rows of one table, and remember what was planted; raises Refused."""
    table = replace(table, known={})
    rows, fresh = [table.whole(row) for row in rows], []
    stored = _stored(table)
    marks = dict(SeedMark.objects.filter(subject=table.subject).values_list("key", "digest"))
    for row in rows:
        _plant_row(by, table, row, (stored, marks, fresh), report)
    if fresh:
        table.insert(by, fresh)
    wanted = {table.mark(row) for row in rows}
    for mark in [mark for mark in marks if mark not in wanted]:
        _leave(table, mark, (stored, marks), report)
    _remember(table, marks)


def _plant_row(by: By, table: Table, row: dict, known: tuple, report: Report):
    stored, marks, fresh = known
    mark, wanted = table.mark(row), table.fingerprint(row)
    found = stored.get(mark)
    decision = decide(table.fingerprint(found.values) if found else None, marks.get(mark), wanted)
    if decision == "kept":
        report.kept.append(f"{table.naming(row)}{_difference(table, row, found)}")
        return
    if decision == "insert" and table.insert:
        fresh.append(table.columns(row))
    elif decision != "unchanged":
        _write(by, table, row, found)
    {"insert": report.inserted, "update": report.updated, "unchanged": report.unchanged}[decision].append(
        table.naming(row)
    )
    marks[mark] = wanted


def _difference(table: Table, row: dict, found: Stored | None) -> str:
    if found is None:
        return "已被删除，没有重新写入。"
    names = [name for name in row if row[name] != found.values[name]]
    labels = "、".join(str(table.model._meta.get_field(name).verbose_name) for name in names)
    return f"的{labels}与种子文件不同，是有人改过的，保持不动。"


def _leave(table: Table, mark: str, known: tuple, report: Report):
    stored, marks = known
    found = stored.get(mark)
    if found is None:
        del marks[mark]
    elif table.prune and table.fingerprint(found.values) == marks[mark]:
        table.model._base_manager.filter(pk=found.pk).delete()
        del marks[mark]
        report.removed.append(table.naming(found.values))
    else:
        naming = table.naming(found.values)
        report.kept.append(f"{naming}已不在种子文件中，数据库里保留；不需要时请在后台删除。")


def _stored(table: Table) -> dict[str, Stored]:
    columns = {name: f"{name}__code" if name in table.links else name for name in (*table.key, *table.fields)}
    found = {
        row["pk"]: {name: row[column] for name, column in columns.items()}
        for row in table.model._base_manager.values("pk", *columns.values())
    }
    if table.many:
        _add_many(table, found)
    return {table.mark(row): Stored(pk, row) for pk, row in found.items()}


def _add_many(table: Table, found: dict[int, dict]):
    column = f"{table.many}__code"
    for row in found.values():
        row[table.many] = []
    pairs = table.model._base_manager.values_list("pk", column)
    for pk, code in sorted(pairs.exclude(**{column: None})):
        found[pk][table.many].append(code)


def _remember(table: Table, marks: dict[str, str]):
    SeedMark.objects.filter(subject=table.subject).exclude(key__in=marks).delete()
    SeedMark.objects.bulk_create(
        [SeedMark(subject=table.subject, key=key, digest=value) for key, value in marks.items()],
        update_conflicts=True,
        unique_fields=["subject", "key"],
        update_fields=["digest"],
        batch_size=MARKS_AT_ONCE,
    )


def _write(by: By, table: Table, row: dict, found: Stored | None):
    columns = table.columns(row)
    if table.write:
        table.write(by, found.pk if found else None, columns)
        return
    obj = table.model._base_manager.get(pk=found.pk) if found else table.model()
    for name, value in columns.items():
        setattr(obj, name, value)
    try:
        obj.full_clean()
    except ValidationError as error:
        raise Refused(f"{table.naming(row)}不能写入：{sentence(error, table.model)}") from error
    obj.save(force_insert=found is None)
    if table.many and (found or row[table.many]):
        _link_many(table, obj, row[table.many])


def _link_many(table: Table, obj: models.Model, codes: list[str]):
    manager = getattr(obj, table.many)
    targets = manager.model._base_manager.filter(code__in=codes)
    missing = sorted(set(codes) - {target.code for target in targets})
    if missing:
        raise Refused(f"{table.label}引用的类别「{'、'.join(missing)}」不在数据库中，请先在后台补上。")
    manager.set(targets)
