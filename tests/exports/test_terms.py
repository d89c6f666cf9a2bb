"""The workbook of the deputies of all terms."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.exports import world
from tracker.exports import terms
from tracker.models import AssessmentPeriod, Body, Term
from tracker.scores.parts import judge_terms
from tracker.scores.periods import plan
from tracker.scores.totals import NoYear

pytestmark = pytest.mark.django_db
ON = date(2023, 11, 22)


@pytest.fixture
def book():
    """The small world and a district congress below it with one deputy, for whom no regulation was made."""
    city = world.build().body
    values = {"name": "万州区人民代表大会", "level": "district", "kind": "congress", "parent": city, "order": 1}
    body = Body.objects.create(code="wanzhou-congress", **values)
    told = {"code": "wanzhou-congress-19", "label": "万州区第十九届人大", "number": 19}
    term = Term.objects.create(body=body, starts_on=make.START, **told)
    AssessmentPeriod.objects.bulk_create(
        AssessmentPeriod(term=term, cycle=row.cycle, label=row.label, starts_on=row.starts_on, ends_on=row.ends_on)
        for row in plan(make.START, None)
    )
    make.deputy(term, "190001", list_position=1, at=make.unit(term, "示例街道"))
    out = BytesIO()
    terms.write(terms.gather(judge_terms(2023, ON), 2023, ON), out, made_on=ON)
    return openpyxl.load_workbook(out)


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_each_level_has_a_list_of_its_own_with_the_term_before_each_deputy(book):
    assert book.sheetnames == ["说明", "各届", "总表（市级）", "总表（区县级）"]
    city, district = book["总表（市级）"], book["总表（区县级）"]
    rows = [[cell.value for cell in row] for row in city.iter_rows(min_row=5, max_row=8)]
    assert {row[1] for row in rows} == {"重庆市第六届人民代表大会"}
    assert [row[3] for row in rows] == ["600001", "600002", "600004", "600003"]
    assert rows[1][8:12] == [353, 3, 2, "未达到"]
    (own,) = [row for row in district.iter_rows(values_only=True) if row[3] == "190001"]
    assert own[:2] == ("重庆市人民代表大会", "万州区第十九届人大")


def test_each_term_has_a_row_that_adds_up(book):
    rows = [row for row in book["各届"].iter_rows(values_only=True) if row[0] in ("市级", "区县级", "合计")]
    assert rows[0] == ("市级", None, "重庆市第六届人民代表大会", "341-311", 4, 2, 1, 1, 0, 0, 0)
    assert [row[4:] for row in rows[1:]] == [(1, 0, 0, 0, 0, 0, 1), (5, 2, 1, 1, 0, 0, 1)]


def test_the_notes_say_which_terms_and_which_regulations(book):
    found = texts(book["说明"])
    assert found[0] == "《各级人大代表2023年度履职情况汇总表》说明"
    assert "2023 年有考核周期的各届，共 2 届、5 名代表；逐届见“各届”表。" in found
    assert "1 届、4 名代表；适用：341-311。" in found and "1 届、1 名代表；适用：未设规定。" in found
    assert "审议发言" in found and terms.ELSEWHERE in found


def test_a_year_that_no_term_has_is_refused_with_those_there_are():
    world.build()
    with pytest.raises(NoYear, match="没有一届有 2031 年；已有：2023"):
        terms.gather(judge_terms(2031, ON), 2031, ON)
