"""`python -m tests.benchmarks.peak COMMAND …`: the seconds of a command and the most memory it took, as JSON.

A process counts what the one that started it held: so it is this small one that starts it.
"""

import json
import resource
import subprocess
import sys
from time import perf_counter


def peak(command: list[str], **how) -> tuple[float, int]:
    """Runs a command and returns its seconds and the most memory it took in MB; its own words where it fails."""
    asked = [sys.executable, "-m", "tests.benchmarks.peak", *command]
    done = subprocess.run(asked, capture_output=True, text=True, stdin=subprocess.DEVNULL, **how)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    found = json.loads(done.stdout)
    return found["seconds"], found["MB"]


if __name__ == "__main__":
    start = perf_counter()
    code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps({"seconds": perf_counter() - start, "MB": megabytes}))
    sys.exit(code)
