"""The command that answers for each record."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.exports import world

pytestmark = pytest.mark.django_db
SECOND = ["--term", "chongqing-congress-6", "--deputy", "600002", "--on", "2023-11-22"]


def explain(*arguments):
    out = StringIO()
    call_command("explain", *arguments, stdout=out)
    return out.getvalue()


def test_each_record_has_one_answer_per_requirement_of_the_cycle():
    world.build()
    records = json.loads(explain(*SECOND, "--year", "2023", "--format", "json"))["records"]
    assert len(records) == 6
    visit = records[2]
    assert (visit["kind"], visit["occurred_on"], visit["state"]) == ("visit", "2023-01-16", "verified")
    assert visit["answers"] == {
        "session-speeches": "other_kind",
        "recess-activities": "in_session",
        "bills-suggestions": "other_kind",
    }


def test_the_table_says_it_in_words():
    world.build()
    lines = explain(*SECOND, "--year", "2023").splitlines()
    assert lines[1].split() == ["2023-01-14", "审议发言", "审议发言第1次", "计入审议发言"]
    assert lines[3].endswith("在会期内，不属于闭会期间活动")
    assert lines[6].endswith("待审核")


def test_an_unknown_number_is_refused():
    world.build()
    with pytest.raises(CommandError, match="没有编号为「1」的代表"):
        explain("--term", "chongqing-congress-6", "--deputy", "1", "--whole-term")
