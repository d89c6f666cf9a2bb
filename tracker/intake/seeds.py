"""The seeds: which tables they fill, in which order, and the periods that follow from the terms."""

from pathlib import Path

from django.db import transaction

from ..ledger import By, figures, sessions
from ..models import (
    AssessmentPeriod,
    Body,
    DutyKind,
    ElectoralUnit,
    FigureRelation,
    HandlingRule,
    Indicator,
    NoteQuote,
    Regulation,
    ReportedFigure,
    Requirement,
    RequirementValue,
    Session,
    SourceDocument,
    SourceNote,
    Term,
    Wording,
)
from ..rules.calendar import plan
from . import seed_files, seed_shapes
from .planting import Report, Table, plant


def hold_session(by: By, pk: int | None, columns: dict) -> Session:
    """Convene a session of the seeds through the ledger, or amend the one that is there."""
    if pk is None:
        return sessions.convene(by, **columns)
    session = Session.objects.get(pk=pk)
    days = {name: columns[name] for name in ("opens_on", "closes_on", "bill_deadline")}
    return sessions.amend_session(by, session, **days, note=columns["note"])


def hold_figure(by: By, pk: int | None, columns: dict) -> ReportedFigure:
    """Register a figure of the seeds through the ledger, or amend the one that is there."""
    if pk is None:
        return figures.report_figure(by, ReportedFigure(**columns))
    return figures.amend_figure(by, ReportedFigure.objects.get(pk=pk), columns)


def hold_figures(by: By, rows: list[dict]):
    """Register new figures of the seeds through the ledger, all at once."""
    figures.report_figures(by, [ReportedFigure(**columns) for columns in rows])


TABLES = (
    Table(SourceDocument, ("code",), ("title", "publisher", "published_on", "file_name", "sha256", "note", "order")),
    Table(SourceNote, ("code",), ("subject", "text", "order")),
    Table(NoteQuote, ("note", "document", "quote"), links=("note", "document"), prune=True),
    Table(Body, ("code",), ("name", "level", "kind", "parent", "order"), links=("parent",)),
    Table(Wording, ("body_kind", "key"), ("text", "english")),
    Table(
        Term,
        ("code",),
        ("body", "label", "number", "starts_on", "starts_precision", "ends_on"),
        links=("body",),
    ),
    Table(ElectoralUnit, ("term", "name"), ("order", "seats", "is_garrison"), links=("term",)),
    Table(DutyKind, ("code",), ("label", "unit", "timing", "derived", "order")),
    Table(
        HandlingRule,
        ("body", "starts_on"),
        ("basis", *seed_shapes.LIMITS, "contact_required", *seed_shapes.LABELS, "note"),
        links=("body",),
    ),
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
        write=hold_session,
    ),
    Table(
        Indicator,
        ("code",),
        (
            *("label", "english", "unit", "scope", "words", "measure", "grassroots_only"),
            *("section", "definition", "order"),
        ),
        many="kinds",
    ),
    Table(FigureRelation, ("code",), ("kind", "rule", "indicators", "text", "order")),
    Table(
        ReportedFigure,
        ("code",),
        (
            *("indicator", "label", "english", "document", "quote", "value", "value_max", "unit", "qualifier"),
            *("qualifier_text", "body", "body_name", "starts_on", "last_on", "precision", "scope", "note"),
        ),
        links=("indicator", "document", "body"),
        write=hold_figure,
        insert=hold_figures,
    ),
)
PERIODS = Table(AssessmentPeriod, ("term", "cycle", "label"), ("starts_on", "ends_on"), links=("term",), prune=True)


@transaction.atomic
def seed(by: By, folder: Path = seed_files.FOLDER) -> Report:
    """Plant the seed files of a folder, and the assessment periods of every term; all or nothing.

    Raises Unreadable when a file is missing or broken, and Refused when a row cannot be stored.
    """
    rows, report = seed_files.rows(seed_files.read(folder)), Report()
    for table in TABLES:
        plant(by, table, rows[table.subject], report)
    plant(by, PERIODS, _periods(), report)
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
