"""The official list of names."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.exports import world
from tests.exports.word import reading
from tracker.exports.word import names, roster, roster_workbook
from tracker.ledger import people
from tracker.models import ElectoralUnit, Mandate, Person

ON = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (("张三", "男", "汉族"), "张　三"),
        (("张三", "女", "汉族"), "张　三（女）"),
        (("向示例", "女", "土家族"), "向示例（女，土家族）"),
        (("示例·热合曼", "男", "维吾尔族"), "示例·热合曼（维吾尔族）"),
        (("𠮷三", "", ""), "𠮷　三"),
        (("Al", "男", ""), "Al"),
    ],
)
def test_a_name_is_written_as_official_lists_do(person, written):
    assert names.official(*person) == written


def test_no_line_has_more_than_six_names_or_breaks_one():
    long = "向示例（女，土家族）"
    assert list(names.lines(["张　三"] * 8)) == ["　　".join(["张　三"] * 6), "张　三　　张　三"]
    assert list(names.lines([long] * 4)) == ["　　".join([long] * 3), long]


def listed(term, on=ON):
    return roster(term, Mandate.objects.filter(term=term), on)


@pytest.mark.django_db
def test_the_list_is_by_unit_in_official_order_with_its_counts():
    term = world.build()
    Person.objects.filter(mandates__number="600002").update(name="张三", gender="女", nationality="苗族")
    ElectoralUnit.objects.filter(term=term, name="黔江区").update(order=0)
    lines = reading.listed(listed(term))
    assert lines[:2] == ["重庆市第六届人民代表大会代表名单", "（截至2024年3月1日，共4名，其中女1名、少数民族1名）"]
    assert lines[2:4] == ["黔江区（1名）", "示例代表003"]
    assert lines[4:6] == ["万州区（3名）", "示例代表001　　张　三（女，苗族）　　示例代表004"]
    assert lines[6].endswith("没有名单序号的按代表编号排在最后。")


@pytest.mark.django_db
def test_the_list_has_who_serves_on_the_day_in_the_unit_of_that_day():
    term = world.build()
    first, second = term.mandates.get(number="600001"), term.mandates.get(number="600002")
    people.end(make.by(), first, date(2023, 12, 1), "辞职")
    people.move_unit(make.by(), second, make.unit(term, "黔江区", 2), date(2024, 2, 1))
    found = listed(term)
    assert [unit.heading for unit in found.units] == ["万州区（1名）", "黔江区（2名）"]
    assert listed(term, date(2023, 2, 1)).units[0].heading == "万州区（3名）"


@pytest.mark.django_db
def test_the_workbook_of_the_list_has_a_row_for_each_and_the_counts():
    out = BytesIO()
    roster_workbook(listed(world.build()), out, made_on=ON)
    book = openpyxl.load_workbook(out)
    rows = list(book["名单"].iter_rows(values_only=True))
    assert rows[3][:4] == (1, "万州区", "示例代表001", "示例代表001")
    counts = [row[1:3] for row in book["人数"].iter_rows(min_row=4, max_row=5, values_only=True)]
    assert counts == [("万州区", 3), ("黔江区", 1)]
