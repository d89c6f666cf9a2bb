"""Threads that record and submit without the web: through the ledger or, for comparison, two bare commits each."""

import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tests.load.writers import DAYS, FIRST, Outcome, gather
from tracker.ledger import By, duties
from tracker.models import DutyKind, Mandate, User

BARE = "UPDATE tracker_user SET telephone = %s WHERE username = %s"


def answer(file: str, seconds: str, how: str) -> dict:
    """The step of a load test: the file says what the writers need, and ``how`` they write."""
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    return vars(write_all(WAYS[how], told, float(seconds)))


def write_bare(number: int, told: dict, outcome: Outcome, end: float):
    """Commit as often as a record takes, with one bare statement each time: what the disk and the lock allow."""
    name = f"writer-{number}"
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            for state in ("recorded", "submitted"):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(BARE, [state, name])
            outcome.seconds.append(time.perf_counter() - start)
        except OperationalError as error:
            outcome.errors[str(error)] += 1
    connection.close()


def write(number: int, told: dict, outcome: Outcome, end: float):
    """Record and submit one duty after another until the end, two writes of the ledger each."""
    user = User.objects.get(username=f"writer-{number}")
    mandates = list(Mandate.objects.filter(pk__in=told["mandates"]).select_related("term", "person"))
    kinds = list(DutyKind.objects.filter(pk__in=told["kinds"]))
    at = 0
    while time.monotonic() < end:
        turn, title, start = at // 2, f"走访联系群众 {number}-{at}", time.perf_counter()
        day, kind = FIRST + timedelta(days=turn % DAYS), kinds[turn // DAYS % len(kinds)]
        by = By(user, timezone.now())
        try:
            row = duties.submit(by, duties.record(by, mandates[at % 2], kind, day, title))
            outcome.seconds.append(time.perf_counter() - start)
            outcome.acknowledged.append((row.pk, title))
        except OperationalError as error:
            outcome.errors[str(error)] += 1
        at += 1
    connection.close()


WAYS = {"ledger": write, "bare SQL": write_bare}


def write_all(write: Callable, told: list[dict], seconds: float) -> Outcome:
    """Let one thread a writer go on for so many seconds, all at once."""
    parts, start = [Outcome() for _ in told], time.monotonic()
    threads = [
        threading.Thread(target=write, args=(number, one, parts[number], start + seconds))
        for number, one in enumerate(told)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gather(parts, time.monotonic() - start)
