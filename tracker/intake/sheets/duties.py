"""The sheet of duty records: who did what, when."""

import re
from dataclasses import dataclass
from datetime import date

from ...ledger import duties, entering
from ...ledger.bulk import chunks
from ...ledger.odd import oddities
from ...ledger.verifying import amended_by
from ...models import DutyRecord, Mode
from ..cleaners import Choice, Code, Day, Ordinal, Text
from ..columns import Column
from ..lines import Difference, State
from ..workbook import SAMPLE
from .desk import Desk, addressed, differences, differences_of
from .lookup import NUMBER_OR_NAME, Deputies, Kinds, Sessions, chinese, not_yours
from .records import CHUNK, OWN_FIELDS, Entry, alike, columns_of, dead_by_key, live_by_key

ALIKE = "与另一条登记的代表、类别、日期、名称都相同；请核对是否重复。"
OF_ROLL = re.compile(r"activity-\d+-.+", re.ASCII)  # the key of a record on the roll of an activity


@dataclass(frozen=True)
class Restatement:
    """A record that waits for verification and is stated otherwise."""

    stored: DutyRecord
    fields: dict[str, object]


class Duties(Desk):
    """Duty records by their registration number, or by what they say."""

    kind = "duties"
    label = "履职登记"
    for_liaisons = True
    is_verified = True
    columns = (
        Column("key", "登记号", Code(64), aliases=("登记编号",), note="没有的空着；同一登记号再次导入视为修改"),
        *NUMBER_OR_NAME,
        Column("kind", "类别", Text(40), required=True, aliases=("履职类别", "活动类别"), note="履职类别的名称或代码"),
        Column("occurred_on", "日期", Day(), aliases=("活动日期", "时间"), note="多天的活动填第一天", width=13),
        Column(
            "session", "会次", Ordinal(), aliases=("会议",), note="审议发言、出席人代会用；日期空着时必填", width=12
        ),
        Column("half_day", "上下午", Choice(chinese(DutyRecord.HalfDay)), width=9),
        Column("title", "名称", Text(200), required=True, aliases=("活动名称", "内容", "主题"), width=40),
        Column("organiser", "组织单位", Text(200), aliases=("主办单位", "组织者"), width=26),
        Column("mode", "方式", Choice(chinese(Mode)), aliases=("参加方式",), note="新登记不填为现场", width=9),
        Column(
            "attendance",
            "参加情况",
            Choice(chinese(DutyRecord.Attendance)),
            default=DutyRecord.Attendance.ATTENDED.value,
            note="空着为参加",
            width=11,
        ),
        Column("note", "说明", Text(2000, lines=True), aliases=("备注",), width=34),
    )
    sample = {
        "key": SAMPLE,
        "number": "000000",
        "name": "张三",
        "kind": "走访",
        "occurred_on": date(2024, 5, 1),
        "half_day": "上午",
        "title": "走访示例社区",
        "organiser": "示例区联系组",
        "mode": "现场",
        "attendance": "参加",
        "note": "听取群众意见 3 条",
    }
    prefilled = frozenset({"number", "name"})

    @classmethod
    def options(cls, term):
        return {"kind": Kinds.labels(), "session": list(map(str, term.sessions.all()))}

    def prepare(self):
        self.deputies = Deputies(self.term, self.scope, self.chosen)
        self.by_pk = {mandate.pk: mandate for mandate in self.deputies.by_number.values()}
        self.sessions, self.kinds = Sessions(self.term), Kinds()
        self.differing = []

    def take(self, line):
        line.plan = self._resolve(line)
        self.lines.append(line)

    def _resolve(self, line):
        """The record a line speaks of, stored or not; None when the line is refused."""
        values = line.values
        mandate, kind = self.deputies.find(line), self.kinds.find(line)
        session = self.sessions.find(line, "session")
        day = values.get("occurred_on") or (session and session.closes_on)
        if day is None and not line.failed("occurred_on", "session"):
            line.reject("occurred_on", "日期和会次至少填一项。")
        if mandate and day and not line.errors and not self.deputies.answers_for(mandate, day):
            line.reject("number" if "number" in values else "name", not_yours(mandate, day))
        if line.errors:
            return None
        fields = {name: values[name] for name in OWN_FIELDS if name in values}
        entry = Entry(mandate, kind, session, day, "occurred_on" in values, fields, "", "")
        when = day if entry.day_known else f"session-{session.pk}"
        texts = (fields.get("half_day", ""), fields["title"], fields.get("organiser", ""))
        entry.content = duties.natural_key(mandate.number, kind.code, when, *texts)
        entry.key = values.get("key") or entry.content
        if "number" not in values:
            line.reading = "代表", mandate.number
        return entry

    def look_up(self):
        entries = [line.plan for line in self.lines if line.plan]
        self.stored = live_by_key(self.term, [entry.key for entry in entries])
        self.dead = dead_by_key(self.term)
        self.alike = alike(self.term, [entry.occurred_on for entry in entries])

    def examine(self, line):
        entry = line.plan
        if entry is None:
            return
        if self.first.setdefault(entry.key, line) is not line:
            what = f"登记号 {entry.key}" if line.has("key") else "代表、类别、日期、名称、组织单位都相同"
            self.once(line, entry.key, "key" if line.has("key") else "title", what)
        if entry.mandate.person_id in self.verifiers_own:
            line.reject("number", f"审核人不能审核本人的履职（代表 {entry.mandate.number}）；请换一位审核人。")
        self._warn(line, entry)
        stored = self.stored.get(entry.key)
        if OF_ROLL.fullmatch(entry.key) and not (stored and not self._changes(line, entry, stored)):
            line.reject("key", f"登记号 {entry.key} 是活动名单用的；请在履职活动表中修改，或另填一个登记号。")
        elif stored:
            self._compare(line, entry, stored)
        elif entry.key in self.dead:
            self._warn_of_the_dead(line, *self.dead[entry.key])

    def _warn(self, line, entry):
        self.warn_outside_term(line, "occurred_on")
        for sentence in oddities(entry, self.sessions.rows, self.on):
            line.warn("occurred_on" if entry.day_known else "session", sentence)
        if self.alike.meets(entry.said, entry.fields.get("half_day", ""), entry.key):
            line.warn("title", ALIKE)

    def _warn_of_the_dead(self, line, mandate, state):
        if self.deputies.holds(self.by_pk[mandate]):
            line.warn("title", f"同一登记曾被{DutyRecord.State(state).label}，将重新登记。")

    def _compare(self, line, entry, stored):
        """Settle a line whose record is stored and says the same; one that says something else waits for its row."""
        if stored.mandate_id != entry.mandate.pk:
            self._reject_taken(line, self.by_pk[stored.mandate_id])
        elif self._changes(line, entry, stored):
            self.differing.append((line, stored.pk))
        else:
            if self.verifier and stored.state != DutyRecord.State.VERIFIED:
                state = DutyRecord.State(stored.state).label
                line.warn("title", f"已经登记，{state}；本次不改动，请在系统中审核。")
            line.settle([], None)

    def _reject_taken(self, line, mandate):
        """Refuse the number of another deputy's record; a liaison is not told whose it is."""
        if self.deputies.holds(mandate):
            whose = f"是代表 {mandate.number} 的登记；请核对登记号，或先作废原登记。"
        else:
            whose = "已被占用；请换一个登记号。"
        line.reject("key", f"登记号 {line.plan.key} {whose}")

    def compare(self):
        """Settle the lines whose records say something else, a row at a time but all rows fetched at once."""
        pks = [pk for _, pk in self.differing]
        rows = DutyRecord.objects.select_related("kind", "session", "mandate").in_bulk(pks)
        amended = amended_by(self.verifier, pks) if self.verifier else ()
        for line, pk in self.differing:
            self._differ(line, rows[pk], pk in amended)

    def _differ(self, line, stored, verifier_amended):
        fields = self._changes(line, line.plan, stored)
        diff = self._differences(line, stored, fields)
        if diff and stored.state == DutyRecord.State.VERIFIED:
            changed = "；".join(map(str, diff))
            line.reject(self._column_of(line, diff), f"已审核的登记不能修改（{changed}）；请先作废，再重新登记。")
        elif diff and verifier_amended:
            line.reject("key", f"审核人「{self.verifier}」修改过这一条登记，须由另一人审核；请换一位审核人。")
        else:
            line.settle(diff, Restatement(stored, fields))

    def _column_of(self, line, diff):
        return next(name for name, header in line.headers.items() if header == diff[0].column)

    def _changes(self, line, entry, stored):
        fields = differences(line, stored, OWN_FIELDS)
        if entry.kind.pk != stored.kind_id:
            fields["kind"] = entry.kind
        same_session = entry.session is None or entry.session.pk == stored.session_id
        if not same_session:
            fields["session"] = entry.session
        if entry.day_known and (not stored.day_known or entry.occurred_on != stored.occurred_on):
            fields |= {"occurred_on": entry.occurred_on, "day_known": True}
        elif not entry.day_known and not same_session and not stored.day_known:
            fields |= {"occurred_on": entry.occurred_on, "day_known": False}
        return fields

    def _differences(self, line, stored, fields):
        seen = {name: value for name, value in fields.items() if name in (*OWN_FIELDS, "occurred_on")}
        diff = differences_of(line, stored, seen)
        for name in ("kind", "session"):
            if name in fields:
                diff.append(Difference(line.headers[name], str(getattr(stored, name) or ""), str(fields[name])))
        return diff

    def meant(self, line):
        plan = line.plan
        if isinstance(plan, Restatement):
            return plan.stored.pk, plan.stored.mandate_id, plan.fields.get("occurred_on")
        return plan and (plan.content, plan.occurred_on)

    def write(self, by, batch, verified_by):
        for chunk in chunks((line.plan for line in self.lines if line.state == State.NEW), CHUNK):
            entering.enter_many(by, batch, columns_of(chunk), verified_by)
        for line in self.lines_that(State.CHANGED):
            with addressed(line):
                self._restate(by, line.plan, verified_by)

    @staticmethod
    def _restate(by, plan: Restatement, verified_by):
        row = duties.restate(by, plan.stored, **plan.fields)
        if verified_by is None:
            return
        if row.state == DutyRecord.State.DRAFT:
            duties.submit(by, row)
        duties.verify(verified_by, row)
