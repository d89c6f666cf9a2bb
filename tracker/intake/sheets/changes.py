"""The sheet of dated changes: moves between groups and units, new posts, ends of mandates."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...ledger import people
from ...models import ElectoralUnit, Event, Group, GroupMembership, Mandate, MandateUnit
from ..cleaners import Choice, Day, Text, name_key
from ..columns import Column
from ..lines import Line, State
from ..workbook import SAMPLE
from .desk import Desk, addressed
from .lookup import NUMBER_OR_NAME, Deputies, Groups, hint

GROUP, UNIT, WORK, END = "group", "unit", "work", "end"
KINDS = ((GROUP, "调整联系组"), (UNIT, "变更选举单位"), (WORK, "变更单位职务"), (END, "资格终止"))
PROFESSIONAL = "professional"  # no change moves it, but an end ends it
NO_REASON = "未注明"
REASON = 200
POST_NOTE = re.compile(rf"{dict(KINDS)[WORK]}：.*?；(\d{{4}}-\d\d-\d\d) 起(；|$)", re.DOTALL)


@dataclass(frozen=True)
class Spell:
    """Where a deputy has been since a day."""

    place: object
    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the deputy was there on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Move:
    """A change as a line gives it: to a place (group or unit), to a post, or out of office."""

    mandate: Mandate
    to: object


class Changes(Desk):
    """Dated changes, examined and written in the order of their days."""

    kind = "changes"
    label = "变动"
    columns = (
        *NUMBER_OR_NAME,
        Column("kind", "变动类型", Choice(KINDS), required=True, aliases=("类型",), width=16),
        Column(
            "day", "生效日期", Day(), required=True, aliases=("日期",), note="资格终止的填不再任职的第一天", width=13
        ),
        Column("old", "原", Text(200), aliases=("变动前",), note="可以空着；填了就与登记的核对", width=26),
        Column(
            "new", "现", Text(200), aliases=("变动后",), note="新的联系组、选举单位、单位职务，或终止原因", width=26
        ),
        Column("basis", "依据", Text(100), aliases=("文号",), width=30),
    )
    sample = {
        "number": SAMPLE,
        "name": "张三",
        "kind": "调整联系组",
        "day": date(2024, 5, 1),
        "old": "示例一组",
        "new": "示例二组",
        "basis": "示例〔2024〕1号",
    }
    prefilled = frozenset({"number", "name"})

    def look_up(self):
        self.lines = sorted(self.lines, key=lambda line: (line.get("day", date.max), line.row))
        self.deputies = Deputies(self.term, self.scope)
        self.units = {name_key(unit.name): unit for unit in ElectoralUnit.objects.filter(term=self.term)}
        self.groups = Groups(self.term)
        self.spells = defaultdict(list)
        memberships = GroupMembership.objects.filter(mandate__term=self.term)
        for row in memberships.order_by("starts_on", "pk").select_related("group"):
            kind = GROUP if row.group.kind == Group.Kind.LIAISON else PROFESSIONAL
            self.spells[row.mandate_id, kind].append(Spell(row.group, row.starts_on, row.ends_on))
        for row in MandateUnit.objects.filter(mandate__term=self.term).order_by("starts_on").select_related("unit"):
            self.spells[row.mandate_id, UNIT].append(Spell(row.unit, row.starts_on, row.ends_on))
        self.posts = {mandate.person_id: mandate.person.work for mandate in self.deputies.by_number.values()}
        self.ends = {mandate.pk: mandate.ends_on for mandate in self.deputies.by_number.values()}
        corrections = Event.objects.filter(subject="person", verb="correct").exclude(note="")
        self.told = set(corrections.values_list("object_id", "note"))
        self.post_days = defaultdict(lambda: date.min)
        for person, note in self.told:
            self._date_post(person, post_day(note))

    def examine(self, line):
        mandate, kind = self.deputies.find(line), line.get("kind")
        if kind in (GROUP, UNIT, WORK) and not line.has("new") and not line.failed("new"):
            line.reject("new", "必须填写，实际为空。")
        if line.errors:
            return
        what = f"代表 {mandate.number}、{dict(KINDS)[kind]}、{line.get('day')}"
        self.once(line, (mandate.pk, kind, line.get("day")), "kind", what)
        self.warn_outside_term(line, "day")
        verdicts = {GROUP: self._to_group, UNIT: self._to_unit, WORK: self._to_post, END: self._end}
        verdicts[kind](line, mandate)

    def _to_group(self, line, mandate):
        self._to_place(line, mandate, self.groups.find(line, "new", Group.Kind.LIAISON))

    def _to_unit(self, line, mandate):
        name = name_key(line.get("new"))
        unit = self.units.get(name)
        if unit is None:
            line.reject("new", f"本届没有选举单位「{name}」{hint(name, self.units)}；请按选举单位的正式名称填写。")
            return
        self._to_place(line, mandate, unit)

    def _to_place(self, line, mandate, place):
        spells, day = self.spells[mandate.pk, line.get("kind")], line.get("day")
        if any(spell.place == place and spell.starts_on == day for spell in spells):
            line.settle([], None)
            return
        before = next((spell for spell in spells if spell.holds(day - timedelta(days=1))), None)
        current = [spell for spell in spells if spell.holds(day)]
        self._check_tenure(line, mandate)
        self._check_old(line, before.place.name if before else "")
        self._check_current(line, current, place)
        if line.errors:
            return
        self.spells[mandate.pk, line.get("kind")] = moved(spells, current, Spell(place, day, self.ends[mandate.pk]))
        line.plan = Move(mandate, place)

    def _check_tenure(self, line, mandate):
        ended, day = self.ends[mandate.pk], line.get("day")
        if ended and day >= ended:
            line.reject("day", f"代表 {mandate.number} 的资格已于 {ended} 终止，{day} 起不能再变动。")
        elif day < mandate.starts_on:
            line.reject("day", f"生效日期 {day} 早于代表 {mandate.number} 的任职起 {mandate.starts_on}。")

    def _check_old(self, line, stored):
        old = line.get("old")
        if old and name_key(old) != name_key(stored):
            line.reject("old", f"原为「{stored or '空'}」，不是「{old}」；请核对后再导入。")

    def _check_current(self, line, current, place):
        """Refuse a move to where the deputy is on that day, or on the very day of another move."""
        if not current and line.get("kind") == UNIT and not line.failed("day"):
            line.reject("day", f"{line.get('day')} 没有所属选举单位的记录；请先核对任期。")
        for spell in current:
            if spell.place == place:
                line.reject("new", f"自 {spell.starts_on} 起已是「{place}」，无需变更；请核对生效日期。")
            elif line.get("day") <= spell.starts_on:
                line.reject("day", f"生效日期应晚于「{spell.place}」的起始日 {spell.starts_on}；请核对。")

    def _to_post(self, line, mandate):
        work = line.get("new")
        if (mandate.person_id, note_of(line)) in self.told or self.posts[mandate.person_id] == work:
            line.settle([], None)
            return
        since = self.post_days[mandate.person_id]
        if line.get("day") < since:
            line.warn("day", f"已有 {since} 起的单位职务变更，只保留最近的职务；这一条不改动。")
            line.settle([], None)
            return
        self._check_old(line, self.posts[mandate.person_id])
        self.posts[mandate.person_id] = work
        self._date_post(mandate.person_id, line.get("day"))
        line.plan = Move(mandate, work)

    def _date_post(self, person, day):
        self.post_days[person] = max(self.post_days[person], day)

    def _end(self, line, mandate):
        day, ended = line.get("day"), self.ends[mandate.pk]
        if ended == day:
            line.settle([], None)
            return
        if ended:
            line.reject("day", f"代表 {mandate.number} 的资格已于 {ended} 终止，与 {day} 不符；请在代表表中更正。")
            return
        spells = [spell for kind in (GROUP, PROFESSIONAL, UNIT) for spell in self.spells[mandate.pk, kind]]
        latest = max([mandate.starts_on, *(spell.starts_on for spell in spells)])
        if day <= latest:
            line.reject("day", f"生效日期应晚于 {latest}（任职或最近一次变动的日期），实际为 {day}。")
            return
        if len(reason_of(line)) > REASON:
            line.reject("new", f"终止原因和依据合计最多 {REASON} 字；请缩短。")
        if day > self.on:
            line.warn("day", f"{day} 尚未到来。")
        self.ends[mandate.pk] = day
        line.plan = Move(mandate, reason_of(line))

    def meant(self, line):
        return line.plan and line.plan.mandate.number

    def write(self, by, batch, verified_by):
        self.groups.make_new()
        for line in self.lines_that(State.NEW):
            with addressed(line):
                self._write(by, line)

    def _write(self, by, line):
        move, kind, day = line.plan, line.get("kind"), line.get("day")
        if kind == GROUP:
            people.move_group(by, move.mandate, move.to, day, note_of(line))
        elif kind == UNIT:
            people.move_unit(by, move.mandate, move.to, day, note_of(line))
        elif kind == WORK:
            people.correct_person(by, move.mandate.person, note_of(line), work=move.to)
        else:
            people.end(by, move.mandate, day, move.to)


def moved(spells: list[Spell], current: list[Spell], new: Spell) -> list[Spell]:
    """The spells when those of the day are cut and a new one lasts until they were to end."""
    later = [spell.starts_on for spell in spells if spell.starts_on > new.starts_on]
    until = current[-1].ends_on if current else min(later, default=new.ends_on)
    cut = [replace(spell, ends_on=new.starts_on) if spell in current else spell for spell in spells]
    return sorted([*cut, replace(new, ends_on=until)], key=lambda spell: spell.starts_on)


def reason_of(line: Line) -> str:
    """Why a mandate ends, and on what paper."""
    return "；".join(filter(None, (line.get("new"), line.get("basis")))) or NO_REASON


def post_day(note: str) -> date:
    """Since when a post is held, as the trail tells it; long ago when the note is about something else."""
    found = POST_NOTE.match(note)
    try:
        return date.fromisoformat(found[1]) if found else date.min
    except ValueError:  # a note that somebody wrote by hand
        return date.min


def note_of(line: Line) -> str:
    """What the trail keeps of a change, by which the same row is known again."""
    parts = [f"{dict(KINDS)[line.get('kind')]}：{line.get('new')}", f"{line.get('day')} 起", line.get("basis", "")]
    return "；".join(part for part in parts if part)
