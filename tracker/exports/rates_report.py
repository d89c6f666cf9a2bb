"""What all sheets of the workbook of the rates are made from, and how they write a rate and a list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from ..models import Body, Term
from ..rules import load
from ..rules.deadlines import Handling, in_force
from ..scores import accounts, cases
from ..scores.by_unit import by_system, by_unit
from ..scores.rates import Rate, Rates
from ..scores.shares import Register, Share
from ..tables.words import day_text
from .workbook import Form, Percent, Sheet, Workbook

NO_PERCENT = "—"
ROW_HEIGHT = 17


@dataclass(frozen=True)
class Report:
    """A measured register of a term; ``unit`` is the unit or system it was gathered for, None for all."""

    term: Term
    register: Register
    found: Rates
    unit: Body | None
    form: Form

    @property
    def day(self) -> str:
        """The day as of which everything is counted, as people write it."""
        return day_text(self.register.on)

    @cached_property
    def rules(self) -> list[Handling]:
        """The rules in force at the start of the span and those that began in it, oldest first."""
        first, last = self.register.starts_on, self.register.ends_on
        every = load.handling_rules(self.term.body)
        return [in_force(every, first), *(rule for rule in every if first < rule.starts_on <= last)]

    @cached_property
    def places(self) -> cases.Places:
        return cases.places(self.term, self.register)

    @cached_property
    def late(self) -> list[cases.Late]:
        return cases.late(self.term, self.register, self.found, self.places)

    @cached_property
    def unsatisfied(self) -> list[cases.Unsatisfied]:
        return cases.unsatisfied(self.term, self.register, self.found, self.places)

    @cached_property
    def withheld(self) -> list[accounts.Withheld]:
        return accounts.withheld(self.term, self.register, self.places)

    @cached_property
    def promises(self) -> list[accounts.Promised]:
        return accounts.promises(self.term, self.register, self.found, self.places)

    @cached_property
    def blocks(self) -> list[tuple[tuple[Body, Rates] | None, list[tuple[Body, Rates]]]]:
        """The units of each system with the sum of the system (None for units of none), all in official order."""
        home, sums = Body.objects.systems(), {body.pk: (body, found) for body, found in by_system(self.register)}
        rows = groupby(by_unit(self.register), key=lambda row: home.get(row[0].pk))
        return [(sums.get(system), list(units)) for system, units in rows]


def parts(rate: Rate) -> list:
    """Numerator, denominator and percentage; a dash where there is nothing to divide by."""
    return [len(rate.numerator), len(rate.denominator), percent(rate)]


def percent(rate: Rate) -> Percent | str:
    """The percentage as a number of the sheet, rounded as the rate itself is."""
    return NO_PERCENT if rate.percent is None else Percent(Decimal(rate.percent).scaleb(-2))


def days(number: Decimal | None) -> Decimal | int | str:
    """A median of days: whole where it is whole."""
    if number is None:
        return NO_PERCENT
    return int(number) if number == int(number) else number


def iso(day: date | None) -> str:
    """A day in a list; empty for none."""
    return day.isoformat() if day else ""


def rating_text(row: Share, rating: str) -> str:
    """A rating in the words of the rule under which the assignment was made."""
    return row.rule.rating_labels.get(rating, rating)


def page(book: Workbook, name: str, form: Form, widths: list[float]) -> Sheet:
    """A sheet with its title, whose rows are high enough to read across."""
    sheet = book.sheet(name, widths)
    sheet.page.set_default_row(ROW_HEIGHT)
    sheet.top(form)
    return sheet


def listing(book: Workbook, name: str, form: Form, heads: dict[str, int], rows: list[list], nothing: str) -> Sheet:
    """A sheet with a list that can be filtered, or with a sentence where there is nothing to list; not footed yet.

    ``heads`` gives each column's width.
    """
    sheet = page(book, name, form, list(heads.values()))
    sheet.table([("", head) for head in heads], rows, freeze=2)
    if not rows:
        sheet.section(nothing)
    return sheet
