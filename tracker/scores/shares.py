"""What the judge of the rates must know: assignments and suggestions as they stood at the end of a day. Pure."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..rules import chain
from ..rules.chain import Promise, Receipt
from ..rules.deadlines import Handling

PUBLISH, WITHHOLD = "publish", "withhold"
UNSATISFIED = "unsatisfied"


class Ruling(NamedTuple):
    """The decision on disclosure in force: publish or withhold, the latter with a reason; both empty before any."""

    decision: str = ""
    reason: str = ""


class Answer(NamedTuple):
    """The reply of a round."""

    id: int
    round: int
    on: date
    reply_class: str = ""
    ruling: Ruling = Ruling()


@dataclass(slots=True)  # not frozen: thousands are made at once
class Share:
    """An assignment: ``due_on`` as extended by then, replies by round, the lead's standing receipts, oldest first.

    ``first`` is the reply of the first round, ``latest`` that of the latest round that has one.

    Who ``answers`` the sponsors (主办、分办) does not just help (协办); ``round`` is handled now, or was handled last;
    ``rounds`` maps a later round to its due day; ``receipt_by`` is the last day for a receipt on the latest reply;
    ``first_receipt`` is the one on the reply of the first round, ``final_receipt`` that of the last round that has one.
    """

    id: int
    suggestion: int
    unit: int
    role: str
    channel: str
    assigned_on: date
    due_on: date
    system: int | None = None
    replies: Sequence[Answer] = ()
    receipts: Sequence[Receipt] = ()
    promises: Sequence[Promise] = ()
    rounds: Mapping[int, date] = field(default_factory=dict)
    contacted_on: date | None = None
    receipt_by: date | None = None
    rule: Handling = field(default_factory=Handling)
    answers: bool = field(init=False)
    round: int = field(init=False)
    first: Answer | None = field(init=False)
    latest: Answer | None = field(init=False)
    first_receipt: Receipt | None = field(init=False)
    final_receipt: Receipt | None = field(init=False)

    def __post_init__(self) -> None:
        replies, receipts = self.replies, self.receipts
        self.answers = self.role in chain.LEAD_ROLES
        self.first = replies[0] if replies and replies[0].round == 1 else None
        self.latest = replies[-1] if replies else None
        self.round = max(chain.round_after(receipts), replies[-1].round if replies else 1)
        rated = {row.round: row for row in receipts if row.stage == "reply"}
        self.first_receipt = rated.get(1)
        self.final_receipt = rated[max(rated)] if rated else None

    @property
    def is_in_time(self) -> bool:
        """Whether the first round was replied by its due day."""
        return self.first is not None and self.first.on <= self.due_on

    @property
    def open_until(self) -> date | None:
        """The due day of the present round while it has no reply; None when there is one, or no due day is known."""
        if self.latest is None:
            return self.due_on
        return self.rounds.get(self.round) if self.latest.round < self.round else None

    def receipt(self, number: int) -> Receipt | None:
        """The receipt on the reply of a round."""
        said = [row for row in self.receipts if row.stage == "reply" and row.round == number]
        return said[-1] if said else None

    def stands(self, promise: Promise) -> bool:
        """Whether a commitment is one of the latest reply's; a new reply takes the place of older commitments."""
        return self.latest is not None and promise.round == self.latest.round

    def line(self, promise: Promise) -> str:
        """The latest rating of a commitment; empty when nobody has rated it."""
        said = [rating for row in self.receipts for key, rating in row.lines if key == promise.id]
        return said[-1] if said else ""


class Item(NamedTuple):
    """An accepted suggestion; ``units`` answer it, ``supervised`` and ``finished`` speak of key supervision."""

    id: int
    channel: str
    units: Set[int] = frozenset()
    ruling: Ruling = Ruling()
    similar: bool = False
    supervised: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """The assignments of a scope made in a span (both days included), as of the end of a day.

    ``items`` are the suggestions accepted in the span; ``everywhere`` holds the assignments (host, split) of all units.
    """

    starts_on: date
    ends_on: date
    on: date
    shares: tuple[Share, ...] = ()
    items: tuple[Item, ...] = ()
    everywhere: tuple[int, ...] = ()
