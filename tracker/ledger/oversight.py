"""Verbs of supervision, disclosure and the link to similar suggestions."""

from django.db import transaction

from ..models import Disclosure, Reply, Similarity, Suggestion, Supervision
from .errors import Refused
from .guards import need_day
from .rights import On, need_right
from .trail import By, change, create


@transaction.atomic
def supervise(by: By, suggestion: Suggestion, kind: str, decided_by: str, on, **roles) -> Supervision:
    """Put a suggestion under supervision; ``roles`` name supervisor, lead_handler, do_handler and prompter."""
    need_right(by, "supervise", "督办", On(suggestion))
    if suggestion.accepted_on is None:
        raise Refused(f"「{suggestion}」尚未受理，不能督办。")
    if suggestion.state in Suggestion.ENDED:
        raise Refused(f"「{suggestion}」现为{suggestion.get_state_display()}，不能督办。")
    need_day(by, on, "决定日期", after=suggestion.accepted_on, called="受理日期")
    row = Supervision(suggestion=suggestion, kind=kind, decided_by=decided_by, decided_on=on, **roles)
    return create(by, row, "supervise")


@transaction.atomic
def finish_supervision(by: By, row: Supervision, on, result: str) -> Supervision:
    """Register the result of a supervision."""
    need_right(by, "finish_supervision", "登记督办结果", On(row.suggestion))
    need_day(by, on, "办结日期", after=row.decided_on, called="决定日期")
    if row.finished_on:
        raise Refused(f"这项督办已于 {row.finished_on} 办结。")
    if not result.strip():
        raise Refused("请填写督办结果。")
    return change(by, row, "finish_supervision", {"finished_on": on, "result": result})


@transaction.atomic
def disclose(by: By, about: Suggestion | Reply, decision: str, on, **why) -> Disclosure:
    """Decide whether a suggestion or a reply is published; ``why`` holds reason, note and the day of review."""
    if why.get("review_on") and why["review_on"] < on:
        raise Refused(f"复核日期 {why['review_on']} 早于审定日期 {on}，请核对。")
    if isinstance(about, Reply):
        assignment = about.assignment
        need_right(by, "disclose_reply", "审定答复公开", On(assignment.suggestion, assignment))
        if not assignment.answers:
            raise Refused("协办意见交主办单位，不公开。")
        need_day(by, on, "审定日期", after=about.replied_on, called="答复日期")
        return create(by, Disclosure(reply=about, decision=decision, decided_on=on, **why), "disclose")
    need_right(by, "disclose_suggestion", "审定建议公开", On(about))
    if about.accepted_on is None:
        raise Refused(f"「{about}」尚未受理，不能审定公开。")
    need_day(by, on, "审定日期", after=about.accepted_on, called="受理日期")
    return create(by, Disclosure(suggestion=about, decision=decision, decided_on=on, **why), "disclose")


@transaction.atomic
def link_similar(by: By, suggestion: Suggestion, earlier: Suggestion, on, note: str = "") -> Similarity:
    """Link a suggestion to an earlier one that it resembles."""
    need_right(by, "link_similar", "关联类似建议", On(suggestion))
    need_day(by, on, "关联日期")
    if earlier.submitted_on is None or (suggestion.submitted_on and earlier.submitted_on > suggestion.submitted_on):
        raise Refused("只能关联更早提出的建议。")
    return create(by, Similarity(suggestion=suggestion, earlier=earlier, linked_on=on, note=note), "link_similar")
