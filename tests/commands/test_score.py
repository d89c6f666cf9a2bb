"""The command that prints who met the requirements."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.exports import world
from tracker.models import Event, Requirement, Snapshot

pytestmark = pytest.mark.django_db
SIXTH = ["--term", "chongqing-congress-6"]


def score(*arguments):
    out = StringIO()
    call_command("score", *arguments, "--on", "2023-11-22", stdout=out)
    return out.getvalue()


def asked(*arguments):
    return json.loads(score(*arguments, "--format", "json"))


def test_json_is_one_object_with_the_period_and_each_deputy_in_order():
    world.build()
    found = asked(*SIXTH, "--year", "2023")
    assert [row["number"] for row in found.pop("deputies")] == ["600001", "600002", "600004", "600003"]
    assert found == {
        "term": "chongqing-congress-6",
        "period": {"cycle": "year", "label": "2023", "starts_on": "2023-01-13", "ends_on": "2024-01-01"},
        "on": "2023-11-22",
        "unjudged": [],
    }


def test_a_deputy_has_one_finding_per_requirement_of_the_cycle():
    world.build()
    (deputy,) = asked(*SIXTH, "--year", "2023", "--deputy", "600002")["deputies"]
    findings = deputy.pop("findings")
    assert deputy["overall"] == {"341-311": "short"} and deputy["served_days"] == 353
    assert [(row["requirement"], row["outcome"]) for row in findings] == [
        ("session-speeches", "short"),
        ("recess-activities", "running"),
        ("bills-suggestions", "running"),
    ]
    assert set(findings[0]) == {"regulation", "requirement", "required", "counted", "pending", "outcome", "reason"}


def test_the_whole_term_has_the_term_items():
    world.build()
    found = asked(*SIXTH, "--whole-term")
    assert found["period"]["cycle"] == "term"
    assert [row["requirement"] for row in found["deputies"][0]["findings"]] == [
        "trainings",
        "good-deeds",
        "duty-reports",
    ]


def test_a_group_narrows_the_list():
    world.build()
    found = asked(*SIXTH, "--year", "2023", "--group", "万州区联系组")
    assert [row["number"] for row in found["deputies"]] == ["600001", "600002"]


def test_where_no_value_is_in_force_the_bare_counts_are_listed():
    world.build()
    Requirement.objects.get(code="session-speeches").values.update(starts_on="2024-01-01")
    found = asked(*SIXTH, "--year", "2023", "--deputy", "600002")
    assert found["deputies"][0]["findings"][0]["requirement"] == "recess-activities"
    assert found["unjudged"] == [
        {
            "number": "600002",
            "regulation": "341-311",
            "requirement": "session-speeches",
            "counted": 2,
            "pending": 0,
        }
    ]


def test_all_terms_are_counted_with_six_outcomes_that_add_up():
    world.build()
    found = asked("--all-terms", "--year", "2023")
    (term,) = found["terms"]
    assert (found["year"], found["on"], term["deputies"]) == (2023, "2023-11-22", 4)
    assert term["overall"] == {"met": 2, "running": 1, "short": 1, "unknown": 0, "exempt": 0, "not_applicable": 0}
    assert list(term["requirements"]) == ["session-speeches", "recess-activities", "bills-suggestions"]


def test_the_table_is_aligned_for_chinese_and_says_outcomes_in_words():
    world.build()
    head, *rows = score(*SIXTH, "--year", "2023").splitlines()
    assert head.startswith("名单序号  编号    姓名") and len(rows) == 4
    assert "审议发言差 1 次，会议已闭幕" in rows[1]


def test_all_terms_as_a_table():
    world.build()
    head, row = score("--all-terms", "--year", "2023").splitlines()
    assert head.split() == ["届", "代表", "达到", "进行中", "未达到", "待核", "免予要求", "不作要求"]
    assert row.split() == ["chongqing-congress-6", "4", "2", "1", "1", "0", "0", "0"]


def test_csv_keeps_text_that_looks_like_a_formula_as_text():
    term = world.build()
    make.deputy(term, "600009", "=1+1")
    line = score(*SIXTH, "--year", "2023", "--format", "csv", "--deputy", "600009").splitlines()[1]
    assert line.startswith(",600009,'=1+1,万州区")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--term", "nowhere-1", "--year", "2023"], "没有「nowhere-1」这一届；已有：chongqing-congress-6"),
        ([*SIXTH, "--year", "2031"], "没有 2031 考核周期；已有：2023、2024、2025、2026、2027、2028"),
        ([*SIXTH, "--year", "2023", "--deputy", "999999"], "没有编号为「999999」的代表"),
        ([*SIXTH, "--year", "0"], "没有 0 考核周期"),
        ([*SIXTH, "--year", "2023", "--group", ""], "没有「」；已有：万州区联系组"),
        ([*SIXTH, "--year", "2023", "--group", "无此组"], "没有「无此组」；已有：万州区联系组"),
        (["--all-terms", "--year", "1999"], "没有一届有 1999 年；已有：2023、"),
    ],
)
def test_what_is_unknown_is_refused_with_what_there_is(arguments, sentence):
    world.build()
    with pytest.raises(CommandError, match=sentence) as refused:
        score(*arguments)
    assert refused.value.returncode == 1


@pytest.mark.parametrize("day", ["2023-02-30", ""])
def test_a_day_the_calendar_lacks_is_refused(day):
    world.build()
    with pytest.raises(CommandError, match=f"「{day}」，日历上没有这一天") as refused:
        call_command("score", *SIXTH, "--year", "2023", "--on", day)
    assert refused.value.returncode == 1


@pytest.mark.parametrize("option", [("--deputy", "600001"), ("--group", "")])
def test_all_terms_take_no_deputy_and_no_group(option):
    with pytest.raises(CommandError, match="只与 --year") as refused:
        score("--all-terms", "--year", "2023", *option)
    assert refused.value.returncode == 2


def test_all_terms_are_kept_as_the_totals_of_a_city():
    world.build()
    printed = asked("--all-terms", "--year", "2023", "--keep")
    row = Snapshot.objects.get()
    assert (row.year, row.on.isoformat(), row.made_by, row.totals) == (2023, "2023-11-22", None, printed["terms"])
    assert row.head == Event.objects.latest("pk").pk
    with pytest.raises(CommandError, match="--keep 只与 --all-terms 同用"):
        score(*SIXTH, "--year", "2023", "--keep")
