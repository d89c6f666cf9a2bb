"""Does every fact still say what its last event says?

Not seen: a change of reference data; a change of the trail itself, which triggers guard and only copies kept
elsewhere prove; a row that was changed back.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import (
    Activity,
    ActivityGuest,
    Approval,
    Assignment,
    CalendarDay,
    Commitment,
    Delegation,
    DutyRecord,
    Evaluation,
    EvaluationLine,
    Event,
    Evidence,
    FigureProposal,
    GroupMembership,
    Interruption,
    LookBack,
    Mandate,
    MandateUnit,
    Person,
    Reminder,
    Reply,
    ReportedFigure,
    ReportReading,
    RollAnswer,
    Session,
    Sponsor,
    Suggestion,
    ZeroReport,
)
from ..rules import chain
from .courses import courses
from .history import ORDER
from .stored import Row, rows
from .trail import digest, held, subject_of

FACTS = (
    Person,
    Mandate,
    MandateUnit,
    GroupMembership,
    Interruption,
    Session,
    Delegation,
    Activity,
    ActivityGuest,
    DutyRecord,
    CalendarDay,
    ZeroReport,
    Approval,
    Evidence,
    Reminder,
    RollAnswer,
    ReportReading,
    ReportedFigure,
    FigureProposal,
    *ORDER,
)
DERIVED_FROM = frozenset(
    {Suggestion, Sponsor, Assignment, Reply, Commitment, LookBack, Evaluation, EvaluationLine},
)


@dataclass(frozen=True)
class Fault:
    """One row that does not agree with the trail, named once with the first of its problems.

    It is unrecorded, underived (its state is not what follows from its facts), malformed (cells of another form than
    their columns'), dangling (it refers to rows that are not there), changed or missing; columns names the cells where
    they are known.
    """

    subject: str
    object_id: int
    problem: str
    event_id: int | None
    columns: tuple[str, ...] = ()


def faults() -> Iterator[Fault]:
    """Every row of the facts that was written behind the ledger's back, table by table; each row once.

    States are compared with what they follow from only where every cell of it can be read.
    """
    named, readable = set(), True
    for model in FACTS:
        for fault in faults_of(model):
            named.add((fault.subject, fault.object_id))
            readable = readable and not (fault.problem == "malformed" and model in DERIVED_FROM)
            yield fault
    if readable:
        yield from (fault for fault in underived() if (fault.subject, fault.object_id) not in named)


def underived() -> Iterator[Fault]:
    """Assignments and suggestions whose state is not the one that follows from their facts."""
    handled = defaultdict(list)
    for row, course in courses(Assignment.objects.all()):
        state = chain.state_of(course)
        handled[row.suggestion_id].append((row.role, state))
        if (row.state, row.round) != (state, chain.current_round(course)):
            yield Fault("assignment", row.pk, "underived", None, ("state", "round"))
    for pk, state in Suggestion.objects.order_by("pk").values_list("pk", "state"):
        if not _follows(state, handled[pk]):
            yield Fault("suggestion", pk, "underived", None, ("state",))


def _follows(state, handled) -> bool:
    """Whether a suggestion's state follows from its assignments; outside of handling it must have none."""
    if state in chain.HANDLED or state == Suggestion.State.ACCEPTED:
        return state == chain.suggestion_state(handled)
    return all(now in Assignment.GONE for _, now in handled)


def faults_of(model) -> Iterator[Fault]:
    """The faults of one table of facts."""
    subject = subject_of(model)
    events = Event.objects.filter(subject=subject).order_by("pk").values_list("object_id", "pk", "row_hash")
    last = {object_id: (pk, row_hash) for object_id, pk, row_hash in events.iterator()}
    there = _referred(model)
    for row in rows(model):
        pk = row.values["id"]
        event_id, row_hash = last.pop(pk, (None, None))
        problem, names = _problem(model, row, row_hash, there)
        if problem:
            yield Fault(subject, pk, problem, event_id, names)
    for object_id, (event_id, _) in last.items():
        yield Fault(subject, object_id, "missing", event_id)


def _referred(model) -> dict[str, set]:
    """For each column that refers to rows, the keys that are there; and None, which refers to nothing."""
    fields = [field for field in model._meta.concrete_fields if field.is_relation]
    tables = {field.related_model for field in fields}
    keys = {table: {None, *table._base_manager.values_list("pk", flat=True)} for table in tables}
    return {field.attname: keys[field.related_model] for field in fields}


def _problem(model, row: Row, row_hash: str | None, there) -> tuple[str, tuple[str, ...]]:
    if row_hash is None:
        return "unrecorded", ()
    if row.malformed:
        return "malformed", row.malformed
    dangling = tuple(name for name, keys in there.items() if row.values[name] not in keys)
    if dangling:
        return "dangling", dangling
    return ("changed", ()) if row_hash != digest(held(model, row.values)) else ("", ())
