"""What is counted for indicators: the facts of a span, and a number with the rows behind it. Pure: no Django."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from ..rates import Rate, Rates
from ..shares import Register

ACTIVITY, RECORD, MANDATE, GUEST, GROUP, SUGGESTION, ASSIGNMENT = (
    *("activity", "record", "mandate", "guest", "group"),
    *("suggestion", "assignment"),
)
SUMMED = ("people_reached", "opinions", "problems_solved", "work_suggestions")


@dataclass(frozen=True, slots=True)
class Measured:
    """What an indicator counts: a measure over the duties of kinds (none: all out of session) of certain deputies."""

    code: str
    measure: str
    kinds: frozenset[str] = frozenset()
    grassroots_only: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that was held: somebody's attendance of it is verified. A sum is None where nobody entered it."""

    id: int
    kind: str
    people_reached: int | None = None
    opinions: int | None = None
    problems_solved: int | None = None
    work_suggestions: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A verified record of a duty that a deputy took part in while serving."""

    id: int
    mandate: int
    kind: str
    activity: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the ledger holds of a span, as of a day.

    ``ever`` are the (kind, deputy) of the whole term up to the last day; ``national`` the guests of the national
    congress by activity; ``replied`` the suggestions whose every host has replied; groups and deputies are those of
    the last day. A deputy is named by the mandate that began last, who was elected twice is one.
    """

    on: date
    recess: frozenset[str]
    activities: tuple[Held, ...] = ()
    records: tuple[Done, ...] = ()
    ever: frozenset[tuple[str, int]] = frozenset()
    serving: tuple[int, ...] = ()
    grassroots: frozenset[int] = frozenset()
    national: tuple[tuple[int, str], ...] = ()
    liaison_groups: tuple[int, ...] = ()
    professional_groups: tuple[int, ...] = ()
    bills: tuple[int, ...] = ()
    bills_deliberated: tuple[int, ...] = ()
    replied: frozenset[int] = frozenset()
    register: Register | None = None
    rates: Rates = field(default_factory=lambda: Rates({}, {}, None))

    @cached_property
    def by_kind(self) -> dict[str, list[Done]]:
        """The records by their kind: a report asks for each kind several times."""
        found = defaultdict(list)
        for row in self.records:
            found[row.kind].append(row)
        return found


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the rows of a kind behind it.

    ``amount`` is a sum over the rows, where it is one; ``of`` are the rows of a share's denominator, where it is one.
    ``number`` is None where a sum has no row in which it was entered.
    """

    rows: str
    ids: tuple[int, ...] = ()
    amount: int | None = None
    of: tuple[int, ...] | None = None
    is_sum: bool = False

    @property
    def number(self) -> int | None:
        """The sum, or how many rows; of a share its numerator."""
        return self.amount if self.is_sum else len(self.ids)

    @property
    def exact(self) -> Decimal | None:
        """The number, of a share its percentage without rounding; None where there is none."""
        if self.of is None:
            return None if self.number is None else Decimal(self.number)
        return Decimal(100 * len(self.ids)) / len(self.of) if self.of else None

    @property
    def percent(self) -> str | None:
        """The share in percent with two decimals; None without a denominator."""
        return None if self.of is None else Rate("", self.ids, self.of).percent
