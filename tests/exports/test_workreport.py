"""The workbook of the work report: each number is found again on its sheet, by the filter that is stated."""

from datetime import date
from io import BytesIO

import pytest

from tests import make
from tests.exports.recount import Book
from tests.scores.indicators import world
from tracker.exports import workreport
from tracker.exports.workreport.where import Condition, Where
from tracker.ledger import figures
from tracker.models import Body, Indicator, ReportedFigure, SourceDocument, Wording
from tracker.scores.indicators.report import report

pytestmark = pytest.mark.django_db
SHEETS = ["说明", "指标", "活动分类", "与公布数对照", "活动明细", "全国人大代表", "参加登记", "代表", "联系组专业组"]
SHEETS += ["议案建议", "承办件"]
MADE_ON = date(2024, 3, 1)


@pytest.fixture
def made(db):
    return report(world.year(world.build(), world.LATER, 2024))


@pytest.fixture
def full(db):
    return report(world.year(world.build()))


def written(found, limit=workreport.ROW_LIMIT):
    out = BytesIO()
    workreport.write(found, out, made_on=MADE_ON, limit=limit)
    return Book(out)


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def stated(book):
    """The cells of the sheet 指标 by the label of each indicator."""
    rows = [[cell.value for cell in row] for row in book["指标"].iter_rows()]
    return {row[1]: row for row in rows if isinstance(row[0], int)}


def same(cell, value):
    """Whether a cell holds a number of the report: a percentage as a share of one, nothing for nothing."""
    return cell in (None, "—") if value is None else cell == pytest.approx(float(value), abs=1e-9)


def test_every_sheet_is_there_and_printed_with_its_head(full, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        book = written(full).book
    assert book.sheetnames == SHEETS
    assert book["指标"]["A1"].value == "重庆市第六届人民代表大会常务委员会代表工作统计（2023年）·指标"
    for sheet in book:
        assert sheet.page_setup.paperSize == 9 and sheet.print_title_rows.startswith("$1:")


@pytest.mark.parametrize("limit", [workreport.ROW_LIMIT, 0])
def test_every_number_is_that_of_the_rows_which_its_filter_leaves(full, limit):
    book, guide = written(full, limit), workreport.paper(full, MADE_ON, limit).guide
    assert guide.is_long == (limit == 0)
    rows, cells = {}, stated(book.book)
    for line in full.lines:
        where = guide.where(line.asked)
        rows[line.indicator.code] = book.number(where)
        share = 100 if line.is_rate else 1
        cell = cells[line.indicator.label]
        assert cell[-1] == str(where) and same(cell[2], line.value if line.value is None else line.value / share)
    assert rows == {line.indicator.code: line.value for line in full.lines}


def test_the_year_before_and_the_change_stand_beside(made):
    rows = stated(written(made).book)
    assert rows[world.line(made, "working_suggestions").indicator.label][2:6:2] == [None, None]
    coverage = world.line(made, "training_coverage")
    assert rows[coverage.indicator.label][5] == f"{coverage.change:+f}\n个百分点"
    heads = [cell.value for cell in written(made).book["指标"][3]]
    assert heads[4:6] == ["2023年同期", "增减"]


def test_too_many_records_are_said_and_not_cut(full):
    said = texts(written(full, 3).book["参加登记"])
    assert any("超过 3 条，不在这里逐条列出" in text for text in said)


def test_a_reported_number_stands_verbatim_beside_the_count_of_the_same_days(full):
    _reported("suggestions_received", "7", "件", "收到建议7件")
    _reported("activities_held", "6300", "次", "活动6300余次", qualifier="余")
    _reported("deputies_serving", "4", "件", "代表4件")
    rows = [[cell.value for cell in row] for row in written(full).book["与公布数对照"].iter_rows()]
    found = {row[5]: row[2:5] for row in rows if row[5]}
    assert found["“收到建议7件”"] == ["7件", "7件", "相符"]
    assert found["“活动6300余次”"][::2] == ["6300余次", "不符：账本少 6299 次"]
    assert found["“代表4件”"][2] == "不可比：单位不是同一类数"


def _reported(code, value, unit, quote, **more):
    document, _ = SourceDocument.objects.get_or_create(code="report", defaults={"title": "工作报告", "publisher": "办"})
    about = {"starts_on": date(2023, 1, 1), "last_on": date(2023, 12, 31), "precision": "year"}
    told = {"value": value, "unit": unit, "quote": quote, "body_name": "示例市人大常委会", **about, **more}
    row = Indicator.objects.get(code=code)
    body = Body.objects.get(code="chongqing-congress")
    figure = ReportedFigure(
        code=f"F-{code}", indicator=row, label=row.label, body=body, scope=row.scope, document=document, **told
    )
    figures.report_figure(make.by(), figure)


def test_a_committee_of_the_consultative_conference_reads_its_own_words(full):
    term = full.span.term
    Body.objects.filter(pk=term.body_id).update(kind="cppcc")
    term.refresh_from_db()
    pairs = {"deputy": ("代表", "委员"), "suggestion": ("建议", "提案"), "liaison_group": ("联系组", "委员小组")}
    pairs |= {"duty_report": ("述职", "提交履职报告")}
    Wording.objects.bulk_create(
        Wording(body_kind=kind, key=key, text=text)
        for key, words in pairs.items()
        for kind, text in zip(("congress", "cppcc"), words, strict=True)
    )
    term.body.refresh_from_db()
    found = report(world.spans.year_of(term, 2023, world.ON))
    book, paper = written(found), workreport.paper(found, MADE_ON)
    assert book.book.sheetnames[7] == "委员" and "委员工作统计（2023年）" in book.book["指标"]["A1"].value
    for line in found.lines:
        assert book.number(said(paper.guide.where(line.asked), paper.say)) == line.value


def said(where, say):
    """A filter in other words."""
    of = where.of and _said(where.of, say)
    return Where(say(where.sheet), _said(where.conditions, say), of, say(where.summed))


def _said(conditions, say):
    return tuple(Condition(say(each.head), tuple(map(say, each.values))) for each in conditions)
