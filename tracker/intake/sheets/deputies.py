"""The sheet of deputies: who holds a mandate of the term, elected where, in which groups."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ...ledger import people
from ...models import ElectoralUnit, Group, GroupMembership, Mandate, MandateUnit, Person
from ..cleaners import Code, Day, Month, Name, Text, Whole, YesNo, name_key
from ..columns import Column
from ..lines import Difference, State
from ..workbook import SAMPLE
from .desk import Desk, addressed, differences, differences_of
from .lookup import Groups, hint, names_of, one_each

DETAILS = ("gender", "nationality", "born", "party", "work", "telephone")
OF_MANDATE = ("list_position", "category", "starts_on", "by_election", "re_elected", "is_grassroots")
GROUPS = {"liaison": Group.Kind.LIAISON, "professional": Group.Kind.PROFESSIONAL}
NO_REASON = "未注明"


@dataclass(frozen=True)
class Entry:
    """A deputy who is new to the term; the person may be known from another one."""

    mandate: Mandate
    unit: ElectoralUnit
    groups: tuple[Group, ...]
    details: dict[str, object]


@dataclass(frozen=True)
class Correction:
    """What a line would correct of a deputy who is known."""

    mandate: Mandate
    details: dict[str, object]
    fields: dict[str, object]
    end: dict[str, object]
    unit: ElectoralUnit | None
    groups: list[Group]

    @property
    def is_plain(self) -> bool:
        """Whether only facts about the person change, but not the name; many such lines are written at once."""
        return not (self.fields or self.end or self.unit or self.groups or "name" in self.details)


@dataclass
class Standing:
    """Where a known mandate has stood: all its spells, the last one being the current."""

    units: list[MandateUnit] = field(default_factory=list)
    memberships: list[GroupMembership] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[GroupMembership]:
        return [membership for membership in self.memberships if membership.group.kind == kind]


class Deputies(Desk):
    """Deputies by number; a known one is corrected, dated moves come by the sheet of changes."""

    kind = "deputies"
    label = "代表"
    columns = (
        Column("number", "代表编号", Code(), required=True, aliases=("代表号",)),
        Column("name", "姓名", Name(), required=True, aliases=("代表姓名",), width=12),
        Column("gender", "性别", Text(4), width=8),
        Column("nationality", "民族", Text(20), width=10),
        Column("born", "出生年月", Month(), aliases=("出生日期",), width=12),
        Column("party", "政治面貌", Text(30)),
        Column("work", "工作单位及职务", Text(200), aliases=("单位及职务", "工作单位和职务", "单位职务"), width=34),
        Column("telephone", "手机", Code(30), aliases=("手机号", "手机号码", "联系电话"), width=15),
        Column("unit", "选举单位", Name(), required=True, aliases=("原选举单位",), note="须是本届已有的选举单位"),
        Column("liaison", "联系组", Name(), note="本届没有的将新建", width=20),
        Column("professional", "专业组", Name(), note="本届没有的将新建", width=20),
        Column("category", "代表类别", Text(40)),
        Column("is_grassroots", "基层代表", YesNo(), aliases=("是否基层代表",), note="新代表不填为否", width=11),
        Column("re_elected", "是否连任", YesNo(), aliases=("连任",), width=11),
        Column("list_position", "名单序号", Whole(), note="公布名单中的顺序", width=11),
        Column("person", "人员编号", Code(), note="跨届识别同一人；新人空着，系统自动编号"),
        Column("by_election", "当选方式", YesNo("补选", "换届"), note="新代表不填为换届", width=11),
        Column("starts_on", "任职起", Day(), required=True, aliases=("任职开始", "任职日期"), width=13),
        Column("ends_on", "任职止", Day(), aliases=("任职结束",), note="不再任职的第一天；在任的空着", width=13),
        Column("end_reason", "代表资格终止原因", Text(200), aliases=("终止原因",), width=20),
    )
    sample = {
        "number": SAMPLE,
        "name": "张三",
        "gender": "男",
        "nationality": "汉族",
        "born": "1975-08",
        "party": "群众",
        "work": "示例小学教师",
        "unit": "示例区",
        "liaison": "示例区联系组",
        "professional": "示例专业组",
        "is_grassroots": "是",
        "re_elected": "否",
        "list_position": 1,
        "by_election": "换届",
        "starts_on": date(2024, 5, 1),
    }

    @classmethod
    def options(cls, term):
        return {
            "unit": list(ElectoralUnit.objects.filter(term=term).values_list("name", flat=True)),
            "liaison": names_of(term, Group.Kind.LIAISON),
            "professional": names_of(term, Group.Kind.PROFESSIONAL),
        }

    def look_up(self):
        mandates = Mandate.objects.filter(term=self.term).select_related("person")
        self.known = {mandate.number: mandate for mandate in mandates}
        self.units = {name_key(unit.name): unit for unit in ElectoralUnit.objects.filter(term=self.term)}
        self.groups = Groups(self.term)
        numbers = {line.get("person") for line in self.lines if line.has("person")}
        self.persons = Person.objects.in_bulk(numbers, field_name="number")
        one_each({person.pk: person for person in self.persons.values()}, self.known.values())
        self.holders = {mandate.person_id: mandate for mandate in self.known.values()}
        later = Mandate.objects.filter(term__body=self.term.body_id, term__starts_on__gt=self.term.starts_on)
        self.gone_on = set(later.values_list("person", flat=True))
        self._look_up_standings()

    def _look_up_standings(self):
        self.standings = {mandate.pk: Standing() for mandate in self.known.values()}
        for spell in MandateUnit.objects.filter(mandate__term=self.term).order_by("starts_on").select_related("unit"):
            self.standings[spell.mandate_id].units.append(spell)
        memberships = GroupMembership.objects.filter(mandate__term=self.term)
        for membership in memberships.order_by("starts_on", "pk").select_related("group"):
            self.standings[membership.mandate_id].memberships.append(membership)

    def examine(self, line):
        unit = self._unit(line)
        groups = [self.groups.find(line, column, kind) for column, kind in GROUPS.items()]
        self._check_days(line)
        if line.has("number"):
            self.once(line, line.get("number"), "number", f"代表编号 {line.get('number')}")
        if line.has("person"):
            self.once(line, ("person", line.get("person")), "person", f"人员编号 {line.get('person')}")
        mandate = self.known.get(line.get("number"))
        if mandate is None:
            self._examine_new(line, unit, groups)
        else:
            self._examine_known(line, mandate, unit, groups)

    def _unit(self, line):
        name = line.get("unit")
        unit = self.units.get(name)
        if name and unit is None:
            line.reject("unit", f"本届没有选举单位「{name}」{hint(name, self.units)}；请按选举单位的正式名称填写。")
        return unit

    def _check_days(self, line):
        if line.has("starts_on") and line.has("ends_on") and line.get("ends_on") <= line.get("starts_on"):
            line.reject("ends_on", f"任职止须晚于任职起 {line.get('starts_on')}，实际为 {line.get('ends_on')}。")
        self.warn_outside_term(line, "starts_on", "ends_on")
        self.warn_future_end(line)
        if line.has("end_reason") and not line.has("ends_on"):
            line.warn("end_reason", "填写了终止原因，但没有填任职止。")

    def _examine_new(self, line, unit, groups):
        person = self.persons.get(line.get("person"))
        if person:
            self._check_person(line, person)
        if line.errors:
            return
        details = self._details(line, person) if person else {}
        line.plan = Entry(self._mandate(line, person), unit, tuple(filter(None, groups)), details)

    def _check_person(self, line, person):
        if line.has("name") and name_key(person.name) != line.get("name"):
            line.reject("person", f"人员编号 {person.number} 是「{person.name}」，不是「{line.get('name')}」；请核对。")
        held = self.holders.get(person.pk)
        if held:
            line.warn("person", f"此人在本届已有代表编号 {held.number}。")

    def _mandate(self, line, person):
        values = {name: line.get(name) for name in (*OF_MANDATE, "ends_on", "end_reason") if line.has(name)}
        if person is None:
            known = {name: line.get(name) for name in ("name", *DETAILS) if line.has(name)}
            person = Person(number=line.get("person", ""), **known)
        return Mandate(term=self.term, person=person, number=line.get("number"), **values)

    def _details(self, line, person):
        """What the line would change of the person; an older term's sheet changes the name at most."""
        values = differences(line, person, () if person.pk in self.gone_on else DETAILS)
        if line.has("name") and line.get("name") != name_key(person.name):
            line.warn("name", f"代表 {line.get('number')} 的姓名由「{person.name}」改为「{line.get('name')}」。")
            values["name"] = line.get("name")
        return values

    def _examine_known(self, line, mandate, unit, groups):
        person, standing = mandate.person, self.standings[mandate.pk]
        if line.has("person") and line.get("person") != person.number:
            line.reject("person", f"代表 {mandate.number} 的人员编号是 {person.number}，不能改；请核对代表编号。")
        details, fields = self._details(line, person), differences(line, mandate, OF_MANDATE)
        end = differences(line, mandate, ("ends_on", "end_reason"))
        self._check_spells(line, mandate, standing)
        if line.errors:
            return
        moved = unit if self._is_new_place(unit, [spell.unit for spell in standing.units]) else None
        joined = [group for group in groups if group and self._is_new_group(group, standing)]
        diff = differences_of(line, person, details) + differences_of(line, mandate, fields | end)
        diff += self._moves(line, standing, moved, joined)
        line.settle(diff, Correction(mandate, details, fields, end, moved, joined))

    def _check_spells(self, line, mandate, standing):
        """Refuse days that would turn a spell round."""
        spells = standing.units + standing.memberships
        starts_on, ends_on = line.get("starts_on"), line.get("ends_on", mandate.ends_on)
        firsts = [spell.ends_on for spell in spells if spell.ends_on and spell.starts_on == mandate.starts_on]
        if starts_on and min([*firsts, ends_on or date.max]) <= starts_on and not line.failed("ends_on"):
            line.reject("starts_on", f"任职起 {starts_on} 晚于已登记的变动或终止；请先核对这位代表的变动。")
        current = [spell for spell in spells if spell.ends_on == mandate.ends_on]
        latest = max((spell.starts_on for spell in current), default=date.min)
        if line.has("ends_on") and line.get("ends_on") <= latest and not line.errors:
            line.reject("ends_on", f"任职止须晚于 {latest} 起的组别或选举单位；请先核对这位代表的变动。")

    def _is_new_place(self, place, places):
        """A place the deputy has had says nothing new: the sheet tells where a deputy was elected, moves are dated."""
        return place is not None and place not in places

    def _is_new_group(self, group, standing):
        return self._is_new_place(group, [membership.group for membership in standing.of_kind(group.kind)])

    def _moves(self, line, standing, unit, groups):
        moves = []
        if unit:
            moves.append(Difference(line.headers["unit"], str(standing.units[-1].unit), unit.name))
        for group in groups:
            had = standing.of_kind(group.kind)
            moves.append(Difference(line.headers[group.kind], str(had[-1].group) if had else "", group.name))
        return moves

    def compare(self):
        """Warn of a unit with more deputies than seats."""
        units = {pk: standing.units[-1].unit for pk, standing in self.standings.items() if standing.units}
        held = Counter(units[m.pk].pk for m in self.known.values() if m.pk in units and self._serves(m.ends_on))
        named = {}
        for line in self.lines:
            if isinstance(line.plan, Entry) and self._serves(line.get("ends_on")):
                held[line.plan.unit.pk] += 1
                named[line.plan.unit] = line
        for unit, line in named.items():
            if unit.seats and held[unit.pk] > unit.seats:
                line.warn("unit", f"{unit}将有代表 {held[unit.pk]} 名，名额是 {unit.seats} 名。")

    def _serves(self, ends_on):
        return ends_on is None or ends_on > self.on

    def write(self, by, batch, verified_by):
        self.groups.make_new()
        entries = [line.plan for line in self.lines_that(State.NEW)]
        self._number_persons([entry.mandate.person for entry in entries])
        people.elect_many(by, [people.Election(entry.mandate, entry.unit, entry.groups) for entry in entries])
        for line in self.lines_that(State.NEW):
            if line.plan.details:
                with addressed(line):
                    people.correct_person(by, line.plan.mandate.person, **line.plan.details)
        self._correct(by)

    def _correct(self, by):
        changed = list(self.lines_that(State.CHANGED))
        plain = [line.plan for line in changed if line.plan.is_plain]
        people.correct_persons(by, [(plan.mandate.person, plan.details) for plan in plain])
        for line in changed:
            if not line.plan.is_plain:
                with addressed(line):
                    correct(by, line.plan)

    def _number_persons(self, persons):
        unnumbered = [person for person in persons if not person.number]
        taken = {person.number for person in persons}
        for person, number in zip(unnumbered, people.free_person_numbers(len(unnumbered), taken), strict=True):
            person.number = number


def correct(by, plan: Correction):
    """Bring a known deputy to what the sheet says."""
    people.correct_person(by, plan.mandate.person, **plan.details)
    people.correct_mandate(by, plan.mandate, **plan.fields)
    if "ends_on" in plan.end:
        reason = plan.end.get("end_reason") or plan.mandate.end_reason or NO_REASON
        if plan.mandate.ends_on:
            people.reinstate(by, plan.mandate, reason)
        people.end(by, plan.mandate, plan.end["ends_on"], reason)
    elif plan.end:
        people.correct_mandate(by, plan.mandate, **plan.end)
    if plan.unit:
        people.correct_unit(by, plan.mandate, plan.unit)
    for group in plan.groups:
        people.correct_group(by, plan.mandate, group)
