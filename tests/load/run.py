"""One configuration from its empty database to its figures."""

from collections import Counter

from tests.load import report, writers
from tests.load.places import WORKERS, Place, served


def run(where: Place, number: int, seconds: float, way: int | str) -> dict:
    """Let so many writers register for so many seconds; see ``report.result``.

    The way is the number of threads of each worker of a server, or how ``direct`` writes without one.
    """
    told = where.ask("world", str(number))
    if isinstance(way, int):
        outcome, said = through_web(where, told, seconds, way), f"web, {WORKERS} × {way}"
    else:
        outcome, said = directly(where, told, seconds, way), way
    return report.result(said, where.name, number, outcome, where.ask("checker", given=outcome.acknowledged))


def through_web(where: Place, told: list[dict], seconds: float, threads: int, workers=WORKERS) -> writers.Outcome:
    """What writers see who send forms to the server; what it says of locks is an error, too."""
    with served(where, threads, workers) as port:
        outcome = writers.write_all(port, told, seconds)
    if locked := where.locked():
        outcome.errors["database is locked"] = locked
    return outcome


def directly(where: Place, told: list[dict], seconds: float, way: str) -> writers.Outcome:
    """What threads of one process see that call the ledger, or the bare database."""
    said = where.ask("direct", str(seconds), way, given=told)
    return writers.Outcome(**said | {"errors": Counter(said["errors"])})
