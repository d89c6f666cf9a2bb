"""Hands accepted suggestions to systems and units, at the assignment meeting or when they come in."""

from datetime import date

from ...models import Assignment, Referral
from .deck import scaled, spread
from .items import Item, Lot, Share
from .lots import GOVERNMENT, HARD, LATE, RETURNED, SATISFIED, draw
from .office import Office
from .units import Pool

Role = Assignment.Role
DAYS_TO_REFER, DAYS_TO_ASSIGN, DAYS_TO_RECEIVE = (1, 6), (0, 9), (0, 4)
MOST_HELPERS = [1, 1, 1, 2, 2, 3]


class Desk:
    """The assignments of a year: which systems each item goes to, and what was drawn for each share."""

    def __init__(self, office: Office, spec: dict, items: list[Item]):
        self.office, self.spec, self.rng = office, spec, office.world.rng
        self.wanted = self._systems(items)
        places = [code for _, codes in self.wanted for code in codes]
        self.lots = {place: iter(lots) for place, lots in draw(self.rng, spec, self.wanted).items()}
        self.pools = {code: Pool(self.rng, units, places.count(code)) for code, units in office.units.items()}

    def _systems(self, items) -> list[tuple[Item, list[str]]]:
        """For each item its systems; more than one place is a split, one a host."""
        rows, spec = [item for item in items if item.in_session], self.spec["items"]
        number = {name: scaled(spec, name, len(items)) for name in spec if name != "of"}
        self.rng.shuffle(rows)
        split, elsewhere = rows[: number["split_items"]], rows[number["split_items"] :][: number["other_hosts"]]
        others = self._others(number["other_splits"] + number["other_hosts"])
        mine = spread(number["government_splits"], len(split))
        theirs = spread(number["other_splits"], len(split))
        found = {id(item): [GOVERNMENT] for item in items}
        found |= {id(item): [others.pop()] for item in elsewhere}
        for item, own, foreign in zip(split, mine, theirs, strict=True):
            found[id(item)] = [GOVERNMENT] * own + [others.pop() for _ in range(foreign)]
        return [(item, found[id(item)]) for item in items]

    def _others(self, number) -> list[str]:
        weights = self.office.words["other_systems"]
        return self.rng.choices(list(weights), list(weights.values()), k=number)

    def hand_out(self):
        """Refer every item to its systems, and assign it there, as far as the last day allows."""
        for item, codes in self.wanted:
            on = self._referred_on(item)
            if not item.row.withdrawn_on and self.office.is_past(on):
                item.referred_on = on
                self._refer(item, codes, on)
                self._assign(item, codes, self.office.after(on, *DAYS_TO_ASSIGN))

    def _referred_on(self, item) -> date:
        ready = max(filter(None, [item.row.accepted_on, item.row.treated_on]))
        if item.in_session:
            return max(self.spec["meeting_on"], ready)
        return self.office.after(ready, *DAYS_TO_REFER)

    def _refer(self, item, codes, on):
        meeting = self.spec["meeting"] if item.in_session else ""
        for code in dict.fromkeys(codes):
            system = next(iter(self.office.units[code])).parent
            item.keep(Referral(suggestion=item.row, system=system, referred_on=on, meeting=meeting))

    def _assign(self, item, codes, on):
        if not self.office.is_past(on):
            return
        liked, used = self.office.words["topics"][item.topic]["units"], set()
        role = Role.HOST if len(codes) == 1 else Role.SPLIT_HANDLER
        for code in codes:
            lot = next(self.lots[id(item), code])
            unit = self.pools[code].take(liked, used)
            self._share(item, unit, role, self._after_return(item, code, role, lot, on, used), lot)
        if role == Role.HOST and self.rng.randrange(self.spec["items"]["of"]) < self.spec["items"]["co_handled"]:
            self._ask_for_help(item, on, used)

    def _share(self, item, unit, role, on, lot) -> Share:
        is_hard = lot.course == HARD and role != Role.CO_HANDLER
        due_on = self.office.due(on, self.office.rule(on).months(role, is_hard))
        row = Assignment(
            suggestion=item.row, unit=unit, role=role, assigned_on=on, is_hard=is_hard, due_on=due_on, due_given=False
        )
        received = self.office.after(on, *DAYS_TO_RECEIVE)
        row.received_on = received if self.office.is_past(received) else None
        share = Share(item, row, lot)
        item.shares.append(share)
        return share

    def _after_return(self, item, code, role, lot, on, used) -> date:
        """The day of the assignment: a later one where another unit had it first and returned it."""
        if lot.course != RETURNED or not item.in_session:
            return on
        row = self._share(item, self.pools[code].helper(used), role, on, Lot()).row
        row.return_asked_on = self.office.after(row.received_on, 1, 5)
        row.return_reason, row.returned_on = self.office.say("returned"), self.office.after(row.return_asked_on, 1, 5)
        return self.office.after(row.returned_on, 0, 3)

    def _ask_for_help(self, item, on, used):
        for _ in range(self.rng.choice(MOST_HELPERS)):
            unit = self.pools[GOVERNMENT].helper(used)
            late = self.rng.randrange(self.spec["shares"]["of"]) < 2 * self.spec["shares"]["late"]
            verdict = SATISFIED if self.office.happens("helper_receipt") else ""
            self._share(item, unit, Role.CO_HANDLER, on, Lot(LATE if late else "", verdict=verdict))
