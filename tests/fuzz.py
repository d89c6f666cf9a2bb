"""`make fuzz`: many more of the workbooks that go wrong by chance, and of the kills inside an import."""

import os
import re
import resource
import signal
import traceback
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction  # noqa: F401
from django.test import override_settings

from tests.intake.hostile import heavy
from tests.intake.hostile.telling import told
from tests.intake.killing import KILLED
from tests.intake.kills import kills
from tests.intake.mutations import mutated, tried
from tracker.intake import child

HOW_MANY, FIRST = int(os.environ.get("FUZZ", "10000")), int(os.environ.get("FIRST", "0"))
SECONDS = 30
ROWS, STEPS = 300, 500
APART = 100  # every hundredth is also read in a process of its own


class TooLong(BaseException):
    """A workbook takes more time than any may."""


@pytest.fixture
def in_time():
    """Each workbook has so many seconds."""

    def ring(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    yield lambda: signal.alarm(SECONDS)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def outcome(data, term):
    """What became of a workbook; the database is as before."""
    with transaction.atomic():
        told = tried(data, term)
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
def test_workbooks_that_went_wrong(term, deputy, in_time, capsys):
    told, faults = Counter(), {}
    for seed in range(FIRST, FIRST + HOW_MANY):
        in_time()
        try:
            data = mutated(seed)
            sentence = outcome(data, term)
            told[sentence] += 1
            if seed % APART == 0:
                with override_settings(IMPORTS_IN_PROCESS=False):
                    assert outcome(data, term) == sentence
        except (Exception, TooLong) as error:
            faults[seed] = "".join(traceback.format_exception(error)[-3:])
    with capsys.disabled():
        print()
        for sentence, count in told.most_common():
            print(f"{count:6} {sentence}")
        for seed, fault in faults.items():
            print(f"seed {seed}: {fault}")
    assert not faults


def test_workbooks_that_take_too_much(settings, capsys):
    settings.IMPORTS_IN_PROCESS = False
    for name, (make, sentence) in heavy.KINDS.items():
        data, before = make(), (_seconds(), _resident())
        assert re.search(sentence or "^$", told(data)), name
        seconds, grown = _seconds() - before[0], _resident() - before[1]
        with capsys.disabled():
            print(f"{seconds:6.1f} s {grown:6.1f} MB more {name}")
        assert seconds < 2 * child.SECONDS + 2


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="copies a SQLite file")
@pytest.mark.django_db
@pytest.mark.parametrize("uploaded", [False, True], ids=["by the command", "by the page"])
def test_imports_that_are_killed(tmp_path, capsys, uploaded):
    start, *killed, last = kills(tmp_path, ROWS, steps=STEPS, uploaded=uploaded)
    with capsys.disabled():
        print(f"\n{len(killed)} kills inside an import, each {STEPS} steps of SQLite after the one before")
    assert {*map(tuple, killed)} <= {(KILLED, *start[1:]), (KILLED, *last[1:])}
    assert last == [0, ROWS, start[2] + ROWS, 1, int(uploaded), 0]


def _seconds() -> float:
    """How long the processes that were started have worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident() -> float:
    """How large this process is, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
