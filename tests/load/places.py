"""Where a load test runs: a folder and a database of its own, and the commands and the server that use them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.runner.parts import ROOT, clean_environment
from tests.runner.postgres import cluster

WORKERS, THREADS = 2, 4
DATABASES = ("sqlite", "postgres", "default-sqlite")
CONTROL = "default-sqlite"
# the control has to get around wsgi.py, which refuses its settings
DOORS = {CONTROL: "django.core.wsgi:get_wsgi_application()"}
SETTINGS = {CONTROL: "tests.load.default_sqlite"}
DURABLE = ("listen_addresses=''",)
LOCKED = "django.db.utils.OperationalError: database is locked"
WAIT = 60


@dataclass(frozen=True)
class Place:
    """A folder with the environment of all commands that use its database, and the server's address in it."""

    name: str
    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.folder / "server.log"

    def ask(self, module: str, *words: str, given=None):
        """Run a module of this folder as a command: its answer, read from JSON; what it is given stands in a file."""
        if given is not None:
            (self.folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
            words = (str(self.folder / "given.json"), *words)
        command = [sys.executable, "-m", "tests.load.command", module, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)

    def locked(self) -> int:
        """How often the server said that the database was locked."""
        return self.log.read_text(encoding="utf-8", errors="replace").count(LOCKED) if self.log.exists() else 0


@contextmanager
def place(name: str) -> Iterator[Place]:
    """A place with the database of a configuration, empty; all of it vanishes."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-load-"))
    try:
        if name == "postgres":
            with cluster(DURABLE) as address:
                _create(address)
                yield Place(name, folder, environment(name, folder, address))
        else:
            yield Place(name, folder, environment(name, folder, f"sqlite:///{folder}/ledger.sqlite3"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create(address):
    """Make the database of an address in a cluster that has only its own."""
    with psycopg.connect(address.replace("///ledger?", "///postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE ledger")


def environment(name: str, folder: Path, address: str) -> dict[str, str]:
    """The environment of a server for an office network without certificates."""
    own = {"DEBUG": "0", "SECURE_SSL": "0", "COLLECTED_STATIC": "0", "SECRET_KEY": "load-test-" * 6}
    settings = SETTINGS.get(name, "tests.load.settings")
    return clean_environment(folder) | own | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": settings}


def program(door: str, threads: int = THREADS, workers: int = WORKERS) -> list[str]:
    """The words that start the server behind a door, as ``manage.py launch`` does it; threads are those of a worker."""
    return [
        *("-m", "gunicorn", door, "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
        *("--error-logfile", "-", "--log-level", "warning", "--no-control-socket"),
    ]


@contextmanager
def served(where: Place, threads: int = THREADS, workers: int = WORKERS) -> Iterator[int]:
    """The server program on a free port, which it yields; stopped whatever happens."""
    port = _free_port()
    words = program(DOORS.get(where.name, "config.wsgi"), threads, workers)
    command = [sys.executable, *words, "--bind", f"127.0.0.1:{port}"]
    with where.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=where.environment, stdout=log, stderr=log)
        try:
            _wait(port, process, where.log)
            yield port
        finally:
            process.terminate()
            _bury(process)


def _bury(process):
    try:
        process.wait(40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(port, process, log):
    for _ in range(WAIT * 20):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{os.linesep}{log.read_text()}")
