"""The blocks of the duty form that list records: each record once, counted or why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ...models import DutyKind, DutyRecord
from ...rules.calendar import chinese_day
from ...scores.periods import Period
from ...scores.uncounted import Answered
from ..records import reasons
from .details import Details
from .words import days_text, short_day

ATTENDANCE = "session_attendance"
ATTENDED = {"attended": "出席", "leave": "请假", "absent": "未出席"}
UNLISTED = {"void": "作废的登记", "draft": "未提交的草稿"}
ONLY_KEPT = "仅作登记"
ELSEWHERE = "会期以外的登记"
HEADS = {
    "sessions": ("日期", "审议议题（发言题目）", "会议形式", "计入情况"),
    "recess": ("日期", "类别", "名称", "组织单位", "计入情况"),
    "proposals": ("编号", "题目", "方式", "提出日期", "办理状态", "答复类别", "代表评价", "计入情况"),
    "term": ("日期", "类别", "名称", "组织单位", "计入情况"),
}
TITLES = {
    "sessions": "二、出席会议及审议发言",
    "recess": "三、闭会期间履职活动",
    "proposals": "四、议案建议",
    "term": "五、培训、述职、实事（本届）",
}
EMPTY = {
    "sessions": "本年度没有会议",
    "recess": "本年度没有登记",
    "proposals": "本年度没有提出",
    "term": "本届没有登记",
}


@dataclass(frozen=True)
class Part:
    """Some rows of a block under a heading of their own, if any."""

    rows: tuple[tuple[str, ...], ...]
    heading: str = ""


@dataclass(frozen=True)
class Block:
    """A table of the form; ``empty`` is what it says where it has no part."""

    code: str
    title: str
    heads: tuple[str, ...]
    parts: tuple[Part, ...]
    empty: str

    @property
    def labelled(self) -> list[tuple[str, list]]:
        """Each part as its heading and its rows of (head, text)."""
        return [(part.heading, [list(zip(self.heads, row, strict=True)) for row in part.rows]) for part in self.parts]


@dataclass(frozen=True)
class Desk:
    """What the blocks of one deputy are written from: the judged year, the answered records and their details."""

    mandate: int
    year: Period
    on: date
    answered: list[Answered]
    details: Details
    say: Callable[[str], str]

    @property
    def listed(self) -> list[Answered]:
        """The records that a form shows: made by its day, neither void nor drafts."""
        return [
            item
            for item in self.answered
            if item.record.state not in UNLISTED and item.record.occurred_on and item.record.occurred_on <= self.on
        ]

    def timed(self, *timings: str) -> list[Answered]:
        """The duty records whose kinds count at these times."""
        kinds = self.details.kinds
        rows = [item for item in self.listed if not item.record.from_suggestion]
        return [item for item in rows if kinds[item.record.kind].timing in timings]

    def in_year(self, items: Iterable[Answered]) -> list[Answered]:
        """Those of the form's year."""
        year = self.year
        return [item for item in items if year.starts_on <= item.record.occurred_on < year.ends_on]


def blocks(desk: Desk) -> tuple[Block, ...]:
    """The four blocks of a deputy that list records, in the order of the form."""
    every = (("sessions", _sessions(desk)), ("recess", _recess(desk)), ("proposals", _proposals(desk)))
    return tuple(_block(desk, code, parts) for code, parts in (*every, ("term", _term(desk))))


def _block(desk, code, parts) -> Block:
    heads = tuple(desk.say(head) for head in HEADS[code])
    return Block(code, desk.say(TITLES[code]), heads, tuple(parts), desk.say(EMPTY[code]))


def answer(item: Answered) -> str:
    """Counted, or why not; a record that nothing asks for is only kept."""
    return "计入" if item.counted else reasons(item) or ONLY_KEPT


def _sessions(desk) -> list[Part]:
    rows, parts = desk.in_year(desk.timed(DutyKind.Timing.SESSION)), []
    rest = {id(item): item for item in rows if item.record.kind != ATTENDANCE}
    marks = [item for item in desk.in_year(desk.timed(*DutyKind.Timing.values)) if item.record.kind == ATTENDANCE]
    for session in desk.details.sessions:
        if not (session.opens_on < desk.year.ends_on and session.closes_on >= desk.year.starts_on):
            continue
        there = [item for item in rest.values() if session.opens_on <= item.record.occurred_on <= session.closes_on]
        for item in there:
            del rest[id(item)]
        parts.append(Part(tuple(_speech(desk, item) for item in there), _session_heading(desk, session, marks)))
    if rest:
        parts.append(Part(tuple(_speech(desk, item) for item in rest.values()), ELSEWHERE))
    return parts


def _session_heading(desk, session, marks) -> str:
    there = [item for item in marks if desk.details.record(item.record).session == session.pk]
    there = there or [item for item in marks if session.opens_on <= item.record.occurred_on <= session.closes_on]
    said = "、".join(dict.fromkeys(_attended(item.record) for item in there)) or "未登记"
    return f"{session}（{days_text(session.opens_on, session.closes_on)}）　出席情况：{said}"


def _attended(record) -> str:
    said = ATTENDED.get(record.attendance, "")
    return said if record.state == DutyRecord.State.VERIFIED else f"{said}（{DutyRecord.State(record.state).label}）"


def _speech(desk, item) -> tuple[str, ...]:
    detail = desk.details.record(item.record)
    title = item.record.title
    if detail.item and detail.item not in title:
        title = f"{title}（{detail.item}）"
    return _day(item, short_day), title, detail.meeting, answer(item)


def _day(item, written) -> str:
    return written(item.record.occurred_on) if item.record.day_known else "日期未详"


def _recess(desk) -> list[Part]:
    return _activities(desk, desk.in_year(desk.timed(DutyKind.Timing.RECESS)), short_day)


def _term(desk) -> list[Part]:
    items = [item for item in desk.timed(DutyKind.Timing.ANY) if item.record.kind != ATTENDANCE]
    return _activities(desk, items, chinese_day)


def _activities(desk, items, written) -> list[Part]:
    rows = tuple(_activity(desk, item, written) for item in items)
    return [Part(rows)] if rows else []


def _activity(desk, item, written) -> tuple[str, ...]:
    record, detail = item.record, desk.details.record(item.record)
    return _day(item, written), desk.details.kinds[record.kind].label, record.title, detail.organiser, answer(item)


def _proposals(desk) -> list[Part]:
    found = desk.in_year(item for item in desk.listed if item.record.from_suggestion)
    rows = tuple(_proposal(desk, item) for item in found)
    return [Part(rows)] if rows else []


def _proposal(desk, item) -> tuple[str, ...]:
    record, handled = item.record, desk.details.suggestion(item.record)
    role = "领衔" if record.kind.endswith("_lead") else "联名"
    rating = handled.ratings.get(desk.mandate, "")
    day = short_day(record.occurred_on)
    form = f"{handled.kind}\n{role}"
    return handled.number, record.title, form, day, handled.state, handled.classes, rating, answer(item)
