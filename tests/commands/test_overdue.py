"""The command that writes what has become overdue."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.scores.handled import late_by, rate, reply, share
from tracker.ledger import days
from tracker.models import Assignment, Event

WRITTEN = Event.objects.filter(verb=Event.Verb.OVERDUE).order_by("pk")


def overdue(on="2023-06-30"):
    out, warned = StringIO(), StringIO()
    call_command("overdue", "--on", on, stdout=out, stderr=warned)
    return out.getvalue().splitlines(), warned.getvalue()


def local_day(event):
    return event.at.astimezone(make.SHANGHAI).date()


def test_each_is_named_with_number_unit_and_due_day(deputy):
    row = share(deputy)
    (said, line), warned = overdue()
    assert said == "截至 2023-06-30，新登记 1 件超期。"
    assert line == f"{row.suggestion.number}　关于示例的建议　示例教育委　第 1 轮　期限 2023-05-04"
    assert warned == ""


def test_a_second_run_writes_nothing(deputy):
    share(deputy)
    overdue()
    assert overdue()[0] == ["截至 2023-06-30，新登记 0 件超期。"]
    assert WRITTEN.count() == 1


def test_missed_weeks_are_made_up_on_the_legal_days(deputy):
    for day in (1, 8):
        share(deputy, date(2023, 2, day))
    reply(share(deputy), date(2023, 5, 10))
    reply(share(deputy), date(2023, 5, 4))
    assert len(overdue()[0]) == 4
    assert [local_day(event) for event in WRITTEN.all()] == [date(2023, 5, 5), date(2023, 5, 5), date(2023, 5, 9)]


def test_the_due_day_itself_is_not_over(deputy):
    share(deputy)
    assert [len(overdue(on)[0]) for on in ("2023-05-04", "2023-05-05")] == [1, 2]


def test_a_round_of_its_own_becomes_overdue_of_its_own(deputy):
    row = reply(share(deputy), date(2023, 5, 10))
    rate(row, date(2023, 5, 11), "unsatisfied")
    lines, _ = overdue()
    assert [line.split("　")[-2:] for line in lines[1:]] == [
        ["第 1 轮", "期限 2023-05-04"],
        ["第 2 轮", "期限 2023-06-12"],
    ]


def test_due_days_follow_a_calendar_that_has_become_known(deputy):
    row = share(deputy)
    Assignment.objects.filter(pk=row.pk).update(due_on=date(2023, 5, 1))
    lines, warned = overdue("2023-05-04")
    assert (lines, warned) == (
        ["截至 2023-05-04，新登记 0 件超期。"],
        "提醒：节假日安排或办理规则更新，1 个未答复件的期限已随之调整。\n",
    )
    row.refresh_from_db()
    event = Event.objects.filter(subject="assignment", verb=Event.Verb.REDATE).get()
    assert (row.due_on, event.note) == (date(2023, 5, 4), "2023-05-01 → 2023-05-04：节假日安排或办理规则更新")


def test_a_day_set_by_hand_moves_nothing_twice(deputy):
    share(deputy)
    days.set_day(late_by(), date(2023, 5, 4), False, "示例通知")
    lines, warned = overdue()
    assert (lines[1].split("　")[-1], warned) == ("期限 2023-05-05", "")


def test_a_day_that_has_not_come_is_refused_and_nothing_is_written(deputy):
    share(deputy)
    with pytest.raises(CommandError, match="截至日 2999-01-01 尚未到来"):
        overdue("2999-01-01")
    assert not Event.objects.filter(verb="overdue").exists()


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="--on：应为 2024-05-01 这样的日期"):
        overdue("明天")
