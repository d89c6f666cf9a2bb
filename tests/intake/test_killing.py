"""An import that is killed leaves all of it or nothing."""

import pytest
from django.db import connection  # noqa: F401

from tests.intake.killing import KILLED
from tests.intake.kills import kills

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="copies a SQLite file")
ROWS = 40


@on_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("uploaded", [False, True], ids=["by the command", "by the page"])
def test_a_kill_after_each_statement_of_an_import(tmp_path, uploaded):
    start, *killed, last = kills(tmp_path, ROWS, uploaded=uploaded)
    assert len(killed) >= 4 and killed == [[KILLED, *start[1:]]] * len(killed)
    assert last == [0, ROWS, start[2] + ROWS, 1, int(uploaded), 0]
