"""What merely looks odd about a row of the sheet of activities: written all the same, and said."""

from collections import defaultdict

from django.db.models import Q

from ....ledger.odd import serves, untimely
from ....models import DutyRecord, Interruption, InterruptionKind
from ...lines import Line
from ..desk import Desk
from ..lookup import Sessions
from .columns import Draft, told
from .roster import Roster
from .stored import Held, Others

ATTENDED = DutyRecord.Attendance.ATTENDED


class Oddities:
    """Says what is odd about the rows of a desk."""

    def __init__(self, desk: Desk, roster: Roster, drafts: list[Draft]):
        self.desk, self.roster, self.first, self.placed = desk, roster, {}, {}
        self.sessions = Sessions(desk.term).rows
        self.others = Others(desk.term, drafts)
        self.absences = defaultdict(list)
        away = Interruption.objects.filter(~Q(kind=InterruptionKind.RELEASED), mandate__term=desk.term, is_void=False)
        for mandate, *days in away.values_list("mandate", "starts_on", "ends_on"):
            self.absences[mandate].append(days)

    def warn(self, line: Line, draft: Draft, held: Held | None):
        """Warn of all that is odd about a row and the stored activity it is about, if there is one."""
        self._of_days(line, draft)
        self._of_deputies(line, draft)
        self._of_doubles(line, draft, held)
        free = held.dead - held.live.keys() if held else ()
        again = [mandate for mandate in draft.called if mandate.pk in free]
        if again:
            line.warn("attended", f"{self._told(again)}在这场活动的登记曾被退回或作废，将重新登记。")
        if ATTENDED not in draft.called.values():
            line.warn("attended", "没有人参加；请核对。")

    def _of_days(self, line, draft):
        self.desk.warn_outside_term(line, "starts_on", "last_on")
        day = draft.content.starts_on
        if day > self.desk.on:
            line.warn("starts_on", f"{day} 尚未到来。")
        for sentence in untimely(draft.kind, day, self.sessions):
            line.warn("starts_on", sentence)

    def _of_deputies(self, line, draft):
        day = draft.content.starts_on
        others = [
            f"{one.number}（{one.starts_on} 至 {one.ends_on or '今'}）" for one in draft.called if not serves(one, day)
        ]
        if others:
            line.warn("starts_on", f"{day} 不在代表 {told(others)}的任期内。")
        away = [one for one, how in draft.called.items() if how == ATTENDED and self._is_away(one, day)]
        if away:
            line.warn("attended", f"{self._told(away)}当天登记为不能履职，却列为参加；请核对。")

    def _is_away(self, mandate, day):
        spells = self.absences.get(mandate.pk, ())
        return any(starts_on <= day and (ends_on is None or day < ends_on) for starts_on, ends_on in spells)

    def _of_doubles(self, line, draft, held):
        first, said = self.first.setdefault(draft.content, line), draft.content.said
        own = {held.activity.pk} if held else set()
        above = {one for one in draft.called if self.placed.setdefault((one.pk, said), line) is not line}
        elsewhere = {one for one in draft.called if self.others.doubles.get((one.pk, said), own) - own}
        twice = elsewhere | (above if first is line else set())
        if twice:
            told = self._told([one for one in draft.called if one in twice])
            line.warn("title", f"{told}另有类别、日期、名称都相同的登记；请核对是否重复登记。")
        title, common = self.others.renamed(draft) if held is None else ("", 0)
        if title:
            like = f"与已登记的「{title}」同日、同类别，有 {common} 名代表相同"
            line.warn("title", f"{like}；如果是同一场活动改了名称，请先将原来的登记作废，否则会多计一次。")
        if first is not line:
            line.warn("title", f"与第 {first.row} 行只有活动号不同；请核对是否重复。")

    def _told(self, mandates):
        return told([self.roster.whom(mandate) for mandate in mandates])
