"""The desk of a register of suggestions: four sheets, examined in the order in which things happen."""

from ....models import Role
from . import answers, items, receipts, rounds, shares, writing
from .columns import ANSWERS, ASSIGNMENTS, FORMS, RECEIPTS, SUGGESTIONS
from .register import Register
from .units import Units

EXAMINE = {
    SUGGESTIONS.title: items.examine,
    ASSIGNMENTS.title: shares.examine,
    ANSWERS.title: answers.examine,
    RECEIPTS.title: receipts.examine,
}


class Suggestions(Register):
    """Bills and suggestions with their handling, as history: accepted, assigned, replied, evaluated on paper."""

    kind = "suggestions"
    label = "议案建议"
    columns = SUGGESTIONS.columns
    barred = frozenset({Role.UNIT})

    @classmethod
    def forms(cls):
        return FORMS

    @classmethod
    def options(cls, term):
        units = Units(term)
        return {"unit": units.names, "system": [body.name for body in units.systems.values()]}

    def examine(self, line):
        EXAMINE[line.form](self, line)

    def compare(self):
        for share in self.touched:
            rounds.check(share)
        for item in self.items.values():
            shares.warn_of_mix(item)

    def write(self, by, batch, verified_by):
        writing.write(self, by)
