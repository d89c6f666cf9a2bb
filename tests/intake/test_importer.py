"""What holds for imports of every kind, and the command that runs them."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import make
from tests.intake.books import book, check, edit, errors, load, warnings
from tests.intake.command import HEADERS, ROW, run
from tracker.intake import importer
from tracker.ledger import Refused, duties
from tracker.ledger.check import faults
from tracker.models import DutyRecord, Event, ImportBatch, Mandate, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def test_a_check_writes_nothing(sheet, term):
    found = check("duties", sheet(ROW), term)
    assert found.counts == {"rows": 1, "new": 1, "unchanged": 0, "changed": 0, "rejected": 0}
    assert not DutyRecord.objects.exists()


def test_one_bad_row_keeps_all_others_out(sheet, term):
    path = sheet(ROW, ("999", *ROW[1:]))
    events = Event.objects.count()
    with pytest.raises(Refused, match="有 1 行不能导入"):
        load("duties", path, term)
    assert (DutyRecord.objects.count(), ImportBatch.objects.count(), Event.objects.count()) == (0, 0, events)


def test_a_file_is_checked_cell_by_cell_to_its_end(sheet, term):
    path = sheet(("999", "走仿", "五月", None), ROW, (None, "走访", "2023-02-30", "走访二"))
    assert [sentence.partition("：")[0] for sentence in errors("duties", path, term)] == [
        "第 2 行「日期」",
        "第 2 行「名称」",
        "第 2 行「代表编号」",
        "第 2 行「类别」",
        "第 4 行「日期」",
        "第 4 行「代表编号」",
    ]


def test_rows_are_all_accounted_for(sheet, term):
    load("duties", sheet(ROW), term)
    counts = check("duties", sheet(ROW, ("600001", "走访", date(2023, 4, 1), "二"), ("9", *ROW[1:])), term).counts
    assert counts == {"rows": 3, "new": 1, "unchanged": 1, "changed": 0, "rejected": 1}


def test_the_batch_keeps_who_what_and_how_many(sheet, term):
    path = sheet(ROW)
    load("duties", path, term)
    batch = ImportBatch.objects.get()
    assert (batch.imported_by.username, batch.kind, batch.rows, batch.new) == ("clerk", "duties", 1, 1)
    assert batch.file_hash == check("duties", path, term).digest


def test_a_faulty_cell_is_refused_with_its_address(sheet, term):
    path = edit(sheet(ROW, ROW), B2="=1+1", A3=510102199001011234)
    assert [sentence.partition("单元格")[0] for sentence in errors("duties", path, term)] == [
        "第 2 行「类别」：B2 ",
        "第 3 行「代表编号」：A3 ",
    ]


def test_the_clerks_own_header_is_in_the_address(tmp_path, term, deputy):
    path = book(tmp_path, ("代表号", "履职类别", "活动日期", "活动名称"), ("600001", "走访", "五月", "走访一"))
    assert errors("duties", path, term)[0].startswith("第 2 行「活动日期」：")


def test_unknown_columns_and_unread_sheets_are_warned_of(tmp_path, term, deputy):
    path = book(tmp_path, (*HEADERS, "血型"), (*ROW, "O"), above=[("三月台账",), ROW])
    more = load_workbook(path)
    more.create_sheet("二月").append(("代表编号", "类别", "名称"))
    more["二月"].sheet_state = "hidden"
    more.save(path)
    assert warnings("duties", path, term) == [
        "工作表「Sheet」第 2 行在表头之上，没有读取；如是数据，请移到表头下面。",
        "工作表「Sheet」有不认识的列「血型」，这一列没有读取；如是别名，可请系统管理员添加到「列名别名」。",
        "工作表「二月」是隐藏的或缺少必须有的列，没有读取。",
    ]


def test_someone_faster_leaves_nothing_half_written(sheet, term):
    first, second = check("duties", sheet(ROW), term), check("duties", sheet(ROW), term)
    importer.write(first, make.by())
    with pytest.raises(Refused, match="刚刚改动"):
        importer.write(second, make.by())
    assert (DutyRecord.objects.count(), ImportBatch.objects.count()) == (1, 1)


def test_a_group_that_somebody_made_meanwhile_is_a_sentence(tmp_path, term):
    headers = ("代表编号", "姓名", "选举单位", "任职起", "联系组")
    found = check("deputies", book(tmp_path, headers, ("600001", "示例代表001", "万州区", make.START, "新组")), term)
    make.group(term, "新组")
    with pytest.raises(Refused, match="数据有了变化"):
        importer.write(found, make.by())
    assert not Person.objects.exists()


def test_a_refusal_of_the_ledger_names_the_row(tmp_path, term, deputy):
    headers = ("代表编号", "姓名", "变动类型", "生效日期", "现")
    path = book(tmp_path, headers, ("600001", None, "资格终止", date(2023, 5, 1), "辞职"))
    first, second = check("changes", path, term), check("changes", path, term)
    importer.write(first, make.by())
    with pytest.raises(Refused, match="第 2 行："):
        importer.write(second, make.by())


def test_a_longer_file_takes_no_more_queries_to_check(sheet, term):
    def queries(path):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            check("duties", path, term)
        return len(asked)

    rows = [("600001", "走访", date(2023, 3, 1), f"走访{number}") for number in range(100)]
    assert queries(sheet(ROW)) == queries(sheet(*rows))


def test_a_hundred_odd_rows_are_all_written(tmp_path, term):
    headers = ("代表编号", "姓名", "选举单位", "联系组", "任职起", "任职止")
    rows = [
        (f"{600100 + n}", f"示例代表{n}", "万州区", f"组{n % 9}", date(2022, 1, 1), date(2024, 6, 1))
        for n in range(100)
    ]
    path = book(tmp_path, headers, *rows)
    assert len(warnings("deputies", path, term)) == 100 + 100 + 9 + 1
    assert load("deputies", path, term)["written"] == Mandate.objects.count() == 100
    assert load("deputies", path, term)["unchanged"] == 100
    assert not list(faults())


def test_what_the_ledger_refuses_is_an_error_of_its_row(tmp_path, term, deputy):
    path = book(tmp_path, ("代表编号", "变动类型", "生效日期", "现"), ("600001", "资格终止", date(2023, 5, 1), "辞职"))
    first, second = check("changes", path, term), check("changes", path, term)
    assert [importer.attempt(found, make.by()) for found in (first, second)] == [1, 0]
    assert [str(problem) for problem in second.errors] == ["第 2 行：别人刚刚改动了这一条，请刷新后再试。"]
    assert (second.counts["rejected"], second.counts["new"]) == (1, 0)


@pytest.fixture
def somebody_faster(deputy):
    """Somebody enters the row of the sheet while it is being imported."""

    def enter(**_):
        duties.record(make.by("colleague"), deputy, make.kind("visit"), ROW[2], ROW[3])

    pre_save.connect(enter, ImportBatch)
    yield
    pre_save.disconnect(enter, ImportBatch)


def test_a_refusal_while_writing_is_still_one_json_object(sheet, tmp_path, somebody_faster):
    back = tmp_path / "back.xlsx"
    out, err, refusal = run("duties", sheet(ROW), "--yes", "--format", "json", "--errors", back)
    report = json.loads(out)
    assert (report["written"], len(report["errors"])) == (0, 1)
    assert "刚刚改动" in err
    assert refusal == "导入被拒绝，没有写入任何内容；请重新检查后再导入。"
    assert not DutyRecord.objects.exists() and not back.exists()


def test_the_command_is_dry_without_yes(sheet):
    out, err, refusal = run("duties", sheet(ROW))
    assert out == "履职登记：1 行，新增 1，变更 0，未变 0，拒绝 0。\n试运行，没有写入；加 --yes 写入。\n"
    assert (err, refusal, DutyRecord.objects.count()) == ("", "", 0)


def test_the_command_writes_with_yes_as_the_system(sheet):
    assert "已写入 1 行。" in run("duties", sheet(ROW), "--yes")[0]
    assert DutyRecord.objects.get().recorded_by.username == "system"


def test_the_command_names_who_imports_and_who_verified(sheet):
    make.by("liaison"), make.by("verifier")
    run("duties", sheet(ROW), "--yes", "--as", "liaison", "--verified-by", "verifier")
    record = DutyRecord.objects.get()
    assert (record.recorded_by.username, record.verified_by.username) == ("liaison", "verifier")


def test_changed_cells_are_printed(tmp_path, deputy):
    path = book(
        tmp_path,
        ("代表编号", "姓名", "选举单位", "任职起", "性别"),
        ("600001", "示例代表001", "万州区", make.START, "女"),
    )
    assert "第 2 行　性别：（空） → 女" in run("deputies", path)[0]


def test_json_is_one_object(sheet):
    out, err, refusal = run("duties", sheet(ROW, ("999", *ROW[1:])), "--yes", "--format", "json")
    report = json.loads(out)
    assert {key: report[key] for key in ("rows", "new", "rejected", "written")} == {
        "rows": 2, "new": 1, "rejected": 1, "written": 0
    }  # fmt: skip
    message = "第 3 行「代表编号」：本届没有编号为「999」的代表；请核对编号，或先导入代表。"
    found = {"sheet": "Sheet", "row": 3, "column": "代表编号", "found": "999", "message": message}
    assert (report["errors"], report["warnings"]) == ([found], [])
    assert (err, refusal) == (f"错误：{message}\n", "有 1 行不能导入，没有写入任何内容；请改正后再导入。")


def test_headers_and_no_rows_are_no_rows(sheet):
    assert json.loads(run("duties", sheet(), "--yes", "--format", "json")[0])["rows"] == 0


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--as", "nobody"), "--as：没有用户「nobody」"),
        (("--as", ""), "--as：没有用户「」"),
        (("--verified-by", ""), "--verified-by：没有用户「」"),
        (("--errors", ""), "文件名须以 .xlsx 结尾"),
        (("--verified-by", "nobody"), "--verified-by：没有用户「nobody」"),
        (("--errors", "wrong.csv"), "文件名须以 .xlsx 结尾"),
        (("--errors", "/none/wrong.xlsx"), "文件夹 /none 不存在"),
        (("--term", "atlantis-congress-1"), "没有「atlantis-congress-1」这一届"),
    ],
)
def test_what_is_not_known_gets_a_sentence(sheet, option, message):
    path = sheet(ROW)
    with pytest.raises(CommandError, match=message):
        call_command("import", "duties", str(path), *("--term", "chongqing-congress-6"), "--yes", *option)
    assert not DutyRecord.objects.exists()


def test_a_sheet_that_nobody_verifies_takes_no_verifier(tmp_path, deputy):
    make.by("verifier")
    assert "不需要审核" in run("sessions", tmp_path / "x.xlsx", "--verified-by", "verifier")[2]


def test_a_kind_that_is_none_is_wrong_usage(tmp_path):
    with pytest.raises(CommandError, match="KIND"):
        call_command("import", "weather", "x.xlsx", "--term", "chongqing-congress-6")


def test_the_refused_rows_never_replace_the_file_itself(sheet, tmp_path, monkeypatch):
    path = sheet(("999", *ROW[1:]))
    content = path.read_bytes()
    (tmp_path / "link.xlsx").hardlink_to(path)
    monkeypatch.chdir(tmp_path)
    for name in ("book.xlsx", path, "link.xlsx"):
        assert "就是要导入的文件，不能覆盖" in run("duties", path, "--errors", name)[2]
    assert path.read_bytes() == content


def test_no_file_of_errors_without_errors(sheet, tmp_path):
    run("duties", sheet(ROW), "--errors", tmp_path / "back.xlsx")
    assert not (tmp_path / "back.xlsx").exists()


def test_a_rare_name_survives(tmp_path, term):
    path = book(
        tmp_path, ("代表编号", "姓名", "选举单位", "任职起"), ("007", "\U00020bb7\U00030edd", "万州区", make.START)
    )
    load("deputies", path, term)
    assert (Person.objects.get().name, Mandate.objects.get().number) == ("\U00020bb7\U00030edd", "007")


def test_who_imports_duties_is_told_that_they_wait(sheet):
    make.by("verifier")
    assert "待审核" in run("duties", sheet(ROW), "--yes")[1]
    assert "待审核" not in run("duties", sheet((*ROW[:3], "走访二")), "--yes", "--verified-by", "verifier")[1]
