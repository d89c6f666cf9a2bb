"""The workbook of the rates: its eight sheets, and that each number is found again in a list."""

from collections import Counter
from datetime import date
from io import BytesIO

import pytest

from tests import make
from tests.exports import chains
from tests.kept import kept
from tests.scores.handled import late_by, share
from tracker.exports import rates
from tracker.ledger import assigning
from tracker.models import Event, HandlingRule
from tracker.tables.rate_words import RATE_LABELS

SHEETS = ["说明", "总体", "承办单位", "答复分类", "不满意及重办", "超期", "公开", "承诺台账"]
TITLE = "重庆市第六届人民代表大会代表建议办理“四率”统计表"


@pytest.fixture
@kept
def world(deputy):
    return chains.build(deputy, make.deputy(deputy.term, "600002"))


@pytest.fixture
def book(filed):
    return filed.books[chains.ON]


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def named(sheet):
    """The cells after the first of each row, by the first."""
    return {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows() if row[0].value}


def test_there_are_eight_sheets_with_title_and_signatures(book):
    assert book.sheetnames == SHEETS and book.properties.title == TITLE
    for sheet in book:
        found = texts(sheet)
        assert TITLE in found[0] and found[-3:] == ["填表人：", "审核人：", "负责人："]
        assert "制表日期：2023 年 9 月 1 日" in found


