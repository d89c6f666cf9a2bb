"""Collects duty records and enters them month by month, as liaisons do."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import groupby

from ...ledger import duties
from ...models import DutyRecord
from .world import Deputy, World, last_of_month

DAYS_TO_RECORD = 3
DAYS_TO_VERIFY = 8


class Diary:
    """The duty records of a year, not yet in the ledger; two alike are kept once."""

    def __init__(self, world: World):
        self.world = world
        self.rows: list[tuple[DutyRecord, bool]] = []
        self.keys: set[str] = set()

    def note(self, deputy: Deputy, kind: str, day: date, title: str, *, verified=True, **fields) -> DutyRecord | None:
        """Note a record of one deputy; None when the same one is there already."""
        row = DutyRecord(
            term=self.world.term,
            mandate=deputy.mandate,
            kind=self.world.kinds[kind],
            occurred_on=day,
            title=title,
            **fields,
        )
        return self.add(row, verified)

    def add(self, row: DutyRecord, verified=True) -> DutyRecord | None:
        """Note a record that is already made."""
        row.key = row.key or duties.key_of(row)
        if row.key in self.keys:
            return None
        self.keys.add(row.key)
        self.rows.append((row, verified))
        return row

    def close(self):
        """Enter everything noted, month by month; what could not be verified by the last day stays submitted."""
        months = defaultdict(list)
        for row, verified in self.rows:
            months[last_of_month(row.occurred_on)].append((row, verified))
        for month, rows in sorted(months.items()):
            self._enter(month, rows)
        self.rows.clear()

    def _enter(self, month, rows):
        clerks, last_day = self.world.clerks, self.world.script.last_day
        recorded, verified = (month + timedelta(days=n) for n in (DAYS_TO_RECORD, DAYS_TO_VERIFY))
        by = clerks.records(min(recorded, last_day))
        in_time = verified <= last_day
        ordered = sorted(rows, key=lambda item: item[1] and in_time)
        for check, part in groupby(ordered, key=lambda item: item[1] and in_time):
            duties.record_many(by, [row for row, _ in part], clerks.verifies(verified) if check else None)
