"""The rows of what a register newly tells, each referring to the rows it hangs on."""

from datetime import date

from ....ledger import By
from ....ledger.history import History
from ....models import (
    Assignment,
    Commitment,
    Disclosure,
    Evaluation,
    EvaluationLine,
    Rehandling,
    Reply,
    Sponsor,
    Suggestion,
    Supervision,
)
from ....rules import chain
from .facts import Answer, Decision, Given, Item, Share
from .register import Register

NOTE = "导入"
NOBODY = "未注明（导入）"
PAPER = Sponsor.How.PAPER.value


def add_item(desk: Register, history: History, item: Item):
    """Add a suggestion as accepted, with its sponsors, and whether it is published and under key supervision."""
    line = item.line
    item.row = history.new(
        Suggestion,
        term=desk.term,
        number=item.number,
        kind=line.get("kind", desk.own_kind),
        channel=line.get("channel") or desk.channel_of(line.get("submitted_on")),
        title=line.get("title"),
        text=line.get("text", ""),
        category=line.get("category", ""),
        wish=line.get("wish", ""),
        submitted_on=line.get("submitted_on"),
        accepted_on=item.accepted_on,
        state=state_of(item),
    )
    for backer in item.backers.values():
        role = Sponsor.Role.LEAD.value if backer.is_lead else Sponsor.Role.JOINT.value
        about = {"suggestion": item.row, "mandate": backer.mandate, "role": role}
        backer.row = history.new(Sponsor, **about, confirmed_on=item.row.submitted_on, how=PAPER)
    decide(history, item.decision, item.accepted_on, suggestion=item.row)
    if item.is_key:
        supervise(history, item.row)


def state_of(item: Item) -> str:
    """The state of a suggestion that follows from the states of its shares."""
    return chain.suggestion_state((share.role, share.state) for share in item.shares.values())


def decide(history: History, decision: Decision | None, on: date, **about: Suggestion | Reply):
    """Add a decision on publishing a suggestion or a reply, taken on a day."""
    if decision:
        history.new(Disclosure, decided_on=on, **decision._asdict(), **about)


def supervise(history: History, suggestion: Suggestion):
    """Add that a suggestion is under key supervision."""
    kind, on = Supervision.Kind.KEY.value, suggestion.accepted_on
    history.new(Supervision, suggestion=suggestion, kind=kind, decided_by=NOBODY, decided_on=on)


def add_share(desk: Register, by: By, history: History, share: Share):
    """Add what is new of a unit's share: itself, replies, commitments, receipts and the rounds they open."""
    if share.row is None:
        share.row = _assignment(history, share)
    commitments: dict[int, Commitment] = {}
    for number, answer in share.answers.items():
        if answer.row is None:
            answer.row = _reply(history, share, number, answer)
        commitments |= _commitments(history, answer)
    for given in share.given:
        _add_receipt(by, history, share, given, commitments)
        if given.receipt.lead and not given.receipt.is_satisfied:
            _add_round(desk, history, share, given)


def _assignment(history, share) -> Assignment:
    return history.new(
        Assignment,
        suggestion=share.item.row,
        unit=share.unit,
        role=share.role,
        assigned_on=share.assigned_on,
        is_hard=share.line.get("is_hard", False),
        due_on=share.due_on,
        due_given=share.line.has("due_on"),
        round=share.round,
        state=share.state,
    )


def _reply(history, share, number, answer: Answer) -> Reply:
    row = history.new(
        Reply,
        assignment=share.row,
        round=number,
        reply_class=answer.line.get("reply_class", ""),
        document_number=answer.line.get("document_number", ""),
        replied_on=answer.replied_on,
    )
    decide(history, answer.decision, answer.replied_on, reply=row)
    return row


def _commitments(history, answer: Answer) -> dict[int, Commitment]:
    """The commitments of a reply by the id of their promise, those that are new among them."""
    found = {row.pk: row for row in answer.commitments}
    for promise in answer.promises:
        if promise.id not in found:
            found[promise.id] = history.new(Commitment, reply=answer.row, text=answer.promised, due_on=promise.due_on)
    return found


def _add_receipt(by, history, share, given: Given, commitments):
    receipt = given.receipt
    row = history.new(
        Evaluation,
        assignment=share.row,
        round=receipt.round,
        stage=receipt.stage,
        sponsor=given.backer.row,
        rating=receipt.rating,
        comment=given.line.get("comment", ""),
        evaluated_on=receipt.on,
        source=PAPER,
        entered_by=by.user,
        note=NOTE,
    )
    for key, rating in receipt.lines:
        history.new(EvaluationLine, evaluation=row, commitment=commitments[key], rating=rating)


def _add_round(desk, history, share, given):
    on, months = given.receipt.on, desk.rule(share.assigned_on).rehandle_months
    about = {"assignment": share.row, "round": given.receipt.round + 1}
    history.new(Rehandling, **about, opened_on=on, due_on=desk.due(on, months))
