"""Verbs on the sponsors of a draft beside those of the draft itself."""

from django.db import transaction

from ..models import Sponsor, Suggestion
from .errors import Refused
from .guards import hold_suggestion, name_of, need_day, need_reason
from .rights import On, Rights, need_right
from .trail import By, change


@transaction.atomic
def drop_sponsor(by: By, sponsor: Sponsor, on, reason: str) -> Sponsor:
    """Take a joint sponsor off a draft: the sponsor does not sign, or the lead or the office no longer waits."""
    suggestion = sponsor.suggestion
    if not Rights.of(by).may("drop_sponsor", On(suggestion, sponsor=sponsor)):
        need_right(by, "drop_sponsor", "退出联名", On(suggestion))
    need_reason(reason, "退出联名")
    need_day(by, on, "退出联名日期")
    if hold_suggestion(suggestion).state != Suggestion.State.DRAFT:
        raise Refused(f"「{suggestion}」现为{suggestion.get_state_display()}，提出人不能再退出。")
    if sponsor.role == Sponsor.Role.LEAD:
        raise Refused(f"{name_of(sponsor)} 是领衔提出人，不能退出；不再提出的，请撤回。")
    if sponsor.removed_on:
        raise Refused(f"{name_of(sponsor)} 已经退出联名。")
    return change(by, sponsor, "drop_sponsor", {"removed_on": on}, reason)
