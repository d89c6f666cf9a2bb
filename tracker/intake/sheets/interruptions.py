"""The sheet of interruptions: leave, releases and suspensions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ...ledger import people
from ...models import Interruption, InterruptionKind, Mandate
from ..cleaners import Choice, Day, Text, YesNo
from ..columns import Column
from ..lines import State
from ..workbook import SAMPLE
from .desk import Desk, addressed, differences, differences_of
from .lookup import NUMBER, Deputies, chinese

FIELDS = ("ends_on", "approved", "approved_by", "document")


@dataclass(frozen=True)
class Leave:
    """An interruption as a line gives it; ``stored`` is what is there already, or None."""

    mandate: Mandate
    stored: Interruption | None
    fields: dict[str, object]


class Interruptions(Desk):
    """Interruptions by deputy, kind and first day."""

    kind = "interruptions"
    is_private = True
    label = "请假暂停"
    columns = (
        NUMBER,
        Column("kind", "类型", Choice(chinese(InterruptionKind)), required=True, width=24),
        Column("starts_on", "起", Day(), required=True, aliases=("开始日期", "起始日期"), width=13),
        Column(
            "ends_on", "止", Day(), required=True, aliases=("结束日期", "恢复日期"), note="恢复履职的第一天", width=13
        ),
        Column(
            "approved",
            "已批准",
            YesNo(),
            aliases=("是否批准",),
            note="新登记不填为否；未批准的不影响考核",
            width=10,
        ),
        Column("approved_by", "批准人", Text(60), aliases=("批准机关",), width=20),
        Column("document", "文号", Text(100), aliases=("批准文号",), width=24),
    )
    sample = {
        "number": SAMPLE,
        "kind": "公务",
        "starts_on": date(2024, 5, 1),
        "ends_on": date(2024, 6, 1),
        "approved": "是",
        "approved_by": "示例主任会议",
        "document": "示例〔2024〕1号",
    }

    def look_up(self):
        self.deputies = Deputies(self.term, self.scope)
        self.known = {}
        for row in Interruption.objects.filter(mandate__term=self.term, is_void=False):
            self.known[row.mandate_id, row.kind, row.starts_on] = row

    def examine(self, line):
        mandate = self.deputies.find(line)
        starts_on, ends_on = line.get("starts_on"), line.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            line.reject("ends_on", f"止（恢复履职的第一天）须晚于起 {starts_on}，实际为 {ends_on}。")
        if line.errors:
            return
        key = mandate.pk, line.get("kind"), starts_on
        what = f"代表 {mandate.number}、{InterruptionKind(line.get('kind')).label}、{starts_on} 起"
        self.once(line, key, "number", what)
        self._warn(line, mandate)
        self._settle(line, mandate, self.known.get(key))

    def _warn(self, line, mandate):
        self.warn_outside_term(line, "starts_on", "ends_on")
        self.warn_future_end(line)
        begins_early = line.get("starts_on") < mandate.starts_on
        if begins_early or (mandate.ends_on and line.get("ends_on") > mandate.ends_on):
            held = f"{mandate.starts_on} 至 {mandate.ends_on or '今'}"
            line.warn("starts_on" if begins_early else "ends_on", f"不在这位代表的任期内（{held}）。")

    def _settle(self, line, mandate, stored):
        if stored is None:
            fields = {name: line.get(name) for name in FIELDS if line.has(name)}
            line.plan = Leave(mandate, None, fields)
            return
        fields = differences(line, stored, FIELDS)
        line.settle(differences_of(line, stored, fields), Leave(mandate, stored, fields))

    def compare(self):
        """Warn of interruptions of a deputy that overlap, stored ones included."""
        spans = defaultdict(dict)
        for row in self.known.values():
            spans[row.mandate_id][row.kind, row.starts_on] = row.ends_on or date.max
        named = [line for line in self.lines if line.plan]
        for line in named:
            spans[line.plan.mandate.pk][line.get("kind"), line.get("starts_on")] = line.get("ends_on")
        for line in named:
            self._warn_overlap(line, spans[line.plan.mandate.pk])

    def _warn_overlap(self, line, spans):
        own = line.get("kind"), line.get("starts_on")
        for (kind, starts_on), ends_on in sorted(spans.items()):
            if (kind, starts_on) != own and starts_on < line.get("ends_on") and line.get("starts_on") < ends_on:
                until = "起" if ends_on == date.max else f"至 {ends_on}"
                line.warn("starts_on", f"与{InterruptionKind(kind).label}（{starts_on} {until}）重叠；每天只算一次。")

    def write(self, by, batch, verified_by):
        for line in self.lines_that(State.NEW) + self.lines_that(State.CHANGED):
            with addressed(line):
                self._write(by, line, line.plan)

    def _write(self, by, line, plan: Leave):
        if plan.stored:
            people.amend_interruption(by, plan.stored, **plan.fields)
        else:
            people.interrupt(by, plan.mandate, line.get("kind"), line.get("starts_on"), **plan.fields)
