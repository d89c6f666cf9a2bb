"""Verbs on persons, mandates and what is dated about them."""

from dataclasses import dataclass
from itertools import count, islice

from django.db import transaction
from django.db.models import Q

from ..models import Group, GroupMembership, Interruption, Mandate, MandateUnit, Person
from .errors import Refused
from .guards import need_reason, need_term
from .readings import learn, relearn
from .trail import FASTER, By, change, change_many, columns, create, create_many

OPEN_ENDED = ("unit_spells", "memberships")


@transaction.atomic
def register_person(by: By, number: str, name: str, **fields) -> Person:
    """Register a person under a number of their own; an empty number gets the next free one."""
    person = create(by, Person(number=number or next_person_number(), name=name, **fields), "register")
    learn([person])
    return person


def next_person_number() -> str:
    """The next free person number, P followed by digits."""
    return free_person_numbers(1)[0]


def free_person_numbers(amount: int, taken=()) -> list[str]:
    """The next free person numbers that are not ``taken`` by a caller's own plan."""
    last = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    used = {*taken, *Person.objects.filter(number__startswith="P").values_list("number", flat=True)}
    numbers = (f"P{serial:07d}" for serial in count(last + 1))
    return list(islice((number for number in numbers if number not in used), amount))


@transaction.atomic
def correct_person(by: By, person: Person, note="", **fields) -> Person:
    """Correct what is known of a person."""
    change(by, person, "correct", fields, note)
    if fields.keys() & {"name", "pinyin"}:
        relearn(person)
    return person


@transaction.atomic
def correct_persons(by: By, corrections: list[tuple[Person, dict]]):
    """Correct plain facts of many persons (not how they are called) that the caller has checked.

    A person who was corrected by somebody else since he or she was read is refused.
    """
    rows = Person.objects.select_for_update().order_by("pk")  # nobody corrects between the comparison and the writing
    now = rows.in_bulk([person.pk for person, _ in corrections])
    for person, _ in corrections:
        if any(getattr(now[person.pk], name) != getattr(person, name) for name in columns(Person)):
            raise Refused(f"{person.name}（人员编号 {person.number}）：{FASTER}")
    change_many(by, corrections, "correct")


@transaction.atomic
def elect(by: By, person, term, number, unit, starts_on, *, groups=(), **fields) -> Mandate:
    """Enter a mandate of a person in a term, with its electoral unit and groups from the first day."""
    need_term(term, unit, *groups)
    mandate = Mandate(person=person, term=term, number=number, starts_on=starts_on, **fields)
    create(by, mandate, "elect")
    ends_on = mandate.ends_on
    create(by, MandateUnit(mandate=mandate, unit=unit, starts_on=starts_on, ends_on=ends_on), "assign")
    for group in groups:
        create(by, GroupMembership(mandate=mandate, group=group, starts_on=starts_on, ends_on=ends_on), "join")
    return mandate


@dataclass(frozen=True)
class Election:
    """A mandate to be entered (its person saved or not), with its unit and groups from the first day."""

    mandate: Mandate
    unit: object
    groups: tuple[Group, ...] = ()


@transaction.atomic
def elect_many(by: By, elections: list[Election]) -> list[Mandate]:
    """Enter many mandates that the caller has checked, and the persons among them that are new."""
    for item in elections:
        need_term(item.mandate.term, item.unit, *item.groups)
    learn(create_many(by, [item.mandate.person for item in elections if item.mandate.person.pk is None], "register"))
    for item in elections:
        item.mandate.person = item.mandate.person
    create_many(by, [item.mandate for item in elections], "elect")
    create_many(by, [MandateUnit(unit=item.unit, **_span(item.mandate)) for item in elections], "assign")
    joined = [(item.mandate, group) for item in elections for group in item.groups]
    create_many(by, [GroupMembership(group=group, **_span(mandate)) for mandate, group in joined], "join")
    return [item.mandate for item in elections]


def _span(mandate) -> dict:
    return {"mandate": mandate, "starts_on": mandate.starts_on, "ends_on": mandate.ends_on}


@transaction.atomic
def correct_mandate(by: By, mandate: Mandate, note="", **fields) -> Mandate:
    """Correct what is known of a mandate; a corrected first or last day moves the spells that share it."""
    old = {"starts_on": mandate.starts_on, "ends_on": mandate.ends_on}
    _need_room(mandate, **{edge: fields.get(edge, day) for edge, day in old.items()})
    change(by, mandate, "correct", fields, note)
    for edge, day in old.items():
        if getattr(mandate, edge) != day:
            _move_edge(by, mandate, edge, day, note)
    return mandate


def _need_room(mandate, starts_on, ends_on):
    """Refuse days of a mandate that would turn one of its spells round or leave it outside."""
    if ends_on and ends_on <= starts_on:
        return
    for name in OPEN_ENDED:
        for spell in getattr(mandate, name).all():
            first = starts_on if spell.starts_on == mandate.starts_on else spell.starts_on
            until = ends_on if spell.ends_on == mandate.ends_on else spell.ends_on
            outside = first < starts_on or (ends_on and (until is None or until > ends_on))
            if outside or (until and first >= until):
                span = f"{starts_on} 至 {ends_on or '今'}"
                moved = spell.starts_on if spell.starts_on != mandate.starts_on else spell.ends_on or spell.starts_on
                raise Refused(
                    f"代表 {mandate.number} 在 {moved} 有选举单位或组的变更，与任期 {span} 不合，请先核对变更日期。"
                )


