"""The options keep every commit, and what is unsafe is named."""

import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

import config.checks  # noqa: F401
from config.database import database, refuse_unsafe, safe_wal, sqlite_options, unsafe_reasons

BASE = Path("/srv/ledger")
SAFE, PATCHED, OLD = (3, 53, 4), (3, 44, 6), (3, 40, 1)

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads SQLite's own settings")
on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="reads PostgreSQL's own settings")


@pytest.mark.parametrize("version", [SAFE, PATCHED, (3, 44, 7), (3, 50, 7), (3, 51, 3), (3, 52, 1)])
def test_a_repaired_sqlite_is_safe_in_wal_mode(version):
    assert safe_wal(version)


@pytest.mark.parametrize("version", [OLD, (3, 44, 5), (3, 45, 9), (3, 50, 6), (3, 51, 2), (3, 52, 0)])
def test_other_versions_are_not(version):
    assert not safe_wal(version)


def test_a_safe_sqlite_runs_in_wal_mode_with_full_writes():
    options = sqlite_options(SAFE)
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 30)
    assert options["init_command"] == (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA cell_size_check=ON;"
    )


def test_another_sqlite_runs_with_the_slower_journal():
    assert sqlite_options(OLD)["init_command"].startswith("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "/data/ledger.sqlite3"),
        ("sqlite:///var/demo.sqlite3", "/srv/ledger/var/demo.sqlite3"),
        ("sqlite:////full/path.sqlite3", "/full/path.sqlite3"),
        ("sqlite:///var/a%20b+数据.sqlite3", "/srv/ledger/var/a b+数据.sqlite3"),
    ],
)
def test_a_sqlite_address_names_a_file(url, file):
    assert database(url, Path("/data/ledger.sqlite3"), BASE, SAFE)["NAME"] == Path(file)


def test_a_postgres_address_is_read():
    found = database("postgres://clerk:p%23w@db.example:5433/ledger", BASE, BASE, SAFE)
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "clerk", "p#w", "db.example", 5433, "ledger",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://a@b/c", "sqlite://:memory:", "sqlite://", "sqlite://var/x.sqlite3", "postgres://host/",
     "postgres://host:port/name"],
)  # fmt: skip
def test_any_other_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL .*write (sqlite|postgres)"):
        database(url, BASE, BASE, SAFE)


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """Opens a new SQLite file with the project's options, some of them changed."""
    settings = connection.settings_dict | database("", tmp_path / "new.sqlite3", BASE, sqlite3.sqlite_version_info)
    other = DatabaseWrapper(settings | {"TIME_ZONE": None}, "other")

    def connect(**options):
        other.settings_dict["OPTIONS"] |= options
        other.connect()
        return other

    with django_db_blocker.unblock():
        yield connect
        other.close()


def test_the_projects_options_are_safe(opened):
    assert unsafe_reasons(opened()) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("synchronous=NORMAL", "synchronous=NORMAL and may forget a commit"),
        ("journal_mode=DELETE", "keeps its journal in mode “delete”"),
        ("recursive_triggers=OFF", "recursive_triggers off"),
        ("cell_size_check=OFF", "cell_size_check off"),
        ("foreign_keys=OFF", "foreign_keys off"),
        ("mmap_size=1000000", "maps the file into memory"),
    ],
)
def test_each_unsafe_setting_is_named(opened, change, reason):
    other = opened()
    with other.cursor() as cursor:
        cursor.execute(f"PRAGMA {change}")
    assert [reason in found for found in unsafe_reasons(other)] == [True]


def test_wal_mode_on_an_unrepaired_sqlite_is_named(opened, monkeypatch):
    other = opened()
    monkeypatch.setattr(other.Database, "sqlite_version_info", OLD)
    journal, level = unsafe_reasons(other)
    assert journal.startswith("SQLite 3.40.1 keeps its journal in mode “wal”, not “delete”. Install")
    assert level.endswith("Set synchronous=EXTRA in the options.")


def test_an_unrepaired_sqlite_with_the_slower_journal_is_safe(opened, monkeypatch):
    other = opened(**sqlite_options(OLD))
    monkeypatch.setattr(other.Database, "sqlite_version_info", OLD)
    assert unsafe_reasons(other) == []


def test_an_unsafe_database_is_refused(opened):
    with pytest.raises(ImproperlyConfigured, match=r"not safe to use\. SQLite"):
        refuse_unsafe(opened(init_command="PRAGMA synchronous=OFF"))


@pytest.mark.django_db
def test_the_database_of_the_tests_is_safe():
    assert unsafe_reasons(connection) == []


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_check_names_the_flaw_with_its_id():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    with pytest.raises(SystemCheckError, match=r"config\.E002"):
        call_command("check", databases=["default"])
    connection.close()


@on_postgres
@pytest.mark.django_db
def test_postgres_that_may_forget_a_commit_is_named():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert "synchronous_commit=off" in unsafe_reasons(connection)[0]
