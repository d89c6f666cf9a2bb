"""The sessions of a year: who attended, who spoke, which speech rolls are complete."""

from datetime import timedelta

from ...ledger import sessions
from .diary import DAYS_TO_VERIFY, Diary
from .plans import Plan, open_units
from .world import SUSPENDED, Deputy, World, days_of, last_of_month


def sit(world: World, diary: Diary, year: int, plans: dict[str, Plan]):
    """Note attendance and speeches of the sessions of a year."""
    for session in world.sessions_in(year):
        for number, plan in plans.items():
            deputy = world.deputies[number]
            days = [day for day in days_of(session) if deputy.there(day)]
            if days and plan.speeches:
                _speak(world, diary, deputy, session, days, plan.speeches)
            _attend(world, diary, deputy, session, present=bool(days and plan.speeches))


def _speak(world, diary, deputy: Deputy, session, days, number):
    words = world.script.words["sessions"]
    for item in world.rng.sample(words["items"], number):
        diary.note(
            deputy,
            "session_speech",
            world.rng.choice(days),
            f"审议{item}",
            session=session,
            item=item,
            half_day=world.rng.choice(["am", "pm"]),
            meeting=world.rng.choice(words["meetings"]),
            organiser=f"{deputy.unit.name}代表团",
        )


def _attend(world, diary, deputy: Deputy, session, present):
    day = session.opens_on
    if not deputy.serves(day) or deputy.absence(day) == SUSPENDED:
        return
    words = world.script.words["sessions"]
    how = "attended"
    if deputy.absence(day) or (not present and world.chance(10 * words["leave_share"])):
        how = "leave"
    elif not present and world.chance(10 * words["absent_share"]):
        how = "absent"
    diary.note(deputy, "session_attendance", day, f"出席{session}", session=session, attendance=how)


def complete_rolls(world: World, year: int):
    """Declare the speech rolls of a year's sessions complete, a few left open."""
    still_open = open_units(world, year)
    for session in world.sessions_in(year):
        on = last_of_month(session.closes_on) + timedelta(days=DAYS_TO_VERIFY + 1)
        for delegation in session.delegations.filter(speech_roll_completed_on=None).select_related("unit"):
            if delegation.unit.name not in still_open:
                sessions.complete_roll(world.clerks.records(on), delegation, on)
