"""Plants the seed files: inserts what is missing, updates what nobody has changed, names the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..ledger import By, Refused, sessions
from ..ledger.errors import sentence
from ..ledger.trail import digest, subject_of
from ..models import (
    AssessmentPeriod,
    Body,
    DutyKind,
    ElectoralUnit,
    NoteQuote,
    Regulation,
    Requirement,
    RequirementValue,
    SeedMark,
    Session,
    SourceDocument,
    SourceNote,
    Term,
    Wording,
)
from ..rules.calendar import plan
from . import seed_files

KEY_LENGTH = 200


@dataclass(frozen=True)
class Table:
    """How the rows of a model stand in the seeds: what names a row, what else it holds, what points elsewhere.

    Links are foreign keys written as the code of their target, ``many`` is a many-to-many written as codes,
    and ``prune`` says that an untouched row goes when the seeds no longer hold it.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    many: str = ""
    prune: bool = False

    @property
    def subject(self) -> str:
        return subject_of(self.model)

    def name(self, row: dict) -> str:
        """The natural key of a row as one short text."""
        text = " ".join(str(row[field]) for field in self.key)
        return text if len(text) <= KEY_LENGTH else sha256(text.encode()).hexdigest()

    def content(self, row: dict) -> dict:
        """What a row holds beside its key, a missing value being the model's default."""
        held = {name: row.get(name, self._default(name)) for name in self.fields}
        return held | {self.many: sorted(row[self.many])} if self.many else held

    def fingerprint(self, row: dict) -> str:
        """A digest that a new column with its default value does not change."""
        content = self.content(row)
        return digest({name: value for name, value in content.items() if value != self._default(name)})

    def _default(self, name: str):
        return None if name in self.links else self.model._meta.get_field(name).get_default()


@dataclass
class Report:
    """What a seeding did, row by row; ``kept`` are sentences on rows that somebody changed."""

    inserted: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stored:
    """A row of the database: its primary key, and its values with links as codes."""

    pk: int
    values: dict


TABLES = (
    Table(SourceDocument, ("code",), ("title", "publisher", "published_on", "file_name", "sha256", "note", "order")),
    Table(SourceNote, ("code",), ("subject", "text", "order")),
    Table(NoteQuote, ("note", "document", "quote"), links=("note", "document"), prune=True),
    Table(Body, ("code",), ("name", "level", "kind", "parent", "order"), links=("parent",)),
    Table(Wording, ("body_kind", "key"), ("text",)),
    Table(
        Term,
        ("code",),
        ("body", "label", "number", "starts_on", "starts_precision", "ends_on"),
        links=("body",),
    ),
    Table(ElectoralUnit, ("term", "name"), ("order", "seats"), links=("term",)),
    Table(DutyKind, ("code",), ("label", "unit", "timing", "derived", "order")),
    Table(
        Regulation,
        ("code",),
        ("body", "title", "label", "applies_below", "grassroots_only", "adopted", "order"),
        links=("body",),
    ),
    Table(Requirement, ("code",), ("regulation", "label", "short", "unit", "cycle", "order"), links=("regulation",)),
    Table(
        RequirementValue,
        ("requirement", "starts_on"),
        ("minimum", "part_period", "min_service_days", "half_day_cap", "document", "quote", "note"),
        links=("requirement", "document"),
        many="kinds",
    ),
    Table(
        Session,
        ("term", "kind", "ordinal"),
        ("opens_on", "closes_on", "bill_deadline", "note"),
        links=("term",),
    ),
)
PERIODS = Table(AssessmentPeriod, ("term", "cycle", "label"), ("starts_on", "ends_on"), links=("term",), prune=True)


@transaction.atomic
def seed(by: By, folder: Path = seed_files.FOLDER) -> Report:
    """Plant the seed files of a folder, and the assessment periods of every term; all or nothing."""
    rows, report = seed_files.rows(seed_files.read(folder)), Report()
    for table in TABLES:
        _plant(by, table, rows[table.subject], report)
    _plant(by, PERIODS, _periods(), report)
    return report


def _periods() -> list[dict]:
    return [
        {
            "term": term.code,
            "cycle": period.cycle,
            "label": period.label,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
        }
        for term in Term.objects.all()
        for period in plan(term.starts_on, term.ends_on)
    ]


def _plant(by: By, table: Table, rows: list[dict], report: Report):
    rows = [{name: _filled(table, row, name) for name in (*table.key, *row)} for row in rows]
    stored, marks = _stored(table), _marks(table)
    for row in rows:
        _plant_row(by, table, row, stored, marks, report)
    wanted = {table.name(row) for row in rows}
    for name in [name for name in marks if name not in wanted]:
        _leave(table, name, stored.get(name), marks, report)
    _remember(table, marks)


def _filled(table: Table, row: dict, name: str):
    return row[name] if name in row else table.model._meta.get_field(name).get_default()


