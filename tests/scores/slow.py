"""scoring.md read day by day: sets of dates, no interval arithmetic, nothing shared with the judge but its inputs."""

from datetime import date, timedelta

EXEMPTING = {"sick", "maternity", "official", "released"}


def every_day(first: date, end: date) -> set[date]:
    """The days from the first up to, not including, the end."""
    return {first + timedelta(number) for number in range((end - first).days)}


def covers(row, day: date) -> bool:
    """Whether a mandate or an interruption lasts on a day."""
    return row.starts_on <= day and (row.ends_on is None or day < row.ends_on)


def session_days(session) -> set[date]:
    """The days of a session, the closing day with them."""
    return every_day(session.opens_on, session.closes_on + timedelta(1))


def value_of(requirement, period):
    """Section 3: the newest value that has started on the period's first day; an abolished one is none."""
    started = [value for value in requirement.values if value.starts_on <= period.starts_on]
    newest = sorted(started, key=lambda value: value.starts_on)[-1:]
    return newest[0] if newest and newest[0].minimum else None


class Deputy:
    """One mandate in one period as of a day, by its days."""

    def __init__(self, mandate, period, interruptions, sessions, on):
        own = [row for row in interruptions if row.mandate == mandate.id and row.approved]
        suspensions = [row for row in own if row.kind == "suspended"]
        leaves = [row for row in own if row.kind in EXEMPTING]
        self.mandate, self.period, self.on = mandate, period, on
        self.days = every_day(period.starts_on, period.ends_on)
        self.held = {day for day in self.days if covers(mandate, day)}
        self.served = {day for day in self.held if not any(covers(row, day) for row in suspensions)}
        self.leave = {day for day in self.served if any(covers(row, day) for row in leaves)}
        self.period_sessions = [row for row in sessions if session_days(row) & self.days]
        self.sessions = [row for row in self.period_sessions if session_days(row) & self.served]
        self.served_session_days = set().union(*map(session_days, self.sessions)) & self.served
        self.over = on >= period.ends_on or (mandate.ends_on is not None and mandate.ends_on <= on)

    @property
    def listed(self) -> bool:
        return self.mandate.starts_on <= self.on and bool(self.held)

    def required(self, value) -> int | None:
        """Section 4."""
        enough = len(self.served) >= min(value.min_service_days, len(self.days))
        if not self.served or not enough:
            return None
        if value.part_period == "session" and not self.sessions:
            return None if self.period_sessions or len(self.days) < 90 else value.minimum
        if value.part_period == "proportional":
            whole = [n for n in range(value.minimum + 1) if n * len(self.days) <= value.minimum * len(self.served)]
            return max(1, whole[-1])
        return value.minimum

    def exempt(self, value) -> bool:
        """Section 5."""
        if value.part_period == "session":
            return bool(self.served_session_days) and self.served_session_days <= self.leave
        return len(self.leave) * 2 >= len(self.served) and bool(self.leave)

    def unmet(self, value, enough_with_pending) -> tuple[str, str | None]:
        """Section 6: the outcome, and its reason where scoring.md names one."""
        speeches = value.part_period == "session" and bool(self.sessions)
        roll_open = speeches and any(row.id not in self.mandate.rolls for row in self.sessions)
        final = speeches and all(self.on > row.closes_on for row in self.sessions)
        if not (final or self.over):
            return "running", ""
        if roll_open:
            return "unknown", None
        if enough_with_pending:
            return "unknown", "待审核"
        if value.part_period == "session" and not self.sessions:
            return "unknown", None
        until = self.period.registration_until
        if not final and until is not None and self.on <= until:
            return "running", "补登期内"
        return "short", ""

    def outcome(self, value, counted, pending) -> tuple[str, str | None]:
        """Section 1: not_applicable → met → exempt → unknown → running → short."""
        required = self.required(value)
        if required is None:
            return "not_applicable", None
        if counted >= required:
            return "met", ""
        if self.exempt(value):
            return "exempt", ""
        return self.unmet(value, counted + pending >= required)

    def pace(self, value, counted) -> str:
        """Counted against what the days gone by ask, parts rounded down."""
        matter = self.served_session_days if value.part_period == "session" else self.served
        gone = len([day for day in matter if day < self.on])
        asked = self.required(value) * gone // max(len(matter), 1)
        return "ahead" if counted > asked else "behind" if counted < asked else "on_pace"

    def latest_on(self, value, reason) -> date | None:
        """The last day on which it can still be met."""
        if reason == "补登期内":
            return self.period.registration_until
        return max(self.served_session_days if value.part_period == "session" else self.served, default=None)


