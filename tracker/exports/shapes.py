"""The JSON shapes that others rely on."""

from dataclasses import asdict
from datetime import date

from ..scores.explain import Explained
from ..scores.judge import Finding
from ..scores.periods import Period
from ..scores.summary import Judgement, Standing
from ..scores.totals import Total
from ..scores.unjudged import unjudged


def score(judgement: Judgement) -> dict:
    """The verdicts of a term's deputies in the first judged period."""
    period = judgement.case.periods[0]
    return {
        "term": judgement.term.code,
        "period": _period(period),
        "on": judgement.on.isoformat(),
        "deputies": [_deputy(row, period) for row in judgement.standings],
        "unjudged": [asdict(row) for row in unjudged(judgement, period.cycle)],
    }


def _period(period: Period) -> dict:
    days = {"starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()}
    return {"cycle": period.cycle, "label": period.label, **days}


def _deputy(row: Standing, period: Period) -> dict:
    return {
        "number": row.number,
        "name": row.name,
        "unit": row.unit.name if row.unit else "",
        "served_days": row.served_days,
        "overall": {regulation: outcome for (regulation, cycle), outcome in row.overall.items()},
        "findings": [_finding(finding) for finding in row.findings.values()],
    }


def _finding(finding: Finding) -> dict:
    names = ("regulation", "requirement", "required", "counted", "pending", "outcome", "reason")
    return {name: getattr(finding, name) for name in names}


def all_terms(year: int, on: date, totals: list[Total]) -> dict:
    """How many deputies of each term have each outcome in a year: overall and per requirement."""
    return {"year": year, "on": on.isoformat(), "terms": [asdict(total) for total in totals]}


def explained(rows: list[Explained]) -> dict:
    """Every record with exactly one answer per requirement."""
    return {"records": [_record(row) for row in rows]}


def _record(row: Explained) -> dict:
    record = row.record
    day = record.occurred_on.isoformat() if record.occurred_on else None
    return {
        "id": record.id,
        "kind": record.kind,
        "occurred_on": day,
        "title": record.title,
        "state": record.state,
        "answers": row.answers,
    }
