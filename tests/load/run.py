"""One configuration from its empty database to its figures."""

from collections import Counter

from tests.load import report, writers
from tests.load.places import Place, served


def run(where: Place, number: int, seconds: float, *, direct: bool = False) -> dict:
    """Let so many writers register for so many seconds through the web, or on the ledger; see ``report.result``."""
    told = where.ask("world", str(number))
    outcome = on_ledger(where, told, seconds) if direct else through_web(where, told, seconds)
    checked = where.ask("checker", given=outcome.acknowledged)
    return report.result("ledger" if direct else "web", where.name, number, outcome, checked)


def through_web(where: Place, told: list[dict], seconds: float) -> writers.Outcome:
    """What writers see who send forms to the server; what it says of locks is an error, too."""
    with served(where) as port:
        outcome = writers.write_all(port, told, seconds)
    if locked := where.locked():
        outcome.errors["database is locked"] = locked
    return outcome


def on_ledger(where: Place, told: list[dict], seconds: float) -> writers.Outcome:
    """What threads of one process see that call the ledger."""
    said = where.ask("direct", str(seconds), given=told)
    return writers.Outcome(**said | {"errors": Counter(said["errors"])})
