"""suggestions.md section 3 read row by row over plain rows: loops and sentences, nothing shared with the judge."""

from collections import Counter
from datetime import date

from tests.scores.registers import ABOVE, SYSTEMS, Handled, Paper

GOOD = {"satisfied", "basically"}


def within(unit: str, scope: str | None) -> bool:
    """Whether a unit is the scope, below it, or of that system."""
    return scope in (None, unit, ABOVE.get(unit), SYSTEMS[unit])


def stands(row: Handled, on: date) -> bool:
    """Whether an assignment has been made by a day and not been returned by it."""
    return row.assigned_on <= on and not (row.gone_on and row.gone_on <= on)


def ratings(row: Handled, on: date) -> dict[int, str]:
    """What the lead says by a day of the reply of each round."""
    found = {}
    for receipt in row.receipts:
        if receipt.lead and receipt.stage == "reply" and receipt.on <= on:
            found[receipt.round] = _now(receipt, receipt.rating, on)
    return found


def _now(receipt, rating, on):
    corrected = receipt.corrected and max(receipt.corrected[0], receipt.on) <= on
    return receipt.corrected[1] if corrected else rating


def line(row: Handled, promise: int, on: date) -> str | None:
    """What the lead last said by a day of a commitment; of one day the receipt that was entered last."""
    said = []
    for receipt in row.receipts:
        if receipt.lead and receipt.on <= on and promise in receipt.lines:
            corrected = receipt.corrected and max(receipt.corrected[0], receipt.on) <= on
            day = max(receipt.corrected[0], receipt.on) if corrected else receipt.on
            said.append((day, len(said), _now(receipt, receipt.lines[promise], on)))
    return max(said)[2] if said else None


def published(decisions, on: date) -> bool:
    """Whether the last decision by a day is to publish; of one day the one that was taken last."""
    taken = sorted((day, place, decision) for place, (day, decision) in enumerate(decisions) if day <= on)
    return bool(taken) and taken[-1][2] == "publish"


def count(papers: list[Paper], first: date, last: date, on: date, scope: str | None) -> dict:
    """(numerator, denominator) of each rate, and the plain counts, by code."""
    tally: Counter = Counter()
    for paper in papers:
        for row in paper.handled:
            if stands(row, on) and first <= row.assigned_on <= last:
                _count(tally, row, on, scope)
        _count_paper(tally, paper, first, last, on, scope)
    return tally


def add(tally: Counter, code: str, fulfilled: bool):
    """One more row, which fulfils or does not."""
    tally[code, "of"] += 1
    tally[code, "in"] += int(fulfilled)


def _count(tally, row, on, scope):
    here = within(row.unit, scope)
    if row.role != "co_handler":
        add(tally, "share_of_assignments", here)
    if here:
        (_count_helper if row.role == "co_handler" else _count_host)(tally, row, on)


def due_day(row, on):
    """Section 3: the due day, or the day extended to when that had been granted."""
    return row.extended[1] if row.extended and row.extended[0] <= on else row.due_on


def _count_helper(tally, row, on):
    said = ratings(row, on)
    if 1 in said:
        add(tally, "co_handler_satisfaction", said[1] in GOOD)
    if said:
        add(tally, "co_handler_final_satisfaction", said[max(said)] in GOOD)


def _count_host(tally, row, on):
    replied = [reply for reply in row.replies if reply[0] <= on]
    in_time = bool(replied) and replied[0][0] <= due_day(row, on)
    said = ratings(row, on)
    tally["assignments"] += 1
    tally["not_yet_due"] += int(not replied and due_day(row, on) > on)
    add(tally, "timeliness_of_received", in_time)
    if replied or due_day(row, on) <= on:
        add(tally, "timeliness", in_time)
    if 1 in said:
        add(tally, "first_satisfaction", said[1] in GOOD)
    if said:
        add(tally, "final_satisfaction", said[max(said)] in GOOD)
    if replied:
        _count_replied(tally, row, replied, said, on)


def _count_replied(tally, row, replied, said, on):
    add(tally, "first_satisfaction_of_replied", said.get(1) in GOOD)
    add(tally, "implementation", replied[-1][1] == "A")
    add(tally, "disclosure", published(replied[-1][2], on))
    add(tally, "contacted", any(day <= replied[0][0] for day in row.contacts))
    for place, due_on in enumerate(row.promises):
        rating = line(row, place, on)
        if rating or (due_on <= on and len(replied) == 1):
            add(tally, "commitments_kept", rating in GOOD)


def _count_paper(tally, paper, first, last, on, scope):
    units = {row.unit for row in paper.handled if row.role != "co_handler" and stands(row, on)}
    counts = paper.kind != "bill" or (paper.treated_on and paper.treated_on <= on)
    withdrawn = paper.withdrawn_on and paper.withdrawn_on <= on
    here = scope is None or any(within(unit, scope) for unit in units)
    if counts and not withdrawn and here and first <= paper.accepted_on <= last and paper.accepted_on <= on:
        add(tally, "suggestions_published", published(paper.decisions, on))
