"""The bills and suggestions of a year."""

from datetime import date, timedelta

from ...ledger.history import History, enter
from ...models import Sponsor, Suggestion
from .plans import Plan
from .world import World, days_of

BILL_SPONSORS = 11
State = Suggestion.State


class Desk:
    """Those who still want to sponsor something this year, and what they have written."""

    def __init__(self, world: World, year: int, plans: dict[str, Plan]):
        self.world, self.year = world, year
        self.wanting = [number for number, plan in plans.items() for _ in range(plan.suggestions)]
        world.rng.shuffle(self.wanting)
        self.session_days = [day for session in world.sessions_in(year) for day in days_of(session)]
        self.written: list[tuple[Suggestion, list[str]]] = []

    def write(self, kind: str, title: str, size: int):
        """Write one with the next in line as lead and others who are there that day."""
        lead = self.wanting.pop()
        channel, day = self._occasion(lead)
        if day is None:
            return
        row = Suggestion(
            term=self.world.term, kind=kind, channel=channel, title=title, submitted_on=day, state=State.SUBMITTED
        )
        self.written.append((row, [lead, *self._joint(lead, day, size - 1)]))

    def _occasion(self, lead) -> tuple[str, date | None]:
        deputy = self.world.deputies[lead]
        days = [day for day in self.session_days if deputy.there(day)]
        if days and not self.world.chance(self.world.script.words["suggestions"]["recess_share"]):
            return Suggestion.Channel.SESSION, self.world.rng.choice(days)
        return Suggestion.Channel.RECESS, self.world.own_day(deputy, self.year)

    def _joint(self, lead, day, size) -> list[str]:
        found: list[str] = []
        for number in reversed(self.wanting):
            if len(found) == size:
                break
            if number != lead and number not in found and self.world.deputies[number].there(day):
                found.append(number)
        for number in found:
            self.wanting.remove(number)
        return found


def propose(world: World, year: int, plans: dict[str, Plan]):
    """Enter the bills and suggestions of a year: most accepted, some waiting, some still drafts."""
    words = world.script.words["suggestions"]
    desk = Desk(world, year, plans)
    for _ in range(words["bills_a_year"]):
        desk.write(Suggestion.Kind.BILL, _title(world, words["bill_titles"]), BILL_SPONSORS)
    while desk.wanting:
        desk.write(Suggestion.Kind.SUGGESTION, _title(world, words["titles"]), world.rng.choice([1, 1, 1, 2, 3]))
    written = sorted(desk.written, key=lambda item: item[0].submitted_on)
    _accept(world, year, written)
    for channel in Suggestion.Channel.values:
        _enter(world, [item for item in written if item[0].channel == channel])
    _enter(world, _drafts(world, words["drafts"].get(str(year), 0)))


def _title(world, titles) -> str:
    place = world.rng.choice([name for name in world.units if name != world.script.words["garrison"]])
    return world.rng.choice(titles).format(topic=world.topic(), place=place)


def _accept(world, year, written):
    waiting = world.script.words["suggestions"]["waiting"].get(str(year), 0)
    plain = [at for at, (row, _) in enumerate(written) if row.kind == Suggestion.Kind.SUGGESTION]
    left = set(world.rng.sample(plain, waiting))
    serial = dict.fromkeys(Suggestion.Kind.values, 0)
    for at, (row, _) in enumerate(written):
        accepted = row.submitted_on + timedelta(days=world.rng.randint(2, 9))
        if at not in left and accepted <= world.script.last_day:
            serial[row.kind] += 1
            row.number = f"{'Y' if row.kind == Suggestion.Kind.BILL else 'J'}{year}-{serial[row.kind]:04d}"
            row.state, row.accepted_on = State.ACCEPTED, accepted


def _drafts(world, number):
    leads = world.rng.sample([key for key, deputy in world.deputies.items() if deputy.mandate.ends_on is None], number)
    titles = world.script.words["suggestions"]["titles"]
    return [
        (Suggestion(term=world.term, kind="suggestion", channel="recess", title=_title(world, titles)), [lead])
        for lead in leads
    ]


def _enter(world, written):
    if not written:
        return
    days = [row.accepted_on or row.submitted_on or world.script.last_day for row, _ in written]
    history = History()
    for row, numbers in written:
        history.add(row)
        for sponsor in _sponsors(world, row, numbers):
            history.add(sponsor)
    enter(world.clerks.records(max(days)), history)


def _sponsors(world, row, numbers):
    how = world.rng.choice(Sponsor.How.values)
    for at, number in enumerate(numbers):
        yield Sponsor(
            suggestion=row,
            mandate=world.deputies[number].mandate,
            role=Sponsor.Role.JOINT if at else Sponsor.Role.LEAD,
            confirmed_on=row.submitted_on,
            how=how if row.submitted_on else "",
        )
