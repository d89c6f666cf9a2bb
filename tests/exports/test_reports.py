"""The annual workbook and what a list shows."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.exports import world
from tracker.exports import reports
from tracker.models import Event, Requirement, RequirementValue, SourceDocument, SourceNote
from tracker.tables.deputies import DeputyTable

pytestmark = pytest.mark.django_db
MADE_ON = date(2023, 11, 23)
TITLE = "重庆市第六届人民代表大会代表2023年度履职情况汇总表"


def workbook(judgement, **said):
    out = BytesIO()
    reports.compliance(judgement, out, made_on=MADE_ON, **said)
    return openpyxl.load_workbook(out)


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def lines(sheet, first):
    """The rows from one on until the first without a number, as lists."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first) if row[1].value]


@pytest.fixture
def judgement():
    return world.judge(world.build())


def test_the_workbook_has_five_sheets_and_a_title_built_from_the_term(judgement):
    book = workbook(judgement)
    assert book.sheetnames == ["说明", "总表", "汇总", "待补", "未计入"]
    assert reports.compliance_title(judgement) == TITLE == book["总表"]["A1"].value


def test_each_printed_sheet_has_the_title_and_the_signatures(judgement):
    book = workbook(judgement)
    for name in ("总表", "汇总", "待补", "未计入"):
        found = texts(book[name])
        assert found[0].startswith(TITLE) and found[-1] == "负责人："
        assert any("截至 2023 年 11 月 22 日" in text for text in found)


def test_the_notes_are_a_printed_sheet_too(judgement):
    sheet = workbook(judgement)["说明"]
    found = texts(sheet)
    assert sheet.print_title_rows == "$1:$2"
    assert found[:4] == [f"《{TITLE}》说明", "填报单位（盖章）：", "制表日期：2023 年 11 月 23 日", "单位：名、次、件"]
    assert found[-3:] == ["填表人：", "审核人：", "负责人："]


def test_a_workbook_of_some_deputies_says_so_on_each_sheet(judgement):
    book = workbook(judgement, scope="仅万州区联系组 2 名")
    for name in book.sheetnames:
        assert f"{TITLE}（部分代表）" in book[name]["A1"].value
    for name in book.sheetnames[1:]:
        assert "范围：仅万州区联系组 2 名" in texts(book[name])
    assert "重庆市第六届人民代表大会（重庆市人民代表大会）\n仅万州区联系组 2 名" in texts(book["说明"])
    assert book.properties.title == f"{TITLE}（部分代表）"


def test_a_workbook_of_all_deputies_names_no_part(judgement):
    book = workbook(judgement)
    assert not any("部分代表" in text for name in book.sheetnames for text in texts(book[name]))
    assert not any(text.startswith("范围：") for name in book.sheetnames for text in texts(book[name]))


def test_the_annual_workbook_is_of_the_year_though_the_term_was_asked_first(judgement):
    year, term = judgement.case.periods
    turned = replace(judgement, case=replace(judgement.case, periods=[term, year]))
    assert reports.compliance_title(turned) == TITLE


def test_the_overview_has_a_row_per_deputy_in_list_order(judgement):
    rows = lines(workbook(judgement)["总表"], first=5)
    assert [row[1] for row in rows[:4]] == ["600001", "600002", "600004", "600003"]
    assert rows[1][6:16] == [353, 3, 2, "未达到", 4, 2, "进行中", 1, 0, "进行中"]
    assert rows[1][-2:] == ["未达到", "进行中"]


def test_the_overview_is_footed(judgement):
    sheet = workbook(judgement)["总表"]
    total = next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "合计")
    assert total[2] == "4 名"
    assert total[7:10] == [9, 8, "达到\n2"]
    assert total[-2] == "达到\n2"


def test_the_summary_counts_six_outcomes_that_add_up(judgement):
    sheet = workbook(judgement)["汇总"]
    rows = {row[0].value: [cell.value for cell in row][1:8] for row in sheet.iter_rows() if row[0].value}
    assert rows["本年总体（341-311）"] == [4, 2, 1, 1, 0, 0, 0]
    assert rows["万州区"] == [3, 2, 0, 1, 0, 0, 0]
    assert rows["黔江区"] == [1, 0, 1, 0, 0, 0, 0]
    assert rows["未编入"] == [2, 1, 1, 0, 0, 0, 0]
    assert rows["合计"] == [4, 2, 1, 1, 0, 0, 0]


def test_units_stand_in_official_order_and_there_is_a_chart(judgement):
    sheet = workbook(judgement)["汇总"]
    names = [row[0].value for row in sheet.iter_rows()]
    assert names.index("万州区") < names.index("黔江区")
    out = BytesIO()
    reports.compliance(judgement, out, made_on=MADE_ON)
    assert b"xl/charts/chart2.xml" in out.getvalue()


