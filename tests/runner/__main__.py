"""`python -m tests.runner`: the whole of `make test`."""

import os
import signal
import sys
import tempfile
from pathlib import Path

from tests.runner.parts import run
from tests.runner.report import closing_lines, exit_code


def main() -> int:
    """Runs all parts in a folder that vanishes, prints the closing lines and returns the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    complete = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
    with tempfile.TemporaryDirectory(prefix="ledger-run-", ignore_cleanup_errors=True) as folder:
        parts = list(run(Path(folder)))
    print("\n== summary", *closing_lines(parts, complete), sep="\n", flush=True)
    return exit_code(parts, complete)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
