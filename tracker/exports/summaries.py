"""The sheet 汇总: the six outcomes counted by requirement, electoral unit and group, with a chart."""

from collections.abc import Iterable

from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, OUTCOMES, RUNNING, SHORT, UNKNOWN
from ..scores.summary import Judgement, Standing, count_overall, count_requirement
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS
from .pivots import outcomes_by
from .workbook import Form, Sheet, Workbook

CYCLES = ("year", "term")
WIDTHS = [30, 9] + [10] * 12
CHART_ROWS, ROW_HEIGHT = 23, 20
CHART_PLACES = ((0, 4), (6, 18))
NOWHERE = "未编入"
FILLS = {
    MET: {"fill": {"color": "#1F7A4D"}},
    RUNNING: {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#855800", "bg_color": "#FFFFFF"}},
    SHORT: {"fill": {"color": "#4A0F0B"}},
    UNKNOWN: {"pattern": {"pattern": "small_grid", "fg_color": "#5B4B8A", "bg_color": "#FFFFFF"}},
    EXEMPT: {"pattern": {"pattern": "narrow_horizontal", "fg_color": "#586070", "bg_color": "#FFFFFF"}},
    NOT_APPLICABLE: {"fill": {"color": "#FFFFFF"}},
}


def summarise(book: Workbook, judgement: Judgement, form: Form):
    """Write the sheet 汇总."""
    sheet = book.sheet("汇总", WIDTHS)
    sheet.top(form)
    sheet.heads(_heads(), freeze=1)
    _by_requirement(sheet, judgement)
    found = [(title, places_of) for title, places_of in _places(judgement) if any(places_of.values())]
    for title, places_of in found:
        if (title, places_of) == found[-1]:
            sheet.break_page()
        _by_place(sheet, judgement, title, places_of)
    sheet.foot(form)


def _heads():
    alone = [("", "分类"), ("", "人数")]
    return alone + [(CYCLE_LABELS[cycle], OUTCOME_LABELS[outcome]) for cycle in CYCLES for outcome in OUTCOMES]


def _by_requirement(sheet, judgement):
    sheet.section("一、按要求")
    blocks = {cycle: _requirement_rows(judgement, cycle) for cycle in CYCLES}
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


def _requirement_rows(judgement, cycle) -> list[list]:
    asked = judgement.asked(cycle)
    if not asked:
        return []
    overall = count_overall(judgement.standings, judgement.leading_code, cycle)
    rows = [(f"{CYCLE_LABELS[cycle]}总体（{judgement.leading.label}）", overall)]
    rows += [(item.label, count_requirement(judgement.standings, item.code)) for item, _ in asked]
    return [[name, sum(found.values()), *_in_columns(cycle, list(found.values()))] for name, found in rows]


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


def _places(judgement):
    rows = judgement.standings
    yield "二、按选举单位", {row.mandate.pk: _unit(row) for row in rows}
    yield "三、按联系组", {row.mandate.pk: _groups(row, "liaison") for row in rows}
    yield (
        "四、按专业组（参加几个组的，各组都计；合计按人）",
        {row.mandate.pk: _groups(row, "professional") for row in rows},
    )


def _unit(row: Standing) -> list[tuple]:
    return [(row.unit.order, row.unit.name)] if row.unit else []


def _groups(row: Standing, kind: str) -> list[tuple]:
    return [(group.order, group.name) for group in row.groups if group.kind == kind]


def _by_place(sheet, judgement, title, places_of):
    places = [name for _, name in sorted({place for found in places_of.values() for place in found})]
    if not all(places_of.values()):
        places.append(NOWHERE)
    by_cycle = [_count(judgement, places_of, places, cycle) for cycle in CYCLES]
    sheet.section(title)
    sheet.rows([[place, sum(by_cycle[0][place]), *by_cycle[0][place], *by_cycle[1][place]] for place in places])
    sheet.rows([_total_row(judgement)], "total")


def _count(judgement, places_of, places, cycle) -> dict[str, list[int]]:
    return outcomes_by(_pairs(judgement, places_of, cycle), places)


def _pairs(judgement, places_of, cycle) -> Iterable[tuple[str, str]]:
    for row in judgement.standings:
        outcome = row.outcome(judgement.leading_code, cycle)
        for _, name in places_of[row.mandate.pk] or [(0, NOWHERE)]:
            yield name, outcome


def _total_row(judgement) -> list:
    code = judgement.leading_code
    numbers = [n for cycle in CYCLES for n in count_overall(judgement.standings, code, cycle).values()]
    return ["合计", len(judgement.standings), *numbers]
