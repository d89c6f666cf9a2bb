"""What the reader proposes for an invented report, beside the gold that stands next to its text."""

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from tracker.intake.reading import reader
from tracker.intake.reading.shapes import Reading, World

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@dataclass(frozen=True)
class Gold:
    """A quantity of the report as a clerk reads it; an optional one may be proposed or left out."""

    at: int
    quote: str
    value: str
    unit: str
    body: str
    span: tuple[str, ...]
    value_max: str = ""
    qualifier: tuple[str, ...] = ("exact",)
    optional: bool = False
    cycle: str | None = None
    indicator: tuple[str, ...] = ()

    def overlaps(self, proposed):
        """Whether the quotes share a character."""
        return _overlap(self, proposed)

    def is_told_by(self, proposed):
        """Whether the proposal says the same number, other end, unit and qualifier at this place."""
        told = (proposed.value, proposed.value_max, proposed.unit)
        wanted = (Decimal(self.value), Decimal(self.value_max) if self.value_max else None, self.unit)
        return told == wanted and proposed.qualifier in self.qualifier and self.overlaps(proposed)

    def is_required_by(self, proposed):
        """Whether the proposed requirement asks for as many, of the same unit, in the same cycle."""
        told = (proposed.minimum, proposed.unit, proposed.cycle)
        return told == (int(self.value), self.unit, self.cycle) and self.overlaps(proposed)


@dataclass(frozen=True)
class Trap:
    """Digits that are no figure: a date, a document number, a slogan."""

    at: int
    quote: str


@dataclass
class Score:
    """One report: its gold, what was read of it, and how the two agree."""

    gold: list[Gold]
    traps: list[Trap]
    read: Reading
    found: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    def __post_init__(self):
        left = list(self.read.figures)
        for gold in sorted(self.gold, key=lambda each: each.optional):
            told = next((each for each in left if gold.is_told_by(each)), None)
            if told is not None:
                left.remove(told)
                self.found += [] if gold.optional else [(gold, told)]
        self.wrong = [each for each in left if not self._is_left_open(each)]

    def _is_left_open(self, proposed):
        there = [gold for gold in self.gold if gold.overlaps(proposed)]
        return bool(there) and all(gold.optional for gold in there)

    @cached_property
    def wanted(self):
        """The quantities that must be proposed."""
        return [gold for gold in self.gold if not gold.optional]

    @property
    def recall(self):
        """The share of what is wanted that was proposed."""
        return len(self.found) / len(self.wanted)

    @property
    def precision(self):
        """The share of what was proposed that is wanted; what may be left out does not count."""
        return len(self.found) / max(1, len(self.found) + len(self.wrong))

    @property
    def fallen(self):
        """The traps that were proposed: wrong proposals on a trap and on no quantity."""
        away = [each for each in self.wrong if not any(gold.overlaps(each) for gold in self.gold)]
        return [each.quote for each in away if any(_overlap(trap, each) for trap in self.traps)]

    @property
    def bodies(self):
        """Of each found quantity whether its body was told; the number of its term may be missing."""
        return [_plain(told.body) == _plain(gold.body) for gold, told in self.found]

    @property
    def spans(self):
        """Of each found quantity whose period the text tells, whether both its days were told."""
        return [_days(told.span) == gold.span for gold, told in self.found if gold.span]

    @property
    def requirements(self):
        """Of each requirement whether it was proposed."""
        asked = [gold for gold in self.gold if gold.cycle is not None]
        return [any(gold.is_required_by(each) for each in self.read.requirements) for gold in asked]


def text(name):
    """The text of an invented report."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def score(name, world=World()):  # noqa: B008
    """Read the report ``name``, with nothing known beside its text but ``world``, and compare with its gold."""
    said = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    whole = {"body": said["body"], "span": said["span"]}
    gold = [_gold(whole | row) for row in said["figures"]]
    traps = [Trap(**row) for row in said["not_figures"]]
    return Score(gold, traps, reader.read(text(name), world))


def _gold(row):
    lists = {key: tuple(row[key]) for key in ("span", "qualifier", "indicator") if key in row}
    return Gold(**(row | lists))


def _overlap(place, proposed):
    ends = place.at + len(place.quote), proposed.offset + len(proposed.quote)
    return place.at < ends[1] and proposed.offset < ends[0]


def _plain(body):
    short = body.replace("人民代表大会", "人大").replace("常务委员会", "常委会").replace("人大主席团", "人大")
    return re.sub(r"第?[一二三四五六七八九十百\d]+届", "", short)


def _days(span):
    return tuple(day.isoformat() if day else "" for day in (span.starts_on, span.last_on))
