"""Two liaison groups and their months, with a record of each kind that the board must count or pass over."""

from datetime import date

from tests import make
from tracker.ledger import duties, people


def build(deputy):
    """The groups: 600001 moves from the first to the second on 15 March, 600002 is of the second, 600003 joins late."""
    term, visit, speech = deputy.term, make.kind("visit"), make.kind("session_speech")
    first, second = make.group(term), make.group(term, "涪陵区联系组")
    other = make.deputy(term, "600002", groups=[second])
    people.move_group(make.by(), deputy, second, date(2023, 3, 15))
    make.deputy(term, "600003", groups=[first], starts_on=date(2023, 5, 10))
    make.record(deputy, speech, date(2023, 1, 14))
    make.record(deputy, visit, date(2023, 3, 14), "前一天")
    make.record(deputy, visit, date(2023, 3, 15), "当天", verified=False)
    duties.record(make.by(), deputy, visit, date(2023, 3, 20), "草稿")
    duties.void(make.by(), make.record(deputy, visit, date(2023, 4, 3), "作废"), "重复")
    sent_back(other, date(2023, 4, 4), "退回未重报")
    sent_back(other, date(2023, 5, 5), "退回后重报")
    make.record(other, visit, date(2023, 5, 5), "退回后重报")
    _roll(deputy, other)
    make.record(other, visit, date(2023, 6, 2), "明天", verified=False)
    return first, second


def _roll(deputy, other):
    """An activity on 30 May: one entry of its roll is returned and comes again."""
    activity = duties.hold_activity(make.by(), deputy.term, make.kind("visit"), "视察", date(2023, 5, 30))
    rows = duties.call_roll(make.by(), activity, {deputy: "attended", other: "leave"})
    duties.return_(make.by("verifier"), rows[0], "人员有误")
    duties.call_roll(make.by(), activity, {deputy: "absent"})


def sent_back(mandate, day, title):
    """A record returned to be corrected."""
    row = make.record(mandate, make.kind("visit"), day, title, verified=False)
    return duties.return_(make.by("verifier"), row, "请补充")
