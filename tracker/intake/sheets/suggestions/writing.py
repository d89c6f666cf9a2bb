"""Writes what a register tells: new facts as history, stored rows that it states otherwise, the states that follow."""

from datetime import date

from ....ledger import By
from ....ledger.guards import hold
from ....ledger.history import History, enter
from ....ledger.suggestions import keep_sketch
from ....ledger.trail import change
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
from ...lines import State
from ..desk import addressed
from . import rounds
from .facts import Answer, Decision, Given, Item, Share
from .register import Register

NOTE = "导入"
NOBODY = "未注明（导入）"


def write(desk: Register, by: By):
    """Write all lines that are new or changed; a refusal of the ledger has the address of its row."""
    desk.units.make_new()
    for share in desk.touched:
        rounds.settle(share)
    _restate(desk, by)
    for share in desk.touched:
        if share.row is not None:
            hold(share.row)
    history = History()
    for line in desk.lines_that(State.NEW):
        if isinstance(line.plan, Item):
            _add_item(desk, history, line.plan)
    for share in desk.touched:
        _add_share(desk, by, history, share)
    _add_changes(desk, history)
    enter(by, history)
    _move(desk, by)


def _restate(desk, by):
    for line in desk.lines_that(State.CHANGED):
        restated = line.plan
        with addressed(line):
            change(by, restated.row, "amend", restated.fields, NOTE)
        if isinstance(restated.row, Suggestion) and {"title", "text"} & restated.fields.keys():
            keep_sketch(restated.row)


def _add_changes(desk, history):
    """Add new decisions and supervisions of stored rows."""
    for line in desk.lines_that(State.CHANGED):
        restated = line.plan
        about = {"suggestion" if isinstance(restated.row, Suggestion) else "reply": restated.row}
        _decide(history, restated.decision, restated.decided_on, **about)
        if restated.adds_key:
            _supervise(history, restated.row)


def _add_item(desk, history, item: Item):
    line = item.line
    item.row = history.add(
        Suggestion(
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
            state=_state_of(item),
        )
    )
    for backer in item.backers.values():
        backer.row = history.add(_sponsor(item, backer))
    _decide(history, item.decision, item.accepted_on, suggestion=item.row)
    if item.is_key:
        _supervise(history, item.row)


def _state_of(item) -> str:
    return chain.suggestion_state((share.role, share.state) for share in item.shares.values())


def _sponsor(item, backer) -> Sponsor:
    return Sponsor(
        suggestion=item.row,
        mandate=backer.mandate,
        role=Sponsor.Role.LEAD if backer.is_lead else Sponsor.Role.JOINT,
        confirmed_on=item.row.submitted_on,
        how=Sponsor.How.PAPER,
    )


def _decide(history, decision: Decision | None, on: date, **about):
    if decision:
        history.add(Disclosure(decided_on=on, **decision._asdict(), **about))


def _supervise(history, suggestion):
    kind, on = Supervision.Kind.KEY, suggestion.accepted_on
    history.add(Supervision(suggestion=suggestion, kind=kind, decided_by=NOBODY, decided_on=on))


def _add_share(desk, by, history, share: Share):
    if share.row is None:
        share.row = history.add(_assignment(share))
    commitments = {}
    for number, answer in share.answers.items():
        commitments |= _add_answer(history, share, number, answer)
    for given in share.given:
        _add_receipt(by, history, share, given, commitments)
        if given.receipt.lead and not given.receipt.is_satisfied:
            history.add(_round(desk, share, given))


def _assignment(share) -> Assignment:
    line = share.line
    return Assignment(
        suggestion=share.item.row,
        unit=share.unit,
        role=share.role,
        assigned_on=share.assigned_on,
        is_hard=line.get("is_hard", False),
        due_on=share.due_on,
        due_given=line.has("due_on"),
        round=share.round,
        state=share.state,
    )


def _add_answer(history, share, number, answer: Answer) -> dict[int, Commitment]:
    """Add a reply that is new, and the promises that are; all its commitments by the id of their promise."""
    line = answer.line
    if answer.row is None:
        answer.row = history.add(
            Reply(
                assignment=share.row,
                round=number,
                reply_class=line.get("reply_class", ""),
                document_number=line.get("document_number", ""),
                replied_on=answer.replied_on,
            )
        )
        _decide(history, answer.decision, answer.replied_on, reply=answer.row)
    commitments = {row.pk: row for row in answer.commitments}
    for promise in answer.promises:
        if promise.id not in commitments:
            row = Commitment(reply=answer.row, text=answer.promised, due_on=promise.due_on)
            commitments[promise.id] = history.add(row)
    return commitments


def _add_receipt(by, history, share, given: Given, commitments):
    receipt = given.receipt
    row = history.add(
        Evaluation(
            assignment=share.row,
            round=receipt.round,
            stage=receipt.stage,
            sponsor=given.backer.row,
            rating=receipt.rating,
            comment=given.line.get("comment", ""),
            evaluated_on=receipt.on,
            source=Evaluation.Source.PAPER,
            entered_by=by.user,
            note=NOTE,
        )
    )
    for key, rating in receipt.lines:
        history.add(EvaluationLine(evaluation=row, commitment=commitments[key], rating=rating))


def _round(desk, share, given) -> Rehandling:
    on = given.receipt.on
    months = desk.rule(share.assigned_on).rehandle_months
    return Rehandling(
        assignment=share.row, round=given.receipt.round + 1, opened_on=on, due_on=desk.due(on, months)
    )


def _move(desk, by):
    """Move stored shares and suggestions to the states that now follow."""
    items = {}
    for share in desk.touched:
        if share.course is not None:
            change(by, share.row, "enter", {"state": share.state, "round": share.round}, NOTE)
        if share.item.line is None:
            items[share.item.number] = share.item
    for item in items.values():
        change(by, item.row, "derive", {"state": _state_of(item)}, NOTE)
