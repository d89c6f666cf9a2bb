"""How a duty record is written down in a sheet."""

from ..models import DutyKind, DutyRecord, Suggestion
from ..scores import explain
from ..scores.classify import Record
from ..scores.summary import Judgement
from ..scores.uncounted import Answered


def reasons(item: Answered) -> str:
    """Why a record is counted nowhere, in words that hide illness and custody."""
    return "；".join(explain.LABELS[reason] for reason in item.reasons)


class Clerk:
    """Writes down a record: its day (or only its session where no more is known), kind, title and state."""

    def __init__(self, judgement: Judgement):
        self.kinds = dict(DutyKind.objects.values_list("code", "label"))
        self.sessions = {session.closes_on: str(session) for session in judgement.term.sessions.all()}

    def what(self, record: Record) -> list:
        """Day, kind, title, state."""
        return [self._day(record), self.kinds.get(record.kind, record.kind), record.title, self._state(record)]

    def _day(self, record) -> str:
        if record.occurred_on is None:
            return "未提出"
        day = record.occurred_on.isoformat()
        return day if record.day_known else self.sessions.get(record.occurred_on, day)

    def _state(self, record) -> str:
        return (
            str(Suggestion.State(record.state).label)
            if record.from_suggestion
            else str(DutyRecord.State(record.state).label)
        )
