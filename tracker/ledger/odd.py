"""What merely looks odd about a duty record: stored all the same, and said."""

from datetime import date

from ..models import DutyKind, DutyRecord, Session


def oddities(row: DutyRecord, today: date) -> list[str]:
    """A sentence for each thing that keeps a record from counting though nothing forbids to store it."""
    found = []
    day, mandate = row.occurred_on, row.mandate
    if day > today:
        found.append(f"日期 {day} 在今天之后。")
    if day < mandate.starts_on or (mandate.ends_on and day >= mandate.ends_on):
        found.append(f"日期 {day} 不在代表 {mandate.number} 的任期内，不会计入。")
    sessions = list(Session.objects.filter(term=row.term_id, opens_on__lte=day, closes_on__gte=day))
    if row.kind.timing == DutyKind.Timing.SESSION and not sessions:
        found.append(f"日期 {day} 不在任何一次会议的会期内，不会计入。")
    if row.kind.timing == DutyKind.Timing.RECESS and sessions:
        found.append(f"日期 {day} 在{sessions[0]}会期内，不算闭会期间的活动。")
    if row.session and not row.session.opens_on <= day <= row.session.closes_on:
        found.append(f"日期 {day} 不在所选的{row.session}会期内。")
    return found
