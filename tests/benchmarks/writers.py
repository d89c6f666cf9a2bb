"""Rows of the table for the writers of tests/load."""

import json
import os
import subprocess
import sys

from tests.benchmarks.measure import keep
from tests.benchmarks.table import Bound, Row
from tests.runner.parts import ROOT

SECONDS = os.environ.get("BENCH_SECONDS") or "60"
CONTROL = "default-sqlite"
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL", CONTROL: "SQLite, default settings"}
BOUNDS = tuple(Bound(of, "=", 0) for of in ("errors", "lost", "doubled", "faults"))
SHOWS_ERRORS = (Bound("errors", ">", 0),)


def measure(environment: dict[str, str]) -> bool:
    """Let the writers write on each database, the control last; whether the load test came to its end."""
    command = [sys.executable, "-m", "tests.load", "--json", "--seconds", SECONDS]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for told in found:
        keep(row(told))
    return bool(found) and found[-1]["database"] == CONTROL


def row(told: dict) -> Row:
    """The row of one configuration; the median is that of one registration."""
    errors = ", ".join(f"{count} × {kind}" for kind, count in told["errors"].items())
    figures = {
        "ms p95": told["p95_ms"],
        "writes/s": told["per_second"],
        "acknowledged": told["acknowledged"],
        "errors": sum(told["errors"].values()),
        **{of: told[of] for of in ("lost", "doubled", "faults")},
    }
    name, seconds = told["database"], (told["p50_ms"] or 0) / 1000
    what = f"{told['writers']} writers for {told['seconds']:.0f} s ({told['way']} threads)"
    is_control = name == CONTROL
    return Row(what, NAMES[name], seconds, bounds=SHOWS_ERRORS if is_control else BOUNDS, figures=figures, note=errors)
