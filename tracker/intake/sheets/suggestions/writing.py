"""Writes what a register tells: new facts as history, stored rows that it states otherwise, the states that follow."""

from ....ledger import By
from ....ledger.guards import hold_many
from ....ledger.history import History, enter, keep_sketches
from ....ledger.trail import change_many
from ....models import Assignment, Reply, Suggestion
from ...lines import State
from . import rounds
from .additions import NOTE, add_item, add_share, decide, state_of, supervise
from .facts import Item, Restated
from .register import Register


def write(desk: Register, by: By):
    """Write all lines that are new or changed; refused when a stored row is no longer what it was when it was read."""
    desk.units.make_new()
    _hold(desk)
    _restate(desk, by)
    for share in desk.touched:
        rounds.settle(share)
    history = History()
    for line in desk.lines_that(State.NEW):
        if isinstance(line.plan, Item):
            add_item(desk, history, line.plan)
    for share in desk.touched:
        add_share(desk, by, history, share)
    _add_changes(desk, history)
    enter(by, history)
    _move(desk, by)


def _hold(desk):
    """Lock what will change, suggestions first, as every verb does."""
    restated = _restated(desk)
    touched = {share.row for share in desk.touched if share.row}
    hold_many(list({*_suggestions(desk), *(plan.row for plan in restated[Suggestion])}))
    hold_many(list(touched | {plan.row for plan in restated[Assignment]}))
    hold_many([plan.row for plan in restated[Reply]])


def _restated(desk) -> dict[type, list[Restated]]:
    plans = [line.plan for line in desk.lines_that(State.CHANGED)]
    return {model: [plan for plan in plans if type(plan.row) is model] for model in (Suggestion, Assignment, Reply)}


def _restate(desk, by):
    for plans in _restated(desk).values():
        change_many(by, [(plan.row, plan.fields) for plan in plans], "amend", NOTE)
    retold = [plan.row for plan in _restated(desk)[Suggestion] if {"title", "text"} & plan.fields.keys()]
    keep_sketches(retold)


def _add_changes(desk, history):
    """Add new decisions and supervisions of stored rows."""
    for line in desk.lines_that(State.CHANGED):
        restated = line.plan
        name = "suggestion" if isinstance(restated.row, Suggestion) else "reply"
        decide(history, restated.decision, restated.decided_on, **{name: restated.row})
        if restated.adds_key:
            supervise(history, restated.row)


def _suggestions(desk) -> dict[Suggestion, Item]:
    """The stored suggestions of whose units the file tells something new."""
    return {share.item.row: share.item for share in desk.touched if share.item.line is None}


def _move(desk, by):
    """Move stored shares and suggestions to the states that now follow."""
    shares = [share for share in desk.touched if share.course is not None]
    moved = [(share.row, {"state": share.state, "round": share.round}) for share in shares]
    change_many(by, moved, "enter", NOTE)
    derived = [(row, {"state": state_of(item)}) for row, item in _suggestions(desk).items()]
    change_many(by, derived, "derive", NOTE)
