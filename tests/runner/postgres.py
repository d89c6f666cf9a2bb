"""A throw-away PostgreSQL cluster: reached by a socket in its own folder, gone when the block ends."""

import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.runner.machine import is_root, postgres_folder

OWNER = "postgres"
# autovacuum would count tables whose rows are all about to be rolled back as empty, and every plan would go by that
OPTIONS = (
    *("listen_addresses=''", "fsync=off", "full_page_writes=off", "autovacuum=off", "jit=off", "shared_buffers=256MB"),
    *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB"),
)


class Unavailable(Exception):
    """PostgreSQL cannot be used here, for the reason given."""


@contextmanager
def cluster(options: tuple[str, ...] = OPTIONS, keep: Path | None = None) -> Iterator[str]:
    """Starts a cluster with these settings and yields its DATABASE_URL; stops it whatever happens.

    It is removed then; in a folder to keep it stays, and is used again the next time.
    """
    programs = postgres_folder()
    if programs is None:
        raise Unavailable("PostgreSQL's programs were not found")
    folder = keep or Path(tempfile.mkdtemp(prefix="ledger-pg-"))
    prefix = _as_owner(folder)
    try:
        if not (folder / "data").exists():
            _create(prefix, programs, folder)
        _start(prefix, programs, folder, options)
        yield address(folder)
    finally:
        _stop(prefix, programs, folder, "fast" if keep else "immediate")
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def address(folder: Path) -> str:
    """Returns the DATABASE_URL of the cluster whose socket lies in the folder."""
    return f"postgres:///ledger?host={folder}&user={OWNER}"


def _as_owner(folder: Path) -> list[str]:
    """Returns the words that run a command as PostgreSQL's user where root must not, and gives it the folder."""
    if not is_root():
        return []
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        folder.rmdir()
        raise Unavailable(f"PostgreSQL refuses to run as root and there is no user {OWNER}") from None
    shutil.chown(folder, OWNER)
    return ["runuser", "-u", OWNER, "--"]


def _create(prefix: list[str], programs: Path, folder: Path) -> None:
    """Makes the files of the cluster."""
    options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    _run([*prefix, str(programs / "initdb"), "-D", str(folder / "data"), *options], folder)


def _start(prefix: list[str], programs: Path, folder: Path, settings: tuple[str, ...]) -> None:
    """Starts the server and waits until it answers."""
    options = " ".join(f"-c {option}" for option in (*settings, f"unix_socket_directories={folder}"))
    log = str(folder / "log")
    _run(
        [*prefix, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-l", log, "-w", "-o", options, "start"], folder
    )


def _stop(prefix: list[str], programs: Path, folder: Path, how: str) -> None:
    """Stops the server if it runs: immediately, or fast but whole."""
    if (folder / "data" / "postmaster.pid").exists():
        _run([*prefix, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-m", how, "stop"], folder)


def _run(command: list[str], folder: Path) -> None:
    """Runs a command in the folder and raises with its own words when it fails."""
    done = subprocess.run(
        command, cwd=folder, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
