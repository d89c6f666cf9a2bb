"""A suggestion of the demo with everything that happened to it, before it is stored."""

from dataclasses import dataclass, field
from datetime import date

from ...models import Assignment, Commitment, Reply, Sponsor, Suggestion
from ...rules import chain


@dataclass
class Lot:
    """What was drawn for one share: its course, and how it is answered, rated and published."""

    course: str = ""
    reply_class: str = ""
    verdict: str = ""
    published: str = ""


@dataclass
class Item:
    """A suggestion with its sponsors, the lead first, its shares, and the other rows that belong to it."""

    row: Suggestion
    sponsors: list[Sponsor]
    topic: str = ""
    place: str = ""
    after_closing: bool = False
    is_leaving: bool = False
    referred_on: date | None = None
    shares: list["Share"] = field(default_factory=list)
    merged: list["Item"] = field(default_factory=list)
    rows: list = field(default_factory=list)

    @property
    def lead(self) -> Sponsor:
        return self.sponsors[0]

    @property
    def in_session(self) -> bool:
        return self.row.channel == Suggestion.Channel.SESSION

    def keep(self, row):
        """Remember a row to be stored; gives it back."""
        self.rows.append(row)
        return row

    def settle(self):
        """Set the states that follow from the facts."""
        for share in self.shares:
            share.settle()
        if self.row.state == Suggestion.State.ACCEPTED:
            self.row.state = chain.suggestion_state([(share.row.role, share.row.state) for share in self.shares])

    def all_rows(self) -> list:
        """Every row, of whatever table."""
        return [self.row, *self.sponsors, *self.rows, *(row for share in self.shares for row in share.rows)]


@dataclass
class Share:
    """An assignment with the facts from which its state follows; ids inside are places in its lists."""

    item: Item
    row: Assignment
    lot: Lot
    rows: list = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    receipts: list[chain.Receipt] = field(default_factory=list)
    promised: list[tuple[chain.Promise, Commitment]] = field(default_factory=list)
    look_backs: list[int] = field(default_factory=list)

    def __post_init__(self):
        self.rows.append(self.row)

    def keep(self, row):
        """Remember a row to be stored; gives it back."""
        self.rows.append(row)
        return row

    @property
    def course(self) -> chain.Course:
        row = self.row
        return chain.Course(
            row.role,
            frozenset(reply.round for reply in self.replies),
            tuple(self.receipts),
            tuple(promise for promise, _ in self.promised),
            tuple(self.look_backs),
            row.return_asked_on is not None,
            row.returned_on is not None,
            row.ended_on is not None,
        )

    def settle(self):
        """Set the state and the round that follow from the facts."""
        self.row.state, self.row.round = chain.state_of(self.course), chain.current_round(self.course)

    def open_promises(self) -> list[tuple[int, Commitment]]:
        """The commitments of the present round that were not found kept yet, with their places."""
        still = {promise.id for promise in chain.open_promises(self.course)}
        return [(promise.id, row) for promise, row in self.promised if promise.id in still]
