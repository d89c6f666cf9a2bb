"""Sentences, not codes."""

from datetime import date

import pytest

from tests import make
from tests.exports import world
from tracker.rules.book import Requirement, Value
from tracker.scores.judge import OUTCOMES, Finding
from tracker.tables import words

YEAR = ("year", "2023")


def requirement(part_period="full", label="闭会期间活动", short="活动"):
    value = Value(date(2020, 1, 1), 4, frozenset({"visit"}), part_period)
    return Requirement("341-311", "c", label, short, "次", "year", False, (value,))


def finding(outcome, reason="", counted=3, pending=0, required=4, latest_on=None):
    return Finding(1, "341-311", "c", YEAR, required, counted, pending, outcome, reason, 353, 353, "", latest_on)


def test_every_outcome_has_a_label_a_class_and_a_meaning():
    assert set(words.OUTCOME_LABELS) == set(words.OUTCOME_CLASSES) == set(words.OUTCOME_MEANINGS) == set(OUTCOMES)


@pytest.mark.parametrize(
    ("outcome", "given", "sentence"),
    [
        ("met", {"counted": 4}, ""),
        ("exempt", {}, ""),
        ("running", {"latest_on": date(2023, 12, 31)}, "还差 1 次，12 月 31 日前"),
        ("running", {"latest_on": date(2023, 12, 31), "pending": 1}, "还差 1 次，12 月 31 日前；另有 1 条待审核"),
        ("running", {"latest_on": date(2024, 1, 15), "reason": "补登期内"}, "还差 1 次，补登至 2024 年 1 月 15 日"),
        ("unknown", {"pending": 2, "reason": "待审核"}, "还差 1 次，2 条待审核"),
        ("short", {}, "还差 1 次，期限已过"),
        ("not_applicable", {"required": None, "reason": "在任不足 90 天"}, "在任不足 90 天"),
    ],
)
def test_a_verdict_says_what_is_missing_and_until_when(outcome, given, sentence):
    assert words.finding_sentence(finding(outcome, **given), requirement()) == sentence


@pytest.mark.parametrize(
    ("outcome", "reason", "sentence"),
    [
        ("short", "", "还差 1 次，会议已闭幕"),
        ("running", "", "还差 1 次，待会议召开"),
        ("unknown", "发言名单未齐", "还差 1 次，发言名单未齐"),
    ],
)
def test_what_only_a_session_can_fill_says_so(outcome, reason, sentence):
    speeches = requirement("session", "审议发言", "发言")
    assert words.finding_sentence(finding(outcome, reason), speeches) == sentence


def test_a_long_label_gives_way_to_the_short_one():
    assert words.name_of(requirement()) == "活动"
    assert words.name_of(requirement(label="审议发言", short="发言")) == "审议发言"


@pytest.mark.django_db
def test_of_the_second_cycle_only_what_is_grave_is_said():
    term = world.build()
    judgement = world.judge(term, on=date(2028, 1, 13), year=2027, number="600001")
    (standing,) = judgement.standings
    assert words.sentence(standing, judgement) == (
        "活动差 4 次、建议差 1 件，期限已过；审议发言差 3 次，会议未登记；"
        "本届履职培训差 3 次、好事实事差 1 件、述职差 1 次，期限已过"
    )


@pytest.mark.django_db
def test_the_end_of_a_mandate_is_said_but_not_why():
    term = world.build()
    mandate = term.mandates.get(number="600001")
    make.people.end(make.by(), mandate, date(2023, 9, 1), "因病去世")
    judgement = world.judge(term, number="600001")
    assert words.sentence(judgement.standings[0], judgement).startswith("9 月 1 日资格终止")
    assert "病" not in words.sentence(judgement.standings[0], judgement)
