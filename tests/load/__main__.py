"""`python -m tests.load`: the door of the load test; see the package."""

import argparse
import json
import signal
import sys

from tests.load import report
from tests.load.places import CONTROL, DATABASES, THREADS, WORKERS, place
from tests.load.run import run


def main() -> int:
    """Run the configurations asked for, and print their figures; 1 when one of them does not keep its promise."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server is stopped and the folder goes
    asked = _words().parse_args()
    rows = []
    for name, way in configurations(asked):
        with place(name) as where:
            rows.append(run(where, asked.writers, asked.seconds, way))
        if asked.json:
            print(json.dumps(rows[-1]), flush=True)
    if not asked.json:
        print(report.table(rows))
    return int(any(report.holds(row) is (row["database"] == CONTROL) for row in rows))


WAYS = ("bare SQL", "ledger")


def configurations(asked) -> list[tuple[str, int | str]]:
    """Databases, each with the threads of a worker, or with how the threads write that have no server.

    The control has a thread for each writer, as its errors come from many who wait at once; beside it stands the same
    with the settings of the project.
    """
    every = -(-asked.writers // WORKERS)
    if asked.direct:
        return [(name, way) for name in ([asked.database] if asked.database else DATABASES) for way in WAYS]
    if asked.database:
        return [(asked.database, asked.threads or (every if asked.database == CONTROL else THREADS))]
    return [("sqlite", THREADS), ("postgres", THREADS), ("sqlite", every), (CONTROL, every)]


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m tests.load", description="Many writers at once.")
    words.add_argument("--database", choices=DATABASES, help="one configuration; all of them when it is left out")
    words.add_argument("--writers", type=int, default=50)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--threads", type=int, help=f"of each of {WORKERS} workers; {THREADS} when left out")
    words.add_argument("--direct", action="store_true", help="threads on the ledger itself, without the web")
    words.add_argument("--json", action="store_true", help="one line of JSON for each configuration")
    return words


if __name__ == "__main__":
    sys.exit(main())
