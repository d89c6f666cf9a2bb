"""What the ledger already holds of the activities of a sheet: the activities, their rolls, and records like theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ....ledger.bulk import chunks
from ....models import Activity, DutyRecord, Term
from .columns import Content, Draft, content_of

CHUNK = 500  # that a query can take


class Standing(NamedTuple):
    """A live record on a roll, without what it has from its activity."""

    pk: int
    mandate: int
    attendance: str
    state: str


@dataclass
class Held:
    """A stored activity: the live records of its roll by mandate, and who has a dead one."""

    activity: Activity
    live: dict[int, Standing] = field(default_factory=dict)
    dead: set[int] = field(default_factory=set)


class Shelf:
    """The stored activities that the rows of a sheet may be about, with their rolls."""

    def __init__(self, term: Term, drafts: list[Draft]):
        self.term, self.numbered, self.alike = term, {}, defaultdict(list)
        rows = self._rows(drafts)
        self.known = {row.pk for row in rows}
        for row in _wanted(rows, drafts):
            held = Held(row)
            self.alike[content_of(row)].append(held)
            if row.number:
                self.numbered[row.number] = held
        self._call_rolls()

    def _rows(self, drafts) -> list[Activity]:
        """The activities of the days of some rows, and those that bear their numbers."""
        rows = Activity.objects.filter(term=self.term).select_related("kind")
        days = [draft.content.starts_on for draft in drafts]
        found = list(rows.filter(starts_on__range=(min(days), max(days)))) if days else []
        for numbers in chunks({draft.number for draft in drafts} - {""}, CHUNK):
            found += rows.filter(number__in=numbers)
        return sorted({row.pk: row for row in found}.values(), key=lambda row: row.pk)

    def _call_rolls(self):
        held = {one.activity.pk: one for some in self.alike.values() for one in some}
        for pks in chunks(held, CHUNK):
            rows = DutyRecord.objects.filter(activity__in=pks).order_by("pk")
            for activity, *row in rows.values_list("activity", "pk", "mandate", "attendance", "state"):
                standing = Standing(*row)
                if standing.state in DutyRecord.DEAD:
                    held[activity].dead.add(standing.mandate)
                else:
                    held[activity].live[standing.mandate] = standing

    def find(self, draft: Draft, taken: Iterable[int]) -> list[Held]:
        """The stored activities that a row may be about; more than one where only a number tells them apart.

        A row with a new number is about an activity that says the same and has no number, unless that is ``taken``.
        """
        if draft.number in self.numbered:
            return [self.numbered[draft.number]]
        alike = self.alike.get(draft.content, [])
        plain = [held for held in alike if not held.activity.number]
        if draft.number:
            return [held for held in plain if held.activity.pk not in taken][:1]
        return plain[:1] or alike

    def overtaken(self, drafts: list[Draft]) -> bool:
        """Whether one of these new activities has been held since the shelf was looked at."""
        return any(row.pk not in self.known for row in _wanted(self._rows(drafts), drafts))


def _wanted(rows, drafts) -> list[Activity]:
    """The activities that bear the number of a row, or say what it says."""
    numbers, contents = {draft.number for draft in drafts} - {""}, {draft.content for draft in drafts}
    return [row for row in rows if row.number in numbers or content_of(row) in contents]


class Others:
    """The live records of the kinds and days of some rows, by what they say and by the rolls on which they stand.

    ``doubles``: the rolls on which records say what a row says, by mandate and content but for the organisers; None
    stands for a record on no roll. ``rolls``: the mandates on each roll, by kind and day, with the activity's key and
    title.
    """

    def __init__(self, term: Term, drafts: list[Draft]):
        contents = {draft.content.said for draft in drafts}
        self.doubles: dict[tuple[int, Content], set[int | None]] = defaultdict(set)
        self.rolls: dict[tuple[int, date], dict[tuple[int, str], set[int]]] = defaultdict(lambda: defaultdict(set))
        for mandate, activity, kind, title, day in _live(term, contents):
            content = Content(kind, title, day, "")
            if content in contents:
                self.doubles[mandate, content].add(activity)
            if activity:
                self.rolls[kind, day][activity, title].add(mandate)

    def renamed(self, draft: Draft) -> tuple[str, int]:
        """The title of a stored activity of the same kind and day that has much of a new row's roll, and how much."""
        called = {mandate.pk for mandate in draft.called}
        for (_, title), roll in self.rolls.get((draft.kind.pk, draft.content.starts_on), {}).items():
            common = len(roll & called)
            if title != draft.content.title and common > 1 and 2 * common >= max(len(roll), len(called)):
                return title, common
        return "", 0


def _live(term, contents):
    days = [content.starts_on for content in contents]
    if not days:
        return []
    rows = DutyRecord.objects.filter(term=term, occurred_on__range=(min(days), max(days)), day_known=True)
    rows = rows.filter(kind__in={content.kind for content in contents}).exclude(state__in=DutyRecord.DEAD)
    return rows.values_list("mandate", "activity", "kind", "title", "occurred_on")
