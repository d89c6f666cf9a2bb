"""The command that prints the rates."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.kept import kept
from tests.scores.handled import late_by, rate, reply, share
from tracker.ledger import oversight
from tracker.models import Body

SIXTH = ["--term", "chongqing-congress-6"]
ON = ["--on", "2023-06-30"]
MARCH = date(2023, 3, 1)
RATES = {
    "timeliness",
    "timeliness_of_received",
    "first_satisfaction",
    "first_satisfaction_of_replied",
    "final_satisfaction",
    "co_handler_satisfaction",
    "co_handler_final_satisfaction",
    "implementation",
    "disclosure",
    "suggestions_published",
    "commitments_kept",
    "share_of_assignments",
    "contacted",
}
COUNTS = {"rehandled", "not_yet_due", "units", "assignments", "suggestions"}


def rates(*arguments):
    out = StringIO()
    call_command("rates", *SIXTH, *arguments, stdout=out)
    return out.getvalue()


def asked(*arguments):
    return json.loads(rates(*ON, *arguments, "--format", "json"))


@pytest.fixture
@kept
def rated(deputy):
    """Two suggestions: one well answered by the education unit, one waiting at a court."""
    row = reply(share(deputy, unit=make.handling_unit("示例教育委")), MARCH)
    rate(row, MARCH)
    oversight.disclose(late_by(), row.suggestion, "publish", MARCH)
    court = make.handling_unit("示例法院", make.system("法院系统", "system-courts"))
    share(deputy, date(2023, 4, 20), court)


def test_json_is_one_object_with_every_promised_key(rated):
    found = asked()
    assert set(found) == RATES | COUNTS | {"classes"}
    assert all(set(found[code]) == {"numerator", "denominator", "percent"} for code in RATES)
    assert found["classes"] == {"A": 1, "B": 0, "C": 0, "D": 0}
    assert {code: found[code] for code in COUNTS} == {
        "rehandled": 0,
        "not_yet_due": 1,
        "units": 2,
        "assignments": 2,
        "suggestions": 2,
    }


def test_a_percent_has_two_decimals_or_is_null(rated):
    found = asked()
    assert found["timeliness_of_received"] == {"numerator": 1, "denominator": 2, "percent": "50.00"}
    assert found["timeliness"]["percent"] == "100.00"
    assert found["commitments_kept"] == {"numerator": 0, "denominator": 0, "percent": None}


@pytest.mark.parametrize("unit", ["法院系统", "system-courts", "示例法院"])
def test_a_unit_or_system_is_asked_by_name_or_code(rated, unit):
    found = asked("--unit", unit)
    assert (found["assignments"], found["suggestions"]) == (1, 1)
    assert found["share_of_assignments"]["percent"] == "50.00"


@pytest.mark.parametrize(
    ("span", "assignments"),
    [
        (["--from", "2023-04-20"], 1),
        (["--to", "2023-04-19"], 1),
        (["--from", "2023-02-01", "--to", "2023-04-20"], 2),
        (["--from", "2024-01-01"], 0),
        (["--on", "2020-01-01"], 0),
    ],
)
def test_a_span_is_open_at_the_end_that_is_not_asked(rated, span, assignments):
    assert asked(*span)["assignments"] == assignments


def test_the_table_has_numerator_and_denominator_everywhere(rated):
    heads, *lines = [line.split() for line in rates(*ON).splitlines()]
    assert heads == ["指标", "分子", "分母", "百分比"]
    assert lines[0] == ["时效率", "1", "1", "100.00%"]
    assert ["建议公开率", "1", "2", "50.00%"] in lines
    assert ["首次答复天数（中位数）", "28"] in lines


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "教育"], "没有「教育」这个承办单位或系统；可用的如：示例教育委"),
        (["--unit", "无此单位"], "可用的如：法院系统、政府系统"),
        (["--unit", "示例档案局"], "有 2 个「示例档案局」，请改用代码：archive-1（政府系统）、archive-2（无上级）"),
        (["--unit", ""], "没有「」"),
        (["--unit", "重庆市人民代表大会"], "没有「重庆市人民代表大会」这个承办单位或系统"),
        (["--from", "2023-05-02", "--to", "2023-05-01"], "--from 2023-05-02 晚于 --to 2023-05-01"),
        (["--from", "2023-02-30"], "--from：应为 2024-05-01 这样的日期"),
        (["--to", "五月"], "--to：应为 2024-05-01 这样的日期"),
        (["--on", "2023-13-01"], "--on：应为 2024-05-01 这样的日期"),
    ],
)
def test_what_cannot_be_is_refused_with_what_there_is(rated, arguments, sentence):
    make.handling_unit("示例档案局", code="archive-1")
    Body.objects.create(name="示例档案局", code="archive-2", level="municipal", kind="unit")
    with pytest.raises(CommandError) as refused:
        rates(*arguments)
    assert sentence in str(refused.value) and refused.value.returncode == 1