def evaluate(mandates, counts, interruptions, sessions, requirements, periods, on) -> list[dict]:
    """What tracker.scores.judge.evaluate must find, as a dict per finding; a reason None is left open."""
    found = []
    for mandate in mandates:
        for period in periods:
            deputy = Deputy(mandate, period, interruptions, sessions, on)
            for requirement in requirements if deputy.listed else []:
                value = value_of(requirement, period)
                asked = mandate.grassroots or not requirement.grassroots_only
                if requirement.cycle == period.cycle and value and asked:
                    counted, pending = counts.get((mandate.id, requirement.code, period.key), (0, 0))
                    found.append(_finding(deputy, requirement, value, counted, pending))
    return found


def _finding(deputy, requirement, value, counted, pending) -> dict:
    outcome, reason = deputy.outcome(value, counted, pending)
    running = outcome == "running"
    return {
        "mandate": deputy.mandate.id,
        "regulation": requirement.regulation,
        "requirement": requirement.code,
        "period": deputy.period.key,
        "required": deputy.required(value),
        "counted": counted,
        "pending": pending,
        "outcome": outcome,
        "reason": reason,
        "served_days": len(deputy.served),
        "days": len(deputy.days),
        "pace": deputy.pace(value, counted) if running else "",
        "latest_on": deputy.latest_on(value, reason) if running else None,
    }


def answers(records, facts) -> dict[str, str]:
    """Sections 3 and 9: the first reason that applies to each record, else counted."""
    found, full = {}, []
    for record in records:
        place = record.occurred_on, record.half_day
        reasons = _reasons(record, facts, full.count(place))
        found[record.id] = next((reason for reason, applies in reasons if applies()), "counted")
        full += [place] if found[record.id] == "counted" else []
    return found


def _reasons(record, facts, before):
    day, value = record.occurred_on, facts.value
    suspensions = [row for row in facts.interruptions if row.approved and row.kind == "suspended"]
    in_session = any(day in session_days(row) for row in facts.sessions)
    timing = "any" if record.from_suggestion else facts.timings.get(record.kind, "any")
    return [
        ("other_kind", lambda: record.kind not in value.kinds),
        ("voided", lambda: record.state == "void"),
        ("rejected", lambda: record.state == "returned"),
        ("draft", lambda: record.state == "draft"),
        ("outside_period", lambda: day not in every_day(facts.period.starts_on, facts.period.ends_on)),
        ("after_as_of", lambda: day > facts.on),
        ("outside_service", lambda: not covers(facts.mandate, day)),
        ("suspended", lambda: any(covers(row, day) for row in suspensions)),
        ("in_session", lambda: timing == "recess" and in_session),
        ("out_of_session", lambda: timing == "session" and not in_session),
        ("absent", lambda: record.attendance == "absent"),
        ("on_leave", lambda: record.attendance == "leave"),
        ("not_accepted", lambda: record.state == "submitted" and record.from_suggestion),
        ("not_verified", lambda: record.state == "submitted"),
        ("over_cap", lambda: value.half_day_cap is not None and before >= value.half_day_cap),
    ]


def tally(records, facts) -> tuple[int, int]:
    """(counted, pending): pending are those that would count on top if every one that waits were verified."""
    waiting = {"not_verified", "not_accepted"}
    given = answers(records, facts)
    counted = [row for row in records if given[row.id] == "counted"]
    room = {}
    for row in records:
        if given[row.id] in waiting:
            place = row.occurred_on, row.half_day
            taken = len([other for other in counted if (other.occurred_on, other.half_day) == place])
            cap = facts.value.half_day_cap
            room[place] = min(room.get(place, 0) + 1, max(0, cap - taken) if cap is not None else len(records))
    return len(counted), sum(room.values())
