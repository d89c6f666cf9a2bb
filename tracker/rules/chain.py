"""The chain of a suggestion: its states, the moves between them, and what follows from the facts. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

LEAD_ROLES = frozenset({"host", "split_handler"})

SUGGESTION_MOVES: dict[str, dict[str, frozenset[str]]] = {
    "draft": {
        "amend": frozenset({"draft"}),
        "submit": frozenset({"submitted"}),
        "withdraw": frozenset({"withdrawn"}),
    },
    "submitted": {
        "accept": frozenset({"accepted"}),
        "return_to_sponsor": frozenset({"draft"}),
        "file": frozenset({"accepted"}),
        "not_file": frozenset({"not_filed"}),
        "withdraw": frozenset({"withdrawn"}),
    },
    "accepted": {
        "put_on_agenda": frozenset({"on_agenda"}),
        "refer_to_committee": frozenset({"in_committee"}),
        "treat_as_suggestion": frozenset({"accepted"}),
        "withdraw": frozenset({"withdrawn"}),
        "merge": frozenset({"merged"}),
        "refer": frozenset({"accepted"}),
        "assign": frozenset({"assigned"}),
    },
    "not_filed": {},
    "withdrawn": {},
    "merged": {},
    "on_agenda": {
        "refer_to_committee": frozenset({"in_committee"}),
        "report_deliberation": frozenset({"on_agenda"}),
        "adopt_report": frozenset({"deliberated"}),
    },
    "in_committee": {
        "report_deliberation": frozenset({"in_committee"}),
        "adopt_report": frozenset({"deliberated"}),
    },
    "deliberated": {},
    "assigned": {
        "refer": frozenset({"assigned"}),
        "assign": frozenset({"assigned"}),
        "withdraw": frozenset({"withdrawn"}),
    },
    "replied": {"assign": frozenset({"replied", "assigned"})},
    "rehandling": {"assign": frozenset({"rehandling"})},
    "tracking": {"assign": frozenset({"tracking"})},
    "closed": {},
}
SUGGESTION_LABELS = {
    "amend": "修改",
    "submit": "提出",
    "accept": "受理",
    "return_to_sponsor": "退回提出人",
    "file": "立案",
    "not_file": "不予立案",
    "put_on_agenda": "列入议程",
    "refer_to_committee": "交付委员会审议",
    "report_deliberation": "提出审议结果报告",
    "adopt_report": "通过审议结果报告",
    "treat_as_suggestion": "转作建议办理",
    "withdraw": "撤回",
    "merge": "并案",
    "refer": "交办到系统",
    "assign": "交办承办单位",
}
HANDLED = frozenset({"assigned", "replied", "rehandling", "tracking", "closed"})
WAITING = frozenset({"assigned", "return_asked", "rehandling"})

_SAME = {
    name: {verb: frozenset({name}) for verb in ("contact", "progress")}
    for name in ("assigned", "return_asked", "replied", "rehandling", "tracking", "closed")
}
_AFTER = frozenset({"closed", "tracking", "rehandling"})
ASSIGNMENT_MOVES: dict[str, dict[str, frozenset[str]]] = {
    "assigned": {
        **_SAME["assigned"],
        "receive": frozenset({"assigned"}),
        "return_assignment": frozenset({"return_asked"}),
        "extend": frozenset({"assigned"}),
        "reply": frozenset({"replied"}),
        "end_handling": frozenset({"ended"}),
    },
    "return_asked": {
        **_SAME["return_asked"],
        "accept_return": frozenset({"returned"}),
        "refuse_return": frozenset({"assigned"}),
        "end_handling": frozenset({"ended"}),
    },
    "returned": {},
    "replied": {
        **_SAME["replied"],
        "amend_reply": frozenset({"replied"}),
        "confirm_commitment": frozenset({"replied"}),
        "report_done": frozenset({"replied"}),
        "evaluate_reply": _AFTER | {"replied"},
        "correct_receipt": frozenset({"replied"}),
    },
    "rehandling": {
        **_SAME["rehandling"],
        "reply": frozenset({"replied"}),
        "evaluate_reply": frozenset({"rehandling"}),
        "correct_receipt": _AFTER,
    },
    "tracking": {
        **_SAME["tracking"],
        "confirm_commitment": frozenset({"tracking"}),
        "report_done": frozenset({"tracking"}),
        "evaluate_reply": frozenset({"tracking"}),
        "evaluate_fulfilment": _AFTER,
        "correct_receipt": frozenset({"tracking", "rehandling"}),
    },
    "closed": {
        **_SAME["closed"],
        "look_back": frozenset({"tracking"}),
        "evaluate_reply": frozenset({"closed"}),
        "correct_receipt": frozenset({"closed", "rehandling"}),
    },
    "ended": {},
}
ASSIGNMENT_LABELS = {
    "receive": "签收",
    "contact": "登记沟通",
    "progress": "登记进展",
    "return_assignment": "申请退办",
    "accept_return": "同意退办",
    "refuse_return": "不同意退办",
    "extend": "延期",
    "reply": "答复",
    "amend_reply": "更正答复",
    "confirm_commitment": "确认承诺",
    "report_done": "报告承诺落实",
    "evaluate_reply": "评价答复",
    "evaluate_fulfilment": "评价承诺落实",
    "correct_receipt": "更正评价",
    "look_back": "回头看",
    "end_handling": "终止办理",
}


class Receipt(NamedTuple):
    """A receipt: ``lead`` says that the lead sponsor gave it, ``lines`` rate commitments one by one."""

    id: int
    round: int
    stage: str
    rating: str
    lead: bool
    on: date
    corrects: int | None = None
    lines: tuple[tuple[int, str], ...] = ()
    look_back: int | None = None

    @property
    def is_satisfied(self) -> bool:
        return self.rating != "unsatisfied"


class Promise(NamedTuple):
    """A commitment of the reply of a round."""

    id: int
    round: int
    due_on: date
    done_on: date | None = None

    def is_open_for_receipt(self, on: date) -> bool:
        """Whether a receipt may be asked for: the stated day has come, or the unit has reported it done."""
        return self.due_on <= on or (self.done_on is not None and self.done_on <= on)


@dataclass(frozen=True, slots=True)
class Course:
    """All facts of an assignment from which its state follows; ``replied`` holds the rounds that were answered."""

    role: str
    replied: frozenset[int] = frozenset()
    receipts: tuple[Receipt, ...] = ()
    promises: tuple[Promise, ...] = ()
    look_backs: tuple[int, ...] = ()
    return_asked: bool = False
    returned: bool = False
    ended: bool = False


def standing(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The receipts that no later one corrects."""
    rows = list(receipts)
    corrected = {row.corrects for row in rows if row.corrects is not None}
    return [row for row in rows if row.id not in corrected] if corrected else rows


