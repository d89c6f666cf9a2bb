"""Of whom a liaison may speak: who is in the own groups, and who was in them on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Spell:
    """Days of a mandate in one of the groups: [starts_on, ends_on)."""

    mandate: int
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Scope(frozenset[int]):
    """The mandates that are or were in a liaison's groups; ``on`` is the day as of which they are."""

    def __new__(cls, spells: Iterable[Spell], on: date):
        """The scope of these spells."""
        spells = list(spells)
        scope = super().__new__(cls, (spell.mandate for spell in spells))
        scope.spells, scope.present = spells, frozenset(spell.mandate for spell in spells if spell.holds(on))
        return scope

    def covers(self, mandate: int, day: date) -> bool:
        """Whether a mandate is in the groups now, or was on a day."""
        return mandate in self.present or any(spell.mandate == mandate and spell.holds(day) for spell in self.spells)
