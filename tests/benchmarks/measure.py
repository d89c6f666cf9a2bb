"""Takes medians of several runs, ours and the control turn by turn in one process."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter

from .table import Bound, Row

RUNS = int(os.environ.get("BENCH_RUNS") or 5)
KEPT: list[Row] = []


@dataclass(frozen=True)
class Work:
    """Something to be timed; what it runs within is made anew for each run and its own time is not counted."""

    call: Callable[[], object]
    within: Callable[[], AbstractContextManager] = nullcontext

    def seconds(self) -> float:
        """How long one run takes."""
        with self.within():
            start = perf_counter()
            self.call()
            return perf_counter() - start


@dataclass(frozen=True)
class Control(Work):
    """What a measurement is held against, with its name."""

    name: str = ""


def against(name: str, call: Callable[[], object], within=nullcontext) -> Control:
    """A control of a name."""
    return Control(call, within, name)


def medians(*works: Work, runs: int = RUNS) -> list[float]:
    """The median seconds of each work; all run once unmeasured, then turn by turn."""
    for work in works:
        work.seconds()
    gc.collect()
    rounds = [[work.seconds() for work in works] for _ in range(runs)]
    return [median(times) for times in zip(*rounds, strict=True)]


def measured(
    row: Row,
    ours: Work | Callable[[], object],
    control: Control | None = None,
    *,
    bounds: tuple[tuple[str, str, float], ...] = (),
    rows: int = 0,
    runs: int = RUNS,
) -> Row:
    """The row with its medians, its bounds (figure, sign, limit) and, for so many rows, how many a second; kept."""
    works = [ours if isinstance(ours, Work) else Work(ours), *([control] if control else [])]
    times = medians(*works, runs=runs)
    return keep(
        replace(
            row,
            seconds=times[0],
            control=control.name if control else row.control,
            control_seconds=times[1] if control else row.control_seconds,
            bounds=tuple(Bound(*bound) for bound in bounds),
            figures=row.figures | ({"rows/s": round(rows / times[0])} if rows else {}),
        )
    )


def keep(row: Row) -> Row:
    """Say a row at once, and keep it for the table: in the file that BENCH_ROWS names, or for this process."""
    print("   ", " · ".join(row.cells()), file=sys.stderr, flush=True)
    if not (path := os.environ.get("BENCH_ROWS")):
        KEPT.append(row)
        return row
    with open(path, "a", encoding="utf-8") as file:
        print(row.as_json(), file=file)
    return row