def leading(facts: Course) -> list[Receipt]:
    """The standing receipts of the lead sponsor, which alone move the state."""
    return [row for row in standing(facts.receipts) if row.lead]


def current_round(facts: Course) -> int:
    """The round that is being handled: each round that the lead found unsatisfactory opens the next."""
    return round_after(leading(facts))


def round_after(receipts: Iterable[Receipt]) -> int:
    """The round that is being handled after the standing receipts of the lead."""
    again = [row.round for row in receipts if not row.is_satisfied]
    return 1 + max(again) if again else 1


def open_promises(facts: Course) -> list[Promise]:
    """The commitments of the current round's reply that the lead has not yet found kept."""
    kept = {key for row in leading(facts) for key, rating in row.lines if rating != "unsatisfied"}
    now = current_round(facts)
    return [promise for promise in facts.promises if promise.round == now and promise.id not in kept]


def open_look_backs(facts: Course) -> list[int]:
    """The look-backs to which no receipt of the lead has answered."""
    answered = {row.look_back for row in leading(facts)}
    return [key for key in facts.look_backs if key not in answered]


def state_of(facts: Course) -> str:
    """The state of an assignment, from its facts alone."""
    if facts.ended or facts.returned:
        return "ended" if facts.ended else "returned"
    if facts.return_asked:
        return "return_asked"
    now = current_round(facts)
    if now not in facts.replied:
        return "assigned" if now == 1 else "rehandling"
    if not any(row.stage == "reply" and row.round == now for row in leading(facts)):
        return "replied"
    return "tracking" if open_promises(facts) or open_look_backs(facts) else "closed"


def suggestion_state(handled: Iterable[tuple[str, str]]) -> str:
    """The state of an accepted suggestion from the (role, state) of its assignments; co-handlers never move it."""
    states = {state for role, state in handled if role in LEAD_ROLES and state not in ("returned", "ended")}
    if not states:
        return "accepted"
    for state in ("rehandling", "tracking"):
        if state in states:
            return state
    if states & {"assigned", "return_asked"}:
        return "assigned"
    return "closed" if states == {"closed"} else "replied"