def _plant_row(by, table, row, stored, marks, report):
    name, wanted = table.name(row), table.fingerprint(row)
    found = stored.get(name)
    current = table.fingerprint(found.values) if found else None
    title = f"{table.model._meta.verbose_name}「{name}」"
    match decide(current, marks.get(name), wanted):
        case "insert":
            WRITERS.get(table.model, _insert)(by, table, row, None)
            report.inserted.append(title)
        case "update":
            WRITERS.get(table.model, _update)(by, table, row, found)
            report.updated.append(title)
        case "unchanged":
            report.unchanged.append(title)
        case "kept":
            report.kept.append(title + _difference(table, row, found))
            return
    marks[name] = wanted


def decide(current: str | None, mark: str | None, wanted: str) -> str:
    """What to do with a row, by the digests of the stored row, of what was last seeded, and of the seed."""
    if current is None:
        return "insert" if mark is None else "kept"
    if current == wanted:
        return "unchanged"
    return "update" if current == mark else "kept"


def _difference(table: Table, row: dict, found: Stored | None) -> str:
    if found is None:
        return "：已被删除，没有重新写入。"
    wanted, held = table.content(row), table.content(found.values)
    names = [name for name in wanted if wanted[name] != held[name]]
    labels = "、".join(str(table.model._meta.get_field(name).verbose_name) for name in names)
    return f"：{labels}已被改动，保持不动。"


def _leave(table, name, found, marks, report):
    title = f"{table.model._meta.verbose_name}「{name}」"
    if found is None:
        del marks[name]
    elif table.prune and table.fingerprint(found.values) == marks[name]:
        table.model._base_manager.filter(pk=found.pk).delete()
        del marks[name]
        report.removed.append(title)
    else:
        report.kept.append(f"{title}：种子文件已不含这一条，数据库中保留；不需要时请在后台删除。")


def _stored(table: Table) -> dict[str, Stored]:
    columns = {name: f"{name}__code" if name in table.links else name for name in (*table.key, *table.fields)}
    found = {}
    for row in table.model._base_manager.values("pk", *columns.values()):
        found[row["pk"]] = {name: row[column] for name, column in columns.items()}
    if table.many:
        for row in found.values():
            row[table.many] = []
        pairs = table.model._base_manager.values_list("pk", f"{table.many}__code")
        for pk, code in pairs.exclude(**{f"{table.many}__code": None}):
            found[pk][table.many].append(code)
    return {table.name(row): Stored(pk, row) for pk, row in found.items()}


def _marks(table: Table) -> dict[str, str]:
    return dict(SeedMark.objects.filter(subject=table.subject).values_list("key", "digest"))


def _remember(table: Table, marks: dict[str, str]):
    SeedMark.objects.filter(subject=table.subject).exclude(key__in=marks).delete()
    SeedMark.objects.bulk_create(
        [SeedMark(subject=table.subject, key=key, digest=value) for key, value in marks.items()],
        update_conflicts=True,
        unique_fields=["subject", "key"],
        update_fields=["digest"],
        batch_size=300,
    )


def _insert(by: By, table: Table, row: dict, found: None):
    obj = table.model(**_columns(table, row))
    try:
        obj.full_clean()
    except ValidationError as error:
        reason = sentence(error)
        raise Refused(f"{table.model._meta.verbose_name}「{table.name(row)}」不能写入：{reason}") from error
    obj.save(force_insert=True)
    _link_many(table, row, obj.pk)


def _update(by: By, table: Table, row: dict, found: Stored):
    content = {name: row.get(name, value) for name, value in table.content(row).items() if name != table.many}
    table.model._base_manager.filter(pk=found.pk).update(**_columns(table, content))
    _link_many(table, row, found.pk)


def _columns(table: Table, row: dict) -> dict:
    return {
        name: _target(table, name, value) if name in table.links else value
        for name, value in row.items()
        if name != table.many
    }


def _target(table: Table, name: str, code: str | None):
    if code is None:
        return None
    model = table.model._meta.get_field(name).related_model
    target = model._base_manager.filter(code=code).first()
    if target is None:
        raise Refused(f"{table.model._meta.verbose_name}引用的{model._meta.verbose_name}「{code}」不在数据库中。")
    return target


def _link_many(table: Table, row: dict, pk: int):
    if table.many:
        manager = getattr(table.model._base_manager.get(pk=pk), table.many)
        codes = row[table.many]
        targets = manager.model._base_manager.filter(code__in=codes)
        if len(targets) < len(codes):
            raise Refused(f"{table.model._meta.verbose_name}「{table.name(row)}」引用的类别不全在数据库中。")
        manager.set(targets)


def _hold_session(by: By, table: Table, row: dict, found: Stored | None):
    columns = _columns(table, {**table.content(row), **{name: row[name] for name in table.key}})
    if found is None:
        sessions.convene(
            by,
            columns.pop("term"),
            columns.pop("ordinal"),
            columns.pop("opens_on"),
            columns.pop("closes_on"),
            **columns,
        )
        return
    session = Session.objects.get(pk=found.pk)
    days = {name: columns[name] for name in ("opens_on", "closes_on", "bill_deadline")}
    sessions.amend_session(by, session, **days)
    sessions.annotate_session(by, session, columns["note"])


WRITERS: dict[type[models.Model], Callable] = {Session: _hold_session}
