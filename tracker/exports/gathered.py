"""What the annual workbook of a term says, gathered part by part: many rows lie in files, the rest is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, SHORT
from ..scores.summary import Judgement, Standing
from ..scores.uncounted import answered
from ..tables import base
from ..tables.deputies import DeputyTable
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS, missing, until
from .notes import Extent
from .records import Clerk, reasons
from .spool import Spool
from .summaries import Tally

NOT_PRINTED = ("strip", "sentence")


@dataclass
class Gathered:
    """The rows of the lists, and what is counted of them; ``about`` is the judgement without its deputies."""

    about: Judgement
    heads: list[tuple[str, str]]
    extent: Extent = field(default_factory=Extent)
    tally: Tally = field(default_factory=Tally)
    overview: Spool = field(default_factory=Spool)
    gaps: Spool = field(default_factory=Spool)
    uncounted: Spool = field(default_factory=Spool)

    def take(self, part: Judgement):
        """Add the deputies of a part."""
        self.extent.take(part.standings)
        self.tally.take(part)
        self.overview.extend(base.stream(_table(part), NOT_PRINTED))
        self.gaps.extend(line for row in part.standings for line in _gaps_of(row, part))
        self.uncounted.extend(_uncounted_of(part))


def gather(parts: Iterable[Judgement]) -> Gathered:
    """Gather the parts of a judgement of one term, at least one, in the order of the list."""
    rest = iter(parts)
    first = next(rest)
    found = Gathered(bare(first), base.heads(_table(first), NOT_PRINTED))
    found.take(first)
    del first
    for part in rest:
        found.take(part)
    return found


def bare(judgement: Judgement) -> Judgement:
    """A judgement without its deputies: the term, the rules, the periods and the day."""
    return Judgement(replace(judgement.case, mandates=[], interruptions=[], spells={}), [])


def _table(judgement) -> DeputyTable:
    return DeputyTable(judgement.standings, judgement=judgement)


def who(row: Standing) -> list:
    """Who a row of a list is about: list position, number, name, electoral unit, liaison group."""
    unit = row.unit.name if row.unit else ""
    return [row.mandate.list_position, row.number, row.name, unit, row.group_names("liaison")]


def _gaps_of(row: Standing, judgement: Judgement) -> list[list]:
    found = [(item, row.findings[item.code]) for item in judgement.book.requirements() if item.code in row.findings]
    return [
        [*who(row), CYCLE_LABELS[item.cycle], item.label, *_gap(item, finding)]
        for item, finding in found
        if finding.outcome not in (MET, EXEMPT, NOT_APPLICABLE)
    ]


def _gap(requirement, finding) -> list:
    left = f"{missing(finding)} {requirement.unit}"
    label = OUTCOME_LABELS[finding.outcome]
    return [finding.required, finding.counted, finding.pending, left, label, _deadline(requirement, finding), ""]


def _deadline(requirement, finding) -> str:
    sentence = until(finding, requirement)
    return f"{sentence}，不能再补" if finding.outcome == SHORT else sentence


def _uncounted_of(judgement) -> Iterator[list]:
    found, clerk = answered(judgement.case), Clerk(judgement)
    for row in judgement.standings:
        for item in found[row.mandate.pk]:
            if item.reasons:
                yield [*who(row), *clerk.what(item.record), reasons(item)]
