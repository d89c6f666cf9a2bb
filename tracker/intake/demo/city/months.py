"""What the deputies of the districts and townships did in a month, entered as columns of many thousand records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ....ledger import duties, entering
from ....ledger.bulk import build
from ....models import Activity, DutyRecord, Session
from ..world import last_of_month
from .world import Chamber, City, Seat

COLUMNS = (
    "term_id",
    "mandate_id",
    "kind_id",
    "session_id",
    "activity_id",
    "key",
    "occurred_on",
    "half_day",
    "title",
    "organiser",
    "item",
    "meeting",
    "attendance",
)
DAYS_TO_RECORD, DAYS_TO_VERIFY = 3, 8
ATTENDED, ABSENT, LEAVE = DutyRecord.Attendance.values
HALVES = ["am", "pm"]


@dataclass
class Month:
    """The rows of a month, in the order of COLUMNS."""

    city: City
    first: date
    rows: list[tuple]

    @property
    def last(self) -> date:
        """The last day of the month, or of the world."""
        return min(last_of_month(self.first), self.city.last_day)

    def day(self) -> date:
        """Some day of the month."""
        return self.first + timedelta(days=self.city.rng.randrange((self.last - self.first).days + 1))


def live(city: City, first: date):
    """Hold the activities of a month, and enter what was done in it; what was recorded late still waits."""
    month = Month(city, first, [])
    for chamber in city.chambers:
        for session in chamber.sessions:
            if month.first <= session.opens_on <= month.last:
                month.rows += _at_session(city, chamber, session)
    month.rows += _at_activities(month)
    month.rows += _alone(month)
    _enter(month)


def _at_session(city, chamber: Chamber, session: Session) -> Iterator[tuple]:
    present, spoke = city.kinds["session_attendance"].pk, city.kinds["session_speech"].pk
    term, days, title = chamber.term.pk, (session.closes_on - session.opens_on).days + 1, f"出席{session}"
    for seat in chamber.seats:
        if not seat.starts_on <= session.opens_on < seat.ends_on:
            continue
        came = city.chance(max(seat.diligence, 90))
        how = ATTENDED if came else LEAVE
        key = f"{seat.number}-s{session.pk}"
        yield term, seat.mandate, present, session.pk, None, key, session.opens_on, "", title, "", "", "", how
        spoken = city.rng.choice(chamber.words["speeches"]) if came and city.chance(seat.diligence) else 0
        for at, topic in enumerate(city.rng.sample(city.topics, spoken)):
            day, half = session.opens_on + timedelta(days=city.rng.randrange(days)), city.rng.choice(HALVES)
            said = (f"{key}-{at}", day, half, f"审议{topic}情况的报告", chamber.place, f"{topic}情况的报告")
            yield term, seat.mandate, spoke, session.pk, None, *said, "delegation", ATTENDED


def _at_activities(month: Month) -> Iterator[tuple]:
    city = month.city
    words = [row for row in city.words["activities"] if row["month"] == month.first.month]
    held = [
        (_activity(month, chamber, group, row), chamber.members.get(group.pk, []))
        for row in words
        for chamber in city.chambers
        for group in chamber.groups
    ]
    duties.hold_activities(city.clerks.records(month.last), [activity for activity, _ in held])
    for activity, members in held:
        yield from _roll(city, activity, members)


def _activity(month, chamber, group, words) -> Activity:
    values = {
        "term": chamber.term,
        "kind": month.city.kinds[words["kind"]],
        "title": words["title"].format(topic=month.city.topic()),
        "organisers": group.name,
        "starts_on": month.day(),
        "place": chamber.place,
    }
    return build(Activity, values)


def _roll(city, activity: Activity, members: list[Seat]) -> Iterator[tuple]:
    random, day = city.rng.random, activity.starts_on
    term, kind, pk = activity.term_id, activity.kind_id, activity.pk
    said = (day, "", activity.title, activity.organisers, "", "")
    for seat in members:
        if not seat.starts_on <= day < seat.ends_on:
            continue
        how = _how(100 * random(), seat.diligence)
        if how:
            yield term, seat.mandate, kind, None, pk, f"activity-{pk}-{seat.number}", *said, how


def _how(drawn: float, diligence: int) -> str:
    if drawn < diligence:
        return ATTENDED
    return LEAVE if drawn > 97 else ABSENT if drawn > 94 else ""


def _alone(month: Month) -> Iterator[tuple]:
    city = month.city
    for words in city.words["alone"]:
        if month.first.month in words["months"]:
            kind, title = city.kinds[words["kind"]], words["title"].format(topic=city.topic())
            for chamber in city.chambers:
                yield from _some(month, chamber, kind, title, words["share"])


def _some(month, chamber: Chamber, kind, title, share) -> Iterator[tuple]:
    seats = chamber.seats
    number = len(seats) * share // 100 or month.city.chance(share)
    for seat in month.city.rng.sample(seats, number):
        day = month.day()
        if seat.starts_on <= day < seat.ends_on:
            key = duties.natural_key(seat.number, kind.code, day, "", title, chamber.place)
            said = (key, day, "", title, chamber.place, "", "")
            yield chamber.term.pk, seat.mandate, kind.pk, None, None, *said, ATTENDED


def _enter(month: Month):
    city = month.city
    recorded, verified = (last_of_month(month.first) + timedelta(days=n) for n in (DAYS_TO_RECORD, DAYS_TO_VERIFY))
    by, check = city.clerks.records(min(recorded, city.last_day)), city.clerks.verifies(verified)
    late = 1000 if verified > city.last_day else city.words["waiting_share"]
    waiting, done = [], []
    for row in month.rows:
        (waiting if city.rng.randrange(1000) < late else done).append(row)
    for rows, verified_by in ((done, check), (waiting, None)):
        if rows:
            columns = zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)
            entering.enter_columns(by, dict(columns), verified_by)
