"""What becomes of accepted items that no unit answers: deliberated bills, items withdrawn or merged."""

from collections import defaultdict
from datetime import timedelta

from ...models import Deliberation, Suggestion
from .deck import scaled
from .items import Item
from .office import Office

State = Suggestion.State
BEFORE_THE_MEETING = timedelta(days=3)


def settle_bills(office: Office, spec: dict, bills: list[Item]) -> list[Item]:
    """Let committees deliberate the bills of a year; those that are treated as suggestions instead are given back.

    Of the bills that are not through one is still on the agenda only.
    """
    office.world.rng.shuffle(bills)
    done, treated = spec["bills_deliberated"], spec["bills_treated"]
    for item in bills[:done]:
        _deliberate(office, item, to_the_end=True)
    for at, item in enumerate(bills[done + treated :]):
        if at:
            _deliberate(office, item, to_the_end=False)
        else:
            _put_on_agenda(office, item)
    for item in bills[done : done + treated]:
        item.row.treated_on = office.after(item.row.accepted_on, 2, 8)
    return bills[done : done + treated]


def _put_on_agenda(office, item):
    item.keep(Deliberation(suggestion=item.row, agenda_on=office.after(item.row.accepted_on, 1, 6)))
    item.row.state = State.ON_AGENDA


def _deliberate(office, item, to_the_end):
    row = item.keep(Deliberation(suggestion=item.row))
    row.committee, row.referred_on = office.pick("committees"), office.after(item.row.accepted_on, 5, 20)
    item.row.state = State.IN_COMMITTEE
    if to_the_end or office.world.chance(50):
        row.reported_on, row.report = office.after(row.referred_on, 100, 180), office.say("report")
    if to_the_end:
        row.adopted_on, item.row.state = office.after(row.reported_on, 10, 50), State.DELIBERATED


def withdraw(office: Office, spec: dict, items: list[Item]):
    """Let all sponsors withdraw a few: one in two at once, the others when units are at work already."""
    chosen = _some(office, items, scaled(spec["items"], "withdrawn", len(items)))
    for at, item in enumerate(chosen):
        item.is_leaving = True
        if at % 2 == 0:
            leave(item, office.after(item.row.accepted_on, 1, 6))


def leave(item: Item, on):
    """Withdraw an item on a day, with the consent of every sponsor."""
    item.row.withdrawn_on, item.row.state = on, State.WITHDRAWN
    for sponsor in item.sponsors:
        sponsor.withdraws_on = on


def _some(office, items, number) -> list[Item]:
    return office.world.rng.sample(
        [item for item in items if item.in_session and item.row.kind == "suggestion"], number
    )


def merge(office: Office, spec: dict, items: list[Item]):
    """Merge a few into an item of the same topic, before the assignment meeting."""
    by_topic = defaultdict(list)
    for item in _some(
        office, items, len([item for item in items if item.in_session and item.row.kind == "suggestion"])
    ):
        if not item.is_leaving:
            by_topic[item.topic].append(item)
    pairs = [(found[0], found[1]) for found in by_topic.values() if len(found) > 1]
    for lead, item in pairs[: scaled(spec["items"], "merged", len(items))]:
        lead.merged.append(item)
        item.row.state, item.row.merged_into = State.MERGED, lead.row
        earliest = max(item.row.accepted_on, lead.row.accepted_on)
        item.row.merged_on = max(earliest, office.workdays.roll(spec["meeting_on"] - BEFORE_THE_MEETING))
