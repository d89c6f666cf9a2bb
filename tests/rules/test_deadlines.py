"""Due days: months to the day or the month's last, moved to a working day, explained in one sentence."""

from datetime import date

import pytest

from tracker.rules.deadlines import Due, Handling, add_months, due, explain, in_force, spans
from tracker.rules.workdays import Workdays

PUBLISHED = Workdays({})


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2023, 2, 10), 3, date(2023, 5, 10)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 9, 30), 3, date(2023, 12, 30)),
        (date(2023, 12, 1), 1, date(2024, 1, 1)),
        (date(2023, 6, 15), 6, date(2023, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 5, 31), 0, date(2023, 5, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, n, expected):
    assert add_months(day, n) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected", "provisional"),
    [
        (date(2023, 2, 10), 3, date(2023, 5, 10), False),
        (date(2023, 2, 1), 3, date(2023, 5, 4), False),
        (date(2023, 4, 1), 6, date(2023, 10, 7), False),
        (date(2099, 2, 10), 3, date(2099, 5, 11), True),
    ],
)
def test_a_due_day_on_a_day_off_moves_to_the_next_working_day(start, months, expected, provisional):
    found = due(start, months, PUBLISHED)
    assert (found.due_on, found.provisional) == (expected, provisional)
    assert (found.start, found.months, found.nominal) == (start, months, add_months(start, months))


def test_a_due_day_is_provisional_until_every_day_it_depends_on_is_known():
    partly = Workdays({date(2099, 5, 10): False})
    wholly = Workdays({date(2099, 5, 10): False, date(2099, 5, 11): True})
    assert due(date(2099, 2, 10), 3, partly).provisional
    assert not due(date(2099, 2, 10), 3, wholly).provisional


@pytest.mark.parametrize(
    ("start", "months", "basis", "sentence"),
    [
        (date(2023, 2, 10), 3, "代表法", "2023年2月10日交办，三个月内答复（代表法），至2023年5月10日。"),
        (date(2023, 2, 10), 2, "", "2023年2月10日交办，两个月内答复，至2023年4月10日。"),
        (date(2022, 2, 10), 12, "", "2022年2月10日交办，十二个月内答复，至2023年2月10日。"),
        (date(2022, 1, 10), 13, "", "2022年1月10日交办，13个月内答复，至2023年2月10日。"),
        (
            date(2023, 4, 1),
            6,
            "代表法",
            "2023年4月1日交办，六个月内答复（代表法），至2023年10月1日；当日为法定节假日「国庆节」，顺延至2023年10月7日。",
        ),
        (
            date(2099, 4, 10),
            1,
            "",
            "2099年4月10日交办，一个月内答复，至2099年5月10日；当日为周末，顺延至2099年5月11日；"
            "2099年节假日安排尚未公布，按周末推算，为暂定。",
        ),
    ],
)
def test_a_due_day_says_how_it_came_about(start, months, basis, sentence):
    assert explain(due(start, months, PUBLISHED), basis, PUBLISHED) == sentence


def test_a_later_round_starts_with_an_act_of_its_own():
    again = due(date(2023, 6, 9), 1, PUBLISHED)
    sentence = "2023年6月9日退回重新办理，一个月内答复，至2023年7月9日；当日为周末，顺延至2023年7月10日。"
    assert explain(again, "", PUBLISHED, act="退回重新办理") == sentence


def test_a_due_day_kept_from_an_older_calendar_is_still_explained():
    kept = Due(date(2023, 2, 10), 3, date(2023, 5, 10), date(2023, 5, 11), True)
    assert explain(kept, "", PUBLISHED).endswith(
        "至2023年5月10日；当日为非工作日，顺延至2023年5月11日；2023年节假日安排尚未公布，按周末推算，为暂定。"
    )


def test_the_newest_started_rules_are_in_force_and_the_built_in_ones_before():
    older, newer = Handling(date(2015, 8, 29), reply_months=4), Handling(date(2025, 3, 11), reply_months=2)
    assert in_force([newer, older], date(2025, 3, 10)) is older
    assert in_force([newer, older], date(2025, 3, 11)) is newer
    assert in_force([newer, older], date(2015, 8, 28)) == Handling()
    assert in_force([], date(2023, 1, 1)).reply_months == 3


def test_the_spans_of_the_rules_fill_all_time_and_agree_with_what_is_in_force():
    older, newer = Handling(date(2015, 8, 29), at_risk_days=10), Handling(date(2025, 3, 11), at_risk_days=20)
    found = spans([newer, older])
    assert [rule for _first, _last, rule in found] == [Handling(), older, newer]
    assert [first for first, _last, _rule in found] == [date.min, date(2015, 8, 29), date(2025, 3, 11)]
    assert [last for _first, last, _rule in found] == [date(2015, 8, 28), date(2025, 3, 10), date.max]
    assert spans([]) == [(date.min, date.max, Handling())]


def test_labels_of_one_set_of_rules_are_its_own():
    changed = Handling()
    changed.class_labels.pop("D")
    assert set(Handling().class_labels) == {"A", "B", "C", "D"}
    assert Handling().rating_labels["basically"] == "基本满意"


@pytest.mark.parametrize(
    ("role", "is_hard", "months"),
    [("host", False, 3), ("split_handler", True, 6), ("co_handler", False, 1), ("co_handler", True, 1)],
)
def test_a_role_has_its_months(role, is_hard, months):
    assert Handling().months(role, is_hard) == months
