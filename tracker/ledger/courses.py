"""The course of each assignment, read from its facts, and the states that follow from it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from ..models import Assignment, Commitment, Evaluation, EvaluationLine, LookBack, Reply, Suggestion
from ..rules import chain
from ..rules.chain import Course, Promise, Receipt
from .trail import By, change

FEW = 100


def course_of(assignment: Assignment) -> Course:
    """The course of one assignment."""
    return next(courses([assignment]))[1]


def courses(assignments) -> Iterator[tuple[Assignment, Course]]:
    """Each of some assignments with its course; a query a table, for a few assignments only their own rows."""
    rows = list(assignments)
    near = {"assignment__in": [row.pk for row in rows]} if len(rows) <= FEW else {}
    replied, receipts, promises = _replied(near), _receipts(near), _promises(near)
    look_backs = defaultdict(list)
    for pk, assignment in LookBack.objects.filter(**near).order_by("pk").values_list("pk", "assignment"):
        look_backs[assignment].append(pk)
    for row in rows:
        yield (
            row,
            Course(
                row.role,
                frozenset(replied[row.pk]),
                tuple(receipts[row.pk]),
                tuple(promises[row.pk]),
                tuple(look_backs[row.pk]),
                row.return_asked_on is not None,
                row.returned_on is not None,
                row.ended_on is not None,
            ),
        )


def _replied(near):
    found = defaultdict(set)
    for assignment, number in Reply.objects.filter(**near).values_list("assignment", "round"):
        found[assignment].add(number)
    return found


def _promises(near):
    rows = Commitment.objects.filter(**{f"reply__{name}": value for name, value in near.items()})
    found = defaultdict(list)
    for assignment, *promise in rows.order_by("pk").values_list(
        "reply__assignment", "pk", "reply__round", "due_on", "reported_done_on"
    ):
        found[assignment].append(Promise(*promise))
    return found


def _receipts(near):
    lines = defaultdict(list)
    of_lines = {f"evaluation__{name}": value for name, value in near.items()}
    for pk, *line in EvaluationLine.objects.filter(**of_lines).values_list("evaluation", "commitment", "rating"):
        lines[pk].append(tuple(line))
    names = ("pk", "round", "stage", "rating", "evaluated_on", "corrects", "look_back", "assignment")
    about = ("sponsor__role", "sponsor__suggestion", "assignment__suggestion")
    found = defaultdict(list)
    for row in Evaluation.objects.filter(**near).order_by("pk").values_list(*names, *about):
        pk, number, stage, rating, on, corrects, look_back, assignment, role, of, about_ = row
        lead = role == "lead" and of == about_
        receipt = Receipt(pk, number, stage, rating, lead, on, corrects, tuple(lines[pk]), look_back)
        found[assignment].append(receipt)
    return found


def settle(by: By, assignment: Assignment, verb: str, note="") -> Assignment:
    """Store the state and the round that follow from an assignment's facts, and the state of its suggestion."""
    course = course_of(assignment)
    change(by, assignment, verb, {"state": chain.state_of(course), "round": chain.current_round(course)}, note)
    derive(by, assignment.suggestion_id)
    return assignment


@transaction.atomic
def derive(by: By, suggestion_pk: int) -> Suggestion:
    """Store the state of a suggestion that follows from its assignments."""
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion_pk)
    if suggestion.state not in (*chain.HANDLED, Suggestion.State.ACCEPTED):
        return suggestion
    handled = Assignment.objects.filter(suggestion=suggestion).values_list("role", "state")
    return change(by, suggestion, "derive", {"state": chain.suggestion_state(handled)})
