"""What fills the term's requirements, and records that are no longer, or not yet, good for anything."""

from datetime import date

from ...ledger import duties
from .diary import Diary
from .plans import RESTING, Plan
from .world import World, days_of

VERIFIED = "verified"
DAY_OF_REVIEW = 20


def serve_the_term(world: World, diary: Diary, year: int, plans: dict[str, Plan]):
    """Note the good deeds and the duty reports of a year: those of the script, and by chance those of all others."""
    words = world.script.words["other"]
    scripted = {row["number"] for row in world.script.tables["term_records"]}
    for row in world.script.of_year("term_records", year):
        deputy, verified = world.deputies[row["number"]], row["state"] == VERIFIED
        diary.note(deputy, row["kind"], row["on"], row["title"], verified=verified)
    for number, plan in plans.items():
        deputy = world.deputies[number]
        if plan == RESTING or number in scripted:
            continue
        if world.chance(words["good_deed_share"]):
            title = world.rng.choice(words["good_deeds"]).format(topic=world.topic())
            _note(world, diary, deputy, "good_deed", year, title)
        if world.chance(words["duty_report_share"]):
            _note(world, diary, deputy, "duty_report", year, "向原选举单位述职")


def _note(world, diary, deputy, kind, year, title, **fields):
    day = world.own_day(deputy, year)
    return diary.note(deputy, kind, day, title, **fields) if day else None


def misplace(world: World, diary: Diary, year: int, plans: dict[str, Plan]):
    """Note a few records on days on which they do not count."""
    words = world.script.words["leftovers"]
    for session in world.sessions_in(year):
        for number in _some(world, plans, words["on_session_days"]):
            day = world.rng.choice(days_of(session))
            diary.note(world.deputies[number], "reception", day, "会议期间接待群众来访", organiser="示例单位")
        for number in _some(world, plans, words["outside_sessions"]):
            _note(world, diary, world.deputies[number], "session_speech", year, "审议政府工作报告", session=session)


def _some(world, plans, size) -> list[str]:
    return world.rng.sample([number for number, plan in plans.items() if plan.speeches], size)


def leave_over(world: World, diary: Diary, year: int, plans: dict[str, Plan]):
    """Enter records that stay drafts, are returned, or become void."""
    words = world.script.words["leftovers"]
    for number in _some(world, plans, words["drafts"]):
        _draft(world, world.deputies[number], year)
    returned = _noted(world, diary, plans, year, words["returned"], verified=False)
    voided = _noted(world, diary, plans, year, words["voided"], verified=True)
    diary.close()
    by = world.clerks.verifies(min(date(year + 1, 1, DAY_OF_REVIEW), world.script.last_day))
    for row in returned:
        duties.return_(by, row, "缺少活动时间和地点，请补充后重新提交。")
    for row in voided:
        duties.void(by, row, "重复登记。")


def _draft(world, deputy, year):
    day = world.own_day(deputy, year)
    if day:
        kind = world.kinds["visit"]
        duties.record(world.clerks.records(day), deputy.mandate, kind, day, "走访群众（草稿）", organiser="示例单位")


def _noted(world, diary, plans, year, size, verified):
    found = [
        _note(world, diary, world.deputies[number], "visit", year, "走访群众（补登）", verified=verified)
        for number in _some(world, plans, size)
    ]
    return [row for row in found if row is not None]
