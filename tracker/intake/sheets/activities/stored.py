"""What the ledger already holds of the activities of a sheet: the activities, their rolls, and records like theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
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


def doubles_of(term: Term, drafts: list[Draft]) -> dict[tuple[int, Content], set[int | None]]:
    """The rolls on which live records say what some rows say, by mandate and content but for the organisers.

    None stands for a record on no roll.
    """
    found, contents = defaultdict(set), {draft.content.said for draft in drafts}
    days = [content.starts_on for content in contents]
    if not days:
        return found
    rows = DutyRecord.objects.filter(term=term, occurred_on__range=(min(days), max(days)), day_known=True)
    rows = rows.filter(kind__in={content.kind for content in contents}).exclude(state__in=DutyRecord.DEAD)
    for mandate, activity, *said in rows.values_list("mandate", "activity", "kind", "title", "occurred_on"):
        content = Content(*said, "")
        if content in contents:
            found[mandate, content].add(activity)
    return found
