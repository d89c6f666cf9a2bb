"""The sheet of duty records."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests import make
from tests.intake.books import book, check, edit, errors, load, warnings
from tests.intake.duties import HEADERS, MARCH, only, row
from tracker.ledger import By, Refused, duties, people, sessions
from tracker.ledger.check import faults
from tracker.models import DutyKind, DutyRecord, RoleGrant, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def test_a_record_enters_as_submitted_by_who_imports_it(sheet, term, deputy):
    more = {"上下午": "上午", "组织单位": "区人大", "方式": "线上", "参加情况": "请假", "说明": "一\n二"}
    load("duties", sheet(row(**more)), term)
    assert (only().state, only().recorded_by.username, only().mandate) == ("submitted", "clerk", deputy)
    assert (only().half_day, only().mode, only().attendance, only().note) == ("am", "online", "leave", "一\n二")
    assert only().import_batch.file_name == "book.xlsx"
    assert not list(faults())


def test_history_enters_as_verified_by_somebody_else(sheet, term):
    load("duties", sheet(row()), term, verifier="verifier")
    assert (only().state, only().verified_by.username) == ("verified", "verifier")
    assert not list(faults())


def test_nobody_verifies_what_they_import(sheet, term):
    with pytest.raises(Refused, match="登记和审核须是两个人"):
        check("duties", sheet(row()), term, verifier="clerk")


def test_nobody_verifies_their_own_duty(sheet, term, deputy):
    verifier = make.by("verifier").user
    RoleGrant.objects.create(user=verifier, role="deputy", person=deputy.person, starts_on=MARCH)
    RoleGrant.objects.create(user=verifier, role="verifier", starts_on=MARCH)
    assert "不能审核本人的履职" in errors("duties", sheet(row()), term, verifier="verifier")[0]


def test_a_kind_may_be_its_code(sheet, term):
    load("duties", sheet(row(kind="visit")), term)
    assert only().kind.code == "visit"


def test_an_unknown_kind_is_refused(sheet, term):
    assert "没有履职类别「走仿」（是否为「走访」？）" in errors("duties", sheet(row(kind="走仿")), term)[0]


def test_a_derived_kind_is_refused(sheet, term):
    DutyKind.objects.filter(code="bill_lead").update(derived=True)
    assert "由议案建议表得出" in errors("duties", sheet(row(kind="bill_lead")), term)[0]


def test_a_name_that_is_unique_is_enough(sheet, term, deputy):
    load("duties", sheet(row(number=None, **{"姓名": "示例 代表001"})), term)
    assert only().mandate == deputy


def test_a_name_that_two_bear_is_refused_with_their_numbers(sheet, term):
    make.deputy(term, "600002", "示例代表001")
    assert errors("duties", sheet(row(number=None, **{"姓名": "示例代表001"})), term) == [
        "第 2 行「姓名」：有 2 位代表叫「示例代表001」：600001（万州区）、600002（万州区）；请填代表编号。"
    ]


def test_namesakes_are_looked_up_once_however_many_rows_name_them(sheet, term, django_assert_max_num_queries):
    make.deputy(term, "600002", "示例代表001")
    rows = [row(number=None, **{"姓名": "示例代表001", "title": f"走访{number}"}) for number in range(20)]
    with django_assert_max_num_queries(20):
        assert len(errors("duties", sheet(*rows), term)) == 20


def test_a_name_that_nobody_bears_is_refused(sheet, term):
    assert "本届没有叫「李四」的代表" in errors("duties", sheet(row(number=None, **{"姓名": "李四"})), term)[0]


def test_a_number_and_another_name_are_refused(sheet, term):
    assert "编号 600001 的代表是「示例代表001」" in errors("duties", sheet(row(**{"姓名": "李四"})), term)[0]


def test_neither_number_nor_name_is_refused(sheet, term):
    assert errors("duties", sheet(row(number=None)), term) == ["第 2 行「代表编号」：代表编号和姓名至少填一项。"]


def test_neither_day_nor_session_is_refused(sheet, term):
    assert errors("duties", sheet(row(day=None)), term) == ["第 2 行「日期」：日期和会次至少填一项。"]


def test_a_day_that_the_calendar_lacks_is_refused_once(sheet, term):
    assert errors("duties", sheet(row(day="2023-02-30")), term) == [
        "第 2 行「日期」：应为 2024-05-01 这样的日期，实际为「2023-02-30」。"
    ]


def test_a_session_without_a_day_counts_on_its_last_day(sheet, term):
    load("duties", sheet(row(kind="审议发言", day=None, **{"会次": "第1次会议"})), term)
    assert (only().occurred_on, only().day_known) == (date(2023, 1, 17), False)
    assert only().session == Session.objects.get()


def test_a_session_that_moved_leaves_the_same_row_unchanged(sheet, term):
    path = sheet(row(kind="审议发言", day=None, **{"会次": 1}))
    load("duties", path, term, verifier="verifier")
    sessions.amend_session(make.by(), Session.objects.get(), closes_on=date(2023, 1, 18))
    assert load("duties", path, term)["unchanged"] == 1


def test_an_unknown_session_is_refused(sheet, term):
    assert "本届没有「9」；已登记的会议：第1次会议" in errors("duties", sheet(row(**{"会次": 9})), term)[0]


def test_the_same_file_again_changes_nothing(sheet, term):
    path = sheet(row("R1"), row(title="走访二", **{"上下午": "下午", "说明": "一"}))
    load("duties", path, term, verifier="verifier")
    assert load("duties", path, term, verifier="verifier") == {
        "rows": 2, "new": 0, "unchanged": 2, "changed": 0, "rejected": 0, "written": 0
    }  # fmt: skip


def test_a_submitted_record_is_changed_by_its_number(sheet, term):
    load("duties", sheet(row("R1")), term)
    path = sheet(row("R1", kind="training", day=date(2023, 4, 2), title="培训", **{"参加情况": "未参加"}))
    assert load("duties", path, term)["changed"] == 1
    assert (only().kind.code, only().occurred_on, only().title, only().attendance) == (
        "training",
        date(2023, 4, 2),
        "培训",
        "absent",
    )
    assert not list(faults())


def test_who_changes_a_record_has_recorded_it(sheet, term):
    load("duties", sheet(row("R1")), term)
    load("duties", sheet(row("R1", title="走访二")), term, user="liaison")
    with pytest.raises(Refused, match="由您登记"):
        duties.verify(make.by("liaison"), only())


def test_a_changed_record_is_verified_with_the_others(sheet, term):
    load("duties", sheet(row("R1")), term)
    load("duties", sheet(row("R1", title="走访二")), term, verifier="verifier")
    assert (only().title, only().state) == ("走访二", "verified")
    assert not list(faults())


def test_a_verified_record_is_not_changed(sheet, term):
    load("duties", sheet(row("R1")), term, verifier="verifier")
    assert errors("duties", sheet(row("R1", title="走访二")), term) == [
        "第 2 行「名称」：已审核的登记不能修改（名称：走访一 → 走访二）；请先作废，再重新登记。"
    ]


@pytest.mark.parametrize("verifier", [None, "verifier"])
def test_a_changed_note_is_stored_and_then_unchanged(sheet, term, verifier):
    load("duties", sheet(row("R1", **{"说明": "一"})), term)
    path = sheet(row("R1", **{"说明": "二"}))
    assert load("duties", path, term, verifier=verifier)["changed"] == 1
    assert only().note == "二"
    assert load("duties", path, term)["unchanged"] == 1


def test_an_attendance_left_blank_is_attended(sheet, term):
    load("duties", sheet(row("R1", **{"参加情况": "请假"})), term)
    assert load("duties", sheet(row("R1")), term)["changed"] == 1
    assert only().attendance == "attended"
    assert load("duties", sheet(row("R1")), term)["unchanged"] == 1


def test_a_new_record_without_a_mode_is_on_site(sheet, term):
    load("duties", sheet(row()), term)
    assert only().mode == "on_site"


def test_a_verified_leave_left_blank_is_refused(sheet, term):
    load("duties", sheet(row("R1", **{"参加情况": "请假"})), term, verifier="verifier")
    assert "参加情况：请假 → 参加" in errors("duties", sheet(row("R1")), term)[0]


def test_other_blank_cells_say_nothing(sheet, term):
    load("duties", sheet(row("R1", **{"组织单位": "区人大", "说明": "一", "上下午": "上午", "方式": "线上"})), term)
    assert load("duties", sheet(row("R1")), term)["unchanged"] == 1
    assert only().mode == "online"


def test_who_changed_a_record_does_not_verify_it_by_import(sheet, term):
    load("duties", sheet(row("R1")), term)
    load("duties", sheet(row("R1", title="走访二")), term, user="verifier")
    path = sheet(row("R1", title="走访三"))
    assert "审核人「verifier」修改过这一条登记" in errors("duties", path, term, verifier="verifier")[0]


def merged(path, *ranges):
    """The same workbook with some ranges merged."""
    workbook = load_workbook(path)
    for cells in ranges:
        workbook.active.merge_cells(cells)
    workbook.save(path)
    return path


def test_a_cell_merged_with_others_is_refused(sheet, term):
    path = merged(sheet(row("R1", **{"参加情况": "请假"}), row("R2"), row("R3")), "K2:K4")
    found = errors("duties", path, term)
    assert found[0] == "第 3 行「参加情况」：K3 单元格已与别的合并，合并单元格只算第一格；请拆分后逐行填写。"
    assert [sentence.partition("：")[0] for sentence in found[1:]] == ["第 4 行「参加情况」"]


def test_a_deputy_whose_other_cells_are_merged_is_not_passed_over(sheet, term):
    make.deputy(term, "600002")
    path = merged(sheet(row(), row(number="600002", kind=None, day=None, title=None)), "D2:D3", "E2:E3", "H2:H3")
    assert ["请拆分" in sentence for sentence in errors("duties", path, term)] == [True] * 3


def test_a_day_outside_the_session_named_is_warned_of(sheet, term):
    make.session(term, 2, date(2024, 1, 21), date(2024, 1, 25))
    path = sheet(row(kind="审议发言", day=date(2023, 1, 14), **{"会次": 2}))
    assert warnings("duties", path, term) == [
        "第 2 行「日期」：2023-01-14 不在第2次会议会期内（2024-01-21 至 2024-01-25）；请核对日期和会次。"
    ]


def test_a_key_twice_in_two_sheets_names_the_sheet(sheet, term):
    path = sheet(row("R1"))
    workbook = load_workbook(path)
    workbook.copy_worksheet(workbook.active).title = "二月"
    workbook.save(path)
    assert "与工作表「Sheet」第 2 行重复" in errors("duties", path, term)[0]


def test_a_number_of_another_deputy_is_refused(sheet, term):
    make.deputy(term, "600002")
    load("duties", sheet(row("R1")), term)
    assert "登记号 R1 是代表 600001 的登记" in errors("duties", sheet(row("R1", "600002")), term)[0]


@pytest.mark.parametrize(("verb", "word"), [(duties.return_, "退回修改"), (duties.void, "作废")])
def test_a_returned_or_voided_record_is_entered_anew(sheet, term, verb, word):
    load("duties", sheet(row("R1")), term)
    verb(make.by("verifier"), only(), "日期有误")
    path = sheet(row("R1", day=date(2023, 3, 2)))
    assert f"曾被{word}" in warnings("duties", path, term)[0]
    assert load("duties", path, term)["new"] == 1
    assert DutyRecord.objects.count() == 2


@pytest.mark.parametrize("key", ["R1", None])
def test_one_key_twice_is_refused(sheet, term, key):
    assert "与第 2 行重复" in errors("duties", sheet(row(key), row(key)), term)[0]


def test_records_alike_but_for_the_number_are_warned_of(sheet, term):
    load("duties", sheet(row("R1")), term)
    message = "与另一条登记的代表、类别、日期、名称都相同；请核对是否重复。"
    assert [w.partition("：")[2] for w in warnings("duties", sheet(row("R2"), row()), term)] == [message, message]


def test_odd_days_are_warned_of(sheet, term, deputy):
    people.end(make.by(), deputy, date(2023, 9, 1), "辞职")
    path = sheet(row(day=date(2022, 5, 1)), row(day=date(2023, 9, 1)), row(day=date(2024, 2, 1)), row(kind="审议发言"))
    assert warnings("duties", path, term) == [
        "第 2 行「日期」：2022-05-01 不在重庆市第六届人民代表大会任期内。",
        "第 2 行「日期」：2022-05-01 不在代表 600001 的任期内（2023-01-13 至 2023-09-01）。",
        "第 3 行「日期」：2023-09-01 不在代表 600001 的任期内（2023-01-13 至 2023-09-01）。",
        "第 4 行「日期」：2024-02-01 不在代表 600001 的任期内（2023-01-13 至 2023-09-01）。",
        "第 4 行「日期」：2024-02-01 尚未到来。",
        "第 5 行「日期」：2023-03-01 不在任何一次会议的会期内，不会计入「审议发言」。",
    ]


def test_a_recess_activity_on_a_session_day_is_warned_of(sheet, term):
    path = sheet(row(day=date(2023, 1, 14)), row(day=None, **{"会次": 1}))
    assert warnings("duties", path, term) == [
        "第 2 行「日期」：2023-01-14 在第1次会议会期内，「走访」只计闭会期间的，不会计入。",
        "第 3 行「会次」：2023-01-17 在第1次会议会期内，「走访」只计闭会期间的，不会计入。",
    ]


def test_what_waits_for_verification_stays_so(sheet, term):
    load("duties", sheet(row()), term)
    assert "本次不改动" in warnings("duties", sheet(row()), term, verifier="verifier")[0]


def test_a_row_that_only_the_template_filled_is_no_row(sheet, term):
    path = sheet(row(kind=None, day=None, title=None, **{"姓名": "示例代表001"}), row())
    assert check("duties", path, term).counts["rows"] == 1


def test_a_faulty_cell_in_such_a_row_is_not_passed_over(sheet, term):
    path = edit(sheet(row(kind=None, day=None, title=None)), D2="=1+1")
    assert "D2 单元格的公式" in errors("duties", path, term)[0]


def test_a_record_edited_on_screen_is_still_the_row_it_came_from(sheet, term):
    path = sheet(row())
    load("duties", path, term)
    duties.amend(By(only().recorded_by, make.NOON), only(), title="走访一（改）", organiser="示例单位")
    assert check("duties", path, term).counts["new"] == 0
    assert check("duties", path, term).counts["changed"] == 1


def test_a_row_that_names_another_session_still_has_no_day_of_its_own(sheet, term):
    make.session(term, 2, date(2024, 1, 21), date(2024, 1, 24))
    load("duties", sheet(row("R1", kind="审议发言", day=None, **{"会次": 1})), term)
    load("duties", sheet(row("R1", kind="审议发言", day=None, **{"会次": 2})), term)
    assert (only().session.ordinal, only().occurred_on, only().day_known) == (2, date(2024, 1, 24), False)


def test_much_alike_is_another_organiser_but_not_another_half_day(sheet, term):
    morning, unit = {"上下午": "上午"}, {"组织单位": "区人大"}
    load("duties", sheet(row("R1", **morning, **unit), row("R2", **{"上下午": "下午"}, **unit)), term)
    path = sheet(row("R1", **morning, **unit), row("R3", **morning), row("R4"), row("R5", title="走访二"))
    assert [line.row for line in check("duties", path, term).lines if line.warnings] == [3, 4]


def test_the_number_of_a_record_on_a_roll_is_not_for_this_sheet(sheet, term, deputy):
    (record,) = duties.call_roll(make.by(), held(term), {deputy: "attended"})
    assert check("duties", sheet(row(record.key)), term).counts["unchanged"] == 1
    path = sheet(row(record.key, title="另一场"), row("activity-999-600001", day=date(2023, 4, 1)))
    assert ["是活动名单用的" in sentence for sentence in errors("duties", path, term)] == [True, True]


def held(term):
    return duties.hold_activity(make.by(), term, DutyKind.objects.get(code="visit"), "走访一", MARCH)
