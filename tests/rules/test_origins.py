"""How due days came about: given, moved, extended, of later rounds, kept from an older calendar."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from tracker.rules.deadlines import Handling
from tracker.rules.origins import origins
from tracker.rules.workdays import Workdays

RULE = Handling(basis="代表法")


@dataclass(frozen=True)
class Share:
    role: str = "host"
    is_hard: bool = False
    assigned_on: date = date(2023, 2, 10)
    due_on: date = date(2023, 5, 10)
    due_given: bool = False
    extended_on: date | None = None
    extended_to: date | None = None


@dataclass(frozen=True)
class Round:
    round: int = 2
    opened_on: date = date(2023, 5, 22)
    due_on: date = date(2023, 6, 25)
    cancelled_on: date | None = None


FIRST = "2023年2月10日交办，三个月内答复（代表法），至2023年5月10日。"
EXTENDED = "2023-05-08 准予延期至 2023-06-30（不超过交办之日起 6 个月）。"
SECOND = "第 2 轮：2023年5月22日重新办理，一个月内答复（代表法），至2023年6月22日；"


def said(share, *rounds):
    return origins(share, rounds, RULE, Workdays())


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        (Share(), FIRST),
        (Share(due_on=date(2023, 4, 1), due_given=True), "2023-02-10 交办，期限 2023-04-01 由交办时指定。"),
        (
            Share(is_hard=True, due_on=date(2023, 8, 10)),
            "涉及面广、处理难度大。2023年2月10日交办，六个月内答复（代表法），至2023年8月10日。",
        ),
        (
            Share(due_on=date(2023, 5, 11)),
            f"{FIRST}办理结束前的期限为 2023-05-11，日历其后的调整不改变已办理的期限。",
        ),
    ],
)
def test_the_first_due_day_says_how_it_came_about(share, sentence):
    assert said(share) == [sentence]


def test_an_extension_and_the_later_rounds_follow_and_cancelled_ones_do_not():
    share = Share(extended_on=date(2023, 5, 8), extended_to=date(2023, 6, 30))
    found = said(share, Round(), Round(3, cancelled_on=date(2023, 6, 1)))
    assert found == [FIRST, EXTENDED, f"{SECOND}当日为法定节假日「端午节」，顺延至2023年6月25日。"]


def test_the_limit_named_is_that_of_the_rule():
    share = Share(extended_on=date(2023, 5, 8), extended_to=date(2023, 6, 30))
    assert "起 9 个月" in origins(share, [], replace(RULE, limit_months=9), Workdays())[1]
