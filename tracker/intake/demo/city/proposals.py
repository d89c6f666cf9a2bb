"""The suggestions of the districts: proposed at the session, handled by the district's own units, rated."""

from datetime import date, timedelta
from functools import cache

from ....ledger.history import History, enter
from ....models import Assignment, Body, Evaluation, Referral, Reply, Sponsor, Suggestion
from ....rules import load
from ....rules.chain import Receipt
from ....rules.deadlines import due
from ..items import Item, Lot, Share
from .world import Chamber, City

DAYS_TO_ACCEPT, DAYS_TO_REFER, DAYS_TO_RATE = 6, 12, 20
REPLIED_AFTER = (25, 110)
CLASSES, RATINGS = ["A", "A", "A", "C"], ["satisfied", "satisfied", "satisfied", "satisfied", "basically"]


def found_units(city: City) -> dict[int, list[Body]]:
    """Found a government with its units in every district; the units by the term's key."""
    found, words = {}, city.words["handling"]
    for chamber in city.districts:
        code = chamber.term.body.code.removesuffix("-congress")
        level = Body.Level.DISTRICT
        name = words["systems"].format(place=chamber.place)
        system = Body.objects.create(code=f"{code}-system-government", name=name, kind=Body.Kind.SYSTEM, level=level)
        found[chamber.term.pk] = Body.objects.bulk_create(
            Body(
                code=f"{code}-unit-{at:02d}",
                name=words["unit"].format(place=chamber.place, unit=unit),
                kind=Body.Kind.UNIT,
                level=level,
                parent=system,
                order=at,
            )
            for at, unit in enumerate(words["units"], 1)
        )
    return found


def propose(city: City, year: int, units: dict[int, list[Body]]):
    """Propose the suggestions of a year in every district and enter them with what became of them."""
    number, history, due_on = city.words["suggestions"] // len(city.years), History(), _due_days()
    districts, latest = city.districts, date(year, 1, 1)
    for at in range(number):
        chamber = districts[at % len(districts)]
        item = _item(city, chamber, year, at // len(districts) + 1)
        if item is not None:
            _handle(city, item, units[chamber.term.pk], due_on)
            latest = max([latest, *_days(city, item)])
            for row in item.all_rows():
                history.add(row)
    enter(city.clerks.records(latest), history)


def _due_days():
    """The due day of a host of a body asked on a day, by the body's handling rule; each asked of the database once."""
    workdays = load.workdays()

    @cache
    def due_on(body: Body, on: date) -> date:
        months = load.handling(body, on).months(Assignment.Role.HOST, False)
        return due(on, months, workdays).due_on

    return due_on


def _days(city, item) -> list[date]:
    values = (value for row in item.all_rows() for value in vars(row).values())
    return [value for value in values if type(value) is date and value <= city.last_day]


def _item(city, chamber: Chamber, year: int, serial: int) -> Item | None:
    session = next(row for row in chamber.sessions if row.opens_on.year == year)
    seat, topic, words = city.rng.choice(chamber.seats), city.topic(), city.words["handling"]
    if not seat.starts_on <= session.opens_on < seat.ends_on:
        return None
    row = Suggestion(
        term=chamber.term,
        kind=Suggestion.Kind.SUGGESTION,
        channel=Suggestion.Channel.SESSION,
        number=f"J{year}-{serial:04d}",
        title=city.rng.choice(words["titles"]).format(place=chamber.place, topic=topic),
        text=words["text"].format(place=chamber.place, topic=topic),
        submitted_on=session.opens_on,
        accepted_on=session.opens_on + timedelta(days=DAYS_TO_ACCEPT),
        state=Suggestion.State.ACCEPTED,
    )
    lead = Sponsor(suggestion=row, mandate_id=seat.mandate, role=Sponsor.Role.LEAD, how=Sponsor.How.PAPER)
    lead.confirmed_on = row.submitted_on
    return Item(row, [lead], topic)


def _handle(city, item: Item, units: list[Body], due_on):
    unit, on = city.rng.choice(units), item.row.submitted_on + timedelta(days=DAYS_TO_REFER)
    item.keep(Referral(suggestion=item.row, system=unit.parent, referred_on=on))
    row = Assignment(suggestion=item.row, unit=unit, role=Assignment.Role.HOST, assigned_on=on, received_on=on)
    row.due_on = due_on(item.row.term.body, on)
    share = Share(item, row, Lot())
    item.shares.append(share)
    replied_on = on + timedelta(days=city.rng.randint(*REPLIED_AFTER))
    if replied_on <= city.last_day:
        _reply(city, share, replied_on)
    item.settle()


def _reply(city, share, on):
    code = city.rng.choice(CLASSES)
    text = city.words["handling"]["replies"][code]
    reply = Reply(assignment=share.row, reply_class=code, text=text, replied_on=on, signed_by="示例签发人")
    share.replies.append(share.keep(reply))
    rated_on, rating = on + timedelta(days=DAYS_TO_RATE), city.rng.choice(RATINGS)
    if rated_on > city.last_day:
        return
    share.keep(
        Evaluation(
            assignment=share.row,
            sponsor=share.item.lead,
            rating=rating,
            evaluated_on=rated_on,
            source=Evaluation.Source.PAPER,
            entered_by=city.clerks.recorder,
            note="纸质回执扫描件（示例）",
        )
    )
    share.receipts.append(Receipt(0, 1, Evaluation.Stage.REPLY, rating, True, rated_on))
