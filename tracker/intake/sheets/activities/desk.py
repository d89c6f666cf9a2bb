"""The desk of activities: a row each, whose cells of names make a roll of duty records."""

from collections import Counter

from ....ledger import Refused, duties, guards
from ....ledger.bulk import chunks
from ....ledger.verifying import amended_by, verify_many
from ....models import Activity, DutyRecord, Term
from ...lines import State
from ..desk import OVERTAKEN, Desk, addressed
from ..lookup import Deputies, Kinds, chinese, not_yours
from . import roll
from .columns import COLUMNS, FIXED, SAMPLE, draft_of
from .odd import Oddities
from .roster import Roster
from .stored import CHUNK, Shelf

ATTENDANCE = chinese(DutyRecord.Attendance)
WAITING = (DutyRecord.State.DRAFT, DutyRecord.State.SUBMITTED)
SAME = "类别、名称、日期起、组织单位都相同"


class Activities(Desk):
    """Activities by their number, or by what they say, with the roll of who took part, was excused or missing."""

    kind = "activities"
    label = "履职活动"
    for_liaisons = True
    is_verified = True
    columns = COLUMNS
    sample = SAMPLE

    @classmethod
    def options(cls, term):
        return {"kind": Kinds.labels()}

    def prepare(self):
        self.deputies = Deputies(self.term, self.scope, self.chosen)
        self.roster, self.kinds = Roster(self.deputies), Kinds()

    def take(self, line):
        kind, called = self.kinds.find(line), self.roster.call(line)
        starts_on, last_on = line.get("starts_on"), line.get("last_on")
        if starts_on and last_on and last_on < starts_on:
            line.reject("last_on", f"早于日期起 {starts_on}，实际为 {last_on}；请核对。")
        for mandate, how in called.items() if starts_on else ():
            if not self.deputies.answers_for(mandate, starts_on):
                line.reject(how, not_yours(mandate, starts_on))
        line.plan = None if line.errors else draft_of(line, kind, called)
        self.lines.append(line)

    def look_up(self):
        drafts = [line.plan for line in self.lines if line.plan]
        self.shelf = Shelf(self.term, drafts)
        self.odd = Oddities(self, self.roster, drafts)

    def examine(self, line):
        draft = line.plan
        if draft is None:
            return
        held = self._held(line, draft)
        self._once(line, draft, held)
        self.odd.warn(line, draft, held)
        if held is None:
            line.plan = roll.new_activity(line, draft, self.term)
        else:
            self._compare(line, draft, held)
        self._guard_verifier(line)
        line.reading = "名单", _counted(draft.called.values())

    def _once(self, line, draft, held):
        """Refuse an activity that an earlier line of the file is about, and a number that one has."""
        what = f"活动号 {draft.number}" if draft.number else SAME
        keys = [held.activity.pk if held else draft.number or draft.content, draft.number]
        again = next((key for key in keys if key and self.first.setdefault(key, line) is not line), None)
        if again:
            self.once(line, again, "number" if draft.number else "title", what)

    def _held(self, line, draft):
        """The stored activity a row is about; refused where only a number could tell which."""
        found = self.shelf.find(draft, self.first)
        if len(found) < 2:
            return found[0] if found else None
        numbers = "、".join(held.activity.number for held in found)
        line.reject("number", f"有 {len(found)} 场活动的{SAME}（{numbers}）；请填活动号。")
        return found[0]

    def _compare(self, line, draft, held):
        day = draft.content.starts_on
        plan = roll.plan_of(line, draft, held, lambda one: self.deputies.answers_for(one, day), self.roster)
        diff = roll.diff_of(line, plan, held, self.roster)
        self._guard_content(line, plan, held)
        roll.refuse_verified(line, plan, held, self.roster)
        line.settle(diff, plan)
        waiting = [one for one in held.live.values() if one.state in WAITING and one.pk not in _moved(plan)]
        if self.verifier and waiting:
            line.warn("attended", f"名单上已有 {len(waiting)} 条登记待审核；本次不改动，请在系统中审核。")

    def _guard_content(self, line, plan, held):
        """Refuse new values that the ledger, or the rule for liaisons, keeps as they are."""
        fields = plan.fields
        fixed = [name for name in FIXED if name in fields]
        if fields and not self._owns(held):
            self._reject_anothers(line, held, fields, fixed)
        elif fixed and held.live:
            message = "活动已有名单，类别、名称、日期起和组织单位不能再改；请先将名单上的登记作废，或另填一个活动号。"
            line.reject(fixed[0], message)
        last_on = line.get("last_on", held.activity.last_on)
        if last_on and last_on < plan.draft.content.starts_on:
            line.reject("last_on", f"已登记的日期止 {last_on} 早于日期起；请填写日期止。")

    def _owns(self, held):
        """Whether the roll is all of deputies of whom the row may speak: a liaison's own activity."""
        roll, day = held.live or held.dead, held.activity.starts_on
        return self.scope is None or bool(roll and all(self.scope.covers(pk, day) for pk in roll))

    def _reject_anothers(self, line, held, fields, fixed):
        """Refuse a liaison's new values of an activity that is not the own group's; what it is, is not told."""
        if fixed:
            line.reject("number", f"活动号 {held.activity.number} 已用于另一场活动；请核对活动号。")
            return
        headers = "".join(f"「{line.headers[name]}」" for name in fields)
        message = f"这场活动不只是您联系组的，{headers}与已登记的不同；请让这几格空着，或交代表工作机构修改。"
        line.reject(next(iter(fields)), message)

    def _guard_verifier(self, line):
        """Refuse what the verifier named for the import may not verify."""
        plan = line.plan
        for mandate, how in plan.draft.called.items():
            if mandate.person_id in self.verifiers_own and mandate in {*plan.joins, *plan.restated}:
                line.reject(how, f"审核人不能审核本人的履职（代表 {mandate.number}）；请换一位审核人。")

    def compare(self):
        """Fetch the records that will be restated or voided, and refuse those that somebody has moved on."""
        changed = [line for line in self.lines_that(State.CHANGED) if not line.errors]
        self.records = {}
        for pks in chunks((pk for line in changed for pk in _moved(line.plan)), CHUNK):
            rows = DutyRecord.objects.filter(pk__in=pks, state__in=WAITING).select_related("kind", "session", "mandate")
            self.records.update({row.pk: row for row in rows})
        amended = amended_by(self.verifier, list(self.records)) if self.verifier else set()
        for line in changed:
            if amended & set(line.plan.restated.values()):
                message = f"审核人「{self.verifier}」修改过名单上的登记，须由另一人审核；请换一位审核人。"
                line.reject("attended", message)
            if _moved(line.plan) - self.records.keys():
                line.refuse(OVERTAKEN)

    def meant(self, line):
        plan = line.plan
        return plan.activity.pk, [(mandate.number, str(how)) for mandate, how in plan.draft.called.items()]

    def write(self, by, batch, verified_by):
        new, changed = self.lines_that(State.NEW), self.lines_that(State.CHANGED)
        Term.objects.select_for_update(no_key=True).get(pk=self.term.pk)  # one import of a term after the other
        if self.shelf.overtaken([line.plan.draft for line in new]):
            raise Refused(OVERTAKEN)
        guards.hold_many([line.plan.activity for line in changed])
        self._hold(by, [line.plan.activity for line in new], batch)
        restated = [row for line in changed for row in self._amend(by, line, batch)]
        duties.record_many(by, [row for line in new + changed for row in _entries(line.plan, batch)], verified_by)
        if verified_by:
            verify_many(verified_by, restated)

    @staticmethod
    def _hold(by, activities: list[Activity], batch):
        for activity in activities:
            activity.import_batch = batch
        duties.hold_activities(by, activities)

    def _amend(self, by, line, batch) -> list[DutyRecord]:
        """Write what a changed row says of stored rows; the records that are stated otherwise now."""
        plan = line.plan
        with addressed(line):
            if plan.fields:
                duties.amend_activity(by, plan.activity, **plan.fields)
            for pk in plan.voided:
                duties.void(
                    by, self.records[pk], f"导入的名单中已没有这位代表（{batch.file_name}，第 {line.row} 行）。"
                )
            restated = plan.restated.items()
            return [self._restate(by, self.records[pk], plan.draft.called[mandate]) for mandate, pk in restated]

    def _restate(self, by, record, how):
        row = duties.restate(by, record, attendance=how)
        return duties.submit(by, row) if self.verifier and row.state == DutyRecord.State.DRAFT else row


def _counted(attendance) -> str:
    """How many of a roll attend, are excused or missing."""
    counts = Counter(attendance)
    return "，".join(f"{label} {counts[how]} 名" for how, label in ATTENDANCE if counts[how])


def _moved(plan) -> set[int]:
    """The keys of the records that will be restated or voided."""
    return {*plan.restated.values(), *plan.voided}


def _entries(plan, batch) -> list[DutyRecord]:
    """The records that join the roll of a stored activity."""
    return [duties.roll_entry(plan.activity, mandate, how, batch) for mandate, how in plan.joins.items()]
