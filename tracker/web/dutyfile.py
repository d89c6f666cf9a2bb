"""What the duty-file page shows, put together from the judgement and the explained records."""

from dataclasses import dataclass

from django.utils.translation import gettext

from ..models import DutyKind
from ..scores import explain, summary, uncounted
from ..scores.classify import COUNTED
from ..scores.judge import Finding
from ..tables import strip
from ..tables.words import OUTCOME_CLASSES, OUTCOME_LABELS, finding_sentence


@dataclass(frozen=True)
class Row:
    """One record as the page shows it."""

    record: object
    kind: str
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One requirement: its verdict, its sentence, its marks and the rows it counted."""

    requirement: object
    finding: Finding
    label: str
    css: str
    sentence: str
    strip: object
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """One regulation's requirements in one period, with the overall outcome."""

    title: str
    period: object
    lines: tuple[Line, ...]
    label: str
    css: str


@dataclass(frozen=True)
class Sheet:
    """The duty file of one deputy as of a day; ``standing`` is None when there was no service yet."""

    standing: summary.Standing | None
    sections: tuple[Section, ...]
    uncounted: tuple[Row, ...]
    strip: object = None


def sheet_of(judgement: summary.Judgement, mandate) -> Sheet:
    """The sheet of the one mandate of a judgement."""
    if not judgement.standings:
        return Sheet(None, (), ())
    (standing,) = judgement.standings
    labels = dict(DutyKind.objects.values_list("code", "label"))
    found = explain.explain_periods(judgement.case)
    explained = {key[0]: rows[mandate.pk] for key, rows in found.items()}
    sections = [
        section
        for period in judgement.case.periods
        for regulation in judgement.book.regulations
        if (section := _section(judgement, standing, regulation, period, explained[period.cycle], labels))
    ]
    rows = _uncounted(uncounted.answered(judgement.case, found)[mandate.pk], labels)
    return Sheet(standing, tuple(sections), rows, strip.strip_of(standing, judgement))


def _section(judgement, standing, regulation, period, explained, labels):
    lines = [
        _line(judgement, item, standing.findings[item.code], explained, labels)
        for item in regulation.requirements
        if item.cycle == period.cycle and item.code in standing.findings
    ]
    if not lines:
        return None
    outcome = standing.outcome(regulation.code, period.cycle)
    title = gettext("%(year)s 年") % {"year": period.label} if period.cycle == "year" else gettext(period.label)
    heading = f"{title} · {regulation.label}"
    return Section(heading, period, tuple(lines), gettext(OUTCOME_LABELS[outcome]), OUTCOME_CLASSES[outcome])


def _line(judgement, requirement, finding, explained, labels) -> Line:
    counted = [item.record for item in explained if item.answers.get(requirement.code) == COUNTED]
    return Line(
        requirement,
        finding,
        gettext(OUTCOME_LABELS[finding.outcome]),
        OUTCOME_CLASSES[finding.outcome],
        finding_sentence(finding, requirement),
        strip.strip_of_finding(finding),
        tuple(Row(record, labels.get(record.kind, record.kind)) for record in counted),
    )


def _uncounted(answered, labels) -> tuple[Row, ...]:
    """The records that count nowhere though a rule asks for their kind, each with its reasons."""
    return tuple(
        Row(item.record, labels.get(item.record.kind, item.record.kind), gettext("；").join(_words(item)))
        for item in answered
        if item.reasons
    )


def _words(item) -> list[str]:
    return list(dict.fromkeys(gettext(explain.LABELS[reason]) for reason in item.reasons))
