"""What several verbs ask before they write."""

from .errors import Refused


def need_reason(reason: str, what: str):
    """Refuse a verb whose reason is blank."""
    if not reason.strip():
        raise Refused(f"请写明{what}的原因。")


def need_term(term, *rows):
    """Refuse units and groups of another term."""
    for row in rows:
        if row.term_id != term.pk:
            raise Refused(f"「{row}」不属于{term}，请改选本届的。")
