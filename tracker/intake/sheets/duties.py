"""The sheet of duty records: who did what, when."""

from collections import defaultdict
from dataclasses import dataclass

from ...ledger import duties
from ...ledger.odd import oddities
from ...models import DutyKind, DutyRecord, Mode, Role, RoleGrant
from ..cleaners import Choice, Code, Day, Ordinal, Text
from ..columns import Column
from ..lines import Difference, State
from .desk import Desk, addressed, differences, differences_of
from .lookup import NUMBER_OR_NAME, Deputies, Sessions, chinese, hint

OWN_FIELDS = ("half_day", "title", "organiser", "mode", "attendance", "note")
CONTENT = ("mandate__number", "kind__code", "half_day", "title", "organiser")
CHUNK = 500


@dataclass(frozen=True)
class Entry:
    """A record that is new."""

    record: DutyRecord


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
    prefilled = frozenset({"number", "name"})

    @classmethod
    def options(cls, term):
        sessions = [str(session) for session in term.sessions.all()]
        return {
            "kind": list(DutyKind.objects.filter(derived=False).values_list("label", flat=True)),
            "session": sessions,
        }

    def prepare(self):
        self.deputies = Deputies(self.term, self.scope, self.chosen)
        self.sessions = Sessions(self.term)
        kinds = list(DutyKind.objects.all())
        self.kinds = {kind.code: kind for kind in kinds} | {kind.label: kind for kind in kinds}
        self._look_up_verifier()

    def take(self, line):
        line.plan = self._resolve(line)
        self.lines.append(line)

    def look_up(self):
        records = [line.plan.record for line in self.lines if line.plan]
        self._look_up_stored([record.key for record in records])
        self._look_up_alike([record.occurred_on for record in records])

    def _look_up_verifier(self):
        """Whose records the verifier may not verify."""
        grants = RoleGrant.objects.filter(user=self.verifier, role=Role.DEPUTY) if self.verifier else ()
        self.verifiers_own = {grant.person_id for grant in grants}

    def _resolve(self, line):
        """The record a line speaks of, stored or not; None when the line is refused."""
        mandate, kind = self.deputies.find(line), self._kind(line)
        session = self.sessions.find(line, "session")
        day = line.get("occurred_on") or (session and session.closes_on)
        if day is None and not line.failed("occurred_on", "session"):
            line.reject("occurred_on", "日期和会次至少填一项。")
        if line.errors:
            return None
        record = DutyRecord(term=self.term, mandate=mandate, kind=kind, session=session, occurred_on=day)
        record.day_known = line.has("occurred_on")
        for name in OWN_FIELDS:
            if line.has(name):
                setattr(record, name, line.get(name))
        record.key = line.get("key") or duties.key_of(record)
        return Entry(record)

    def _kind(self, line):
        text = line.get("kind")
        kind = self.kinds.get(text)
        if text and kind is None:
            line.reject("kind", f"没有履职类别「{text}」{hint(text, self.kinds)}；可用的类别见模板的填写说明。")
        elif kind and kind.derived:
            line.reject("kind", f"「{kind}」由议案建议表得出，不能在履职登记中导入；请删除这一行。")
        return kind

    def _look_up_stored(self, keys):
        self.stored, self.dead, self.verifier_amended = {}, {}, set()
        for start in range(0, len(keys), CHUNK):
            found = DutyRecord.objects.filter(term=self.term, key__in=keys[start : start + CHUNK])
            rows = list(found.select_related("kind", "session", "mandate"))
            for row in rows:
                (self.dead if row.state in DutyRecord.DEAD else self.stored)[row.key] = row
            if self.verifier:
                self.verifier_amended |= duties.amended_by(self.verifier, [row.pk for row in rows])

    def _look_up_alike(self, days):
        """The keys of stored records by what they say, over the days of the file."""
        self.alike = defaultdict(set)
        if not days:
            return
        live = DutyRecord.objects.filter(term=self.term).exclude(state__in=DutyRecord.DEAD)
        rows = live.filter(occurred_on__range=(min(days), max(days)))
        content = rows.values_list("key", "occurred_on", "day_known", "session", *CONTENT)
        for key, day, day_known, session, number, kind, *texts in content:
            when = day if day_known else f"session-{session}"
            self.alike[duties.natural_key(number, kind, when, *texts)].add(key)

    def examine(self, line):
        if line.plan is None:
            return
        record = line.plan.record
        what = f"登记号 {record.key}" if line.has("key") else "代表、类别、日期、名称、组织单位都相同"
        self.once(line, record.key, "key" if line.has("key") else "title", what)
        if record.mandate.person_id in self.verifiers_own:
            line.reject("number", f"审核人不能审核本人的履职（代表 {record.mandate.number}）；请换一位审核人。")
        self._warn(line, record)
        stored = self.stored.get(record.key)
        if stored:
            self._compare(line, record, stored)
        elif record.key in self.dead and self.deputies.holds(self.dead[record.key].mandate):
            state = self.dead[record.key].get_state_display()
            line.warn("title", f"同一登记曾被{state}，将重新登记。")

    def _warn(self, line, record):
        self.warn_outside_term(line, "occurred_on")
        for sentence in oddities(record, self.sessions.rows, self.on):
            line.warn("occurred_on" if record.day_known else "session", sentence)
        content = duties.key_of(record)
        if self.alike[content] - {record.key}:
            line.warn("title", "与另一条登记只有登记号不同；请核对是否重复。")
        self.alike[content].add(record.key)

    def _compare(self, line, record, stored):
        if stored.mandate_id != record.mandate.pk:
            self._reject_taken(line, stored)
            return
        fields = self._changes(line, record, stored)
        diff = self._differences(line, stored, fields)
        if diff and stored.state == DutyRecord.State.VERIFIED:
            changed = "；".join(map(str, diff))
            line.reject(self._column_of(line, diff), f"已审核的登记不能修改（{changed}）；请先作废，再重新登记。")
            return
        if diff and stored.pk in self.verifier_amended:
            line.reject("key", f"审核人「{self.verifier}」修改过这一条登记，须由另一人审核；请换一位审核人。")
            return
        if self.verifier and not diff and stored.state != DutyRecord.State.VERIFIED:
            line.warn("title", f"已经登记，{stored.get_state_display()}；本次不改动，请在系统中审核。")
        line.settle(diff, Restatement(stored, fields))

    def _reject_taken(self, line, stored):
        """Refuse the number of another deputy's record; a liaison is not told whose it is."""
        if self.deputies.holds(stored.mandate):
            whose = f"是代表 {stored.mandate.number} 的登记；请核对登记号，或先作废原登记。"
        else:
            whose = "已被占用；请换一个登记号。"
        line.reject("key", f"登记号 {stored.key} {whose}")

    def _column_of(self, line, diff):
        return next(name for name, header in line.headers.items() if header == diff[0].column)

    def _changes(self, line, record, stored):
        fields = differences(line, stored, OWN_FIELDS)
        if record.kind.pk != stored.kind_id:
            fields["kind"] = record.kind
        same_session = record.session is None or record.session.pk == stored.session_id
        if not same_session:
            fields["session"] = record.session
        said = line.has("occurred_on")
        if said and (not stored.day_known or record.occurred_on != stored.occurred_on):
            fields |= {"occurred_on": record.occurred_on, "day_known": True}
        elif not said and not same_session and not stored.day_known:
            fields |= {"occurred_on": record.occurred_on, "day_known": False}
        return fields

    def _differences(self, line, stored, fields):
        seen = {name: value for name, value in fields.items() if name in (*OWN_FIELDS, "occurred_on")}
        diff = differences_of(line, stored, seen)
        for name in ("kind", "session"):
            if name in fields:
                diff.append(Difference(line.headers[name], str(getattr(stored, name) or ""), str(fields[name])))
        return diff

    def write(self, by, batch, verified_by):
        records = [line.plan.record for line in self.lines_that(State.NEW)]
        for record in records:
            record.import_batch = batch
        duties.record_many(by, records, verified_by)
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
