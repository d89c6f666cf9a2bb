"""A small named world: one term, the rule book, one deputy, a client for each role."""

import gc
import os
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests import make
from tests.kept import kept, watch
from tracker.intake import seeds
from tracker.models import DutyKind, RolePolicy
from tracker.web import middleware  # noqa: F401  a server knows it before anybody signs in


def pytest_sessionstart():
    connection.execute_wrappers.append(watch)


def pytest_collection_finish():
    gc.freeze()  # what was imported and collected stays to the end


USES_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """Leave out what uses no database where the run is about the database; the runner runs the rest elsewhere."""
    if not os.environ.get("DATABASE_TESTS_ONLY"):
        return
    kept = [item for item in items if item.get_closest_marker("django_db") or USES_DATABASE & set(item.fixturenames)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    watch.begin()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database as it was made: the statements that made it belong to no test."""
    watch.begin()


@pytest.fixture
@kept
def term(db):
    """The sixth term with the rule book and its first session, all speech rolls complete."""
    row = make.term()
    make.rule_book()
    make.unit(row)
    make.session(row, complete=True)
    return row


@pytest.fixture
@kept
def planted(db):
    """The seeds are planted."""
    seeds.seed(make.by())


@pytest.fixture
@kept
def deputy(term):
    """示例代表001 of 万州区, in the liaison group of 万州区."""
    return make.deputy(term, groups=[make.group(term)])


@pytest.fixture
@kept
def busy(deputy):
    """The deputy with three speeches, two activities verified and one to be verified, and one suggestion."""
    speech, visit = DutyKind.objects.get(code="session_speech"), DutyKind.objects.get(code="visit")
    for number in (1, 2, 3):
        make.record(deputy, speech, date(2023, 1, 14), f"审议发言{number}")
    make.record(deputy, visit, date(2023, 3, 1), "走访一")
    make.record(deputy, visit, date(2023, 4, 1), "走访二")
    make.record(deputy, visit, date(2023, 5, 1), "走访三", verified=False)
    make.suggestion(deputy, date(2023, 1, 15))
    return deputy


@pytest.fixture
def client_as(client):
    """Signs a client in with a role."""

    def sign_in(role, **scope):
        client.force_login(make.login(role, **scope))
        return client

    return sign_in


@pytest.fixture
def truly(transactional_db):
    """A database in which each thread commits for itself; what they wrote goes, although the trail refuses it."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER tracker_event_no_{verb}")


@pytest.fixture
def policies(db):
    """The sign-in requirements as a new database has them: a test that empties the tables takes them away."""
    RolePolicy.objects.all().delete()
    import_module("tracker.migrations.0006_sign_in").plant(apps, None)
