"""What examining the rows of a register needs to know of the term, and the questions that its sheets share."""

from datetime import date
from functools import cache
from itertools import count

from ....models import Body, Disclosure, Session, Suggestion
from ....rules import load
from ....rules.deadlines import Handling, add_months, due, in_force
from ...cleaners import name_key
from ...lines import Difference, Line
from ..desk import Desk
from ..lookup import Deputies, chinese
from . import stored
from .columns import FORMS
from .facts import Decision, Item, Share
from .units import Units

Verdict = Disclosure.Decision
REASONS = {label: code for code, label in chinese(Disclosure.Reason)}
LABELS = dict(chinese(Verdict)) | dict(chinese(Disclosure.Reason))
UNSAID = "未说明"


class Register(Desk):
    """The suggestions of a term as the file and the ledger together tell of them."""

    def look_up(self):
        places = {form.title: place for place, form in enumerate(FORMS)}
        self.lines = sorted(self.lines, key=lambda line: places[line.form])
        self.deputies = Deputies(self.term)
        self.units = Units(self.term)
        self.sessions = list(Session.objects.filter(term=self.term))
        self.rules = load.handling_rules(self.term.body)
        self.workdays = load.workdays()
        self.due = cache(self._due)
        self.own_kind = Suggestion.Kind.PROPOSAL if self._is_cppcc else Suggestion.Kind.SUGGESTION
        named = {line.get("suggestion") or line.get("number") for line in self.lines}
        self.items: dict[str, Item] = stored.items(self.term, named - {None})
        self.touched: dict[Share, None] = {}
        self.ids = count(-1, -1)

    @property
    def _is_cppcc(self):
        return self.term.body.kind == Body.Kind.CPPCC

    def rule(self, on: date) -> Handling:
        """The handling rules in force on a day."""
        return in_force(self.rules, on)

    def _due(self, start, months):
        return due(start, months, self.workdays).due_on

    def channel_of(self, day: date) -> str:
        """Whether a day is one of a session."""
        is_session = any(session.opens_on <= day <= session.closes_on for session in self.sessions)
        return Suggestion.Channel.SESSION if is_session else Suggestion.Channel.RECESS

    def limit(self, on: date) -> date:
        """Until when the first round of what was assigned on a day may last."""
        return add_months(on, self.rule(on).limit_months)

    def item_of(self, line: Line) -> Item | None:
        """The suggestion that a line is about; an unknown one is refused."""
        number = line.get("suggestion")
        if number is not None and number not in self.items:
            line.reject("suggestion", f"本届没有编号为「{number}」的建议；请在工作表「建议」中列出，或先导入。")
        return self.items.get(number)

    def share_of(self, line: Line) -> Share | None:
        """The unit's share that a line is about; what was not assigned to it is refused."""
        item, unit = self.item_of(line), line.get("unit")
        if item is None or unit is None:
            return None
        if unit in item.twins:
            line.reject("unit", f"「{item.number}」有两个承办单位都叫「{unit}」；请在系统中登记。")
            return None
        if unit not in item.shares:
            line.reject("unit", f"「{item.number}」没有交办给「{unit}」；请在工作表「承办」中列出，或核对单位名称。")
        return item.shares.get(unit)

    def touch(self, share: Share):
        """Note that the file tells something new of a share."""
        self.touched[share] = None

    def check_past(self, line: Line, name: str):
        """Refuse a day that is still to come, and warn of one outside the term."""
        day = line.get(name)
        if day and day > self.on:
            line.reject(name, f"{day} 尚未到来；请核对。")
        self.warn_outside_term(line, name)

    def check_order(self, line: Line, name: str, before: date | None, called: str):
        """Refuse a day before another one."""
        day = line.get(name)
        if day and before and day < before:
            line.reject(name, f"{day} 早于{called} {before}；请核对。")


def decision_of(line: Line, known: Disclosure | None, on: date) -> Decision | None:
    """What a line newly decides about publishing; None where it says nothing new."""
    said = _said(line)
    if said is None or (known and _agrees(line, said, known)):
        return None
    if known:
        line.warn("disclosed", f"与系统中 {known.decided_on} 的审定不同，将登记为 {on} 新的审定。")
    if said.note == UNSAID:
        line.warn("reason", f"没有写明不公开理由，登记为其他（{UNSAID}）。")
    return said


def _said(line):
    reason = line.get("reason")
    if line.failed("disclosed") or not (line.has("disclosed") or reason):
        return None
    if line.get("disclosed"):
        if reason:
            line.reject("reason", f"公开的不填不公开理由，实际为「{reason}」；请核对。")
        return Decision(Verdict.PUBLISH)
    if not line.has("disclosed"):
        line.warn("disclosed", "填了不公开理由，按不公开登记。")
    code = REASONS.get(name_key(reason or ""))
    if code:
        return Decision(Verdict.WITHHOLD, code)
    return Decision(Verdict.WITHHOLD, Disclosure.Reason.OTHER, reason or UNSAID)


def _agrees(line, said, known):
    if said.decision != known.decision or not line.has("reason"):
        return said.decision == known.decision
    return said.reason == known.reason and (said.reason != Disclosure.Reason.OTHER or said.note == known.note)


def shown_decision(line: Line, known: Disclosure | None, new: Decision | None) -> list[Difference]:
    """A new decision as a reader sees it."""
    if new is None:
        return []
    old = _words(known.decision, known.reason, known.note) if known else ""
    return [Difference(line.headers["disclosed"], old, _words(*new))]


def _words(decision, reason, note):
    return "，".join(filter(None, (LABELS[decision], LABELS.get(reason, ""), note)))
