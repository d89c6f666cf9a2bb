"""The bills and suggestions of a year: who proposes what, and when it is accepted."""

from datetime import date, timedelta

from ...models import Sponsor, Suggestion
from .items import Item
from .office import Office
from .plans import Plan
from .world import days_of

BILL_SPONSORS = 11
SIZES = [1, 1, 1, 2, 3]
TRIES = 40
DAYS_TO_ACCEPT = (2, 9)
Kind, Channel, State = Suggestion.Kind, Suggestion.Channel, Suggestion.State


class Desk:
    """Those who still want to sponsor something this year, and what has been written.

    Who was away from the session stands first among the wanting and leads in recess; the others come from the end.
    """

    def __init__(self, office: Office, year: int, plans: dict[str, Plan]):
        self.office, self.world = office, office.world
        self.session_days = [day for session in self.world.sessions_in(year) for day in days_of(session)]
        self.wanting = [number for number, plan in plans.items() for _ in range(plan.suggestions)]
        self.world.rng.shuffle(self.wanting)
        self.able = list(dict.fromkeys(number for number in self.wanting if self._session_days(number)))
        self.at_session = set(self.able)
        self.wanting.sort(key=self.at_session.__contains__)
        self.written: list[Item] = []

    def _session_days(self, number) -> list[date]:
        return [day for day in self.session_days if self.world.deputies[number].there(day)]

    @property
    def has_wanting(self) -> bool:
        """Whether somebody who was at the session still wants to sponsor something."""
        return bool(self.wanting) and self.wanting[-1] in self.at_session

    def write_in_session(self, kind: str, size: int):
        """Write one at a session, led by the next in line, or by anybody of those who wanted to."""
        number = self.wanting.pop() if self.has_wanting else self.world.rng.choice(self.able)
        self._write(kind, Channel.SESSION, number, self.world.rng.choice(self._session_days(number)), size)

    def write_in_recess(self, window: dict):
        """Write one on a day of a window, led by the first in line who is there."""
        for at, number in enumerate(self.wanting or self.able):
            day = self._day(number, window["from"], window["to"])
            if day is not None:
                del self.wanting[at : at + 1]
                item = self._write(Kind.SUGGESTION, Channel.RECESS, number, day, 1)
                item.after_closing = window.get("after_closing", False)
                return

    def _day(self, number, first, last) -> date | None:
        deputy = self.world.deputies[number]
        days = (first + timedelta(days=self.world.rng.randint(0, (last - first).days)) for _ in range(TRIES))
        return next((day for day in days if self.world.is_recess_workday(day) and deputy.there(day)), None)

    def _write(self, kind, channel, lead, day, size) -> Item:
        numbers = [lead, *self._joint(lead, day, size - 1)]
        item = compose(self.office, kind, channel, numbers, day)
        self.written.append(item)
        return item

    def _joint(self, lead, day, size) -> list[str]:
        found: list[str] = []
        for number in [*reversed(self.wanting), *self.world.rng.sample(self.able, min(len(self.able), 2 * size))]:
            if len(found) == size:
                break
            if number != lead and number not in found and self.world.deputies[number].there(day):
                found.append(number)
        for number in found:
            if number in self.wanting:
                self.wanting.remove(number)
        return found


def compose(office: Office, kind: str, channel: str, numbers: list[str], day: date | None) -> Item:
    """An item with a text and its sponsors, the lead first; a draft where no day is given."""
    world, words = office.world, office.world.script.words["suggestions"]
    topic, place = world.topic(), _place(world)
    title = world.rng.choice(words["bill_titles" if kind == Kind.BILL else "titles"])
    row = Suggestion(
        term=world.term,
        kind=kind,
        channel=channel,
        title=title.format(topic=topic, place=place),
        text=office.pick("texts").format(topic=topic, place=place if "{place}" in title else office.say("everywhere")),
        category=office.words["topics"][topic]["category"],
        submitted_on=day,
        state=State.SUBMITTED if day else State.DRAFT,
    )
    return Item(row, list(_sponsors(world, row, numbers)), topic)


def _place(world) -> str:
    return world.rng.choice([name for name in world.units if name != world.script.words["garrison"]])


def _sponsors(world, row, numbers):
    how = world.rng.choice(Sponsor.How.values) if row.submitted_on else ""
    for at, number in enumerate(numbers):
        yield Sponsor(
            suggestion=row,
            mandate=world.deputies[number].mandate,
            role=Sponsor.Role.JOINT if at else Sponsor.Role.LEAD,
            confirmed_on=row.submitted_on,
            how=how,
        )


def propose(office: Office, year: int, plans: dict[str, Plan]) -> list[Item]:
    """The bills, suggestions and drafts of a year; all but the latest few are accepted."""
    spec, desk = office.year(year), Desk(office, year, plans)
    for _ in range(spec["bills"]):
        desk.write_in_session(Kind.BILL, BILL_SPONSORS)
    for window in spec["recess"]:
        for _ in range(window["number"]):
            desk.write_in_recess(window)
    wanted = spec.get("suggestions", 0) + spec["bills"]
    while desk.has_wanting or len(desk.written) < wanted:
        if len(desk.written) == wanted:
            break
        desk.write_in_session(Kind.SUGGESTION, office.world.rng.choice(SIZES))
    office.willing = desk.able
    written = sorted(desk.written, key=lambda item: item.row.submitted_on)
    _accept(office, year, written)
    return written + _drafts(office, year)


def _accept(office, year, written):
    waiting = office.world.script.words["suggestions"]["waiting"].get(str(year), 0)
    plain = [at for at, item in enumerate(written) if item.row.kind == Kind.SUGGESTION]
    left = set(plain[len(plain) - waiting :])
    for at, item in enumerate(written):
        row, accepted = item.row, office.after(item.row.submitted_on, *DAYS_TO_ACCEPT)
        if at not in left and office.is_past(accepted):
            letter = "Y" if row.kind == Kind.BILL else "J"
            row.number = f"{letter}{year}-{office.next_number(letter, year):04d}"
            row.state, row.accepted_on = State.ACCEPTED, accepted


def _drafts(office, year) -> list[Item]:
    world = office.world
    serving = [number for number, deputy in world.deputies.items() if deputy.mandate.ends_on is None]
    leads = world.rng.sample(serving, world.script.words["suggestions"]["drafts"].get(str(year), 0))
    return [compose(office, Kind.SUGGESTION, Channel.RECESS, [lead], None) for lead in leads]
