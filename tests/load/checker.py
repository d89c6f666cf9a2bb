"""Holds the ledger against what writers were told that it keeps."""

import json
from collections import Counter, defaultdict
from pathlib import Path

from tracker.ledger.check import faults
from tracker.ledger.moment import one_moment
from tracker.models import DutyRecord, Event

MOVES = ["record", "submit"]


def answer(file: str) -> dict[str, int]:
    """The step of a load test: the file says what was acknowledged."""
    return check(json.loads(Path(file).read_text(encoding="utf-8")))


def check(acknowledged: list[tuple[int, str]]) -> dict[str, int]:
    """How many acknowledged records are lost (not there, or without their two events) or there twice; and all faults.

    ``stored`` counts all records: one may be there that nobody was told of, when the answer was lost.
    """
    with one_moment():
        titles = dict(DutyRecord.objects.order_by("pk").values_list("pk", "title"))
        moves = _moves()
        found = Counter(titles.values())
        lost = [title for pk, title in acknowledged if titles.get(pk) != title or moves[pk] != MOVES]
        doubled = [title for title, number in found.items() if number > 1]
        keys = Counter(pk for pk, _ in acknowledged)
        return {
            "lost": len(lost) + sum(number - 1 for number in keys.values()),
            "doubled": len(doubled),
            "stored": len(titles),
            "faults": sum(1 for _ in faults()),
        }


def _moves() -> dict[int, list[str]]:
    """The verbs of the events of each duty record, in their order."""
    found = defaultdict(list)
    rows = Event.objects.filter(subject=Event.Subject.RECORD).order_by("pk")
    for pk, verb in rows.values_list("object_id", "verb"):
        found[pk].append(verb)
    return found
