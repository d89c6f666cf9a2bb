"""A small named world: six requirements, four deputies, one of each of the outcomes that matter."""

from datetime import date

from tests import make
from tests.kept import kept
from tracker.models import DutyKind, Mandate, Requirement
from tracker.scores import calendar, summary

LABELS = {
    "session-speeches": ("审议发言", "发言", "次"),
    "recess-activities": ("闭会期间活动", "活动", "次"),
    "bills-suggestions": ("议案或建议", "建议", "件"),
    "trainings": ("履职培训", "培训", "次"),
    "good-deeds": ("好事实事", "实事", "件"),
    "duty-reports": ("向原选举单位述职", "述职", "次"),
}


def rules():
    """The 341/311 requirements with the labels of the seeds."""
    speech = make.kind("session_speech", "session", "审议发言")
    visit = make.kind("visit", "recess", "走访")
    lead = make.kind("suggestion_lead", label="领衔建议")
    make.requirement("session-speeches", 3, [speech], part_period="session")
    make.requirement("recess-activities", 4, [visit], part_period="proportional", days=90)
    make.requirement("bills-suggestions", 1, [lead], days=180)
    make.requirement("trainings", 3, [make.kind("training", label="履职培训")], cycle="term", days=180)
    make.requirement("good-deeds", 1, [make.kind("good_deed", label="好事实事")], cycle="term", days=365)
    make.requirement("duty-reports", 1, [make.kind("duty_report", label="述职")], cycle="term", days=365)
    for code, (label, short, unit) in LABELS.items():
        Requirement.objects.filter(code=code).update(label=label, short=short, unit=unit)


def record(mandate, code, *days, **fields):
    """Verified records of a kind, one on each day."""
    kind = DutyKind.objects.get(code=code)
    for number, day in enumerate(days):
        make.record(mandate, kind, day, f"{kind.label}第{number + 1}次", **fields)


@kept
def build():
    """The sixth term: 600001 met the year, 600002 is short of speeches, 600003 by-elected, 600004 on leave."""
    term = make.term()
    rules()
    group = make.group(term)
    first = make.deputy(term, "600001", list_position=1, groups=[group])
    second = make.deputy(term, "600002", list_position=2, groups=[group])
    make.deputy(term, "600003", starts_on=date(2023, 3, 1), by_election=True, at=make.unit(term, "黔江区", 2))
    fourth = make.deputy(term, "600004", list_position=4)
    make.session(term, complete=True)
    opening = [date(2023, 1, day) for day in (14, 15, 16)]
    recess = [date(2023, month, 5) for month in (3, 4, 5, 6)]
    record(first, "session_speech", *opening)
    record(first, "visit", *recess)
    make.suggestion(first, date(2023, 1, 15))
    record(second, "session_speech", *opening[:2])
    record(second, "visit", *recess[:2])
    make.record(second, make.kind("visit"), date(2023, 1, 16), "会期内的走访")
    make.record(second, make.kind("visit"), date(2023, 7, 5), "未审核的走访", verified=False)
    record(fourth, "session_speech", *opening)
    make.people.interrupt(make.by(), fourth, "sick", date(2023, 2, 1), date(2023, 9, 1), approved=True)
    return term


def judge(term, on=date(2023, 11, 22), year=2023, **narrow):
    """The year and the term judged on a day."""
    periods = (
        [calendar.period_of(term, year), calendar.period_of(term, None)] if year else [calendar.period_of(term, None)]
    )
    return summary.judge(term, Mandate.objects.filter(term=term, **narrow), periods, on)
