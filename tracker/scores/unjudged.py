"""What cannot be judged because no value was in force: the bare counts."""

from dataclasses import dataclass

from .facts import counts
from .summary import Judgement


@dataclass(frozen=True)
class Unjudged:
    """What a deputy has for a requirement that asks nothing in the period yet."""

    number: str
    regulation: str
    requirement: str
    counted: int
    pending: int


def unjudged(judgement: Judgement, cycle: str) -> list[Unjudged]:
    """The bare counts of each listed deputy for each requirement of a cycle without a value in force."""
    period = judgement.period(cycle)
    asked = {item.code for item, _ in judgement.asked(cycle)}
    bare = [item for item in judgement.book.requirements(cycle) if item.code not in asked]
    if not bare:
        return []
    found = counts(judgement.case)
    return [
        Unjudged(row.number, item.regulation, item.code, *found.get((row.mandate.pk, item.code, period.key), (0, 0)))
        for row in judgement.standings
        for item in bare
        if row.mandate.is_grassroots or not item.grassroots_only
    ]
