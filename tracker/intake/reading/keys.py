"""Which indicator a figure most likely is: the words around it beside the words of the indicators. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log

from .plain import simplified
from .shapes import Known, World

NEAR, FAR = 1.0, 0.25
ENOUGH = 0.55  # a wrong indicator costs the office more than none
COVERED = 0.6  # the least share of a name that the words around a figure hold
HEAD, TAIL = 4, 6  # what is counted stands that close before or behind its number
CLASSES = {
    "person": "名|位|人",
    "time": "人次|人天",
    "share": "%|百分点",
    "ordinal": "次(序数)|期(序数)|批(序数)|场(序数)|轮(序数)",
}
THINGS = ("次|场|场次|期|批|批次|轮|堂|项", "件|条|项|篇|份|起|件次|部|个|宗|桩", "个|家|处|所|座")
NOISE = re.compile(
    r"[\W\d_]+|次数|件数|条数|人数|个数|项数|场数|期数|篇数|人次|最低|(?:人大|人民代表大会)常(?:委会|务委员会)(?!会议|党组|组成)"
)
NOT = re.compile(r"不予|未|没有")
EACH = re.compile(r"均|每[人名位个年]")
HIGHER = re.compile(r"(?:全国|省)(?=人大|政协)")
RULE = "rule"


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure: the words of its quote before and behind the number, those back to the number before, its nature."""

    before: str
    after: str
    around: str
    unit: str
    is_rule: bool
    is_cppcc: bool

    @property
    def near(self) -> str:
        """The words of the quote."""
        return f"{self.before} {self.after}"

    @property
    def head(self) -> str:
        """The words that tell what is counted."""
        return f"{self.before[-HEAD:]} {self.after[:TAIL]}"


@dataclass(frozen=True, slots=True)
class _Entry:
    known: Known
    grams: frozenset[str]
    weight: float


class Keys:
    """The indicators of a world, ready to be compared with many clauses."""

    def __init__(self, world: World) -> None:
        labels = [(known, grams(words)) for known in world.indicators for words in _names(known)]
        self._many = len(labels) or 1
        self._spread = Counter(gram for _, found in labels for gram in found)
        self._entries = [_Entry(known, found, self._sum(found)) for known, found in labels if found]
        self._holders: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            for gram in entry.grams:
                self._holders.setdefault(gram, []).append(at)
        self._seen: dict[Asked, str] = {}

    def of(self, asked: Asked) -> str:
        """The code of the likeliest indicator; empty where none is likely enough."""
        if asked not in self._seen:
            self._seen[asked] = "" if NOT.search(asked.near) else self._likeliest(asked)
        return self._seen[asked]

    def _likeliest(self, asked: Asked) -> str:
        close = grams(asked.near)
        wide, own = close | grams(asked.around), self._sum(close)
        best, code = 0.0, ""
        for entry in self._named_by(grams(asked.head)):
            if _suits(entry.known, asked):
                score = self._score(entry, close, wide, own) * _fit(entry.known, asked)
                if score > best:
                    best, code = score, entry.known.code
        return code if best >= ENOUGH else ""

    def _named_by(self, head: frozenset[str]) -> list[_Entry]:
        """The names that share something with the words beside the number, in their order."""
        return [self._entries[at] for at in sorted({at for gram in head for at in self._holders.get(gram, ())})]

    def _score(self, entry: _Entry, close: frozenset[str], wide: frozenset[str], own: float) -> float:
        near, whole = self._sum(entry.grams & close), self._sum(entry.grams & wide)
        if whole < COVERED * entry.weight:
            return 0.0
        worth = NEAR * near + FAR * (whole - near)
        return worth / entry.weight * 0.5 + min(1.0, worth / own if own else 0.0) * 0.5

    def _worth(self, gram: str) -> float:
        return log(1 + self._many / self._spread[gram]) if gram in self._spread else 1.0

    def _sum(self, found: Iterable[str]) -> float:
        return sum(self._worth(gram) for gram in found)


def grams(text: str) -> frozenset[str]:
    """The pairs of characters of a text without marks, digits and words for numbers."""
    plain = NOISE.sub(" ", simplified(text))
    return frozenset(pair for piece in plain.split() for pair in map("".join, pairwise(piece)))


def unit_class(unit: str) -> str:
    """What a unit counts: persons, person-times, shares, ordinals, or else things."""
    return next((name for name, units in CLASSES.items() if unit in units.split("|")), "thing")


def _suits(known: Known, asked: Asked) -> bool:
    """Whether a figure may be of an indicator: both required or neither, of like units, each or all, of one level."""
    names = "".join(_names(known))
    if (known.scope == RULE) != asked.is_rule or not _alike(known.unit, asked.unit):
        return False
    if EACH.search(asked.near) and not EACH.search(names) and unit_class(asked.unit) != "share":
        return asked.is_rule
    return all(level in names for level in HIGHER.findall(asked.near))


def _alike(known: str, unit: str) -> bool:
    """Whether an indicator of one unit may have a figure of another: 首次 may be the first of what is counted in 次."""
    if known == unit or (known, unit) == ("次", "次(序数)"):
        return True
    nature = unit_class(unit)
    if nature != "thing":
        return unit_class(known) == nature
    return any({known, unit} <= {*things.split("|")} for things in THINGS)


def _fit(known: Known, asked: Asked) -> float:
    fit = 1.0 if known.unit == asked.unit else 0.85
    is_of_cppcc = known.scope.startswith("cppcc") or known.scope == "proposal"
    return fit if is_of_cppcc == asked.is_cppcc else fit * 0.5


def _names(known: Known) -> list[str]:
    return [known.label, *known.words]
