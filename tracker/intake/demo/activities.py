"""The activities of a year and their rolls."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from ...ledger import duties
from ...models import Activity, Group
from .diary import Diary
from .plans import RESTING, Plan
from .world import SUSPENDED, Deputy, World, last_of_month

LIAISON, PROFESSIONAL = Group.Kind.LIAISON, Group.Kind.PROFESSIONAL
REACHING = {"reception": (20, 90), "visit": (15, 60), "theme_activity": (40, 160)}
ABSENT_SHARE, LEAVE_SHARE, LEAVE_SHOWN = 7, 6, 60


@dataclass
class Event:
    """An activity with those who may come; ``share`` of them come whatever they planned, when it is set."""

    activity: Activity
    circle: list[str] = field(default_factory=list)
    share: int | None = None
    rows_of: Group | None = None


def organise(world: World, diary: Diary, year: int, plans: dict[str, Plan]):
    """Hold the activities of a year and note their rolls and what deputies do alone."""
    events = [event for event in _events(world, year, plans) if event is not None]
    _hold(world, events)
    rolls: dict[int, dict[str, str]] = defaultdict(dict)
    _choose(world, diary, year, plans, events, rolls)
    for event in events:
        for number in event.circle if event.share is not None else ():
            if world.chance(event.share):
                rolls[event.activity.pk][number] = "attended"
        _excuse(world, event, rolls[event.activity.pk])
        for number, how in rolls[event.activity.pk].items():
            diary.add(duties.roll_entry(event.activity, world.deputies[number].mandate, how))


def _events(world, year, plans):
    active = [number for number, plan in plans.items() if plan != RESTING]
    words = world.script.words
    for kind, rows in ((LIAISON, "liaison_activities"), (PROFESSIONAL, "professional_activities")):
        for row in words[rows]:
            yield from (_of_group(world, year, plans, row, group) for group in _groups(world, kind))
    yield from _of_areas(world, year, plans)
    for row in words["observed"]:
        yield _observed(world, year, plans, row)
    for row in words["trainings"]["classes"]:
        yield _training(world, year, active, row)
    if year == words["elected_on"].year:
        yield _training(world, year, active, words["trainings"]["first"])


def _groups(world, kind) -> list[Group]:
    return [group for group in world.groups.values() if group.kind == kind]


def _event(world, day, kind, title, organiser, circle, **fields) -> Event | None:
    if day is None:
        return None
    extra = {name: fields.pop(name) for name in ("share", "rows_of") if name in fields}
    activity = Activity(
        term=world.term,
        kind=world.kinds[kind],
        title=title,
        organisers=organiser,
        starts_on=day,
        **_figures(world, kind),
        **fields,
    )
    return Event(activity, [number for number in circle if world.deputies[number].there(day)], **extra)


def _figures(world, kind) -> dict:
    if kind not in REACHING:
        return {}
    reached = world.rng.randint(*REACHING[kind])
    opinions = world.rng.randint(2, reached // 4)
    return {
        "people_reached": reached,
        "opinions": opinions,
        "problems_solved": world.rng.randint(0, opinions),
        "work_suggestions": world.rng.randint(0, 3),
    }


def _of_group(world, year, plans, row, group) -> Event | None:
    day = world.workday(year, row["month"])
    title = row["title"].format(group=group.name.removesuffix("专业组"), topic=world.topic())
    circle = _active_members(world, plans, group, day)
    return _event(world, day, row["kind"], title, group.name, circle, place=f"示例地点{group.order}", rows_of=group)


def _active_members(world, plans, group, day) -> list[str]:
    members = world.members(group, day) if day else []
    return [number for number in members if plans[number] != RESTING]


def _of_areas(world, year, plans):
    words, liaison = world.script.words["area"], _groups(world, LIAISON)
    for start in range(0, len(liaison), words["groups_each"]):
        area = liaison[start : start + words["groups_each"]]
        day = world.workday(year, words["month"])
        circle = [number for group in area for number in _active_members(world, plans, group, day)]
        names = "、".join(group.name for group in area)
        yield _event(world, day, "theme_activity", words["title"].format(topic=world.topic()), names, circle)


def _observed(world, year, plans, row) -> Event | None:
    willing = [number for number, plan in plans.items() if plan.activities and _is_grassroots(world, number)]
    invited = world.rng.sample(willing, min(row["seats"], len(willing)))
    day = world.workday(year, row["month"])
    return _event(world, day, "observe_standing_committee", "列席市人大常委会会议", "市人大常委会", invited)


def _is_grassroots(world, number):
    return world.deputies[number].mandate.is_grassroots


def _training(world, year, active, row) -> Event | None:
    day, mode = world.workday(year, row["month"]), row.get("mode", "on_site")
    return _event(world, day, "training", row["title"], "市人大常委会", active, mode=mode, share=row["share"])


def _hold(world, events):
    def month(event):
        return last_of_month(event.activity.starts_on)

    for last, part in groupby(sorted(events, key=month), key=month):
        by = world.clerks.records(min(last, world.script.last_day))
        duties.hold_activities(by, [event.activity for event in part])


def _choose(world, diary, year, plans, events, rolls):
    open_to = defaultdict(list)
    for event in events:
        for number in event.circle if event.share is None else ():
            open_to[number].append(event.activity)
    for number, plan in plans.items():
        alone = sum(world.chance(world.script.words["own"]["share"]) for _ in range(plan.activities))
        chosen = _pick(world, open_to[number], plan.activities - alone)
        for activity in chosen:
            rolls[activity.pk][number] = "attended"
        for _ in range(plan.activities - len(chosen)):
            _act_alone(world, diary, world.deputies[number], year)
        for _ in range(plan.unverified):
            _act_alone(world, diary, world.deputies[number], year, verified=False)


def _pick(world, activities, number):
    observed = [item for item in activities if item.kind.code == "observe_standing_committee"][:number]
    others = [item for item in activities if item.kind.code != "observe_standing_committee"]
    return observed + world.rng.sample(others, min(number - len(observed), len(others)))


def _act_alone(world, diary, deputy: Deputy, year, verified=True):
    words = world.script.words["own"]
    kind, day = world.rng.choice(words["kinds"]), world.own_day(deputy, year)
    if day is not None:
        diary.note(deputy, kind, day, words["titles"][kind], verified=verified, organiser="示例单位")


def _excuse(world, event: Event, roll: dict[str, str]):
    day = event.activity.starts_on
    members = world.members(event.rows_of, day) if event.rows_of else []
    for number in members:
        how = "" if number in roll else _excuse_of(world, world.deputies[number].absence(day))
        if how:
            roll[number] = how


def _excuse_of(world, absence) -> str:
    if absence:
        return "leave" if absence != SUSPENDED and world.chance(LEAVE_SHOWN) else ""
    if world.chance(ABSENT_SHARE):
        return "absent"
    return "leave" if world.chance(LEAVE_SHARE) else ""


def welcome_guests(world: World, year: int):
    """Put persons of other levels on the rolls of the area activities of a year."""
    levels = world.script.words["area"]["guest_levels"]
    held = Activity.objects.filter(term=world.term, kind__code="theme_activity", starts_on__year=year)
    for at, activity in enumerate(held.order_by("pk")):
        by = world.clerks.records(activity.starts_on)
        for level in levels[: 1 + at % len(levels)]:
            duties.welcome_guest(by, activity, f"示例来宾{at + 1:02d}", level, "示例单位")
