"""What a load test came to, as one line of JSON and as a row of a table."""

from collections import Counter

from tests.load.writers import Outcome

COLUMNS = {
    "way": "way",
    "database": "database",
    "writers": "writers",
    "seconds": "s",
    "acknowledged": "acknowledged",
    "per_second": "per s",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "max_ms": "max ms",
    "lost": "lost",
    "doubled": "doubled",
    "faults": "faults",
}


def result(way: str, database: str, writers: int, outcome: Outcome, checked: dict[str, int]) -> dict:
    """The figures of one configuration, ready for JSON; times in milliseconds, as the writers saw them."""
    times, number = sorted(outcome.seconds), len(outcome.seconds)
    return {
        "way": way,
        "database": database,
        "writers": writers,
        "seconds": round(outcome.lasted, 1),
        "acknowledged": number,
        "per_second": round(number / outcome.lasted, 1),
        "p50_ms": at_share(times, 50),
        "p95_ms": at_share(times, 95),
        "max_ms": at_share(times, 100),
        "errors": dict(Counter(outcome.errors)),
        **checked,
    }


def at_share(times: list[float], percent: int) -> float | None:
    """The milliseconds that so many percent of some sorted times in seconds do not exceed; None without any."""
    if not times:
        return None
    return round(times[max(-(-len(times) * percent // 100) - 1, 0)] * 1000, 1)


def holds(found: dict) -> bool:
    """Whether nothing was lost, counted twice, refused or damaged."""
    return not (found["errors"] or found["lost"] or found["doubled"] or found["faults"])


def table(rows: list[dict]) -> str:
    """The figures of all configurations in columns, the errors of each by kind behind them."""
    lines = [list(COLUMNS.values()), *([str(row[name]) for name in COLUMNS] for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    said = ["errors", *(", ".join(f"{n} × {kind}" for kind, n in row["errors"].items()) or "none" for row in rows)]
    padded = ("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(f"{line}  {errors}" for line, errors in zip(padded, said, strict=True))
