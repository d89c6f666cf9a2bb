"""The grouped queries of the rates: what had happened by the end of a day, from the legal days of the facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Count, F, Min, Q

from ..models import (
    Assignment,
    Body,
    Commitment,
    Contact,
    Disclosure,
    Evaluation,
    EvaluationLine,
    Event,
    Rehandling,
    Reply,
    Similarity,
    Suggestion,
    Supervision,
    Term,
)
from ..rules import chain, load
from ..rules.chain import Promise, Receipt
from ..rules.deadlines import Handling, in_force
from ..rules.resting import without_collecting
from . import extensions
from .days import day, text
from .shares import Answer, Item, Register, Ruling, Share

UNDECIDED = Ruling()
NONE: dict[int, date] = {}
NOBODY: frozenset[int] = frozenset()


class Assigned(NamedTuple):
    """An assignment that stood at the end of the day, before its facts are put to it."""

    id: int
    suggestion: int
    unit: int
    role: str
    channel: str
    assigned_on: date
    due_on: date

    @property
    def answers(self) -> bool:
        return self.role in chain.LEAD_ROLES


@without_collecting()
def gather(term: Term, starts_on: date | None, ends_on: date | None, on: date, unit: Body | None = None) -> Register:
    """The register of a term as of the end of a day: assignments made and suggestions accepted in a span.

    Both days of the span are in it; None is the term's first day and the day itself. A unit has those below it.
    Assignments returned or ended by the day are left out. A dozen queries, whatever the number of rows.
    """
    span = (starts_on or term.starts_on, min(ends_on or on, on))
    scope = None if unit is None else Body.objects.below([unit.pk])
    standing = _assigned(term, on)
    within = [row for row in standing if span[0] <= row.assigned_on <= span[1]]
    return Register(
        *(starts_on or term.starts_on, ends_on or on, on),
        shares=_shares(term, [row for row in within if scope is None or row.unit in scope], span, scope, on),
        items=_items(term, standing, span, scope, on),
        everywhere=tuple(row.id for row in within if row.answers),
    )


def _assigned(term, on) -> list[Assigned]:
    fields = ("pk", "suggestion", "unit", "role", "suggestion__channel")
    days = map(text, ("assigned_on", "due_on", "extended_on", "extended_to"))
    still = Q(returned_on=None) | Q(returned_on__gt=on), Q(ended_on=None) | Q(ended_on__gt=on)
    rows = Assignment.objects.filter(*still, suggestion__term=term, assigned_on__lte=on).order_by("pk")
    earlier = extensions.earlier(term, on)
    due_on = cache(lambda due, *extended: extensions.due_on(day(due), *map(day, extended), on))
    return [
        Assigned(pk, suggestion, unit, role, channel, day(assigned_on), earlier.get(pk) or due_on(*days))
        for pk, suggestion, unit, role, channel, assigned_on, *days in rows.values_list(*fields, *days)
    ]


def _shares(term, rows, span, scope, on) -> tuple[Share, ...]:
    facts, systems = _facts(term, span, scope, on), Body.objects.systems()
    rule_on, last_day = _rules(term)
    return tuple(_share(row, facts, systems.get(row.unit), rule_on(row.assigned_on), last_day) for row in rows)


def _rules(term) -> tuple[Callable[[date], Handling], Callable[[date, int], date]]:
    """The rules in force on a day, and the n-th working day after one: each asked once a day, not once a row."""
    rules = load.handling_rules(term.body)
    return cache(lambda day: in_force(rules, day)), cache(load.workdays().add)


def _share(row: Assigned, facts: "Facts", system, rule, last_day) -> Share:
    key = row.id
    replies = facts.replies.get(key, ())
    contacted_on, receipts = day(facts.contacted.get(key)), facts.receipts.get(key, ())
    receipt_by = last_day(replies[-1].on, rule.receipt_workdays) if replies else None
    handled = (facts.promises.get(key, ()), facts.rounds.get(key, NONE), contacted_on, receipt_by, rule)
    return Share(*row, system, replies, receipts, *handled)  # by place: by name it takes half as long again


class Facts(NamedTuple):
    """What had happened to assignments by the end of the day, by their primary keys."""

    replies: dict[int, list[Answer]]
    receipts: dict[int, list[Receipt]]
    promises: dict[int, list[Promise]]
    rounds: dict[int, dict[int, date]]
    contacted: dict[int, str]


def _facts(term, span, scope, on) -> Facts:
    def of(assignment: str) -> Q:
        """Whether a row is one of these assignments; joined, because a list of them is made anew for each query."""
        asked = {"suggestion__term": term, "assigned_on__range": span} | ({} if scope is None else {"unit__in": scope})
        return Q(**{f"{assignment}__{name}": value for name, value in asked.items()})

    return Facts(_replies(of, on), _receipts(of, on), _promises(of, on), _rounds(of, on), _contacted(of, on))


def _replies(of, on):
    rulings = _rulings("reply", Disclosure.objects.filter(of("reply__assignment")), on)
    found = defaultdict(list)
    rows = Reply.objects.filter(of("assignment"), replied_on__lte=on).order_by("assignment", "round")
    before = _classes_before_amendment(rows, on)
    fields = ("assignment", "pk", "round", text("replied_on"), "reply_class")
    for assignment, pk, number, replied_on, now in rows.values_list(*fields):
        ruling = rulings.get(pk, UNDECIDED)
        found[assignment].append(Answer(pk, number, day(replied_on), before.get(pk, now), ruling))
    return found


def _classes_before_amendment(replies, on) -> dict[int, str]:
    """The class that a day knew of replies that were amended after it; the trail has it, dated by the amendment."""
    amended = Event.objects.filter(subject="reply", verb="amend", object_id__in=replies.order_by().values("pk"))
    events = amended.filter(at__date__gt=on).order_by("-pk").values_list("object_id", "before")
    return {pk: values["reply_class"] for pk, values in events if "reply_class" in values}


def _rulings(name, rows, on) -> dict[int, Ruling]:
    """The latest decision on each; of two of one day the later entered."""
    taken = rows.filter(decided_on__lte=on).order_by("decided_on", "pk")
    ruling = cache(Ruling)
    return {pk: ruling(decision, reason) for pk, decision, reason in taken.values_list(name, "decision", "reason")}


def _receipts(of, on):
    """The receipts of lead sponsors that no later one had corrected."""
    lines = defaultdict(list)
    rated = EvaluationLine.objects.filter(of("evaluation__assignment"), evaluation__evaluated_on__lte=on)
    for receipt, *line in rated.values_list("evaluation", "commitment", "rating"):
        lines[receipt].append(tuple(line))
    lead = Evaluation.objects.filter(sponsor__role="lead", sponsor__suggestion=F("assignment__suggestion"))
    rows = lead.filter(of("assignment"), evaluated_on__lte=on).order_by("assignment", "evaluated_on", "pk")
    fields = ("assignment", "pk", "round", "stage", "rating", text("evaluated_on"), "corrects")
    given = list(rows.values_list(*fields))
    corrected = {row[-1] for row in given}
    found = defaultdict(list)
    for assignment, pk, number, stage, rating, evaluated_on, corrects in given:
        if pk not in corrected:
            said = tuple(lines.get(pk, ()))
            found[assignment].append(Receipt(pk, number, stage, rating, True, day(evaluated_on), corrects, said))
    return found


def _promises(of, on):
    found = defaultdict(list)
    rows = Commitment.objects.filter(of("reply__assignment"), reply__replied_on__lte=on).order_by("pk")
    for assignment, pk, number, due_on in rows.values_list("reply__assignment", "pk", "reply__round", text("due_on")):
        found[assignment].append(Promise(pk, number, day(due_on)))
    return found


def _rounds(of, on):
    found = defaultdict(dict)
    rows = Rehandling.objects.filter(of("assignment"), Q(cancelled_on=None) | Q(cancelled_on__gt=on))
    for assignment, number, due_on in rows.filter(opened_on__lte=on).values_list("assignment", "round", "due_on"):
        found[assignment][number] = due_on
    return found


def _contacted(of, on) -> dict[int, str]:
    rows = Contact.objects.filter(of("assignment"), on__lte=on).order_by()
    return dict(rows.values_list("assignment").annotate(first=Min(text("on"))))


def _items(term, standing: Iterable[Assigned], span, scope, on) -> tuple[Item, ...]:
    units = defaultdict(set)
    for row in standing:
        if row.answers:
            units[row.suggestion].add(row.unit)
    rows = _accepted(term, span, on)
    ruled = Disclosure.objects.filter(suggestion__term=term, suggestion__accepted_on__range=span)
    rulings = _rulings("suggestion", ruled, on)
    similar = set(
        Similarity.objects.filter(suggestion__term=term, linked_on__lte=on).values_list("suggestion", flat=True)
    )
    supervised = _supervised(term, on)
    found = (
        Item(
            *(pk, channel, units.get(lead or pk, NOBODY), rulings.get(pk, UNDECIDED)),
            *(pk in similar, pk in supervised, supervised.get(pk, False)),
        )
        for pk, channel, lead in _led(rows, on)
    )
    return tuple(item for item in found if scope is None or item.units & scope)


def _accepted(term, span, on):
    """The suggestions that count: no bill unless treated as one by the day, none withdrawn by it."""
    rows = Suggestion.objects.filter(term=term, accepted_on__range=span)
    handled = ~Q(kind=Suggestion.Kind.BILL) | Q(treated_on__lte=on)
    return rows.filter(handled, Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)).order_by("pk")


def _led(rows, on):
    """Each with the item into which it had been merged: those who handle that one answer both."""
    for pk, channel, lead, merged_on in rows.values_list("pk", "channel", "merged_into", text("merged_on")):
        yield pk, channel, lead if merged_on and day(merged_on) <= on else None


def _supervised(term, on) -> dict[int, bool]:
    """The suggestions under key supervision, and whether all of it is finished."""
    rows = Supervision.objects.filter(suggestion__term=term, kind=Supervision.Kind.KEY, decided_on__lte=on).order_by()
    still = Count("pk", filter=Q(finished_on=None) | Q(finished_on__gt=on))
    return {pk: not unfinished for pk, unfinished in rows.values_list("suggestion").annotate(still=still)}
