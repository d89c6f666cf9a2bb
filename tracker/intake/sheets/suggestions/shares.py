"""The sheet 承办: which units handle a suggestion, and by when."""

from datetime import date

from ....models import Assignment, Suggestion
from ....rules.chain import HANDLED
from ...lines import Line
from ..desk import differences, differences_of
from .facts import Item, Restated, Share
from .register import Register

Role = Assignment.Role
OPEN = HANDLED | {Suggestion.State.ACCEPTED}


def examine(desk: Register, line: Line):
    """Take in a unit's share that is new, or hold a stored one against its line."""
    item, unit = desk.item_of(line), line.get("unit")
    if item is None or unit is None:
        return
    desk.once(line, (item.number, unit), "unit", f"建议编号 {item.number}、承办单位 {unit}")
    desk.check_past(line, "assigned_on")
    _check_due(desk, line)
    share = item.shares.get(unit)
    if unit in item.twins:
        desk.share_of(line)
    elif share is None:
        item.shares[unit] = _new(desk, line, item)
    elif share.row is not None:
        _compare(desk, line, share)


def _check_due(desk, line):
    assigned, due = line.get("assigned_on"), line.get("due_on")
    desk.check_order(line, "due_on", assigned, "交办日期")
    if assigned and due and due > desk.limit(assigned):
        line.warn("due_on", f"{due} 超过交办之日起的最长期限（{desk.limit(assigned)}）。")


def _new(desk, line, item: Item) -> Share:
    _refuse_closed(line, item)
    desk.check_order(line, "assigned_on", item.accepted_on, "受理日期")
    if line.get("unit") in item.gone:
        line.warn("unit", f"「{item.number}」曾由「{line.get('unit')}」退办，将重新交办。")
    role, assigned = line.get("role", ""), line.get("assigned_on")
    share = Share(item, role, assigned, line, desk.units.find(line))
    if role and assigned:
        share.due_on = line.get("due_on") or due_of(desk, role, line.get("is_hard", False), assigned)
    desk.touch(share)
    line.plan = share
    return share


def due_of(desk: Register, role: str, is_hard: bool, assigned: date) -> date:
    """The due day that the rules in force on the day of assignment give."""
    return desk.due(assigned, desk.rule(assigned).months(role, is_hard))


def _refuse_closed(line, item):
    if item.is_bill:
        line.reject(
            "suggestion", f"「{item.number}」是议案，由委员会审议，没有承办单位；转作建议办理的，请先在系统中登记。"
        )
    elif item.row is not None and item.row.state not in OPEN:
        line.reject("suggestion", f"「{item.number}」现为{item.row.get_state_display()}，不能交办；请核对。")


def _compare(desk, line, share):
    row = share.row
    for name in ("role", "assigned_on"):
        if line.has(name) and line.get(name) != getattr(row, name):
            diff = "；".join(map(str, differences_of(line, row, {name: line.get(name)})))
            line.reject(name, f"已登记的承办不能由导入更改（{diff}）；请在系统中更正。")
    fields = _fields(desk, line, row)
    diff = differences_of(line, row, {name: new for name, new in fields.items() if name in line.headers})
    if diff and (row.state != Assignment.State.ASSIGNED or share.answers or row.extended_on):
        name = "due_on" if "due_on" in fields else "is_hard"
        changed = "；".join(map(str, diff))
        line.reject(name, f"已答复、延期或申请退办的承办不能由导入更改（{changed}）；请在系统中更正。")
    share.due_on = fields.get("due_on", row.due_on)
    line.settle(diff, Restated(row, fields))


def _fields(desk, line, row):
    fields = differences(line, row, ("due_on", "is_hard"))
    if "due_on" in fields:
        fields["due_given"] = True
    elif "is_hard" in fields and not row.due_given and not line.has("due_on"):
        due = due_of(desk, row.role, fields["is_hard"], row.assigned_on)
        fields |= {"due_on": due} if due != row.due_on else {}
    return fields


def warn_of_mix(item: Item):
    """Warn of units that do not go together: two hosts, a host beside split handlers, co-handlers alone."""
    shares = [share for share in item.shares.values() if share.line is not None]
    roles = [share.role for share in item.shares.values()]
    if not shares or "" in roles:
        return
    hosts = roles.count(Role.HOST)
    last = shares[-1].line
    if hosts > 1:
        last.warn("role", f"「{item.number}」有 {hosts} 个主办单位；几个单位分别答复的，一般都列为分办。")
    elif hosts and Role.SPLIT_HANDLER in roles:
        last.warn("role", f"「{item.number}」既有主办单位又有分办单位；请核对。")
    elif set(roles) == {Role.CO_HANDLER}:
        last.warn("role", f"「{item.number}」只有协办单位，没有主办或分办单位；请核对。")
