"""Rules of handling and the due days that follow from them. Pure: no Django, no suggestions."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .calendar import chinese_day
from .workdays import Workdays

CLASS_LABELS = {
    "A": "所提问题已经解决或基本解决",
    "B": "正在解决或列入计划逐步解决",
    "C": "因条件限制等原因以后再研究解决",
    "D": "留作参考",
}
RATING_LABELS = {"satisfied": "满意", "basically": "基本满意", "unsatisfied": "不满意"}
COUNTS = dict(enumerate("一两三四五六七八九十", start=1)) | {11: "十一", 12: "十二"}


@dataclass(frozen=True, slots=True)
class Handling:
    """The handling rules of a body from ``starts_on`` on; a code missing in the labels is one it does not have."""

    starts_on: date = date.min
    reply_months: int = 3
    hard_months: int = 6
    limit_months: int = 6
    co_handler_months: int = 1
    rehandle_months: int = 1
    return_workdays: int = 7
    receipt_workdays: int = 20
    at_risk_days: int = 14
    council_round: int = 3
    contact_required: bool = False
    bill_sponsors: int = 10
    class_labels: dict[str, str] = field(default_factory=CLASS_LABELS.copy)
    rating_labels: dict[str, str] = field(default_factory=RATING_LABELS.copy)
    basis: str = ""
    note: str = ""

    def months(self, role: str, is_hard: bool) -> int:
        """How many months a role has for its reply, or for its opinion."""
        if role == "co_handler":
            return self.co_handler_months
        return self.hard_months if is_hard else self.reply_months


def in_force(rules: Sequence[Handling], on: date) -> Handling:
    """The newest rules started by a day; the built-in ones when none has started yet."""
    started = [rule for rule in rules if rule.starts_on <= on]
    return max(started, key=lambda rule: rule.starts_on, default=Handling())


def spans(rules: Sequence[Handling]) -> list[tuple[date, date, Handling]]:
    """The (first day, last day, rules in force) of all time, in order; the built-in rules before the first start."""
    starts = sorted({date.min, *(rule.starts_on for rule in rules)})
    lasts = [start - timedelta(days=1) for start in starts[1:]] + [date.max]
    return [(first, last, in_force(rules, first)) for first, last in zip(starts, lasts, strict=True)]


@dataclass(frozen=True, slots=True)
class Due:
    """A due day and how it came about; ``nominal`` is the day before any move to a working day."""

    start: date
    months: int
    nominal: date
    due_on: date
    provisional: bool


def due(start: date, months: int, workdays: Workdays) -> Due:
    """The due day some months after a start; provisional while a day it depends on has no known calendar."""
    nominal = add_months(start, months)
    due_on = workdays.roll(nominal)
    return Due(start, months, nominal, due_on, bool(_unknown_years(nominal, due_on, workdays)))


def add_months(day: date, n: int) -> date:
    """The same day n months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def explain(due: Due, basis: str, workdays: Workdays, act: str = "交办") -> str:
    """One Chinese sentence how a due day came about; ``act`` is what happened on its first day."""
    source = f"（{basis}）" if basis else ""
    parts = [f"{chinese_day(due.start)}{act}，{_months(due.months)}内答复{source}，至{chinese_day(due.nominal)}"]
    if due.due_on != due.nominal:
        reason = workdays.reason(due.nominal) or "非工作日"
        parts.append(f"当日为{reason}，顺延至{chinese_day(due.due_on)}")
    if due.provisional:
        years = _unknown_years(due.nominal, due.due_on, workdays) or [due.due_on.year]
        parts.append(f"{'、'.join(map(str, years))}年节假日安排尚未公布，按周末推算，为暂定")
    return "；".join(parts) + "。"


def _unknown_years(first: date, last: date, workdays: Workdays) -> list[int]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sorted({day.year for day in days if not workdays.is_known(day)})


def _months(n: int) -> str:
    return f"{COUNTS.get(n, n)}个月"
