"""The command that prints reported figures beside what the ledger counts."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.kept import kept
from tracker.models import Term

SIXTH = "重庆市第六届人大常委会"


@pytest.fixture
@kept
def sown(planted):
    """The seeds are planted, and one deputy reports in 2023."""
    deputy = make.deputy(Term.objects.get(code="chongqing-congress-6"))
    make.record(deputy, make.kind("duty_report"), date(2023, 5, 1), "述职")


def figures(*arguments):
    out = StringIO()
    call_command("figures", "--on", "2024-06-01", *arguments, stdout=out)
    return out.getvalue()


def asked(*arguments):
    return json.loads(figures(*arguments, "--format", "json"))


def test_json_has_what_is_promised_of_every_figure_and_relation(sown):
    found = asked()
    assert set(found) == {"figures", "relations"}
    assert all({"key", "body", "period", "reported", "recorded"} <= set(row) for row in found["figures"])
    told = [row for figure in found["figures"] for row in figure["reported"]]
    assert len(told) == 272
    assert all({"value", "qualifier", "unit", "document", "quote"} <= set(row) for row in told)
    assert all({"id", "kind", "holds", "text"} <= set(row) for row in found["relations"])
    assert len({row["id"] for row in found["relations"]}) == 29


def test_a_rough_number_stays_rough_and_a_share_keeps_its_decimals(sown):
    told = {row["quote"]: row for figure in asked()["figures"] for row in figure["reported"]}
    visits, rate = told["参加代表6300余人次"], told["满意率和基本满意率达99.92%"]
    assert (visits["value"], visits["qualifier"], visits["unit"]) == (6300, "余", "人次")
    assert (rate["value"], rate["document"]) == (99.92, "001_6bb316b7c4f9abab.txt")
    assert told["举办多期培训班"]["value"] is None


def test_a_body_and_a_year_are_asked_for(sown):
    found = {row["key"]: row for row in asked("--body", SIXTH, "--year", "2023")["figures"]}
    assert {row["body"] for row in found.values()} == {SIXTH}
    assert found["duty_report_times"]["recorded"] == 1
    assert found["duty_report_times"]["period"] == {"starts_on": "2023-01-01", "last_on": "2023-12-31"}
    assert found["sc_rules_reviewed"]["recorded"] is None
    assert asked("--body", "chongqing-standing-committee", "--year", "2017")["figures"] == []


def test_the_table_has_figures_and_relations(sown):
    first, second = figures("--body", "荣昌区人大常委会").split("\n\n")
    assert "1813件" in first and "不可比：指标没有账本计数" in first
    assert "1813 ≤ 1841" in second and "不成立" not in second


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--body", "荣昌"], "没有「荣昌」公布的数字；已有：巴南区政协、"),
        (["--year", "23"], "--year：应为 1900 至 2200 的年份，实际为「23」"),
        (["--on", "五月"], "--on：应为 2024-05-01 这样的日期"),
    ],
)
def test_what_cannot_be_is_refused_with_what_there_is(sown, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        figures(*arguments)
    assert sentence in str(refused.value) and refused.value.returncode == 1
