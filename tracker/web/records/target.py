"""A record and who is asking: what may be done with it, and why not."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from ...ledger import By, verifying
from ...models import DutyRecord, Role, Who

State = DutyRecord.State
OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED})


@dataclass(frozen=True)
class Target:
    """One record as who is asking may act on it."""

    record: DutyRecord
    who: Who

    @property
    def today(self) -> date:
        return self.who.on

    @property
    def is_own(self) -> bool:
        """Whether who is asking recorded it."""
        return self.record.recorded_by_id == self.who.user.pk

    @property
    def keeps(self) -> bool:
        """Whether who is asking may change it at all: the office any, a liaison what is not somebody else's by now.

        What somebody else handed in is theirs to change until it comes back.
        """
        if self.who.role == Role.OFFICE:
            return True
        open_to_all = self.record.state in (State.DRAFT, State.RETURNED)
        return self.who.role == Role.LIAISON and (open_to_all or (self.is_own and self.record.state in OPEN))

    @property
    def verifies(self) -> bool:
        """Whether verifying and returning is the role's."""
        return self.who.role in verifying.VERIFIERS

    def objections(self, by: By) -> list[str]:
        """Why who is asking may not verify it, in sentences; none when that is allowed."""
        return verifying.sift(by, [self.record])[1]


def read(request, pk) -> Target:
    """The target of an address; another's record is not found, like a missing one."""
    rows = DutyRecord.objects.visible_to(request.who)
    wanted = ("term__body", "mandate__person", "kind", "session", "activity", "recorded_by", "verified_by")
    return Target(get_object_or_404(rows.select_related(*wanted, "import_batch"), pk=pk), request.who)
