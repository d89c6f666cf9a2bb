"""The roll that a form calls: whom it lists, what was chosen for each, and what it amounts to."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...ledger import Refused
from ...models import DutyRecord, Mandate

Attendance = DutyRecord.Attendance
LONG = 19
CHOICES = (
    (Attendance.ATTENDED.value, Attendance.ATTENDED.label),
    (Attendance.LEAVE.value, Attendance.LEAVE.label),
    (Attendance.ABSENT.value, Attendance.ABSENT.label),
    ("", _("不在名单")),
)
STRANGERS = "名单中有不属于该组、或者当天不在任的代表，没有登记；请按下面的名单重新选择。"


@dataclass(frozen=True)
class Line:
    """A deputy on the roll that a form shows, and what was chosen; None before anything was."""

    mandate: Mandate
    mark: str | None


@dataclass(frozen=True)
class Roll:
    """What a form says of the deputies whom it lists; ``place`` tells whose roll and which day was listed."""

    lines: list[Line]
    place: str
    is_current: bool
    strangers: bool
    joined: dict = field(default_factory=dict)

    @classmethod
    def read(cls, post, mandates, place: str) -> "Roll":
        """The marks that were sent for the deputies who are listed; those for anybody else are strangers."""
        sent = {int(name[5:]): mark for name, mark in post.items() if name.startswith("mark-") and _is_key(name[5:])}
        known = {row.pk: row for row in mandates}
        allowed = {code for code, _label in CHOICES}
        marks = {pk: mark for pk, mark in sent.items() if pk in known and mark in allowed}
        lines = [Line(row, marks.get(pk)) for pk, row in known.items()]
        joined = {known[pk]: mark for pk, mark in marks.items() if mark}
        strangers = any(mark and pk not in known for pk, mark in sent.items())
        return cls(lines, place, post.get("listed", place) == place, strangers, joined)

    def attendance(self, others=()) -> dict:
        """What the ledger's verb takes: each deputy on the roll with the attendance; ``others`` took part."""
        if self.strangers:
            raise Refused(STRANGERS)
        return {**dict.fromkeys(others, Attendance.ATTENDED.value), **self.joined}

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(code, word, number) of each choice; who was not chosen for is not on the roll."""
        found = Counter(line.mark or "" for line in self.lines)
        return [(code, str(label), found[code]) for code, label in CHOICES]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < LONG


def summary(attendance: dict, guests) -> str:
    """What was registered, in words."""
    found = Counter(attendance.values())
    said = [gettext("%(word)s %(n)s 名") % {"word": label, "n": found[code]} for code, label in CHOICES if found[code]]
    if guests:
        said.append(gettext("其他层级 %(n)s 名") % {"n": len(guests)})
    return gettext("、").join(said)