def test_every_sheet_is_printed_on_a4_landscape_with_its_head_on_each_page(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows.startswith("$1:")


def test_the_overall_sheet_holds_every_rate_as_it_was_measured(filed, book):
    rows = named(book["总体"])
    for code, label in RATE_LABELS.items():
        rate = filed.found[code]
        percent = "—" if rate.percent is None else pytest.approx(float(rate.percent) / 100)
        assert rows[str(label)][:3] == [len(rate.numerator), len(rate.denominator), percent]


def test_a_percentage_is_a_number_with_two_decimals(book):
    cell = next(row[3] for row in book["总体"].iter_rows() if row[0].value == "时效率")
    assert (cell.value, cell.number_format) == (0.7143, "0.00%")


def test_first_and_final_receipts_stand_side_by_side(book):
    rows = named(book["总体"])
    assert [rows[label][:2] for label in ("满意", "基本满意", "不满意", "合计")] == [[4, 5], [0, 0], [1, 0], [5, 5]]
    assert [rows[label][2] for label in ("首次满意率", "最终满意率")] == [0.8, 1]


def test_what_was_handled_anew_is_listed_as_often_as_counted(book):
    rows = chains.table(book["不满意及重办"], "建议编号")
    anew = {(row["建议编号"], row["承办单位"]) for row in rows if row["计入"] == "是"}
    assert len(anew) == named(book["总体"])["曾重新办理"][0] == 2


def test_what_is_late_is_listed_as_often_as_counted(book):
    overall = named(book["总体"])
    found = Counter((row["方式"], row["情况"]) for row in chains.table(book["超期"], "建议编号"))
    for kind in ("首轮逾期答复", "重办逾期答复", "超期未答复", "临期"):
        assert found["主办", kind] == overall[kind][0] > 0
    assert found["协办", "超期未答复"] == overall["协办超期"][0] == 1


def test_what_is_missing_in_the_timeliness_is_on_the_list_of_late_rounds(book):
    timely, due = named(book["总体"])["时效率"][:2]
    rows = chains.table(book["超期"], "建议编号")
    first = [row for row in rows if (row["方式"], row["轮次"]) == ("主办", 1) and row["逾期天数"]]
    assert len(first) == due - timely == 2


def test_what_is_withheld_is_listed_as_often_as_counted(book):
    overall = named(book["总体"])
    found = Counter(row["对象"] for row in chains.table(book["公开"], "不公开理由"))
    assert (found["建议"], found["答复"]) == (overall["不公开的建议"][0], overall["不公开的答复"][0]) == (1, 1)


def test_commitments_are_listed_as_often_as_counted(book):
    overall = named(book["总体"])
    found = Counter(row["兑现情况"] for row in chains.table(book["承诺台账"], "建议编号"))
    assert [found["已兑现"], found["已兑现"] + found["未兑现"]] == overall["承诺兑现率"][:2]
    assert found.total() == overall["承诺事项"][0] == 3


def test_units_stand_in_official_order_with_a_sum_for_each_system(book):
    rows = named(book["承办单位"])
    shown = ["示例教育委", "示例财政局", "政府系统小计", "示例宣传部", "党委系统小计", "合计"]
    assert [name for name in rows if name in shown] == shown
    assert [rows[name][:4] for name in shown] == [
        [3, 3, 3, 1],
        [3, 1, 3, 0.3333],
        [6, 4, 6, 0.6667],
        [2, 1, 1, 1],
        [2, 1, 1, 1],
        [8, 5, 7, 0.7143],
    ]


def test_nothing_ranks_or_colours_the_units(book):
    sheet = book["承办单位"]
    assert sheet.auto_filter.ref is None and not list(sheet.conditional_formatting)
    assert not any("名次" in text or ("排名" in text and "不作排名" not in text) for text in map(str, texts(sheet)))


def test_a_median_between_two_days_is_a_number(book):
    assert named(book["承办单位"])["示例财政局"][-1] == 90.5


def test_the_classes_have_the_labels_of_the_body_and_add_up(book):
    sheet = book["答复分类"]
    assert "A 类：所提问题已经解决或基本解决" in texts(sheet)
    total = named(sheet)["合计"]
    assert total[1] == sum(total[2::2]) == 6


def test_a_class_the_body_does_not_have_is_no_column(world):
    HandlingRule.objects.create(body=make.Term.objects.get().body, starts_on=date(2015, 8, 29), class_d="")
    assert not any(str(text).startswith("D 类") for text in texts(chains.workbook()["答复分类"]))


def test_the_overall_sheet_has_a_chart(world):
    out = BytesIO()
    rates.write(*chains.measured(), out, made_on=chains.MADE_ON)
    assert b"xl/charts/chart1.xml" in out.getvalue()


def test_an_empty_register_says_so_on_each_list(term):
    book = chains.workbook()
    assert all(any("没有" in str(text) for text in texts(book[name])) for name in SHEETS[4:])
    assert "本范围没有交办承办单位的件。" in texts(book["承办单位"])
    assert named(book["总体"])["时效率"][:3] == [0, 0, "—"]


def test_a_workbook_of_one_system_is_named_after_it_and_holds_its_rows_only(world):
    book = chains.workbook(unit=make.system())
    assert book["总体"]["A1"].value == f"{TITLE}（政府系统）（总体）"
    assert "政府系统，含其下级" in texts(book["说明"])
    assert "示例宣传部" not in texts(book["承办单位"]) + texts(book["超期"])


def test_the_notes_name_scope_day_ledger_and_rule(world):
    HandlingRule.objects.create(body=make.Term.objects.get().body, starts_on=date(2015, 8, 29), basis="示例第四十二条")
    found = texts(chains.workbook()["说明"])
    assert "2023-01-13 至 2023-08-31，首尾两日都计入；承办件按交办日期，建议按受理日期。" in found
    assert any(text.startswith(f"至第 {Event.objects.latest('pk').pk} 号操作记录。") for text in found)
    assert "2015-08-29 起" in found and any("依据：示例第四十二条。" in text for text in found)


def test_a_later_rule_that_changes_nothing_does_not_say_all_again(world):
    body = make.Term.objects.get().body
    HandlingRule.objects.create(body=body, starts_on=date(2015, 8, 29), basis="示例第四十二条")
    HandlingRule.objects.create(body=body, starts_on=date(2023, 3, 1), basis="示例第五十一条")
    found = named(chains.workbook()["说明"])
    assert found["2023-03-01 起"][0] == "依据：示例第五十一条。\n各项期限和答复类别同上。"


def test_due_days_in_a_year_without_a_published_calendar_are_provisional(deputy):
    row = share(deputy, date(2023, 2, 1))
    type(row).objects.filter(pk=row.pk).update(due_on=date(2031, 5, 5))
    found = named(chains.workbook()["说明"])["节假日安排"][0]
    assert found == "2031 年节假日安排尚未公布，期限在该年的 1 件按周末推算，为暂定。"


def test_the_notes_say_what_a_satisfaction_alone_does_not(book):
    found = texts(book["说明"])
    assert any("单看这一个数不能说明办理质量" in text for text in found)
    assert any("领衔提出人对答复函的最近一份未被更正的回执" in text for text in found)


def test_an_extended_due_day_says_that_it_was_extended(deputy):
    row = share(deputy)
    assigning.extend(late_by(), row, date(2023, 5, 4), date(2023, 6, 9), "涉及面广")
    days = date(2023, 5, 3), date(2023, 6, 30)
    before, after = (chains.table(chains.workbook(day)["超期"], "建议编号")[0] for day in days)
    assert (before["期限"], after["期限"]) == ("2023-05-04", "2023-06-09")
    assert "延期" not in before["期限来历"] and after["期限来历"].endswith("准予延期至 2023-06-09。")


def test_the_queries_do_not_grow_with_the_rows(world, django_assert_max_num_queries):
    measured = chains.measured()
    with django_assert_max_num_queries(20):
        rates.write(*measured, BytesIO(), made_on=chains.MADE_ON)
