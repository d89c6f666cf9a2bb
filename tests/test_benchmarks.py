"""The table of a bench says what was measured, against what, and which bound does not hold."""

from contextlib import contextmanager
from io import StringIO

from rich.console import Console

from tests.benchmarks.measure import Work, against, medians
from tests.benchmarks.table import HEADS, Bound, Row, markdown, read, shown
from tests.benchmarks.writers import row

PAGE = Row("a page", "SQLite", 0.2, "a bare page", 0.05, (Bound("ms", "<", 150),), {"queries": 14})


def test_a_bound_that_does_not_hold_says_no():
    assert PAGE.cells() == (
        *("a page", "SQLite", "200 ms", "a bare page", "50 ms", "4", "ms < 150", "NO", "14 queries"),
    )
    assert Row("a page", seconds=0.1, bounds=PAGE.bounds).holds == "yes"


def test_every_bound_of_a_row_must_hold():
    bounds = (Bound("times faster", "≥", 12), Bound("MB", "<", 400))
    quick = Row("score", seconds=1.0, control_seconds=30.0, bounds=bounds, figures={"MB": 148})
    assert quick.holds == "yes"
    assert Row("score", seconds=1.0, control_seconds=30.0, bounds=bounds, figures={"MB": 401}).holds == "NO"


def test_a_bound_on_what_was_not_measured_does_not_hold():
    assert Row("import", seconds=1.0, bounds=(Bound("ratio", "≤", 2.2),)).holds == "NO"


def test_a_row_survives_the_way_from_a_child_process():
    assert read([PAGE.as_json(), "\n"]) == [PAGE]


def test_the_table_is_written_as_markdown():
    lines = markdown(["2026-11-22", "`make bench`"], [PAGE]).splitlines()
    assert lines[:2] == ["- 2026-11-22", "- `make bench`"]
    assert lines[3] == f"| {' | '.join(HEADS)} |"
    assert lines[5] == "| a page | SQLite | 200 ms | a bare page | 50 ms | 4 | ms < 150 | NO | 14 queries |"


def test_the_table_shows_every_cell_on_a_terminal():
    out = StringIO()
    Console(width=200, file=out).print(shown([PAGE]))
    assert all(cell in out.getvalue() for cell in PAGE.cells())


def test_ours_and_the_control_run_turn_by_turn_after_one_round_that_does_not_count():
    told = []

    @contextmanager
    def within():
        told.append("(")
        yield
        told.append(")")

    ours, control = Work(lambda: told.append("ours"), within), against("control", lambda: told.append("control"))
    assert len(medians(ours, control, runs=2)) == 2
    assert told == ["(", "ours", ")", "control"] * 3


def test_writers_keep_their_bound_without_errors_and_the_control_with_them():
    told = {
        "way": "web, 2 × 4",
        "database": "sqlite",
        "writers": 50,
        "seconds": 60.0,
        "acknowledged": 900,
        "per_second": 15.0,
    }
    told |= {"p50_ms": 80.0, "p95_ms": 200.0, "errors": {}, "lost": 0, "doubled": 0, "faults": 0}
    assert row(told).holds == "yes"
    assert row(told | {"database": "default-sqlite"}).holds == "NO"
    assert row(told | {"database": "default-sqlite", "errors": {"database is locked": 7}}).holds == "yes"
