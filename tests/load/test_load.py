"""A short load test of the real server, and what the checker of long ones sees."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection

from tests import make
from tests.load import checker, places, report, run, world
from tracker.management.commands import launch
from tracker.models import DutyRecord


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the short load test runs on SQLite")
def test_four_writers_at_the_real_server_lose_nothing_and_meet_no_error(truly, tmp_path):
    environment = places.environment("sqlite", tmp_path, f"sqlite:///{connection.settings_dict['NAME']}")
    where = places.Place("sqlite", tmp_path, environment | {"SECRET_KEY": settings.SECRET_KEY})
    outcome = run.through_web(where, world.prepare(4), 1, places.THREADS, workers=1)
    found = report.result("web", "sqlite", 4, outcome, checker.check(outcome.acknowledged))
    assert found["stored"] == found["acknowledged"] >= 4
    assert report.holds(found), where.log.read_text()


@pytest.fixture
def acknowledged(deputy):
    """Three submitted records as their writers were told of them."""
    kind = make.kind("visit")
    rows = [make.record(deputy, kind, date(2023, 3, day), f"走访{day}", verified=False) for day in (1, 2, 3)]
    return [(row.pk, row.title) for row in rows]


def test_what_was_acknowledged_is_found(acknowledged):
    assert checker.check(acknowledged) == {"lost": 0, "doubled": 0, "stored": 3, "faults": 0}


def test_a_record_removed_behind_the_ledgers_back_is_lost(acknowledged):
    DutyRecord.objects.filter(pk=acknowledged[1][0]).delete()
    assert checker.check(acknowledged) == {"lost": 1, "doubled": 0, "stored": 2, "faults": 1}


def test_one_duty_kept_as_two_records_is_counted_twice(acknowledged, deputy):
    make.record(deputy, make.kind("visit"), date(2023, 3, 4), "走访3", verified=False)
    assert checker.check(acknowledged)["doubled"] == 1


def test_two_writers_led_to_one_record_have_lost_one(acknowledged):
    assert checker.check([*acknowledged, acknowledged[0]])["lost"] == 1


def test_the_server_is_the_one_that_launch_starts():
    assert places.program("config.wsgi") == launch.SERVER


@pytest.mark.parametrize(("percent", "milliseconds"), [(50, 10.0), (95, 19.0), (100, 20.0)])
def test_shares_of_the_times_are_those_of_whole_answers(percent, milliseconds):
    assert report.at_share([number / 1000 for number in range(1, 21)], percent) == milliseconds
