"""What a row would change: of the activity, and of the records on its roll."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ....models import Activity, DutyRecord, Mandate
from ...lines import Difference, Line
from ..desk import differences, differences_of
from .columns import COUNTS, OWN, ROLL, Draft, told
from .roster import Roster
from .stored import Held


class Moved(Difference):
    """The deputies who come into a cell of names (＋), or leave it (－)."""

    def __str__(self):
        return f"{self.column}：{self.new}"


@dataclass(frozen=True)
class Plan:
    """What writing a row does: an activity and its new values, and its roll.

    ``joins`` has the attendance of who is new on the roll, ``restated`` the key of the record of who attends otherwise
    now, ``voided`` the keys of the records of who is not on it any more.
    """

    draft: Draft
    activity: Activity
    fields: dict[str, object] = field(default_factory=dict)
    joins: dict[Mandate, str] = field(default_factory=dict)
    restated: dict[Mandate, int] = field(default_factory=dict)
    voided: tuple[int, ...] = ()


def new_activity(line: Line, draft: Draft, term) -> Plan:
    """The plan of a row that is about an activity nobody has entered yet."""
    said = {name: line.get(name) for name in (*OWN, *COUNTS, "note") if line.has(name)}
    return Plan(draft, Activity(term=term, kind=draft.kind, **said), joins=draft.called)


def plan_of(line: Line, draft: Draft, held: Held, holds: Callable[[Mandate], bool], roster: Roster) -> Plan:
    """The plan of a row about a stored activity; ``holds`` says of whom the row may speak.

    A name that is gone from a cell that says something is voided; a blank cell says nothing.
    """
    fields = differences(line, held.activity, (*OWN, *COUNTS, "note"))
    if draft.kind.pk != held.activity.kind_id:
        fields["kind"] = draft.kind
    joins, restated = {}, {}
    for mandate, how in draft.called.items():
        standing = held.live.get(mandate.pk)
        if standing is None:
            joins[mandate] = how
        elif standing.attendance != how:
            restated[mandate] = standing.pk
    there = {mandate.pk for mandate in draft.called}
    gone = [one for pk, one in held.live.items() if pk not in there and line.has(one.attendance)]
    voided = tuple(one.pk for one in gone if holds(roster.by_pk[one.mandate]))
    return Plan(draft, held.activity, fields, joins, restated, voided)


def diff_of(line: Line, plan: Plan, held: Held, roster: Roster) -> list[Difference]:
    """What a plan changes, as a reader sees it: new values, and who comes into or leaves a cell of names."""
    fields = dict(plan.fields)
    kind = fields.pop("kind", None)
    diff = [Difference(line.headers["kind"], str(held.activity.kind), str(kind))] if kind else []
    diff += differences_of(line, held.activity, fields)
    for how in ROLL:
        signed = {"＋": _coming(plan, roster, how), "－": _leaving(plan, held, roster, how)}
        moves = [sign + "、".join(names) for sign, names in signed.items() if names]
        if moves:
            diff.append(Moved(line.headers[how], "", "，".join(moves)))
    return diff


def _coming(plan, roster, how) -> list[str]:
    """Who comes into the cell of an attendance, in the order of the row."""
    moved = {*plan.joins, *plan.restated}
    return [roster.whom(one) for one, said in plan.draft.called.items() if said == how and one in moved]


def _leaving(plan, held, roster, how, state=None) -> list[str]:
    """Who leaves the cell of an attendance; only those whose records are in a state, where one is given."""
    gone = {*plan.restated.values(), *plan.voided}
    rows = [one for one in held.live.values() if one.pk in gone and one.attendance == how]
    return [roster.whom(roster.by_pk[one.mandate]) for one in rows if state in (None, one.state)]


def refuse_verified(line: Line, plan: Plan, held: Held, roster: Roster):
    """Refuse to restate or void what has been verified."""
    for how in ROLL:
        names = _leaving(plan, held, roster, how, DutyRecord.State.VERIFIED)
        if names:
            message = f"{told(names)}的登记已审核，不能由导入改动或去掉；请把名字补回这一格，或先作废再导入。"
            line.reject(how, message)
