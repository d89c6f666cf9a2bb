"""What is to be done today, above the overview of who keeps the ledger: each number opens exactly its rows."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from ...models import DutyRecord, Group, Role, RollAnswer
from ...scores import inbox, outlook, own
from ...scores.waiting import Waiting, waiting
from ...tables.words import day_text
from ..question import Question
from .links import link

DOERS = frozenset({Role.OFFICE, Role.VERIFIER})
NAMED = 5


@dataclass(frozen=True)
class Silent:
    """The groups that owe a month's report: the first few by name, each with the page of its month."""

    month: date
    count: int
    address: str
    named: tuple[tuple[str, str], ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.named)


@dataclass(frozen=True)
class Todo:
    """What waits for who keeps the ledger of a term as of a day; ``parts`` are (requirement, number, day, address)."""

    waiting: Waiting
    records: str
    ahead: outlook.Ahead
    ahead_address: str
    parts: tuple[tuple[str, int, str, str], ...]
    answers: outlook.Answers
    assignments: dict[str, str]
    silent: Silent
    objections: int
    reminders: dict[str, str]
    is_today: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for anybody."""
        return not any(
            (
                self.waiting.records,
                self.waiting.suggestions,
                self.waiting.rolls,
                self.ahead.count,
                self.answers.late,
                self.answers.at_risk,
                self.silent.count,
                self.objections,
            )
        )


def todo(request, asked: Question, judgement) -> Todo:
    """What waits in the term and as of the day that are asked for; one query a block, two for the reports."""
    ahead = outlook.ahead(judgement, asked.cycle)
    return Todo(
        waiting(asked.term, asked.on),
        link(request, "records", term=asked.term.code, state=DutyRecord.State.SUBMITTED),
        ahead,
        _running(asked),
        tuple((part.label, part.count, _until(part, asked), _running(asked, part.requirement)) for part in ahead.parts),
        outlook.answers(inbox.visible_to(request.who), asked.term, asked.on),
        {tab: _assignments(asked, tab) for tab in ("late", "at_risk")},
        _silent(request, asked),
        own.objections(RollAnswer.objects.visible_to(request.who)).filter(settled_on=None).count(),
        _reminders(request, asked),
        asked.on == timezone.localdate(),
    )


def _reminders(request, asked) -> dict[str, str]:
    """The lists from which reminders are written, for who writes them."""
    tabs = ("deputies", "groups", "units") if link(request, "reminder-texts") else ()
    return {tab: link(request, "reminders", tab=tab, term=asked.term.code, **_day(asked)) for tab in tabs}


def _running(asked, requirement="") -> str:
    bare = {"q": "", "unit": "", "group": ""}
    return asked.address(outcome="running", requirement=requirement, **bare) + "#list"


def _until(part, asked) -> str:
    return day_text(part.until, str(asked.year)) if part.until else ""


def _assignments(asked, tab) -> str:
    said = {"tab": tab, "term": asked.term.code} | _day(asked)
    return f"{reverse('assignments')}?{urlencode(said)}"


def _silent(request, asked) -> Silent:
    groups = Group.objects.visible_to(request.who).filter(term=asked.term, kind=Group.Kind.LIAISON)
    month, found = outlook.silent(asked.term, groups.order_by("order", "name"), asked.on)
    said = {"term": asked.term.code, "year": month.year} | _day(asked)
    day = f"?{urlencode(_day(asked))}" if _day(asked) else ""
    named = [(group.name, _cell(group, month) + day) for group, _ in found[:NAMED]]
    return Silent(month, len(found), f"{reverse('reporting')}?{urlencode(said)}", tuple(named))


def _cell(group, month) -> str:
    return reverse("reporting-cell", args=[group.pk, month.year, month.month])


def _day(asked) -> dict[str, str]:
    """The day for other pages; today goes without saying."""
    return {} if asked.on == timezone.localdate() else {"on": asked.on.isoformat()}
