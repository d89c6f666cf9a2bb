"""The workbook of who has reported (报送情况): what it says, groups and months, and who has not."""

from dataclasses import dataclass, replace
from datetime import date

from ..models import Event, Group, Term, User
from ..scores.months import NOTHING_ASKED, Board, Cell
from ..tables import reporting as words
from ..tables.words import day_text
from .workbook import Form, Workbook

NOTES_WIDTHS = [14, 30, 30, 30, 30]
GROUP, MONTH = 27, 13
MISSING_HEADS = ("序号", "联系组", "未报的月份", "退回未重报的月份", "联络员", "联系电话", "催报情况")
MISSING_WIDTHS = [5, 20, 26, 22, 16, 20, 24]
MARKS = {"未报": {"bold": True, "bg_color": "#DDA59F"}, "退回": {"bold": True, "bg_color": "#CFC7E6"}}
RUNNING = {"bg_color": "#F8ECCB"}


@dataclass(frozen=True)
class Report:
    """A board of some groups with their liaisons; ``scope`` names the groups where these are not all of the term."""

    term: Term
    groups: list[Group]
    board: Board
    liaisons: dict[int, list[User]]
    scope: str = ""

    @property
    def title(self) -> str:
        """The title, from the term's label, the year and whether it covers only some groups."""
        some = "（部分联系组）" if self.scope else ""
        return f"{self.term.label}联系组{self.board.year}年履职登记报送情况{some}"

    @property
    def day(self) -> str:
        """The day as of which everything is said, as people write it."""
        return day_text(self.board.on)


def write(report: Report, out, *, made_on: date):
    """Write the workbook to a path or a stream: 说明, 报送情况 (one page wide), 未报."""
    form = Form(report.title, made_on, units="组、条、人", scope=report.scope)
    with Workbook(out, form.title, made_on) as book:
        _explain(book, report, form)
        _board(book, report, form)
        _missing(book, report, form.part("（未报）", _missing_notes(report)))


def _explain(book, report, form):
    own = replace(form, title=f"《{form.title}》说明", scope="")
    sheet = book.sheet("说明", NOTES_WIDTHS)
    sheet.top(own)
    for name, value in _scope(report):
        sheet.pair(name, value)
    sheet.section("四种情况，从上到下，先合的先列")
    labels = {**words.STATUS_LABELS, NOTHING_ASKED: words.BLANK_LABEL}
    for status, meaning in words.STATUS_MEANINGS.items():
        sheet.pair(str(labels[status]), str(meaning))
    sheet.section("数字")
    for name, value in (("计入", words.COUNTED), ("数字", words.NUMBERS), ("合计", TOTALS)):
        sheet.pair(name, str(value))
    sheet.foot(own)


TOTALS = "每月各种情况的组数相加等于应报的组数；空白的组不在其中。"


def _scope(report):
    head = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    number = f"{len(report.groups)} 个联系组，按公布的次序排列，不作排名。"
    yield "范围", "\n".join(part for part in (f"{report.term.label}（{report.term.body}）", report.scope) if part)
    yield "联系组", number
    yield "月份", f"{report.board.year}年在本届之内的各月。"
    yield "截至日", f"{report.day}。{words.AS_NOW}"
    yield "账本", f"至第 {head} 号操作记录。" if head else "尚无操作记录。"


def _board(book, report, form):
    months = report.board.months
    sheet = book.sheet("报送情况", [5, GROUP] + [MONTH] * len(months))
    sheet.top(replace(form, notes=_board_notes(report)))
    sheet.heads([("", head) for head in ("序号", "联系组", *(f"{month.month}月" for month in months))], freeze=2)
    first = sheet.row
    sheet.rows([[number, group.name, *_cells(report, group)] for number, group in enumerate(report.groups, start=1)])
    if report.groups:
        _mark(book, sheet, first, len(months))
    for label, numbers in words.total_rows(report.board):
        sheet.rows([["", f"{label}（组）", *numbers]], "total")
    sheet.foot(replace(form, notes=_board_notes(report)))


def _cells(report, group) -> list[str]:
    return [_text(cell) for cell in report.board.rows[group.pk]]


def _text(cell: Cell) -> str:
    """The word and what comes first on one line, what else must be known on a second."""
    label, said = words.status_label(cell), [line.replace(" ", "") for line in words.details(cell)]
    return "\n".join(filter(None, (" ".join((label, *said[:1])), "，".join(said[1:]))))


def _mark(book, sheet, first, columns):
    """Late and returned months are filled, beside their word; a month that still runs is light."""
    area = (first, 2, sheet.row - 1, columns + 1)
    rules = [(str(words.RUNNING_LABEL), "containing", RUNNING)]
    rules += [(word, "begins with", style) for word, style in MARKS.items()]
    for word, criteria, style in rules:
        rule = {"type": "text", "criteria": criteria, "value": word, "format": book.file.add_format(style)}
        sheet.page.conditional_format(*area, rule | {"stop_if_true": True})


def _board_notes(report) -> tuple[str, ...]:
    lines = f"注：截至 {report.day}。{words.NUMBERS}空白为不需报送；注明“进行中”的月份没有结束，不算逾期。"
    return lines, "各种情况的含义见「说明」；未报的联系组和联络员见「未报」。"


def _missing(book, report, form):
    rows = [line for group in report.groups if (line := _missing_row(report, group))]
    sheet = book.sheet("未报", MISSING_WIDTHS)
    sheet.top(form)
    numbered = [[number, *line] for number, line in enumerate(rows, start=1)]
    sheet.table([("", head) for head in MISSING_HEADS], numbered, freeze=2)
    if not rows:
        sheet.section(f"截至 {report.day}，已结束的各月没有未报的联系组。")
    sheet.foot(form)


def _missing_row(report, group) -> list | None:
    board, users = report.board, report.liaisons.get(group.pk, [])
    if not board.owes(group.pk):
        return None
    due, to_mend = board.due(group.pk), board.to_mend(group.pk)
    names, telephones = [str(user) for user in users], [user.telephone or "未登记" for user in users]
    late = [words.months_text(cells, board.on) for cells in (due, to_mend)]
    return [group.name, *late, "\n".join(names) or "未指定", "\n".join(telephones), ""]


def _missing_notes(report) -> tuple[str, ...]:
    return (
        f"注：截至 {report.day}，列出已结束的月份中未报、或者退回后没有重新提交的联系组；没有结束的月份不列。",
        "“催报情况”由人代工委填写。",
    )
