"""Verbs of the handling unit: contact, progress, reply, commitments."""

from django.db import transaction

from ..models import Assignment, Commitment, Contact, Disclosure, Progress, Reply
from ..rules import load
from .assigning import need_share
from .courses import settle
from .errors import Refused
from .guards import need_day, need_reason
from .rights import On, need_right
from .trail import By, change, create

CONTENT = frozenset(
    {"reply_class", "document_number", "text", "signed_by", "contact_person", "contact_telephone", "copies_to"}
)


@transaction.atomic
def contact(by: By, assignment: Assignment, on, stage: str, form: str, persons: str, view: str = "") -> Contact:
    """Register a contact with the sponsors: by whom, in which form, what the deputy said."""
    need_share(by, assignment, "contact")
    need_day(by, on, "沟通日期", after=assignment.assigned_on, called="交办日期")
    row = Contact(assignment=assignment, on=on, stage=stage, form=form, persons=persons, view=view)
    return create(by, row, "contact")


@transaction.atomic
def progress(by: By, assignment: Assignment, on, text: str) -> Progress:
    """Register what has been done so far."""
    need_share(by, assignment, "progress")
    need_day(by, on, "进展日期", after=assignment.assigned_on, called="交办日期")
    return create(by, Progress(assignment=assignment, on=on, text=text), "progress")


def has_contact(assignment: Assignment, on) -> bool:
    """Whether a contact with the sponsors is on record by a day."""
    return assignment.contacts.filter(on__lte=on).exists()


@transaction.atomic
def reply(
    by: By,
    assignment: Assignment,
    on,
    *,
    round: int | None = None,
    commitments: list[tuple[str, object]] = (),
    disclosure: dict | None = None,
    **content,
) -> Reply:
    """Reply in the present round: with a class and perhaps dated commitments; a co-handler's opinion has neither.

    ``disclosure`` holds decision, reason, note and review_on of the reply, taken on its day.
    """
    need_share(by, assignment, "reply")
    if round not in (None, assignment.round):
        raise Refused(f"「{assignment}」现在是第 {assignment.round} 轮，不能登记第 {round} 轮的答复。")
    _need_after_round(by, assignment, on)
    rule = load.handling(assignment.suggestion.term.body, assignment.assigned_on)
    _need_content(assignment, rule, content.get("reply_class", ""), commitments, disclosure)
    if rule.contact_required and assignment.answers and not has_contact(assignment, on):
        raise Refused("没有与代表沟通的记录，不能答复；请先登记沟通情况。")
    row = create(by, Reply(assignment=assignment, round=assignment.round, replied_on=on, **content), "reply")
    for text, due_on in commitments:
        _commit(by, row, text, due_on)
    if disclosure:
        create(by, Disclosure(reply=row, decided_on=on, **disclosure), "disclose")
    settle(by, assignment, "reply")
    return row


def _need_after_round(by, assignment, on):
    need_day(by, on, "答复日期", after=assignment.assigned_on, called="交办日期")
    opened = assignment.rehandlings.filter(round=assignment.round, cancelled_on=None).first()
    if opened:
        need_day(by, on, "答复日期", after=opened.opened_on, called="重新办理开始日期")


def _need_content(assignment, rule, reply_class, commitments, disclosure):
    if not assignment.answers:
        if reply_class or commitments or disclosure:
            raise Refused("协办意见交主办单位，不分类别，不作承诺，也不公开。")
        return
    if reply_class not in rule.class_labels:
        known = "、".join(f"{code} 类" for code in rule.class_labels)
        raise Refused(f"答复类别应为{known}之一，实际为「{reply_class or '空'}」。")


def _commit(by, row, text, due_on):
    if due_on is None:
        raise Refused(f"承诺事项「{text}」没有期限；请写明何时落实。")
    if due_on < row.replied_on:
        raise Refused(f"承诺期限 {due_on} 早于答复日期 {row.replied_on}，请核对。")
    return create(by, Commitment(reply=row, text=text, due_on=due_on), "commit")


@transaction.atomic
def amend_reply(by: By, row: Reply, reason: str, **content) -> Reply:
    """Correct what a reply says, with a reason, as long as nobody has evaluated it."""
    need_share(by, row.assignment, "amend_reply")
    need_reason(reason, "更正答复")
    if set(content) - CONTENT:
        raise TypeError(f"not content of a reply: {sorted(set(content) - CONTENT)}")
    if row.round != row.assignment.round or row.assignment.evaluations.filter(round=row.round).exists():
        raise Refused("答复已有评价，不能更正；需要改动的，请重新办理。")
    rule = load.handling(row.assignment.suggestion.term.body, row.assignment.assigned_on)
    _need_content(row.assignment, rule, content.get("reply_class", row.reply_class), (), None)
    return change(by, row, "amend", content, reason)


@transaction.atomic
def confirm_commitment(by: By, row: Commitment, on) -> Commitment:
    """The deputy confirms what was promised and by when."""
    assignment = row.reply.assignment
    lead = assignment.suggestion.sponsors.filter(role="lead").select_related("mandate", "signatory").first()
    need_right(by, "confirm_commitment", "确认承诺", On(assignment.suggestion, assignment, lead))
    need_share(by, assignment, "confirm_commitment")
    _need_present(row)
    need_day(by, on, "确认日期", after=row.reply.replied_on, called="答复日期")
    if row.confirmed_by_deputy_on:
        raise Refused("这项承诺已经确认。")
    return change(by, row, "confirm_commitment", {"confirmed_by_deputy_on": on})


def _need_present(row):
    if row.reply.round != row.reply.assignment.round:
        raise Refused(f"「{row}」是第 {row.reply.round} 轮答复的承诺，已由新的答复代替。")


@transaction.atomic
def report_done(by: By, row: Commitment, on, note: str) -> Commitment:
    """The unit reports a commitment done, which opens its evaluation before the promised day."""
    need_share(by, row.reply.assignment, "report_done")
    _need_present(row)
    need_day(by, on, "报告落实日期", after=row.reply.replied_on, called="答复日期")
    if row.reported_done_on:
        raise Refused(f"这项承诺已于 {row.reported_done_on} 报告落实。")
    return change(by, row, "report_done", {"reported_done_on": on, "done_note": note})
