"""The official list of the deputies serving on a day: by electoral unit in official order, names with their marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...models import MandateUnit, Term
from ...rules.calendar import chinese_day
from ..workbook import Form, Workbook, fit
from . import names
from .words import sayer

WITHOUT = "未编入选举单位"
HEADS = ("序号", "选举单位", "名单用名", "姓名", "性别", "民族", "代表编号", "名单序号")
IN_ORDER = "选举单位按公布的次序，单位内按名单序号排列。"
BY_NUMBER = "选举单位按公布的次序；单位内按名单序号排列，没有名单序号的按代表编号排在最后。"


@dataclass(frozen=True)
class Member:
    """One deputy of the list: the name as the list writes it, and what stands in the workbook."""

    official: str
    name: str
    gender: str
    nationality: str
    number: str
    position: int | None


@dataclass(frozen=True)
class Unit:
    """The deputies of one electoral unit."""

    name: str
    heading: str
    members: tuple[Member, ...]

    @property
    def lines(self) -> list[str]:
        """The names as lines of text."""
        return list(names.lines(member.official for member in self.members))


@dataclass(frozen=True)
class Roster:
    """The list of a term, or of a part of it; ``heads`` are those of the workbook."""

    title: str
    subtitle: str
    units: tuple[Unit, ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    count: int


def roster(term: Term, mandates, on: date, scope: str = "") -> Roster:
    """The list of some mandates (a queryset of one term) serving on a day; ``scope`` says which part it is."""
    say = sayer(term)
    rows = _placed(mandates, on)
    members = [
        (place, _member(row)) for row, place in sorted(rows, key=lambda pair: (pair[1] is None, _order(pair[1])))
    ]
    units = tuple(
        _unit(say, place, [member for _, member in found]) for place, found in groupby(members, lambda m: m[0])
    )
    positioned = all(member.position is not None for _, member in members)
    women = sum(member.gender == "女" for _, member in members)
    minority = sum(names.is_minority(member.nationality) for _, member in members)
    return Roster(
        f"{term.label}{say('代表')}名单{f'（{scope}）' if scope else ''}",
        f"（截至{chinese_day(on)}，共{len(members)}名，其中女{women}名、少数民族{minority}名）",
        units,
        (say(IN_ORDER if positioned else BY_NUMBER),),
        tuple(say(head) for head in HEADS),
        len(members),
    )


def _placed(mandates, on) -> list[tuple]:
    """The mandates serving on a day in the published order, each with its electoral unit of that day."""
    rows = list(mandates.serving(on).listed().select_related("person"))
    held = MandateUnit.objects.filter(mandate__in=[row.pk for row in rows], starts_on__lte=on).select_related("unit")
    units = {
        spell.mandate_id: spell.unit
        for spell in held.order_by("starts_on")
        if spell.ends_on is None or spell.ends_on > on
    }
    return [(row, units.get(row.pk)) for row in rows]


def _order(unit) -> tuple:
    return (unit.order, unit.name) if unit else ()


def _member(row) -> Member:
    person = row.person
    written = names.official(person.name, person.gender, person.nationality)
    return Member(written, person.name, person.gender, person.nationality, row.number, row.list_position)


def _unit(say, place, members) -> Unit:
    name = place.name if place else say(WITHOUT)
    return Unit(name, f"{name}（{len(members)}名）", tuple(members))


def workbook(found: Roster, out, *, made_on: date):
    """The list as a workbook: a deputy a row, the count of each electoral unit on a sheet of its own."""
    form = Form(found.title, made_on, (found.subtitle, *found.notes), "名")
    with Workbook(out, found.title, made_on) as book:
        _table(book, form, "名单", found.heads, list(_rows(found.units)), ["合计", "", f"{found.count} 名"])
        counts = [[number, unit.name, len(unit.members)] for number, unit in enumerate(found.units, start=1)]
        _table(
            book,
            form.part("（人数）", form.notes),
            "人数",
            ("序号", found.heads[1], "人数"),
            counts,
            ["合计", "", found.count],
        )


def _rows(units: Iterable[Unit]):
    members = [(unit.name, member) for unit in units for member in unit.members]
    for number, (unit, row) in enumerate(members, start=1):
        yield [number, unit, row.official, row.name, row.gender, row.nationality, row.number, row.position]


def _table(book, form, name, heads, rows, total):
    heads = [("", head) for head in heads]
    sheet = book.sheet(name, fit(heads, rows, widest=30))
    sheet.top(form)
    sheet.table(heads, rows, freeze=1, total=total + [""] * (len(heads) - len(total)))
    sheet.foot(form)
