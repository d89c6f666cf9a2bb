"""Where the city lies while it is measured: a SQLite file, and a PostgreSQL as one would run it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.benchmarks.measure import keep
from tests.benchmarks.peak import peak
from tests.benchmarks.table import Bound, Row, read
from tests.runner.parts import ROOT, clean_environment
from tests.runner.postgres import cluster

SCALE = os.environ.get("BENCH_SCALE") or "city"
# every commit is on the disk, the vacuum runs by itself, and the plans are made for the rows that are there
HONEST = ("listen_addresses=''", "shared_buffers=1GB", "jit=off")
OWN = {
    "DEBUG": "0",
    "SECURE_SSL": "0",
    "COLLECTED_STATIC": "0",
    "SECRET_KEY": "bench-" * 10,
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


@dataclass(frozen=True)
class Place:
    """A database that is running: its name and folder, the environment of commands that use it, and how to empty it."""

    name: str
    folder: Path
    environment: dict[str, str]
    empty: Callable[[], None]


def city(kind: str, folder: Path) -> AbstractContextManager[Place]:
    """The place of ``sqlite`` or ``postgres`` in a folder."""
    return {"sqlite": _sqlite, "postgres": _postgres}[kind](folder)


def environment(folder: Path, address: str) -> dict[str, str]:
    """The environment of a server for an office network, with all files in the folder."""
    return clean_environment(folder) | OWN | {"DATABASE_URL": address}


@contextmanager
def _sqlite(folder: Path) -> Iterator[Place]:
    file = folder / f"{SCALE}.sqlite3"

    def empty():
        for path in folder.glob(f"{file.name}*"):
            path.unlink()

    yield Place("SQLite", folder, environment(folder, f"sqlite:///{file}"), empty)


@contextmanager
def _postgres(folder: Path) -> Iterator[Place]:
    home = folder / f"{SCALE}-postgres"
    home.mkdir(exist_ok=True)
    with cluster(HONEST, keep=home) as address:

        def empty():
            _tell(address.replace("///ledger?", "///postgres?"), "DROP DATABASE IF EXISTS ledger")
            _tell(address.replace("///ledger?", "///postgres?"), "CREATE DATABASE ledger")

        yield Place("PostgreSQL", folder, environment(folder, address), empty)


def _tell(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


def populate(place: Place) -> None:
    """Make the demo world of BENCH_SCALE and keep the row that tells how long it took; one kept is only migrated."""
    mark = place.folder / f"{SCALE}-{place.name}.json"
    if mark.exists():
        managed(place, "migrate")
        keep(read([mark.read_text("utf-8")])[0])
        return
    place.empty()
    told = {words[0]: managed(place, *words) for words in (["migrate"], ["seed"], ["demo", "--scale", SCALE])}
    figures = {f"s {name}": round(took, 1) for name, (took, _) in told.items()}
    row = Row(
        f"make the {SCALE}: migrate, seed, demo",
        place.name,
        sum(took for took, _ in told.values()),
        bounds=(Bound("s", "<", 240),),
        figures=figures | {"MB of memory": max(megabytes for _, megabytes in told.values())},
    )
    mark.write_text(keep(row).as_json(), "utf-8")


def managed(place: Place, *words: str) -> tuple[float, int]:
    """The seconds and the MB of a command of manage.py."""
    return peak([sys.executable, "manage.py", *words], cwd=ROOT, env=place.environment)
