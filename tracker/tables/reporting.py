"""The words of the board 报送情况, the texts that press, and the records behind a number."""

from collections.abc import Iterable
from datetime import date

import django_tables2 as tables
from django.urls import reverse
from django.utils.dateformat import format as format_day
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import DutyRecord
from ..scores.months import MISSING, NOTHING_ASKED, REPORTED, RETURNED, STATUSES, ZERO, Board, Cell
from .base import Table

STATUS_LABELS = {REPORTED: _("已报"), ZERO: _("零报告"), MISSING: _("未报"), RETURNED: _("退回")}
STATUS_CLASSES = {REPORTED: "met", ZERO: "none", MISSING: "short", RETURNED: "unknown"}
RUNNING_LABEL = _("进行中")
STATUS_MEANINGS = {
    RETURNED: _("该月有登记退回修改，还没有重新提交或者重新登记；不论另有多少条登记，先列为退回。"),
    REPORTED: _("该月有已经提交的登记，待审核、已审核的都算；草稿和作废的不算。"),
    ZERO: _(
        "该月没有这样的登记，联络员或人代工委已报告没有需要登记的履职；以后有了登记，自动改列已报，注明曾作零报告。"
    ),
    MISSING: _("该月没有这样的登记，也没有零报告；该月没有结束的注明“进行中”，不算逾期，也不催报。"),
    NOTHING_ASKED: _("该月还没有开始，或者不在本届之内，或者该组当月没有在任的代表，不需要报送。"),
}
BLANK_LABEL = _("空白")
COUNTED = _(
    "登记按发生日期计入当月，截至日以后发生的不计；只计非会期的类别（审议发言、出席会议等另行登记），"
    "参加、请假、未参加的都计。代表当天在哪个联系组，就算哪个组的。"
)
NUMBERS = _(
    "“条”为已提交的登记和退回未重报的登记，“人”为这些登记涉及的代表；“待审核”是其中等待审核的，“退回”是其中退回的。"
)
AS_NOW = _("截至日决定看到哪一天为止的月份和登记；登记的审核、退回、作废和零报告以现在台账所载为准。")


def status_label(cell: Cell) -> str:
    """The word of a cell; empty for a blank one."""
    return str(STATUS_LABELS.get(cell.status, ""))


def status_class(cell: Cell) -> str:
    """The colour of a cell's word; a month that still runs is not late."""
    return "running" if cell.is_running else STATUS_CLASSES.get(cell.status, "")


def total_of(cell: Cell) -> int:
    """How many records stand behind a cell."""
    return cell.numbers.live + cell.numbers.returned


def details(cell: Cell) -> list[str]:
    """What stands under the word of a cell: the numbers that are not zero, and what must be known of it."""
    numbers, said = cell.numbers, []
    if total_of(cell):
        said.append(gettext("%(n)s 条 %(persons)s 人") % {"n": total_of(cell), "persons": numbers.persons})
    if numbers.waiting:
        said.append(gettext("待审核 %(n)s") % {"n": numbers.waiting})
    if numbers.returned:
        said.append(gettext("退回 %(n)s") % {"n": numbers.returned})
    if cell.is_running:
        said.append(str(RUNNING_LABEL))
    if cell.has_zero and cell.status not in (ZERO, NOTHING_ASKED):
        said.append(gettext("曾作零报告"))
    return said


def total_rows(board: Board) -> list[tuple[str, list]]:
    """(label, number of groups in each month) of each status, and of all groups that are asked, which is their sum.

    A month that has not begun has no number.
    """
    columns = [[board.totals[month][status] for status in STATUSES] for month in board.months]
    begun = [month <= board.on for month in board.months]
    numbers = [
        [*column, sum(column)] if has_begun else [""] * (len(STATUSES) + 1)
        for column, has_begun in zip(columns, begun, strict=True)
    ]
    labels = [*(str(STATUS_LABELS[status]) for status in STATUSES), gettext("应报")]
    return list(zip(labels, map(list, zip(*numbers, strict=True)), strict=False))


def months_text(cells: Iterable[Cell], on: date) -> str:
    """Months as a sentence lists them, in their order; years are named where they are not all that of the day."""
    by_year: dict[int, list[str]] = {}
    for cell in cells:
        by_year.setdefault(cell.month.year, []).append(format_day(cell.month, gettext("n 月")))
    if list(by_year) == [on.year]:
        return gettext("、").join(by_year[on.year])
    said = gettext("%(year)s 年 %(months)s")
    named = [said % {"year": year, "months": gettext("、").join(months)} for year, months in by_year.items()]
    return gettext("，").join(named)


class RecordTable(Table):
    """The records behind a cell; ``links`` leads to the duty files and the records."""

    occurred_on = tables.Column(_("日期"), attrs={"td": {"class": "day"}})
    number = tables.Column(_("编号"), accessor="mandate__number")
    name = tables.Column(_("姓名"), accessor="mandate__person__name", attrs={"td": {"class": "nowrap"}})
    kind = tables.Column(_("类别"))
    title = tables.Column(_("名称"))
    attendance = tables.Column(_("参加情况"))
    state = tables.Column(_("状态"), attrs={"td": {"class": "nowrap"}})

    def __init__(self, rows, *, links=False, **kwargs):
        self.links = links
        super().__init__(rows, **kwargs)

    def render_occurred_on(self, value):
        return value.isoformat()

    def render_name(self, record, value):
        page = reverse("duty-file", args=[record.term.code, record.mandate.number]) if self.links else ""
        return format_html('<a href="{}">{}</a>', page, value) if page else value

    def render_title(self, record, value):
        page = reverse("record", args=[record.pk]) if self.links else ""
        return format_html('<a href="{}">{}</a>', page, value) if page else value

    def render_state(self, record, value):
        if record.state != DutyRecord.State.RETURNED:
            return value
        return format_html('<span class="tag unknown">{}</span> <small>{}</small>', value, record.why or "")
