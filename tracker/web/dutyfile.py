"""What the duty-file page shows, put together from the judgement and the explained records."""

from dataclasses import dataclass

from ..models import DutyKind
from ..scores import explain, summary
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
    total: int
    strip: object = None


def sheet_of(judgement: summary.Judgement, mandate) -> Sheet:
    """The sheet of the one mandate of a judgement."""
    if not judgement.standings:
        return Sheet(None, (), (), 0)
    (standing,) = judgement.standings
    labels = dict(DutyKind.objects.values_list("code", "label"))
    explained = {period.cycle: explain.explain(judgement.case, period) for period in judgement.case.periods}
    sections = [
        section
        for period in judgement.case.periods
        for regulation in judgement.book.regulations
        if (section := _section(judgement, standing, regulation, period, explained[period.cycle], labels))
    ]
    uncounted, total = _uncounted(explained, judgement, labels)
    return Sheet(standing, tuple(sections), uncounted, total, strip.strip_of(standing, judgement))


def _section(judgement, standing, regulation, period, explained, labels):
    lines = [
        _line(judgement, item, standing.findings[item.code], explained, labels)
        for item in regulation.requirements
        if item.cycle == period.cycle and item.code in standing.findings
    ]
    if not lines:
        return None
    outcome = standing.outcome(regulation.code, period.cycle)
    title = f"{period.label} 年" if period.cycle == "year" else period.label
    heading = f"{title} · {regulation.label}"
    return Section(heading, period, tuple(lines), OUTCOME_LABELS[outcome], OUTCOME_CLASSES[outcome])


def _line(judgement, requirement, finding, explained, labels) -> Line:
    counted = [item.record for item in explained if item.answers.get(requirement.code) == COUNTED]
    return Line(
        requirement,
        finding,
        OUTCOME_LABELS[finding.outcome],
        OUTCOME_CLASSES[finding.outcome],
        finding_sentence(finding, requirement),
        strip.strip_of_finding(finding),
        tuple(Row(record, labels.get(record.kind, record.kind)) for record in counted),
    )


def _uncounted(explained, judgement, labels) -> tuple[tuple[Row, ...], int]:
    """The records that count neither in the year nor in the term though some rule asks for their kind in one."""
    year = judgement.period("year")
    rows, seen = [], {}
    for cycle in ("year", "term"):
        for item in explained.get(cycle, []):
            seen.setdefault(item.record.id, (item.record, []))[1].extend(item.answers.values())
    for record, answers in seen.values():
        in_year = record.occurred_on is None or record.occurred_on >= year.starts_on
        if COUNTED not in answers and in_year:
            rows.append(Row(record, labels.get(record.kind, record.kind), _reason(answers)))
    return tuple(rows), len(seen)


def _reason(answers) -> str:
    telling = [answer for answer in dict.fromkeys(answers) if answer != "other_kind"]
    return "；".join(explain.LABELS[answer] for answer in telling or ["other_kind"])