def _move_edge(by, mandate, edge, day, note):
    for name in OPEN_ENDED:
        for spell in getattr(mandate, name).filter(**{edge: day}):
            change(by, spell, "correct", {edge: getattr(mandate, edge)}, note)


@transaction.atomic
def end(by: By, mandate: Mandate, on, reason: str) -> Mandate:
    """End a mandate: ``on`` is the first day out of office."""
    if mandate.ends_on is not None:
        raise Refused(f"代表 {mandate.number} 的资格已于 {mandate.ends_on} 终止；如日期有误，请更正。")
    need_reason(reason, "代表资格终止")
    _need_room(mandate, mandate.starts_on, on)
    change(by, mandate, "end", {"ends_on": on, "end_reason": reason}, reason)
    for name in OPEN_ENDED:
        for spell in getattr(mandate, name).filter(ends_on=None):
            change(by, spell, "end", {"ends_on": on}, reason)
    return mandate


@transaction.atomic
def reinstate(by: By, mandate: Mandate, reason: str) -> Mandate:
    """Take back an end that was entered wrongly; the spells that ended that day go on."""
    if mandate.ends_on is None:
        raise Refused(f"代表 {mandate.number} 的资格没有终止，无需恢复。")
    need_reason(reason, "恢复代表资格")
    old_end = mandate.ends_on
    change(by, mandate, "reinstate", {"ends_on": None, "end_reason": ""}, reason)
    for name in OPEN_ENDED:
        for spell in getattr(mandate, name).filter(ends_on=old_end):
            change(by, spell, "reinstate", {"ends_on": None}, reason)
    return mandate


@transaction.atomic
def move_unit(by: By, mandate: Mandate, unit, on, note="") -> MandateUnit:
    """Move a mandate to another electoral unit from a day on, until the spell of that day would have ended."""
    need_term(mandate.term, unit)
    _inside(mandate, on)
    spell = _holding(mandate.unit_spells, on).first()
    if spell is None:
        raise Refused(f"代表 {mandate.number} 在 {on} 没有所属选举单位的记录，请先核对任期。")
    if spell.unit_id == unit.pk:
        raise Refused(f"代表 {mandate.number} 在 {on} 已属于{unit}，无需变更。")
    until = _cut(by, spell, on, note)
    return create(by, MandateUnit(mandate=mandate, unit=unit, starts_on=on, ends_on=until), "move", note)


@transaction.atomic
def move_group(by: By, mandate: Mandate, group: Group, on, note="") -> GroupMembership:
    """Move a mandate to another group of the same kind from a day on; without one it simply joins."""
    need_term(mandate.term, group)
    _inside(mandate, on)
    of_kind = mandate.memberships.filter(group__kind=group.kind)
    later = of_kind.filter(starts_on__gt=on).order_by("starts_on").first()
    until = later.starts_on if later else mandate.ends_on
    for membership in _holding(of_kind, on):
        if membership.group_id == group.pk:
            raise Refused(f"代表 {mandate.number} 在 {on} 已在{group}，无需变更。")
        until = _cut(by, membership, on, note)
    return create(by, GroupMembership(mandate=mandate, group=group, starts_on=on, ends_on=until), "move", note)


def _holding(spells, on):
    return spells.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


def _cut(by, spell, on, note):
    """End a spell on a day; until when it was to last."""
    if on <= spell.starts_on:
        raise Refused(f"生效日期 {on} 应晚于现有记录的起始日 {spell.starts_on}。")
    until = spell.ends_on
    change(by, spell, "end", {"ends_on": on}, note)
    return until


def correct_unit(by: By, mandate: Mandate, unit, note="") -> MandateUnit:
    """Correct the electoral unit of the latest spell; a move of a known day is ``move_unit``."""
    need_term(mandate.term, unit)
    return change(by, mandate.unit_spells.latest("starts_on"), "correct", {"unit": unit}, note)


def correct_group(by: By, mandate: Mandate, group: Group, note="") -> GroupMembership:
    """Correct the latest group of a kind, or enter it from the first day; a move of a known day is ``move_group``."""
    need_term(mandate.term, group)
    membership = mandate.memberships.filter(group__kind=group.kind).order_by("starts_on", "pk").last()
    if membership is None:
        return create(by, GroupMembership(group=group, **_span(mandate)), "join", note)
    return change(by, membership, "correct", {"group": group}, note)


def _inside(mandate, on):
    if on < mandate.starts_on or (mandate.ends_on and on >= mandate.ends_on):
        raise Refused(f"生效日期 {on} 不在代表 {mandate.number} 的任期内。")


def interrupt(by: By, mandate, kind: str, starts_on, ends_on=None, **fields) -> Interruption:
    """Enter a leave, a release or a suspension."""
    row = Interruption(mandate=mandate, kind=kind, starts_on=starts_on, ends_on=ends_on, **fields)
    return create(by, row, "interrupt")


def amend_interruption(by: By, interruption: Interruption, note="", **fields) -> Interruption:
    """Change the days or the approval of an interruption."""
    if interruption.is_void:
        raise Refused("这一条已作废，不能再改；请重新登记。")
    return change(by, interruption, "amend", fields, note)


def void_interruption(by: By, interruption: Interruption, reason: str) -> Interruption:
    """Void an interruption that was entered wrongly; the row stays."""
    need_reason(reason, "作废")
    if interruption.is_void:
        raise Refused("这一条已经作废。")
    return change(by, interruption, "void", {"is_void": True}, reason)
