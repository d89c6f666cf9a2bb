"""What an event changed, in the words of the screen."""

import pytest

from tests import make
from tracker.models import Event, Sponsor
from tracker.tables.told import Changes, sponsor_name


@pytest.mark.parametrize(
    ("subject", "before", "words"),
    [
        ("assignment", {"round": 1, "due_on": "2023-05-04"}, "轮次：1；期限：2023-05-04"),
        ("assignment", {"state": "replied", "is_hard": True}, "状态：办复；涉及面广、处理难度大：是"),
        ("suggestion", {"merged_into": None, "state": "accepted"}, "并入：—；状态：已受理"),
        ("calendarday", {"is_workday": False}, "是工作日：否"),
        ("sponsor", {"how": "paper", "confirmed_on": None}, "确认方式：纸质联名已核；确认日期：—"),
    ],
)
def test_the_values_before_are_named_as_on_the_screen(subject, before, words):
    event = Event(subject=subject, before=before)
    assert Changes([event]).words(event) == words


def test_a_sponsor_is_told_by_name(deputy):
    row = make.suggestion(deputy, make.START).sponsors.get()
    event = Event(subject="evaluation", before={"sponsor": row.pk})
    assert Changes([event]).words(event) == "评价人：600001 示例代表001"


@pytest.mark.parametrize(("signed", "name"), [(True, "万州区代表团（600001 示例代表001）"), (False, "万州区代表团")])
def test_an_organisation_is_named_with_who_signed_for_it(deputy, signed, name):
    assert sponsor_name(Sponsor(organisation="万州区代表团", signatory=deputy if signed else None)) == name
