"""Assignments that wait for somebody: the days that count now, the tabs of a list, and whose turn it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Least

from ..models import (
    Assignment,
    Body,
    Commitment,
    Evaluation,
    EvaluationLine,
    LookBack,
    Rating,
    Reply,
    Who,
)
from ..rules import load
from ..rules.chain import WAITING
from ..rules.deadlines import Handling, in_force
from ..rules.workdays import Workdays
from .turns import Turn, last_day_late, turn_of

__all__ = ["Frame", "Turn", "counts", "due", "frame", "frame_of", "in_order", "tabs", "timed", "turn_of", "turns"]
__all__ += ["visible_to"]

State = Assignment.State
OPEN = (*WAITING, State.REPLIED, State.TRACKING)


@dataclass(frozen=True)
class Frame:
    """What counting days needs: the day, the working days, and the dated handling rules of each body by its key."""

    on: date
    workdays: Workdays
    rules: Mapping[int, Sequence[Handling]]

    def rule(self, row: Assignment, body: int) -> Handling:
        """The rule of a body that holds for an assignment: that of the day it was assigned, whatever came since."""
        return in_force(self.rules[body], row.assigned_on)

    def turn(self, row: Assignment, body: int) -> Turn:
        """Whose turn an assignment with its days is, by the rule of a body that holds for it."""
        return turn_of(row, self.on, self.rule(row, body), self.workdays)


def frame(on: date, body: Body | None = None) -> Frame:
    """The frame of a day for every body that has suggestions, or for one body where no other is asked about."""
    return Frame(on, load.workdays(), load.rules_of_body(body) if body else load.rules_of_bodies())


def frame_of(on: date, bodies: Iterable[Body]) -> Frame:
    """The frame of a day for a few bodies."""
    return Frame(on, load.workdays(), {pk: rules for body in bodies for pk, rules in load.rules_of_body(body).items()})


def visible_to(who: Who) -> QuerySet:
    """The assignments that who is asking may list: all for the office, else those of the units and systems granted."""
    return Assignment.objects.visible_to(who)


def due(assignments: QuerySet) -> QuerySet:
    """Assignments with the one day that what is late or at risk asks for: ``due_now`` of the present round."""
    return assignments.annotate(due_now=load.due_now())


def timed(assignments: QuerySet) -> QuerySet:
    """Assignments with the days that count now, each a date or None.

    ``due_now`` of the present round, ``replied_last``, ``promised_next`` and ``ratable_from`` (the first day on which
    a commitment not yet found kept was due, and could be rated), ``looked_back`` (an unanswered look back).
    """
    replied = Reply.objects.filter(assignment=OuterRef("pk")).order_by("-round")
    return due(assignments).annotate(
        replied_last=_day(replied, "replied_on"),
        promised_next=_tracked(_promises(F("due_on"))),
        ratable_from=_tracked(_promises(Least("due_on", Coalesce("reported_done_on", "due_on")))),
        looked_back=_tracked(_look_backs()),
    )


def _day(rows: QuerySet, name: str) -> Subquery:
    return Subquery(rows.values(name)[:1])


def _tracked(day: Subquery) -> Case:
    """Only what is tracked has open commitments: nothing is looked up for the others."""
    return Case(When(state=State.TRACKING, then=day))


def _promises(day) -> Subquery:
    kept = _leading(EvaluationLine, "evaluation__").filter(commitment=OuterRef("pk")).exclude(rating=Rating.UNSATISFIED)
    rows = Commitment.objects.filter(reply__assignment=OuterRef("pk"), reply__round=OuterRef("round"))
    return _day(rows.exclude(Exists(kept)).annotate(day=day).order_by("day"), "day")


def _look_backs() -> Subquery:
    answered = _leading(Evaluation).filter(look_back=OuterRef("pk"))
    rows = LookBack.objects.filter(assignment=OuterRef("pk")).exclude(Exists(answered))
    return _day(rows.order_by("found_on"), "found_on")


def _leading(model, path="") -> QuerySet:
    """Receipts of the lead sponsor that no later one corrects (or their lines)."""
    own = {f"{path}sponsor__suggestion": F(f"{path}assignment__suggestion"), f"{path}sponsor__role": "lead"}
    return model.objects.filter(**own, **{f"{path}corrected_by": None})


def tabs(by: Frame) -> dict[str, Q]:
    """The tabs of a list of assignments with their days, each a condition."""
    waits, on = Q(state__in=WAITING), by.on
    could_be_rated = Q(ratable_from__lte=on) | Q(looked_back__isnull=False)
    last_day = cache(lambda workdays: last_day_late(on, workdays, by.workdays))  # bodies by the hundred share a rule
    return {
        "open": Q(state__in=OPEN),
        "to_receive": Q(state=State.ASSIGNED, received_on=None),
        "at_risk": waits & Q(due_now__gte=on) & load.by_rule(by.rules, lambda rule: _at_risk(by, rule)),
        "late": waits & Q(due_now__lt=on),
        "return_asked": Q(state=State.RETURN_ASKED),
        "to_rate": Q(state=State.REPLIED),
        "no_receipt": Q(state=State.REPLIED, role__in=Assignment.ANSWERING)
        & load.by_rule(by.rules, lambda rule: Q(replied_last__lte=last_day(rule.receipt_workdays))),
        "rehandling": Q(state=State.REHANDLING),
        "tracking": Q(state=State.TRACKING),
        "promised": Q(state=State.TRACKING) & could_be_rated,
        "council": load.by_rule(by.rules, lambda rule: Q(round__gte=rule.council_round)),
        "closed": Q(state=State.CLOSED),
        "all": Q(),
    }


def _at_risk(by, rule) -> Q:
    return Q(due_now__lte=by.on + timedelta(days=rule.at_risk_days))


def counts(assignments: QuerySet, by: Frame) -> dict[str, int]:
    """How many assignments each tab holds, in one query."""
    found = {code: Count("pk", filter=condition) for code, condition in tabs(by).items() if condition}
    return timed(assignments).aggregate(**found, all=Count("pk"))


def in_order(assignments: QuerySet) -> QuerySet:
    """Assignments with their days: what waits for a reply by its deadline, then commitments, receipts and the rest."""
    states = (Q(state__in=WAITING), Q(state=State.TRACKING), Q(state=State.REPLIED))
    rank = Case(*(When(which, then=place) for place, which in enumerate(states)), default=len(states))
    promised = Coalesce("promised_next", "looked_back")
    day = Case(
        When(state__in=WAITING, then="due_now"), When(state=State.TRACKING, then=promised), default="replied_last"
    )
    return assignments.order_by(rank, day, "suggestion__number", "pk")


def turns(assignments: QuerySet, by: Frame) -> dict[int, Turn]:
    """Whose turn each of some assignments is, by its key."""
    rows = timed(assignments).select_related("suggestion__term")
    return {row.pk: by.turn(row, row.suggestion.term.body_id) for row in rows}
