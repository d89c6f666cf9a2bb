"""`python -m tests.benchmarks [part …]`: the whole of `make bench`, or some of its parts; one table at the end.

Figures are judged by people: a bound that does not hold says NO and fails nothing, an error exits with 1.
DOCUMENTS names the folder of the five documents, BENCH_SCALE=hall takes the small world for the city, BENCH_KEEP names
a folder in which the cities stay for the next time, BENCH_SECONDS is how long the writers write, BENCH_RUNS how often
each thing is measured, BENCH_OUT the file of the table in Markdown (by default bench/table.md in DATA_DIR).
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from tests.benchmarks import machine, writers
from tests.benchmarks.places import OWN, city, populate
from tests.benchmarks.table import markdown, read, shown
from tests.runner.parts import ROOT, clean_environment
from tests.runner.postgres import Unavailable

WIDE = 250


def small(folder: Path) -> bool:
    """What is measured in a test database on SQLite."""
    return ran(["pytest", "tests/benchmarks", "-q", "-s", "-p", "no:cacheprovider"], clean_environment(folder))


def growth(folder: Path) -> bool:
    """Twice the deputies, in a test database on SQLite."""
    return ran(["tests.benchmarks.growth"], clean_environment(folder) | OWN)


def in_city(kind: str):
    """A part that makes the city on a database and measures it there."""

    def part(folder: Path) -> bool:
        with city(kind, folder) as place:
            populate(place)
            return ran(["tests.benchmarks.city"], place.environment)

    return part


def load(folder: Path) -> bool:
    """Fifty writers on SQLite, PostgreSQL and the control."""
    return writers.measure(clean_environment(folder))


PARTS = {"small": small, "growth": growth, "sqlite": in_city("sqlite"), "postgres": in_city("postgres"), "load": load}


def ran(words: list[str], environment: dict[str, str]) -> bool:
    """Whether a module of Python ran well as a child process."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode == 0


@contextmanager
def workplace() -> Iterator[Path]:
    """The folder that BENCH_KEEP names, or one that vanishes; PostgreSQL's user has to reach it."""
    if kept := os.environ.get("BENCH_KEEP"):
        folder = Path(kept).resolve()
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="ledger-bench-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made)


def measured(names: list[str], folder: Path) -> bool:
    """Whether all parts of these names ran without an error; those after one that broke still run."""
    well = True
    for name in names:
        print(f"\n== {name}", file=sys.stderr, flush=True)
        try:
            well &= PARTS[name](folder)
        except (OSError, RuntimeError, Unavailable) as error:
            print(error, file=sys.stderr, flush=True)
            well = False
    return well


def out() -> Path:
    """The file of the table in Markdown."""
    data = Path(os.environ.get("DATA_DIR") or "var")
    return Path(os.environ.get("BENCH_OUT") or data / "bench" / "table.md")


def main(names: list[str]) -> int:
    """Measures, prints the table, writes it as Markdown, and returns the exit code."""
    if unknown := set(names) - PARTS.keys():
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with workplace() as folder, tempfile.NamedTemporaryFile("r", encoding="utf-8") as rows:
        os.environ["BENCH_ROWS"] = rows.name
        well = measured(names or list(PARTS), folder)
        found = read(rows)
    head = machine.head(" ".join(["make bench", *([f"PARTS='{' '.join(names)}'"] if names else [])]))
    print("", *head, sep="\n")
    Console(width=WIDE).print(shown(found))
    out().parent.mkdir(parents=True, exist_ok=True)
    out().write_text(markdown(head, found), encoding="utf-8")
    print(f"As Markdown: {out()}" + ("" if well else "\nSomething above broke: the table is not whole."))
    return 0 if well else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
