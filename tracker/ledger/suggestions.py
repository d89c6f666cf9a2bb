"""Verbs on bills and suggestions: draft, confirm, submit, return, accept."""

from django.db import transaction

from ..models import Sponsor, Suggestion
from .errors import Refused
from .guards import need_reason
from .trail import By, change, create, create_many

State = Suggestion.State

MOVES = {
    State.DRAFT: {"submit": State.SUBMITTED},
    State.SUBMITTED: {"accept": State.ACCEPTED, "return_to_sponsor": State.DRAFT},
    State.ACCEPTED: {},
}
LABELS = {"submit": "提出", "accept": "受理", "return_to_sponsor": "退回提出人"}


@transaction.atomic
def draft(by: By, term, kind: str, channel: str, title: str, lead, *, joint=(), **fields) -> Suggestion:
    """Draft a bill or a suggestion with its lead and joint sponsors."""
    suggestion = create(by, Suggestion(term=term, kind=kind, channel=channel, title=title, **fields), "draft")
    add_sponsor(by, suggestion, lead, Sponsor.Role.LEAD)
    for mandate in joint:
        add_sponsor(by, suggestion, mandate, Sponsor.Role.JOINT)
    return suggestion


@transaction.atomic
def add_sponsor(by: By, suggestion: Suggestion, mandate, role: str) -> Sponsor:
    """Add a sponsor to a draft."""
    stored = _locked(suggestion)
    if stored.state != State.DRAFT:
        raise Refused(f"「{suggestion}」现为{stored.get_state_display()}，不能再增加提出人。")
    if mandate.term_id != suggestion.term_id:
        raise Refused(f"代表 {mandate.number} 不是本届代表，不能提出本届的议案建议。")
    return create(by, Sponsor(suggestion=suggestion, mandate=mandate, role=role), "sponsor")


def _locked(suggestion) -> Suggestion:
    return Suggestion.objects.select_for_update().get(pk=suggestion.pk)


def confirm(by: By, sponsor: Sponsor, on, how: str) -> Sponsor:
    """Confirm a sponsor, in the system or from a paper signature."""
    if sponsor.confirmed_on:
        raise Refused("这位提出人已经确认。")
    return change(by, sponsor, "confirm", {"confirmed_on": on, "how": how})


def confirm_all(by: By, suggestion: Suggestion, on, how: str) -> int:
    """Confirm every sponsor still open, for example from a signed paper; how many there were."""
    with transaction.atomic():
        waiting = list(suggestion.sponsors.filter(confirmed_on=None))
        for sponsor in waiting:
            confirm(by, sponsor, on, how)
    return len(waiting)


def _move(by, suggestion, verb, note="", **values):
    target = MOVES[State(suggestion.state)].get(verb)
    if target is None:
        raise Refused(f"「{suggestion}」现为{suggestion.get_state_display()}，不能{LABELS[verb]}。")
    return change(by, suggestion, verb, {"state": target, **values}, note)


@transaction.atomic
def submit(by: By, suggestion: Suggestion, on) -> Suggestion:
    """Submit a draft on a day; every sponsor must have confirmed."""
    _locked(suggestion)
    waiting = suggestion.sponsors.filter(confirmed_on=None).select_related("mandate")
    if waiting:
        numbers = "、".join(sponsor.mandate.number for sponsor in waiting)
        raise Refused(f"提出人 {numbers} 尚未确认，不能提出。")
    if not suggestion.sponsors.filter(role=Sponsor.Role.LEAD).exists():
        raise Refused(f"「{suggestion}」没有领衔代表，不能提出。")
    return _move(by, suggestion, "submit", submitted_on=on)


def accept(by: By, suggestion: Suggestion, on, number: str) -> Suggestion:
    """Accept a submitted suggestion and give it its number."""
    if not number:
        raise Refused("受理时须给出编号。")
    if suggestion.submitted_on and on < suggestion.submitted_on:
        raise Refused(f"受理日期 {on} 早于提出日期 {suggestion.submitted_on}，请核对。")
    return _move(by, suggestion, "accept", accepted_on=on, number=number)


def return_to_sponsor(by: By, suggestion: Suggestion, reason: str) -> Suggestion:
    """Return a submitted suggestion to its sponsors; its day of submission is given anew later."""
    need_reason(reason, "退回")
    return _move(by, suggestion, "return_to_sponsor", reason, submitted_on=None)


@transaction.atomic
def enter_many(by: By, suggestions: list[Suggestion], sponsors: list[Sponsor]) -> list[Suggestion]:
    """Load history that the caller has checked: suggestions in the state they reached, with their sponsors."""
    create_many(by, suggestions, "enter")
    for sponsor in sponsors:
        sponsor.suggestion = sponsor.suggestion
    create_many(by, sponsors, "sponsor")
    return suggestions
