"""What happened to a suggestion, day by day, told from its facts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ..models import Assignment, Disclosure, Event, Suggestion

ANSWER_FACTS = ("contacts", "progress", "replies__commitments", "replies__disclosures", "look_backs", "rehandlings")
RECEIPT_FACTS = ("evaluations__sponsor__mandate__person", "evaluations__lines__commitment", "evaluations__entered_by")
PARTS = ("sponsors__mandate__person", "sponsors__signatory__person", "referrals__system", "disclosures", "supervisions")


@dataclass(frozen=True)
class Entry:
    """One thing that happened on a day: what, who it concerns, and what was said.

    ``rank`` is the round and the step in it, for what happened on one day.
    """

    on: date
    what: str
    who: str = ""
    said: str = ""
    tone: str = ""
    rank: tuple[int, int] = (0, 0)
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
    found = [*_whole(suggestion), *(entry for row in rows for entry in _share(row)), *_passed(rows), *_late(rows)]
    return sorted(found, key=lambda entry: (entry.on, entry.rank))


def _passed(rows) -> Iterator[Entry]:
    """The due days that passed and those that were moved, as the trail has them."""
    units = {row.pk: str(row.unit) for row in rows}
    told = {Event.Verb.OVERDUE: _("逾期"), Event.Verb.REDATE: _("调整期限")}
    events = Event.objects.filter(subject=Event.Subject.ASSIGNMENT, object_id__in=units, verb__in=told)
    for event in events.order_by("pk"):
        pk, tone = event.object_id, "short" if event.verb == Event.Verb.OVERDUE else ""
        rank = (event.before.get("round", 1), 7)
        yield Entry(event.day, told[event.verb], units[pk], event.note, tone, rank, assignment=pk)


def _late(rows) -> Iterator[Entry]:
    """The replies that were entered after the day they bear, by which they are judged."""
    replies = {reply.pk: (reply, row) for row in rows for reply in row.replies.all()}
    events = Event.objects.filter(subject=Event.Subject.REPLY, object_id__in=replies, verb=Event.Verb.REPLY)
    for event in events.order_by("pk"):
        reply, row = replies[event.object_id]
        if event.day > reply.replied_on:
            what, said = _("补登第 %(n)s 轮答复") % {"n": reply.round}, f"{_('答复日期')} {reply.replied_on}"
            yield Entry(event.day, what, str(row.unit), said, rank=(reply.round, 1), assignment=row.pk)


def _whole(row) -> Iterator[Entry]:
    days = (
        (row.submitted_on, _("提出")),
        (row.accepted_on, _("立案") if row.kind == Suggestion.Kind.PROPOSAL else _("受理")),
        (row.treated_on, _("转作建议办理")),
        (row.withdrawn_on, _("撤回")),
    )
    yield from (Entry(day, what) for day, what in days if day)
    if row.not_filed_on:
        yield Entry(row.not_filed_on, _("不予立案"), said=row.get_disposition_display())
    if row.merged_on:
        yield Entry(row.merged_on, _("并案"), said=f"→ {row.merged_into.number} {row.merged_into}")
    for item in row.referrals.all():
        yield Entry(item.referred_on, _("交办到系统"), str(item.system), item.meeting)
    yield from _disclosures(row.disclosures.all(), _("建议公开审定"))
    yield from _deliberation(getattr(row, "deliberation", None))
    for item in row.supervisions.all():
        yield Entry(item.decided_on, item.get_kind_display(), item.decided_by)
        if item.finished_on:
            yield Entry(item.finished_on, _("%(kind)s办结") % {"kind": item.get_kind_display()}, said=item.result)


def _deliberation(row) -> Iterator[Entry]:
    if row is None:
        return
    days = (
        (row.agenda_on, _("列入议程"), ""),
        (row.referred_on, _("交付委员会审议"), ""),
        (row.reported_on, _("提出审议结果报告"), row.report),
        (row.adopted_on, _("通过审议结果报告"), ""),
    )
    yield from (Entry(day, what, row.committee, said) for day, what, said in days if day)


def _disclosures(rows, what, **where) -> Iterator[Entry]:
    for row in rows:
        why = row.get_reason_display() if row.decision == Disclosure.Decision.WITHHOLD else ""
        said = _("，").join(part for part in (row.get_decision_display(), why, row.note) if part)
        yield Entry(row.decided_on, what, said=said, **where)


def _share(row: Assignment) -> Iterator[Entry]:
    unit, at = str(row.unit), {"assignment": row.pk}
    what = _("交办%(role)s单位") % {"role": row.get_role_display()}
    yield Entry(row.assigned_on, what, unit, _("期限 %(day)s") % {"day": row.due_on}, rank=(0, 1), **at)
    days = (
        (row.received_on, _("签收"), ""),
        (row.return_asked_on, _("申请退办"), row.return_reason),
        (row.returned_on, _("退办"), row.return_reason),
        (row.extended_on, _("延期"), f"→ {row.extended_to} {row.extension_reason}"),
        (row.ended_on, _("终止办理"), ""),
    )
    yield from (Entry(day, what, unit, said, rank=(0, 2), **at) for day, what, said in days if day)
    for item in row.contacts.all():
        said = _("；").join(part for part in (item.persons, item.view) if part)
        what = _("%(stage)s %(form)s") % {"stage": item.get_stage_display(), "form": item.get_form_display()}
        yield Entry(item.on, what, unit, said, rank=(0, 3), **at)
    for item in row.progress.all():
        yield Entry(item.on, _("办理进展"), unit, item.text, rank=(0, 4), **at)
    yield from _replies(row, unit, at)
    yield from _receipts(row, unit, at)
    for item in row.look_backs.all():
        yield Entry(item.found_on, _("回头看：未落实"), unit, item.reason, "short", (row.round, 5), **at)


def _replies(row, unit, at) -> Iterator[Entry]:
    for item in row.replies.all():
        label = item.get_reply_class_display() if item.reply_class else _("协办意见")
        what, said = _("第 %(n)s 轮答复") % {"n": item.round}, f"{label} {item.document_number}".strip()
        yield Entry(item.replied_on, what, unit, said, rank=(item.round, 0), **at)
        yield from _disclosures(item.disclosures.all(), _("答复公开审定"), who=unit, rank=(item.round, 1), **at)
        for promise in item.commitments.all():
            if promise.reported_done_on:
                said = f"{promise.text} · {promise.done_note}"
                rank = (item.round, 3)
                yield Entry(promise.reported_done_on, _("报告承诺落实"), unit, said, rank=rank, **at)


def _receipts(row, unit, at) -> Iterator[Entry]:
    for item in row.evaluations.all():
        yield _receipt(item, unit, at)
    for item in row.rehandlings.all():
        rank, due_on = (item.round - 1, 6), _("期限 %(day)s") % {"day": item.due_on}
        yield Entry(item.opened_on, _("第 %(n)s 轮重新办理") % {"n": item.round}, unit, due_on, rank=rank, **at)
        if item.cancelled_on:
            yield Entry(item.cancelled_on, _("撤销第 %(n)s 轮") % {"n": item.round}, unit, rank=rank, **at)


def _receipt(item, unit, at) -> Entry:
    stage = item.get_stage_display()
    what = stage if item.corrects_id is None else _("更正%(stage)s") % {"stage": stage}
    proof = "" if item.source == "system" else f"（{item.get_source_display()}）"
    who = f"{name_of(item.sponsor)}{proof} → {unit}"
    said = " · ".join(part for part in (item.get_rating_display(), item.comment) if part)
    rank = (item.round, 2 if item.stage == "reply" else 4)
    return Entry(item.evaluated_on, what, who, said, "short" if item.rating == "unsatisfied" else "met", rank, **at)


def name_of(sponsor) -> str:
    """What a sponsor is called: an organisation by its name, a deputy by number and name."""
    if sponsor.organisation:
        return sponsor.organisation
    return f"{sponsor.mandate.number} {sponsor.mandate.person.name}"
