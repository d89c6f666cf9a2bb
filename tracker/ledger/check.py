"""Does every fact still say what its last event says?"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..models import (
    Activity,
    ActivityGuest,
    Delegation,
    DutyRecord,
    Event,
    GroupMembership,
    Interruption,
    Mandate,
    MandateUnit,
    Person,
    Session,
    Sponsor,
    Suggestion,
)
from .trail import columns, digest, subject_of

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
    Suggestion,
    Sponsor,
)


@dataclass(frozen=True)
class Fault:
    """One row that does not agree with the trail; problem is changed, unrecorded or missing."""

    subject: str
    object_id: int
    problem: str
    event_id: int | None


def faults() -> Iterator[Fault]:
    """Every row of the facts that was written behind the ledger's back, table by table."""
    for model in FACTS:
        yield from faults_of(model)


def faults_of(model) -> Iterator[Fault]:
    """The faults of one table of facts."""
    subject = subject_of(model)
    events = Event.objects.filter(subject=subject).order_by("pk").values_list("object_id", "pk", "row_hash")
    last = {object_id: (pk, row_hash) for object_id, pk, row_hash in events.iterator()}
    for row in model._base_manager.order_by("pk").values(*columns(model)).iterator():
        event_id, row_hash = last.pop(row["id"], (None, None))
        if event_id is None:
            yield Fault(subject, row["id"], "unrecorded", None)
        elif row_hash != digest(row):
            yield Fault(subject, row["id"], "changed", event_id)
    for object_id, (event_id, _) in last.items():
        yield Fault(subject, object_id, "missing", event_id)
