"""One table with two faces."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exports import world
from tracker.models import Person
from tracker.tables import base
from tracker.tables.deputies import DeputyTable

pytestmark = pytest.mark.django_db


@pytest.fixture
def judgement():
    return world.judge(world.build())


def cells(table, name):
    return [row.get_cell_value(name) for row in table.rows]


def test_the_sheet_has_three_columns_for_each_requirement_in_force(judgement):
    heads = base.heads(DeputyTable(judgement.standings, judgement=judgement))
    assert [head for head in heads if head[0] == "审议发言"] == [
        ("审议发言", "要求"),
        ("审议发言", "计入"),
        ("审议发言", "结果"),
    ]
    assert len({group for group, _ in heads if group}) == 6


def test_a_requirement_not_in_force_has_no_columns(judgement):
    term = judgement.term
    early = world.judge(term)
    early.case.periods[0] = early.case.periods[0].__class__("year", "2019", date(2019, 1, 1), date(2020, 1, 1))
    heads = base.heads(DeputyTable([], judgement=early))
    assert not any(group == "审议发言" for group, _ in heads)


def test_the_sheet_says_the_strip_in_words(judgement):
    table = DeputyTable(judgement.standings, judgement=judgement)
    assert cells(table, "strip") == [
        "3/3 4/4 1/1 ｜ 0/3 0/1 0/1",
        "2/3 2/4 0/1 ｜ 0/3 0/1 0/1",
        "3/3 免 免 ｜ 0/3 0/1 0/1",
        "— 0/3 0/1 ｜ 0/3 0/1 0/1",
    ]


def test_the_note_is_a_sentence_not_a_code(judgement):
    table = DeputyTable(judgement.standings, judgement=judgement)
    assert cells(table, "sentence") == [
        "",
        "审议发言差 1 次，会议已闭幕；活动差 2 次、建议差 1 件，12 月 31 日前",
        "活动、建议免予要求",
        "3 月 1 日补选；活动差 3 次、建议差 1 件，12 月 31 日前；审议发言不作要求",
    ]


def test_the_sheet_has_outcomes_as_words(judgement):
    table = DeputyTable(judgement.standings, judgement=judgement)
    assert cells(table, "year") == ["达到", "未达到", "达到", "进行中"]
    assert cells(table, "recess-activities-outcome") == ["达到", "进行中", "免予要求", "进行中"]
    assert cells(table, "session-speeches-required") == [3, 3, 3, None]


def test_the_page_shows_few_columns_and_links_the_name(judgement):
    table = DeputyTable(judgement.standings, judgement=judgement, page=True, link=lambda row: f"/d/{row.number}")
    assert [column.name for column in table.columns] == [
        "number",
        "name",
        "unit",
        "strip",
        "year",
        "term",
        "sentence",
    ]
    assert table.rows[0].get_cell("name") == '<a href="/d/600001">示例代表001</a>'
    assert table.rows[1].get_cell("year") == '<span class="tag short">未达到</span>'


def test_a_name_is_never_markup():
    term = world.build()
    Person.objects.update(name="<b>示例</b>")
    judgement = world.judge(term)
    table = DeputyTable(judgement.standings, judgement=judgement, page=True, link=lambda row: "/")
    assert "&lt;b&gt;示例" in table.rows[0].get_cell("name")


def test_no_cell_asks_the_database(judgement):
    with CaptureQueriesContext(connection) as asked:
        table = DeputyTable(judgement.standings, judgement=judgement, page=True, link=lambda row: "/")
        [list(row) for row in table.rows]
        base.rows(DeputyTable(judgement.standings, judgement=judgement))
    assert len(asked) == 0
