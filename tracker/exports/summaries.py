"""The sheet 汇总: the six outcomes counted by requirement, electoral unit and group, with a chart."""

from collections import Counter
from collections.abc import Callable, Iterable

from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, OUTCOMES, RUNNING, SHORT, UNKNOWN
from ..scores.summary import Judgement, Standing
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS
from .workbook import Form, Sheet, Workbook

CYCLES = ("year", "term")
WIDTHS = [30, 9] + [10] * 12
CHART_ROWS, ROW_HEIGHT = 23, 20
CHART_PLACES = ((0, 4), (6, 18))
NOWHERE = (0, "未编入")
FILLS = {
    MET: {"fill": {"color": "#1F7A4D"}},
    RUNNING: {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#855800", "bg_color": "#FFFFFF"}},
    SHORT: {"fill": {"color": "#4A0F0B"}},
    UNKNOWN: {"pattern": {"pattern": "small_grid", "fg_color": "#5B4B8A", "bg_color": "#FFFFFF"}},
    EXEMPT: {"pattern": {"pattern": "narrow_horizontal", "fg_color": "#586070", "bg_color": "#FFFFFF"}},
    NOT_APPLICABLE: {"fill": {"color": "#FFFFFF"}},
}


class Tally:
    """The six outcomes of a term's deputies, counted part by part."""

    def __init__(self):
        self.number = 0
        self.overall: Counter = Counter()
        self.requirements: Counter = Counter()
        self.places = [Places(title, places_of) for title, places_of in PLACES]

    def take(self, judgement: Judgement):
        """Count the deputies of a part."""
        rows, code = judgement.standings, judgement.leading_code
        self.number += len(rows)
        for cycle in CYCLES:
            self.overall.update((cycle, row.outcome(code, cycle)) for row in rows)
        self.requirements.update((name, found.outcome) for row in rows for name, found in row.findings.items())
        for places in self.places:
            places.take(rows, code)

    def overall_in(self, cycle: str) -> list[int]:
        """The six numbers of the leading regulation in a cycle."""
        return [self.overall[cycle, outcome] for outcome in OUTCOMES]

    def requirement(self, code: str) -> list[int]:
        """The six numbers of one requirement."""
        return [self.requirements[code, outcome] for outcome in OUTCOMES]


class Places:
    """Outcomes by the places of one kind; a deputy in several counts in each, one in none counts as nowhere."""

    def __init__(self, title: str, places_of: Callable[[Standing], list[tuple[int, str]]]):
        self.title, self._places_of, self._known = title, places_of, set()
        self._found: dict[str, Counter] = {cycle: Counter() for cycle in CYCLES}

    def take(self, rows: Iterable[Standing], code: str):
        """Count the deputies of a part."""
        for row in rows:
            places = self._places_of(row) or [NOWHERE]
            self._known.update(places)
            for cycle, found in self._found.items():
                outcome = row.outcome(code, cycle)
                found.update((name, outcome) for _, name in places)

    @property
    def is_known(self) -> bool:
        """Whether anybody is anywhere."""
        return bool(self._known - {NOWHERE})

    def table(self) -> list[tuple[str, list[int], list[int]]]:
        """(place, the six numbers of the year, those of the term) in official order."""
        names = [name for _, name in sorted(self._known - {NOWHERE})] + [NOWHERE[1]] * (NOWHERE in self._known)
        return [
            (name, *([found[name, outcome] for outcome in OUTCOMES] for found in self._found.values()))
            for name in names
        ]


def summarise(book: Workbook, judgement: Judgement, tally: Tally, form: Form):
    """Write the sheet 汇总 of what was counted; ``judgement`` says by which rules."""
    sheet = book.sheet("汇总", WIDTHS)
    sheet.top(form)
    sheet.heads(_heads(), freeze=1)
    _by_requirement(sheet, judgement, tally)
    found = [places for places in tally.places if places.is_known]
    for places in found:
        if places is found[-1]:
            sheet.break_page()
        _by_place(sheet, places, tally)
    sheet.foot(form)


def _heads():
    alone = [("", "分类"), ("", "人数")]
    return alone + [(CYCLE_LABELS[cycle], OUTCOME_LABELS[outcome]) for cycle in CYCLES for outcome in OUTCOMES]


def _by_requirement(sheet, judgement, tally):
    sheet.section("一、按要求")
    blocks = {cycle: _requirement_rows(judgement, tally, cycle) for cycle in CYCLES}
    begin = sheet.row
    sheet.rows([row for cycle in CYCLES for row in blocks[cycle]])
    for number, cycle in enumerate(CYCLES):
        if blocks[cycle]:
            _chart(sheet, cycle, begin, len(blocks[cycle]), number)
        begin += len(blocks[cycle])
    for _ in range(CHART_ROWS):
        sheet.page.set_row(sheet.row, ROW_HEIGHT)
        sheet.row += 1
    sheet.break_page()


def _requirement_rows(judgement, tally, cycle) -> list[list]:
    asked = judgement.asked(cycle)
    if not asked:
        return []
    rows = [(f"{CYCLE_LABELS[cycle]}总体（{judgement.leading.label}）", tally.overall_in(cycle))]
    rows += [(item.label, tally.requirement(item.code)) for item, _ in asked]
    return [[name, sum(found), *_in_columns(cycle, found)] for name, found in rows]


def _in_columns(cycle, numbers) -> list:
    return numbers + [""] * 6 if cycle == "year" else [""] * 6 + numbers


def _chart(sheet: Sheet, cycle, first, count, number):
    chart = sheet.book.file.add_chart({"type": "bar", "subtype": "stacked"})
    name, last, left = sheet.page.get_name(), first + count - 1, 2 + 6 * CYCLES.index(cycle)
    for offset, outcome in enumerate(OUTCOMES):
        column = left + offset
        chart.add_series(
            {
                "name": OUTCOME_LABELS[outcome],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "border": {"color": "#404040", "width": 0.75},
                "gap": 60,
                **FILLS[outcome],
            }
        )
    font = {"name": "宋体", "size": 10}
    chart.set_title({"name": f"{CYCLE_LABELS[cycle]}各项要求的结果（人数）", "name_font": {**font, "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_x_axis({"min": 0, "num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 560, "height": CHART_ROWS * ROW_HEIGHT * 4 // 3 - 20})
    column, offset = CHART_PLACES[number]
    sheet.page.insert_chart(sheet.row, column, chart, {"x_offset": offset, "y_offset": 8})


def _by_place(sheet, places: Places, tally: Tally):
    sheet.section(places.title)
    sheet.rows([[name, sum(year), *year, *term] for name, year, term in places.table()])
    sheet.rows([["合计", tally.number, *(n for cycle in CYCLES for n in tally.overall_in(cycle))]], "total")


def _unit(row: Standing) -> list[tuple[int, str]]:
    return [(row.unit.order, row.unit.name)] if row.unit else []


def _groups(kind: str) -> Callable[[Standing], list[tuple[int, str]]]:
    return lambda row: [(group.order, group.name) for group in row.groups if group.kind == kind]


PLACES = (
    ("二、按选举单位", _unit),
    ("三、按联系组", _groups("liaison")),
    ("四、按专业组（参加几个组的，各组都计；合计按人）", _groups("professional")),
)
