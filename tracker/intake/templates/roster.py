"""The deputies of a group on a template: a row for each, or a sheet to copy names from."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from ...ledger import Refused
from ...models import Group, Mandate, MandateUnit, Term
from ..cells import put
from ..cleaners import name_key
from ..sheets import Desk
from ..sheets.lookup import hint
from ..workbook import ROSTER
from . import paper

TITLE = ROSTER
HEADS = ("序号", "代表编号", "姓名", "选举单位", "工作单位及职务")
WIDTHS = (7, 14, 16, 16, 76)
COPY = "全部姓名：复制右边这一格，\n粘贴到“参加代表”，再删去没有参加的人"


def group_of(term: Term, name: str) -> Group:
    """The group of a term by name; a liaison group goes before a professional one."""
    groups = {name_key(row.name): row for row in Group.objects.filter(term=term).order_by("-kind", "order")}
    if name_key(name) not in groups:
        raise Refused(f"{term.label}没有组「{name}」{hint(name_key(name), groups)}；请核对组名，或先导入代表。")
    return groups[name_key(name)]


def members(group: Group, on: date) -> list[Mandate]:
    """The deputies of a group who serve on a day, in official order."""
    return list(Mandate.objects.serving(on).of_group(group, on).select_related("person").listed())


def fill(sheet, desk: type[Desk], mandates: Iterable[Mandate], first: int):
    """A row for each deputy with number and name, from a row on, the other cells to be filled in."""
    for row, mandate in enumerate(mandates, first):
        values = {"number": mandate.number, "name": mandate.person.name}
        for position, column in enumerate(desk.columns, 1):
            cell = sheet.cell(row, position)
            if column.name in desk.prefilled:
                put(cell, values[column.name])
            paper.as_entry(cell)
            cell.number_format = column.clean.number_format
        sheet.row_dimensions[row].height = paper.ROW


def write(sheet, group: Group, mandates: list[Mandate], on: date):
    """The sheet of a group's deputies: all names in one cell to be copied, and below it who they are."""
    put(sheet["A1"], f"{group.name}代表（{on} 在任，共 {len(mandates)} 名）").font = paper.font(14, bold=True)
    _all_names(sheet, mandates)
    for position, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True), 1):
        paper.as_head(put(sheet.cell(4, position), head))
        sheet.column_dimensions[get_column_letter(position)].width = width
    units = _units(mandates, on)
    for number, mandate in enumerate(mandates, 1):
        unit, work = units.get(mandate.pk, ""), mandate.person.work
        values = (number, mandate.number, mandate.person.name, unit, work)
        for position, value in enumerate(values, 1):
            paper.as_entry(put(sheet.cell(4 + number, position), value))
        paper.fit(sheet, 4 + number, [(work, WIDTHS[-1])])
    sheet.freeze_panes = "A5"
    paper.print_on_a4(sheet, f"{group.term.label}　{group.name}", repeated="4:4")


def _all_names(sheet, mandates):
    """One cell that is not merged with others, so that it can be pasted into one."""
    text = "、".join(names_of(mandates))
    sheet.merge_cells("A2:D2")
    put(sheet["A2"], COPY).font = paper.font(color=paper.GREY)
    sheet["A2"].alignment = Alignment(vertical="center", horizontal="right", wrap_text=True)
    paper.as_entry(put(sheet["E2"], text))
    paper.fit(sheet, 2, [(text, WIDTHS[-1] - 2), (COPY, sum(WIDTHS[:-1]))])


def names_of(mandates: list[Mandate]) -> list[str]:
    """The names as the import knows them: with the number where another deputy of the term bears the same."""
    term = Mandate.objects.filter(term__in={mandate.term_id for mandate in mandates})
    bearers = Counter(name_key(name) for name in term.values_list("person__name", flat=True))
    return [
        mandate.person.name
        if bearers[name_key(mandate.person.name)] == 1
        else f"{mandate.person.name}（{mandate.number}）"
        for mandate in mandates
    ]


def _units(mandates, on) -> dict[int, str]:
    """The electoral unit of each mandate on a day, by the mandate's key."""
    spells = MandateUnit.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), mandate__in=mandates, starts_on__lte=on)
    return dict(spells.values_list("mandate", "unit__name"))
