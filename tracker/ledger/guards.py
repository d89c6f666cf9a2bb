"""What several verbs ask before they write."""

from ..models import Assignment, Sponsor, Suggestion
from .bulk import chunks
from .errors import Refused
from .trail import CHUNK, FASTER, By, columns


def need_reason(reason: str, what: str):
    """Refuse a verb whose reason is blank."""
    if not reason.strip():
        raise Refused(f"请写明{what}的原因。")


def need_term(term, *rows):
    """Refuse units and groups of another term."""
    for row in rows:
        if row.term_id != term.pk:
            raise Refused(f"「{row}」不属于{term}，请改选本届的。")


def need_day(by: By, on, what: str, *, after=None, called: str = ""):
    """Refuse a day that has not come yet, or that lies before another."""
    if on is None:
        raise Refused(f"请填写{what}。")
    if on > by.day:
        raise Refused(f"{what} {on} 尚未到来，请核对。")
    if after is not None and on < after:
        raise Refused(f"{what} {on} 早于{called} {after}，请核对。")


def name_of(sponsor: Sponsor) -> str:
    """What a refusal calls a sponsor: the organisation's name, or the deputy's number."""
    return sponsor.organisation or f"代表 {sponsor.mandate.number}"


def need_move(moves: dict, labels: dict, obj, verb: str):
    """Refuse a verb that the state of a fact does not know."""
    if verb not in moves[str(obj.state)]:
        raise Refused(f"「{obj}」现为{obj.get_state_display()}，不能{labels[verb]}。")


def hold_suggestion(suggestion: Suggestion) -> Suggestion:
    """Lock a suggestion inside a transaction; refused when it is no longer what it was when it was read."""
    return _hold(suggestion)


def hold(assignment: Assignment) -> Assignment:
    """Lock an assignment and its suggestion; refused when the assignment is no longer what it was when it was read."""
    Suggestion.objects.select_for_update().get(pk=assignment.suggestion_id)
    return _hold(assignment)


def hold_many(rows: list):
    """Lock many rows of one model inside a transaction; refused when one is no longer what it was when it was read."""
    names = columns(type(rows[0])) if rows else []
    for chunk in chunks(rows, CHUNK):
        stored = type(rows[0])._base_manager.select_for_update().order_by("pk")
        found = {row["id"]: row for row in stored.filter(pk__in=[row.pk for row in chunk]).values(*names)}
        if any(found.get(row.pk) != {name: getattr(row, name) for name in names} for row in chunk):
            raise Refused(FASTER)


def _hold(obj):
    stored = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    if any(getattr(stored, name) != getattr(obj, name) for name in columns(type(obj))):
        raise Refused(FASTER)
    return obj
