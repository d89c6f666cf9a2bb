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
ENOUGH = 0.42
CLASSES = {
    "person": "名|位|人",
    "time": "人次|人天",
    "share": "%|百分点",
    "ordinal": "次(序数)|期(序数)|批(序数)|场(序数)|轮(序数)",
}
NOISE = re.compile(r"[\W\d_]+|次数|件数|条数|人数|个数|项数|场数|期数|篇数|人次")
RULE = "rule"


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
        self._seen: dict[tuple[str, str, str, bool, bool], str] = {}

    def of(self, near: str, far: str, unit: str, is_rule: bool, is_cppcc: bool) -> str:
        """The code of the likeliest indicator; empty where none is likely enough."""
        asked = (near, far, unit_class(unit), is_rule, is_cppcc)
        if asked not in self._seen:
            self._seen[asked] = self._likeliest(near, far, unit, is_rule, is_cppcc)
        return self._seen[asked]

    def _likeliest(self, near: str, far: str, unit: str, is_rule: bool, is_cppcc: bool) -> str:
        close, wide = grams(near), grams(far)
        shared: Counter[int] = Counter()
        for gram in close | wide:
            worth = self._worth(gram) * (NEAR if gram in close else FAR)
            for at in self._holders.get(gram, ()):
                shared[at] += worth  # type: ignore[assignment]
        best, code = 0.0, ""
        own = self._sum(close)
        for at, worth in shared.items():
            entry = self._entries[at]
            if (entry.known.scope == RULE) == is_rule and _alike(entry.known.unit, unit):
                score = worth / entry.weight * 0.5 + min(1.0, worth / own if own else 0.0) * 0.5
                score *= _fit(entry.known, unit, is_cppcc)
                if score > best:
                    best, code = score, entry.known.code
        return code if best >= ENOUGH else ""

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


def _alike(known: str, unit: str) -> bool:
    """Whether an indicator of one unit may have a figure of another: 首次 may be the first of what is counted in 次."""
    return unit_class(known) == unit_class(unit) or (known, unit) == ("次", "次(序数)")


def _fit(known: Known, unit: str, is_cppcc: bool) -> float:
    fit = 1.0 if known.unit == unit else 0.85
    if known.scope.startswith("cppcc") or known.scope == "proposal":
        return fit if is_cppcc else fit * 0.6
    return fit * 0.85 if is_cppcc else fit


def _names(known: Known) -> list[str]:
    return [known.label, *known.words]
