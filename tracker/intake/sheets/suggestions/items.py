"""The sheet 建议: which suggestions there are, and who sponsors them."""

from ....models import Suggestion
from ...lines import Difference, Line
from ..desk import differences, differences_of
from .facts import Backer, Item, Restated
from .register import Register, decision_of, shown_decision

Kind, State = Suggestion.Kind, Suggestion.State
CONTENT = ("title", "category", "text", "channel", "wish", "submitted_on", "accepted_on")
UNACCEPTED = frozenset({State.DRAFT, State.SUBMITTED, State.NOT_FILED})
FIXED = UNACCEPTED | {State.WITHDRAWN, State.MERGED}


def examine(desk: Register, line: Line):
    """Take in a suggestion that is new, or hold a stored one against its line."""
    number = line.get("number")
    if number is None:
        return
    desk.once(line, number, "number", f"编号 {number}")
    desk.check_past(line, "submitted_on")
    desk.check_past(line, "accepted_on")
    item = desk.items.get(number)
    if item is None:
        desk.items[number] = _new(desk, line, number)
    elif item.row is not None:
        _compare(desk, line, item)


def _new(desk, line, number):
    kind = line.get("kind", desk.own_kind)
    accepted_on = line.get("accepted_on") or line.get("submitted_on")
    item = Item(number, line, None, kind == Kind.BILL, accepted_on)
    if (kind == Kind.PROPOSAL) != (desk.own_kind == Kind.PROPOSAL):
        line.reject("kind", f"{desk.term.body}没有「{Kind(kind).label}」；请核对类型。")
    desk.check_order(line, "accepted_on", line.get("submitted_on"), "提出日期")
    item.backers = {backer.number: backer for backer in _backers(desk, line)}
    if item.is_bill:
        _warn_of_bill(desk, line, item)
    item.decision = decision_of(line, None, desk.on)
    item.is_key = line.get("key", False)
    line.plan = item
    return item


def _backers(desk, line):
    lead, seen = line.get("lead"), {line.get("lead")}
    if lead is not None and _known(desk, line, "lead", lead):
        mandate = desk.deputies.by_number[lead]
        _warn_of_tenure(line, mandate)
        yield Backer(lead, True, mandate)
    for number in line.get("joint", ()):
        if number in seen:
            line.warn("joint", f"代表 {number} 重复列出，只登记一次。")
        elif _known(desk, line, "joint", number):
            yield Backer(number, False, desk.deputies.by_number[number])
        seen.add(number)


def _known(desk, line, name, number):
    if number in desk.deputies.by_number:
        return True
    line.reject(name, f"本届没有编号为「{number}」的代表；请核对编号，或先导入代表。")
    return False


def _warn_of_tenure(line, mandate):
    day = line.get("submitted_on")
    if day and (day < mandate.starts_on or (mandate.ends_on and day >= mandate.ends_on)):
        line.warn("lead", f"{day} 不在代表 {mandate.number} 的任期内。")


def _warn_of_bill(desk, line, bill):
    least, there = desk.rule(line.get("submitted_on", desk.on)).bill_sponsors, len(bill.backers)
    if there < least:
        line.warn("joint", f"议案须有 {least} 名以上代表联名，实际为 {there} 名；请核对。")


def _compare(desk, line, item):
    _refuse_others(line, item)
    fields = differences(line, item.row, CONTENT)
    decision = decision_of(line, item.disclosure, desk.on)
    adds_key = line.get("key", False) and not item.is_key
    if line.get("key") is False and item.is_key:
        line.warn("key", "系统中已列为重点督办，本次不改动。")
    diff = differences_of(line, item.row, fields) + shown_decision(line, item.disclosure, decision)
    if adds_key:
        diff.append(Difference(line.headers["key"], "否", "是"))
    if diff and item.row.state in FIXED:
        line.reject("number", f"「{item.number}」现为{item.row.get_state_display()}，不能再改；请核对。")
    _check_days(desk, line, item, fields)
    decided_on = desk.on if item.disclosure else item.accepted_on
    line.settle(diff, Restated(item.row, fields, decision, decided_on, adds_key))


def _refuse_others(line, item):
    """Refuse another kind and other sponsors: an accepted suggestion keeps both."""
    row = item.row
    if line.has("kind") and line.get("kind") != row.kind:
        line.reject("kind", f"「{item.number}」是{row.get_kind_display()}；类型不能由导入更改，请在系统中办理。")
    lead = item.lead.number if item.lead else ""
    if line.has("lead") and line.get("lead") != lead:
        line.reject("lead", f"「{item.number}」的领衔代表是「{lead}」；提出人不能由导入更改，请核对。")
    joint = {backer.number for backer in item.backers.values() if backer.is_own and not backer.is_lead}
    if line.has("joint") and set(line.get("joint")) - {lead} != joint:
        stored = "、".join(sorted(joint)) or "无"
        line.reject("joint", f"「{item.number}」的联名代表是「{stored}」；提出人不能由导入更改，请核对。")


def _check_days(desk, line, item, fields):
    submitted = fields.get("submitted_on", item.row.submitted_on)
    accepted = fields.get("accepted_on", item.row.accepted_on)
    if {"submitted_on", "accepted_on"} & fields.keys() and accepted and submitted and accepted < submitted:
        name = "accepted_on" if "accepted_on" in fields else "submitted_on"
        line.reject(name, f"受理日期 {accepted} 早于提出日期 {submitted}；请核对。")
    first = min((share.assigned_on for share in item.shares.values()), default=None)
    if "accepted_on" in fields and first and accepted > first:
        line.reject("accepted_on", f"{accepted} 晚于最早的交办日期 {first}；请核对。")
    item.accepted_on = accepted
