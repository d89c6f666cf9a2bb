"""One configuration from its empty database to its figures."""

from collections import Counter

from tests.load import report, writers
from tests.load.places import WORKERS, Place, served


def run(where: Place, number: int, seconds: float, threads: int) -> dict:
    """Let so many writers register for so many seconds; see ``report.result``.

    They do so through a server whose workers have so many threads; on the ledger itself where there are none.
    """
    told = where.ask("world", str(number))
    outcome = through_web(where, told, seconds, threads) if threads else on_ledger(where, told, seconds)
    checked = where.ask("checker", given=outcome.acknowledged)
    way = f"web, {WORKERS} × {threads}" if threads else "ledger"
    return report.result(way, where.name, number, outcome, checked)


def through_web(where: Place, told: list[dict], seconds: float, threads: int, workers=WORKERS) -> writers.Outcome:
    """What writers see who send forms to the server; what it says of locks is an error, too."""
    with served(where, threads, workers) as port:
        outcome = writers.write_all(port, told, seconds)
    if locked := where.locked():
        outcome.errors["database is locked"] = locked
    return outcome


def on_ledger(where: Place, told: list[dict], seconds: float) -> writers.Outcome:
    """What threads of one process see that call the ledger."""
    said = where.ask("direct", str(seconds), given=told)
    return writers.Outcome(**said | {"errors": Counter(said["errors"])})
