"""What merely looks odd about a duty record: stored all the same, and said."""

from collections.abc import Sequence
from datetime import date

from ..models import DutyKind, DutyRecord, Mandate, Session


def oddities(row: DutyRecord, sessions: Sequence[Session], today: date) -> list[str]:
    """A sentence for each odd thing about the day of a record, stored or not; ``sessions`` are all of its term."""
    found, day, mandate, named = [], row.occurred_on, row.mandate, row.session
    if not serves(mandate, day):
        held = f"{mandate.starts_on} 至 {mandate.ends_on or '今'}"
        found.append(f"{day} 不在代表 {mandate.number} 的任期内（{held}）。")
    if day > today:
        found.append(f"{day} 尚未到来。")
    if named and not _sat(named, day):
        found.append(f"{day} 不在{named}会期内（{named.opens_on} 至 {named.closes_on}）；请核对日期和会次。")
    return found + untimely(row.kind, day, sessions)


def serves(mandate: Mandate, day: date) -> bool:
    """Whether a mandate is held on a day."""
    return mandate.starts_on <= day and (mandate.ends_on is None or day < mandate.ends_on)


def _sat(session, day):
    return session.opens_on <= day <= session.closes_on


def untimely(kind: DutyKind, day: date, sessions: Sequence[Session]) -> list[str]:
    """What a kind that counts only in session, or only in recess, makes odd about a day, as a sentence."""
    sitting = [session for session in sessions if _sat(session, day)]
    if kind.timing == DutyKind.Timing.SESSION and not sitting:
        return [f"{day} 不在任何一次会议的会期内，不会计入「{kind}」。"]
    if kind.timing == DutyKind.Timing.RECESS and sitting:
        return [f"{day} 在{sitting[0]}会期内，「{kind}」只计闭会期间的，不会计入。"]
    return []
