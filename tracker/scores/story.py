"""What happened to a suggestion, day by day, told from its facts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..models import Assignment, Disclosure, Suggestion
from ..rules import load
from ..rules.deadlines import due, explain

ANSWER_FACTS = ("contacts", "progress", "replies__commitments", "replies__disclosures", "look_backs", "rehandlings")
RECEIPT_FACTS = ("evaluations__sponsor__mandate__person", "evaluations__lines__commitment", "evaluations__entered_by")
PARTS = ("sponsors__mandate__person", "sponsors__signatory__person", "referrals__system", "disclosures", "supervisions")


@dataclass(frozen=True)
class Entry:
    """One thing that happened on a day: what, who it concerns, and what was said."""

    on: date
    what: str
    who: str = ""
    said: str = ""
    tone: str = ""
    assignment: int | None = field(default=None, compare=False)


def read(pk: int, among) -> Suggestion:
    """A suggestion of a queryset with everything that belongs to it, in a fixed number of queries; DoesNotExist."""
    return among.select_related("term__body__parent", "merged_into").prefetch_related(*PARTS).get(pk=pk)


def shares(suggestion: Suggestion) -> list[Assignment]:
    """The assignments of a suggestion with their facts, hosts first."""
    rows = suggestion.assignments.select_related("unit", "suggestion__term__body__parent")
    rows = rows.prefetch_related(*ANSWER_FACTS, *RECEIPT_FACTS)
    order = {role: place for place, role in enumerate(Assignment.Role.values)}
    return sorted(rows, key=lambda row: (order[row.role], row.unit.order, row.pk))


def timeline(suggestion: Suggestion, rows: list[Assignment]) -> list[Entry]:
    """All that happened, oldest first."""
    found = [*_whole(suggestion), *(entry for row in rows for entry in _share(row))]
    return sorted(found, key=lambda entry: entry.on)


def _whole(row) -> Iterator[Entry]:
    days = (
        (row.submitted_on, "提出"),
        (row.accepted_on, "立案" if row.kind == Suggestion.Kind.PROPOSAL else "受理"),
        (row.treated_on, "转作建议办理"),
        (row.withdrawn_on, "撤回"),
    )
    yield from (Entry(day, what) for day, what in days if day)
    if row.not_filed_on:
        yield Entry(row.not_filed_on, "不予立案", said=row.get_disposition_display())
    if row.merged_on:
        yield Entry(row.merged_on, "并案", said=f"并入 {row.merged_into.number} {row.merged_into}")
    for item in row.referrals.all():
        yield Entry(item.referred_on, "交办到系统", str(item.system), item.meeting)
    yield from _disclosures(row.disclosures.all(), "建议公开审定")
    yield from _deliberation(getattr(row, "deliberation", None))
    for item in row.supervisions.all():
        yield Entry(item.decided_on, item.get_kind_display(), item.decided_by)
        if item.finished_on:
            yield Entry(item.finished_on, f"{item.get_kind_display()}办结", said=item.result)


def _deliberation(row) -> Iterator[Entry]:
    if row is None:
        return
    days = (
        (row.agenda_on, "列入议程", ""),
        (row.referred_on, "交付委员会审议", ""),
        (row.reported_on, "提出审议结果报告", row.report),
        (row.adopted_on, "通过审议结果报告", ""),
    )
    yield from (Entry(day, what, row.committee, said) for day, what, said in days if day)


def _disclosures(rows, what, **where) -> Iterator[Entry]:
    for row in rows:
        why = row.get_reason_display() if row.decision == Disclosure.Decision.WITHHOLD else ""
        said = "，".join(part for part in (row.get_decision_display(), why, row.note) if part)
        yield Entry(row.decided_on, what, said=said, **where)


def _share(row: Assignment) -> Iterator[Entry]:
    unit, at = str(row.unit), {"assignment": row.pk}
    yield Entry(row.assigned_on, f"交办{row.get_role_display()}单位", unit, f"期限 {row.due_on}", **at)
    days = (
        (row.received_on, "签收", ""),
        (row.return_asked_on, "申请退办", row.return_reason),
        (row.returned_on, "退办", row.return_reason),
        (row.extended_on, "延期", f"至 {row.extended_to}：{row.extension_reason}"),
        (row.ended_on, "终止办理", ""),
    )
    yield from (Entry(day, what, unit, said, **at) for day, what, said in days if day)
    for item in row.contacts.all():
        said = "；".join(part for part in (item.persons, item.view) if part)
        yield Entry(item.on, f"{item.get_stage_display()}{item.get_form_display()}", unit, said, **at)
    yield from (Entry(item.on, "办理进展", unit, item.text, **at) for item in row.progress.all())
    yield from _replies(row, unit, at)
    yield from _receipts(row, unit, at)
    yield from (
        Entry(item.found_on, "回头看：未落实", unit, item.reason, "short", **at) for item in row.look_backs.all()
    )


def _replies(row, unit, at) -> Iterator[Entry]:
    for item in row.replies.all():
        label = f"{item.reply_class} 类" if item.reply_class else "协办意见"
        yield Entry(item.replied_on, f"第 {item.round} 轮答复", unit, f"{label} {item.document_number}".strip(), **at)
        yield from _disclosures(item.disclosures.all(), "答复公开审定", who=unit, **at)
        for promise in item.commitments.all():
            if promise.reported_done_on:
                said = f"{promise.text}：{promise.done_note}"
                yield Entry(promise.reported_done_on, "报告承诺落实", unit, said, **at)


def _receipts(row, unit, at) -> Iterator[Entry]:
    for item in row.evaluations.all():
        what = item.get_stage_display() if item.corrects_id is None else f"更正{item.get_stage_display()}"
        proof = "" if item.source == "system" else f"（{item.get_source_display()}）"
        who = f"{name_of(item.sponsor)}{proof} → {unit}"
        said = "：".join(part for part in (item.get_rating_display(), item.comment) if part)
        yield Entry(item.evaluated_on, what, who, said, "short" if item.rating == "unsatisfied" else "met", **at)
    for item in row.rehandlings.all():
        yield Entry(item.opened_on, f"第 {item.round} 轮重新办理", unit, f"期限 {item.due_on}", **at)
        if item.cancelled_on:
            yield Entry(item.cancelled_on, f"撤销第 {item.round} 轮", unit, **at)


def name_of(sponsor) -> str:
    """What a sponsor is called: an organisation by its name, a deputy by number and name."""
    if sponsor.organisation:
        return sponsor.organisation
    return f"{sponsor.mandate.number} {sponsor.mandate.person.name}"


def due_sentences(row: Assignment) -> list[str]:
    """How each due day of an assignment came about: start, rule, months, days moved, extension, rounds."""
    rule = load.handling(row.suggestion.term.body, row.assigned_on)
    workdays = load.workdays()
    found = [_first_due(row, rule, workdays)]
    if row.extended_to:
        found.append(f"{row.extended_on} 准予延期至 {row.extended_to}（不超过交办之日起 {rule.limit_months} 个月）。")
    for item in row.rehandlings.all():
        if item.cancelled_on is None:
            again = due(item.opened_on, rule.rehandle_months, workdays)
            found.append(f"第 {item.round} 轮：{_said(again, item.due_on, rule.basis, workdays, '重新办理')}")
    return found


def _first_due(row, rule, workdays) -> str:
    if row.due_given:
        return f"{row.assigned_on} 交办，期限 {row.due_on} 由交办时指定。"
    months = rule.hard_months if row.is_hard else rule.reply_months
    months = rule.co_handler_months if row.role == Assignment.Role.CO_HANDLER else months
    hard = "涉及面广、处理难度大。" if row.is_hard else ""
    return hard + _said(due(row.assigned_on, months, workdays), row.due_on, rule.basis, workdays, "交办")


def _said(computed, stored, basis, workdays, act) -> str:
    text = explain(computed, basis, workdays, act)
    return (
        text if computed.due_on == stored else f"{text}办理结束前的期限为 {stored}，日历其后的调整不改变已办理的期限。"
    )
