"""The database: its address, the options that keep every commit, and what makes it unsafe."""

import os
import tempfile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_FORM = "sqlite:///folder/file.sqlite3"
POSTGRES_FORM = "postgres://user:password@host/name"
PATCHED = {(3, 44): 6, (3, 50): 7}
JOURNAL_MODES = {True: "wal", False: "delete"}
SYNCHRONOUS = {True: 2, False: 3}
LEVELS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
KEPT = 600  # seconds: the last one to close a SQLite file writes its whole log back, as if after every form


class Flaw(NamedTuple):
    """Something about an open database that may lose or damage records."""

    id: str
    message: str
    hint: str


def safe_wal(version: tuple[int, ...]) -> bool:
    """Tells whether WAL mode keeps every commit: from 3.51.3 and in two patched lines, not in the withdrawn 3.52.0."""
    if version[:2] in PATCHED:
        return version[2] >= PATCHED[version[:2]]
    return version >= (3, 51, 3) and version != (3, 52, 0)


def sqlite_options(version: tuple[int, ...]) -> dict[str, Any]:
    """Returns the connection options for this SQLite: WAL where it is safe, the slower journal elsewhere."""
    safe = safe_wal(version)
    pragmas = {
        "journal_mode": JOURNAL_MODES[safe].upper(),
        "synchronous": LEVELS[SYNCHRONOUS[safe]],
        "recursive_triggers": "ON",
        "cell_size_check": "ON",
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": " ".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }


def database(url: str, default: Path, base: Path, version: tuple[int, ...]) -> dict[str, Any]:
    """Returns Django's settings for this address, or for the default file; relative files lie beside manage.py."""
    if not url:
        return _sqlite(default, version)
    if urlsplit(url).scheme == "sqlite":
        return _sqlite(base / _sqlite_name(url), version)
    if urlsplit(url).scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise ImproperlyConfigured(f"DATABASE_URL names no known database; write {SQLITE_FORM} or {POSTGRES_FORM}.")


def _sqlite_name(url: str) -> str:
    """Returns the file that a SQLite address names."""
    parts = urlsplit(url)
    name = unquote(parts.path).removeprefix("/")
    if parts.netloc or not name:
        raise ImproperlyConfigured(
            f"DATABASE_URL names no SQLite file; write {SQLITE_FORM}, or four slashes for a full path."
        )
    return name


def _sqlite(file: Path, version: tuple[int, ...]) -> dict[str, Any]:
    """Returns the settings for a SQLite file; tests get a file per process, because WAL needs one."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": KEPT,
        "OPTIONS": sqlite_options(version),
        "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"ledger-test-{os.getpid()}.sqlite3")},
    }


def _postgres(url: str) -> dict[str, Any]:
    """Returns the settings for a PostgreSQL database."""
    try:
        found: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read ({error}); write {POSTGRES_FORM}.") from error
    if not found["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL names no database; write {POSTGRES_FORM}.")
    return {"CONN_MAX_AGE": KEPT, "CONN_HEALTH_CHECKS": True} | found


def flaws(connection: Any) -> list[Flaw]:
    """Reads back what the open database really does and names what may lose records."""
    if connection.vendor == "sqlite":
        return _sqlite_flaws(connection)
    return _postgres_flaws(connection)


def unsafe_reasons(connection: Any) -> list[str]:
    """Returns a sentence for each thing that makes this database unsafe, with what to do about it."""
    return [f"{flaw.message} {flaw.hint}" for flaw in flaws(connection)]


def refuse_unsafe(connection: Any) -> None:
    """Raises ImproperlyConfigured when this database may lose records."""
    reasons = unsafe_reasons(connection)
    if reasons:
        raise ImproperlyConfigured("The database is not safe to use. " + " ".join(reasons))


def _ask(connection: Any, question: str) -> Any:
    """Returns the single value that a statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row and row[0]


def _sqlite_flaws(connection: Any) -> list[Flaw]:
    """Compares SQLite's version and pragmas with what they must be."""
    version = connection.Database.sqlite_version_info
    safe = safe_wal(version)
    journal = _ask(connection, "PRAGMA journal_mode")
    level = _ask(connection, "PRAGMA synchronous")
    found = []
    if journal != JOURNAL_MODES[safe]:
        found.append(_journal_flaw(journal, safe, ".".join(map(str, version))))
    if level < SYNCHRONOUS[safe]:
        found.append(_level_flaw(level, SYNCHRONOUS[safe]))
    found += [
        _switch_flaw(name)
        for name in ("foreign_keys", "recursive_triggers", "cell_size_check")
        if _ask(connection, f"PRAGMA {name}") != 1
    ]
    if _ask(connection, "PRAGMA mmap_size"):
        found.append(Flaw("config.E004", "SQLite maps the file into memory.", "Take mmap_size out of the options."))
    return found


def _journal_flaw(journal: str, safe: bool, version: str) -> Flaw:
    """Names a journal mode that this SQLite must not use, or did not accept."""
    if safe:
        hint = "Put the database on a local disk (WAL needs one; network folders will not do) and start again."
    else:
        hint = (
            "Install requirements/run.lock, which brings a safe SQLite, or stop all users of the file and start again."
        )
    return Flaw(
        "config.E001", f"SQLite {version} keeps its journal in mode “{journal}”, not “{JOURNAL_MODES[safe]}”.", hint
    )


def _level_flaw(level: int, needed: int) -> Flaw:
    """Names a synchronous level that may forget a commit after a power cut."""
    return Flaw(
        "config.E002",
        f"SQLite writes with synchronous={LEVELS[level]} and may forget a commit after a power cut.",
        f"Set synchronous={LEVELS[needed]} in the options.",
    )


def _switch_flaw(name: str) -> Flaw:
    """Names a protection of SQLite that is off."""
    return Flaw("config.E003", f"SQLite runs with {name} off.", f"Set {name}=ON in the options.")


def _postgres_flaws(connection: Any) -> list[Flaw]:
    """Names the settings of PostgreSQL that may forget a commit."""
    if _ask(connection, "SHOW synchronous_commit") != "off":
        return []
    return [
        Flaw(
            "config.E005",
            "PostgreSQL runs with synchronous_commit=off and may forget a commit after a crash.",
            "Set synchronous_commit=on for this database or role.",
        )
    ]
