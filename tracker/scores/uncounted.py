"""The records that count nowhere, and why. A record that no requirement asks for is not missed by anybody."""

from dataclasses import dataclass, field

from .classify import COUNTED, Record
from .explain import explain_periods
from .facts import Case


@dataclass(frozen=True)
class Answered:
    """One record and its answer to each (requirement, period) that asks for its kind."""

    record: Record
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def counted(self) -> list[tuple[str, str]]:
        """The (requirement, period label) pairs it is counted for."""
        return [key for key, answer in self.answers.items() if answer == COUNTED]

    @property
    def reasons(self) -> list[str]:
        """Why it is counted nowhere, each reason once; empty when it is counted or nobody asks for it."""
        return [] if self.counted else list(dict.fromkeys(self.answers.values()))


def answered(case: Case, explained=None) -> dict[int, list[Answered]]:
    """The records of each mandate of a case with their answers over all its periods.

    That a record lies in another year of the term is no answer: that year answers it. ``explained`` are the
    answers of ``explain_periods`` where the caller has them already.
    """
    found: dict[int, dict[str, Answered]] = {mandate.id: {} for mandate in case.mandates}
    explained = explained or explain_periods(case)
    for period in case.periods:
        for mandate, rows in explained[period.key].items():
            for row in rows:
                entry = found[mandate].setdefault(row.record.id, Answered(row.record))
                entry.answers.update(_telling(case, period, row))
    return {mandate: list(entries.values()) for mandate, entries in found.items()}


def _telling(case, period, row):
    if _of_another_year(case, period, row.record.occurred_on):
        return {}
    return {(code, period.label): answer for code, answer in row.answers.items() if answer != "other_kind"}


def _of_another_year(case, period, day) -> bool:
    if day is None or period.cycle != "year":
        return False
    return case.term.starts_on <= day and not period.starts_on <= day < period.ends_on
