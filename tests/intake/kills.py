"""Lets an import be killed at one place after the other, in a process and a database of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from django.db import connection

from tests.intake.books import book
from tests.intake.command import HEADERS

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    "import json, sys, django; django.setup(); from tests.intake import killing; killing.main(*json.loads(sys.argv[1]))"
)


def kills(folder: Path, rows: int, *, steps: int = 0, uploaded: bool = False) -> list[list[int]]:
    """What ``killing`` tells of an import of so many rows, by the command or by the page."""
    file = folder / "ledger.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as here, closing(sqlite3.connect(file)) as there:
        here.backup(there)
    days = [date(2023, 2, 1) + timedelta(days=number % 300) for number in range(rows)]
    path = book(folder, HEADERS, *(("600001", "走访", day, f"走访{number}") for number, day in enumerate(days)))
    own = {"DATABASE_URL": f"sqlite:///{file}", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps((str(path), steps, uploaded))],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)
