"""Lets the suggestions of a year go through the whole chain, as far as the last day allows, and enters them."""

from datetime import date, timedelta

from ...ledger.history import History, enter
from ...models import Suggestion
from . import fates, oversight
from .handling import answer
from .items import Item
from .office import Office
from .rating import rate
from .referring import Desk

State, Kind = Suggestion.State, Suggestion.Kind
ONE_DAY = timedelta(days=1)


def handle(office: Office, year: int, items: list[Item]):
    """Handle the accepted items of a year, and enter all items of the year with what happened to them."""
    spec = office.year(year)
    accepted = [item for item in items if item.row.state == State.ACCEPTED]
    plain = [item for item in accepted if item.row.kind == Kind.SUGGESTION]
    plain += fates.settle_bills(office, spec, [item for item in accepted if item.row.kind == Kind.BILL])
    fates.withdraw(office, spec, plain)
    fates.merge(office, spec, plain)
    live = [item for item in plain if item.row.state == State.ACCEPTED]
    Desk(office, spec, live).hand_out()
    for item in live:
        _go_through(office, spec, item)
    counted = [item for item in plain if item.row.withdrawn_on is None]
    oversight.disclose(office, spec, counted)
    oversight.supervise(office, spec, live)
    oversight.link(office, spec, counted)
    _enter(office, items)


def _go_through(office, spec, item):
    closing = spec.get("closing")
    if item.is_leaving:
        fates.leave(
            item, office.after(max((share.row.assigned_on for share in item.shares), default=item.referred_on), 8, 20)
        )
    for share in item.shares:
        not_before = closing + ONE_DAY if item.after_closing else share.row.assigned_on
        answer(office, share, not_before)
        rate(office, share, closing)
    item.settle()


def _enter(office, items):
    history, latest = History(), office.world.script.words["elected_on"]
    for item in items:
        for row in item.all_rows():
            history.add(row)
            latest = max([latest, *_days(office, row)])
    enter(office.world.clerks.records(latest), history)


def _days(office, row) -> list[date]:
    return [value for value in vars(row).values() if type(value) is date and office.is_past(value)]
