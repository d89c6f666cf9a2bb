"""`python -m tests.load`: the door of the load test; see the package."""

import argparse
import json
import sys

from tests.load import report
from tests.load.places import CONTROL, DATABASES, place
from tests.load.run import run


def main() -> int:
    """Run the configurations asked for, and print their figures; 1 when one of them does not keep its promise."""
    asked = _words().parse_args()
    rows = []
    for name in [asked.database] if asked.database else DATABASES:
        with place(name) as where:
            rows.append(run(where, asked.writers, asked.seconds, direct=asked.direct))
        if asked.json:
            print(json.dumps(rows[-1]), flush=True)
    if not asked.json:
        print(report.table(rows))
    return int(any(report.holds(row) is (row["database"] == CONTROL) for row in rows))


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m tests.load", description="Many writers at once.")
    words.add_argument("--database", choices=DATABASES, help="one configuration; all of them when it is left out")
    words.add_argument("--writers", type=int, default=50)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--direct", action="store_true", help="threads on the ledger itself, without the web")
    words.add_argument("--json", action="store_true", help="one line of JSON for each configuration")
    return words


if __name__ == "__main__":
    sys.exit(main())