def test_gaps_say_what_is_missing_until_when(judgement):
    rows = [row for row in lines(workbook(judgement)["待补"], first=4) if row[1] == "600002"]
    assert [row[5:13] for row in rows[:3]] == [
        ["本年", "审议发言", 3, 2, 0, "1 次", "未达到", "会议已闭幕，不能再补"],
        ["本年", "闭会期间活动", 4, 2, 1, "2 次", "进行中", "12 月 31 日前"],
        ["本年", "议案或建议", 1, 0, 0, "1 件", "进行中", "12 月 31 日前"],
    ]
    assert rows[3][6:13] == ["履职培训", 3, 0, 0, "3 次", "进行中", "2028 年 1 月 12 日前"]
    assert {row[13] for row in rows} == {None}


def test_what_is_exempt_is_no_gap(judgement):
    rows = [row for row in lines(workbook(judgement)["待补"], first=4) if row[1] == "600004"]
    assert {row[5] for row in rows} == {"本届"}


def test_records_not_counted_have_their_reason(judgement):
    rows = lines(workbook(judgement)["未计入"], first=4)
    assert [row[5:] for row in rows] == [
        ["2023-01-16", "走访", "会期内的走访", "已审核", "在会期内，不属于闭会期间活动"],
        ["2023-07-05", "走访", "未审核的走访", "待审核", "待审核"],
    ]


def test_a_record_known_only_by_its_session_shows_the_session():
    term = world.build()
    session = term.sessions.get()
    mandate = term.mandates.get(number="600001")
    make.record(
        mandate,
        make.kind("session_speech"),
        session.closes_on,
        "审议",
        verified=False,
        session=session,
        day_known=False,
    )
    rows = lines(workbook(world.judge(term))["未计入"], first=4)
    assert rows[0][5] == "第1次会议"


def test_illness_and_custody_are_in_no_sheet():
    term = world.build()
    third = term.mandates.get(number="600003")
    make.people.interrupt(make.by(), third, "suspended", date(2023, 4, 1), date(2023, 5, 1), approved=True)
    world.record(third, "visit", date(2023, 4, 5))
    book = workbook(world.judge(term))
    found = [text for name in book.sheetnames[1:] for text in texts(book[name])]
    assert "当日不作要求" in found
    assert not any(word in text for word in ("病", "暂停", "羁押") for text in found)


def test_the_notes_cite_the_rules_and_name_the_head_of_the_ledger(judgement):
    document = SourceDocument.objects.create(code="d", title="示例文件", publisher="示例")
    RequirementValue.objects.filter(requirement__code="session-speeches").update(document=document, quote="不少于3次")
    note = SourceNote.objects.create(code="n", subject="两种写法", text="按网页理解。")
    note.quotes.create(document=document, quote="不少于3次")
    SourceNote.objects.create(code="other", subject="无关的写法", text="与要求无关。")
    found = texts(workbook(world.judge(judgement.term))["说明"])
    assert "《示例文件》：“不少于3次”" in found and "两种写法" in found and "无关的写法" not in found
    assert f"至第 {Event.objects.latest('pk').pk} 号操作记录。" in found
    assert "4 名代表" in found


def test_the_notes_say_when_there_are_deputies_without_a_list_position(judgement):
    found = texts(workbook(judgement)["说明"])
    assert "按公布的名单次序排列；没有名单序号的，按代表编号列在最后。" in found


def test_a_requirement_without_a_value_in_force_is_said_and_not_judged():
    term = world.build()
    Requirement.objects.get(code="session-speeches").values.update(starts_on=date(2024, 1, 1))
    book = workbook(world.judge(term))
    assert "未设要求" in texts(book["说明"])
    assert "审议发言" not in texts(book["总表"])


def test_a_term_without_deputies_gives_an_empty_workbook():
    term = make.term()
    world.rules()
    book = workbook(world.judge(term))
    assert "0 名代表" in texts(book["说明"])
    assert lines(book["待补"], first=4) == []


def test_a_term_without_rules_gives_a_workbook_too():
    term = make.term()
    make.deputy(term)
    rows = lines(workbook(world.judge(term))["总表"], first=4)
    assert rows[0][1:4] == ["600001", "示例代表001", "万州区"]
    assert rows[0][-2:] == ["未设要求", "未设要求"]


def test_what_the_list_shows_is_what_the_sheet_holds(judgement):
    out = BytesIO()
    table = DeputyTable(judgement.standings[:2], judgement=judgement)
    reports.shown(table, judgement, "代表（当前结果）", out, made_on=MADE_ON)
    book = openpyxl.load_workbook(out)
    rows = lines(book["代表"], first=5)
    assert book.sheetnames == ["说明", "代表"] and "2 名代表" in texts(book["说明"])
    assert [row[1] for row in rows[:2]] == ["600001", "600002"]
    assert "3/3 4/4 1/1 ｜ 0/3 0/1 0/1" in rows[0]


def test_a_filtered_list_states_its_filters(judgement):
    out = BytesIO()
    table = DeputyTable(judgement.standings[1:2], judgement=judgement)
    reports.shown(table, judgement, "代表", out, made_on=MADE_ON, scope="选举单位：黔江区；结果：未达到")
    book = openpyxl.load_workbook(out)
    assert book["代表"]["A1"].value == "代表（部分代表）"
    assert "范围：选举单位：黔江区；结果：未达到" in texts(book["代表"])
    assert any(text.endswith("\n选举单位：黔江区；结果：未达到") for text in texts(book["说明"]))
