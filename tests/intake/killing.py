"""Imports a workbook again and again into a SQLite file of its own, and dies each time a little later.

Run by ``kills``, in a process of its own where Django is set up and the file is migrated, with nothing in it. Dies
after one more statement that writes each time, or after one more of so many steps of SQLite, until the import comes to
its end. Prints as JSON of each time: how the process ended (9: killed), how many records, events, batches and written
uploads there were then, and whether the ledger agreed with its trail (0: yes).
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections

from tests import make
from tests.intake.books import ON
from tracker.intake import jobs

KILLED = 9
WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN")
TABLES = ("dutyrecord", "event", "importbatch", "importjob WHERE state = 'written'")
TERM = "chongqing-congress-6"


class Killer:
    """Ends the process, as a kill does, when it has been called so many times."""

    def __init__(self, last: int):
        self.left = last

    def count(self):
        """One more."""
        self.left -= 1
        if self.left == 0:
            os._exit(KILLED)

    def __call__(self, execute, sql, params, many, context):
        """Count a statement that writes, when it is done."""
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(WRITES):
            self.count()
        return result


def apart(work: Callable[[], None]) -> int:
    """Do something in a process of its own; how that ended."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    try:
        sys.stdout = sys.stderr
        work()
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)
    os._exit(0)


def killed(command: list[str], last: int, steps: int) -> int:
    """Import the workbook and die at some place; how that ended."""

    def work():
        killer = Killer(last)
        if steps:
            connection.ensure_connection()
            connection.connection.set_progress_handler(killer.count, steps)
        else:
            connection.execute_wrappers.append(killer)
        call_command(*command)

    return apart(work)


def counts() -> list[int]:
    """What is in the ledger, as somebody else reads it."""
    with sqlite3.connect(connection.settings_dict["NAME"]) as reader:
        return [reader.execute(f"SELECT count(*) FROM tracker_{table}").fetchone()[0] for table in TABLES]


def world(workbook: str):
    """A term and a deputy, and the workbook uploaded and checked."""
    term = make.term()
    make.rule_book(), make.session(term, complete=True), make.unit(term), make.deputy(term)
    file = SimpleUploadedFile("book.xlsx", Path(workbook).read_bytes())
    job, _ = jobs.accept(make.by(), "duties", term, file)
    jobs.start(job, "check", make.NOON, ON)
    job.refresh_from_db()
    assert jobs.confirm(job, job.file_hash, job.plan)


def main(workbook: str, steps: int, uploaded: bool):
    """Die again and again, and tell of it; with 0 steps after statements."""
    apart(lambda: world(workbook))
    command = ["work_import", "1", "write"] if uploaded else ["import", "duties", workbook, "--term", TERM, "--yes"]
    told, ended = [(0, *counts(), 0)], KILLED
    while ended == KILLED:
        ended = killed(command, len(told), steps)
        told.append((ended, *counts(), apart(lambda: call_command("check_ledger"))))
    print(json.dumps(told))
