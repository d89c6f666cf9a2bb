"""The cases behind the rates, one by one: what was late, what was found unsatisfactory and what followed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from ..models import Assignment, Evaluation, Rating, Rehandling, Sponsor, Suggestion, Term
from ..rules import load
from ..rules.origins import first_due, round_due
from ..rules.workdays import Workdays
from .by_unit import in_order
from .rates import Rates
from .shares import Answer, Register, Share
from .story import name_of

REPLIED_LATE, ROUND_LATE, OVERDUE, AT_RISK = "replied_late", "round_late", "overdue", "at_risk"


@dataclass(frozen=True, slots=True)
class Place:
    """By what a case is found again: its suggestion, who leads it, the unit and its part."""

    number: str
    title: str
    lead: str
    unit: str = ""
    role: str = ""


@dataclass(frozen=True)
class Places:
    """The places of a term's suggestions and units."""

    suggestions: dict[int, tuple[str, str]]
    leads: dict[int, str]
    units: dict[int, str]

    def suggestion(self, pk: int) -> Place:
        """The place of a suggestion as a whole."""
        return Place(*self.suggestions[pk], self.leads.get(pk, ""))

    def share(self, row: Share) -> Place:
        """The place of an assignment."""
        unit, role = self.units[row.unit], str(Assignment.Role(row.role).label)
        return replace(self.suggestion(row.suggestion), unit=unit, role=role)

    def in_order(self, shares) -> list[Share]:
        """Hosts and split handlers before co-handlers, by the number of the suggestion and the order of the units."""
        ranks = {pk: rank for rank, pk in enumerate(self.units)}
        return sorted(shares, key=lambda row: (not row.answers, self.suggestions[row.suggestion][0], ranks[row.unit]))


def places(term: Term, register: Register) -> Places:
    """The places of all that a register of a term holds; a few queries."""
    rows = Suggestion.objects.filter(term=term).order_by()
    units = {body.pk: body.name for body in in_order({row.unit for row in register.shares})}
    suggestions = {pk: (number, title) for pk, number, title in rows.values_list("pk", "number", "title")}
    return Places(suggestions, _leads(term), units)


def _leads(term) -> dict[int, str]:
    rows = Sponsor.objects.filter(suggestion__term=term, role=Sponsor.Role.LEAD).order_by()
    named = rows.values_list("suggestion", "organisation", "mandate__person__name")
    return {pk: organisation or name for pk, organisation, name in named}


@dataclass(frozen=True, slots=True)
class Late:
    """A round of an assignment that was or is late, or is at risk; ``days`` are over, below 0 still left.

    ``kind``: a first round or a later one replied late, one overdue without a reply, one due soon.
    """

    kind: str
    place: Place
    share: Share
    round: int
    due_on: date
    replied_on: date | None
    days: int
    origin: str = ""


def late(term: Term, register: Register, found: Rates, among: Places) -> list[Late]:
    """Every round that came late, is overdue or at risk, co-handlers last; each says how its due day came about."""
    waiting = {
        OVERDUE: {*found.counts["overdue"], *found.counts["co_handlers_overdue"]},
        AT_RISK: {*found.counts["at_risk"], *found.counts["co_handlers_at_risk"]},
    }
    rows = [
        case
        for row in among.in_order(register.shares)
        for case in (*_came_late(row, among), *_waits(row, among, waiting, register.on))
    ]
    return list(_with_origins(term, rows, register.on))


def _came_late(row: Share, among) -> Iterator[Late]:
    for reply in row.replies:
        until = row.due_on if reply.round == 1 else row.rounds.get(reply.round)
        if until is not None and reply.on > until:
            kind = REPLIED_LATE if reply.round == 1 else ROUND_LATE
            yield Late(kind, among.share(row), row, reply.round, until, reply.on, (reply.on - until).days)


def _waits(row: Share, among, waiting, on) -> Iterator[Late]:
    until = row.open_until
    for kind, rows in waiting.items():
        if until is not None and row.id in rows:
            yield Late(kind, among.share(row), row, row.round, until, None, (on - until).days)


def _with_origins(term, cases: Sequence[Late], on) -> Iterator[Late]:
    stored = Assignment.objects.in_bulk([case.share.id for case in cases])
    opened = Rehandling.objects.filter(Q(cancelled_on=None) | Q(cancelled_on__gt=on), assignment__suggestion__term=term)
    rounds, workdays = {(row.assignment_id, row.round): row for row in opened}, load.workdays()
    for case in cases:
        row = rounds.get((case.share.id, case.round), stored[case.share.id])
        yield replace(case, origin=_origin(case, row, workdays))


def _origin(case: Late, row: Assignment | Rehandling, workdays: Workdays) -> str:
    rule = replace(case.share.rule, basis="")
    if isinstance(row, Rehandling):
        return round_due(row, rule, workdays)
    sentence = first_due(row, rule, workdays)
    return sentence if case.due_on == row.due_on else f"{sentence}准予延期至 {case.due_on}。"


@dataclass(frozen=True, slots=True)
class Unsatisfied:
    """An unsatisfied receipt on an assignment, and what followed by the day.

    ``counts`` says that the rates know it: the lead's, uncorrected. ``receipt`` is None for a round opened without one.
    ``corrected_by`` is its correction by then, ``next_due`` and ``answer`` the due day and the reply of the next round.
    """

    place: Place
    share: Share
    round: int
    receipt: Evaluation | None
    counts: bool
    sponsor: str = ""
    joint: bool = False
    corrected_by: Evaluation | None = None
    next_due: date | None = None
    answer: Answer | None = None


def unsatisfied(term: Term, register: Register, found: Rates, among: Places) -> list[Unsatisfied]:
    """Every unsatisfied receipt, counted or not, co-handlers last; each assignment handled anew is there."""
    receipts = _receipts(term, register.on)
    anew = set(found.counts["rehandled"])
    rows: list[Unsatisfied] = []
    for row in among.in_order(register.shares):
        cases = [_unsatisfied(row, receipt, register.on, among) for receipt in receipts.get(row.id, ())]
        if row.id in anew and not any(case.counts for case in cases):
            cases.append(_case(row, row.round - 1, None, True, among))
        rows += cases
    return rows


def _receipts(term, on) -> dict[int, list[Evaluation]]:
    rows = Evaluation.objects.filter(assignment__suggestion__term=term, evaluated_on__lte=on)
    whose = ("sponsor__mandate__person", "corrected_by", "corrects")
    bad = rows.filter(rating=Rating.UNSATISFIED).select_related(*whose).order_by("round", "evaluated_on", "pk")
    found: dict[int, list[Evaluation]] = {}
    for row in bad:
        found.setdefault(row.assignment_id, []).append(row)
    return found


def _unsatisfied(row: Share, receipt, on, among) -> Unsatisfied:
    counts = receipt.pk in {known.id for known in row.receipts}
    correction = getattr(receipt, "corrected_by", None)
    by_then = correction if correction and correction.evaluated_on <= on else None
    case = _case(row, receipt.round, receipt, counts, among)
    joint = receipt.sponsor.role != Sponsor.Role.LEAD or receipt.sponsor.suggestion_id != row.suggestion
    return replace(case, sponsor=name_of(receipt.sponsor), joint=joint, corrected_by=by_then)


def _case(row, number, receipt, counts, among) -> Unsatisfied:
    answer = next((reply for reply in row.replies if reply.round == number + 1), None) if counts else None
    until = row.rounds.get(number + 1) if counts else None
    return Unsatisfied(among.share(row), row, number, receipt, counts, next_due=until, answer=answer)
