"""What is known of each suggestion, stored or of the file, so that later rows can be held against it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ....models import (
    Assignment,
    Body,
    Commitment,
    Disclosure,
    Evaluation,
    Mandate,
    Reply,
    Sponsor,
    Suggestion,
)
from ....rules.chain import Course, Promise, Receipt
from ...lines import Line


class Decision(NamedTuple):
    """Whether to publish something, and why not."""

    decision: str
    reason: str = ""
    note: str = ""


@dataclass(slots=True, eq=False)
class Restated:
    """A stored row that a line states otherwise: its new values, a new decision, key supervision."""

    row: Suggestion | Assignment | Reply
    fields: dict[str, object]
    decision: Decision | None = None
    decided_on: date | None = None
    adds_key: bool = False


@dataclass(slots=True, eq=False)
class Backer:
    """A sponsor: the mandate that acts, and its row once there is one.

    Those of suggestions merged into this one are no ``is_own``.
    """

    number: str
    is_lead: bool
    mandate: Mandate | None = None
    row: Sponsor | None = None
    is_own: bool = True


@dataclass(slots=True, eq=False)
class Answer:
    """A reply of a round with its commitments; ``line`` when it is new, ``promised`` the text of a new commitment."""

    replied_on: date | None
    line: Line | None = None
    row: Reply | None = None
    promised: str = ""
    promises: list[Promise] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    disclosure: Disclosure | None = None
    decision: Decision | None = None


@dataclass(slots=True, eq=False)
class Given:
    """A receipt that is new."""

    line: Line
    backer: Backer
    receipt: Receipt


@dataclass(slots=True, eq=False)
class Share:
    """A unit's share; ``course`` holds the stored facts from which its state followed, ``given`` the new receipts.

    ``state`` and ``round`` are those that follow from all facts.
    """

    item: "Item"
    role: str
    assigned_on: date | None
    line: Line | None = None
    unit: Body | None = None
    row: Assignment | None = None
    due_on: date | None = None
    course: Course | None = None
    receipts: list[Evaluation] = field(default_factory=list)
    answers: dict[int, Answer] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    state: str = ""
    round: int = 1

    @property
    def answers_sponsors(self) -> bool:
        """Whether the unit answers the sponsors and does not only help."""
        return self.role in Assignment.ANSWERING


@dataclass(slots=True, eq=False)
class Item:
    """A suggestion with its sponsors by number and its live shares by unit; ``line`` when it is new.

    ``gone`` names units that returned it, ``twins`` those that share a name.
    """

    number: str
    line: Line | None = None
    row: Suggestion | None = None
    is_bill: bool = False
    accepted_on: date | None = None
    backers: dict[str, Backer] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    twins: set[str] = field(default_factory=set)
    disclosure: Disclosure | None = None
    decision: Decision | None = None
    is_key: bool = False

    @property
    def lead(self) -> Backer | None:
        """The lead sponsor."""
        return next((backer for backer in self.backers.values() if backer.is_lead and backer.is_own), None)
