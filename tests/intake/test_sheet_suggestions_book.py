"""The workbook of a register: its sheets, its template, what the command says, who may import it."""

import json

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from tests import make
from tests.intake.books import check, errors, load
from tests.intake.command import run
from tests.intake.registers import UNIT, WHOLE, receipt, register, reply, share, suggestion
from tracker.intake.sheets.suggestions.columns import FORMS
from tracker.ledger import Refused
from tracker.models import RoleGrant, Suggestion, User

pytestmark = pytest.mark.django_db
FOREIGN = dict(zip(("2023年建议", "交办清单", "答复情况", "测评"), WHOLE.values(), strict=True))


@pytest.fixture
def at(tmp_path, term, deputy):
    """Where a register of these sheets lies; its unit is known."""
    make.system("其他", "system-other"), make.handling_unit(UNIT)
    return lambda **sheets: register(tmp_path, **sheets)


def test_a_missing_sheet_means_no_rows_of_it(at, term):
    assert load("suggestions", at(建议=WHOLE["建议"]), term)["new"] == 1


def test_a_sheet_without_anything_means_no_rows_of_it(at, term):
    assert load("suggestions", at(**WHOLE | {"答复": [], "评价": []}), term)["new"] == 2


def test_sheets_of_foreign_names_are_known_by_their_columns(at, term):
    assert load("suggestions", at(**FOREIGN), term)["new"] == 4


def test_two_sheets_of_one_kind_are_both_read(at, term):
    halves = {"上半年": [suggestion()], "下半年": [suggestion("J002")]}
    assert load("suggestions", at(**halves), term)["new"] == 2
    assert "与工作表「上半年」第 2 行重复" in errors("suggestions", at(**halves | {"下半年": [suggestion()]}), term)[0]


def test_a_sheet_that_bears_the_name_and_lacks_a_column_is_refused(at, term):
    rows = [{"建议编号": "J001", "承办单位": UNIT}]
    with pytest.raises(Refused, match="工作表「承办」第 1 行的表头缺少：方式、交办日期"):
        check("suggestions", at(**WHOLE | {"承办": rows}), term)


def test_a_sheet_that_is_none_of_the_four_is_left_out(at, term):
    found = check("suggestions", at(**WHOLE | {"汇总": [{"承办单位": UNIT, "期限": "年底", "件数": 3}]}), term)
    assert found.counts["new"] == 4
    assert [str(note) for note in found.notes] == ["工作表「汇总」是隐藏的或缺少必须有的列，没有读取。"]


def test_a_workbook_of_something_else_is_refused(at, term):
    with pytest.raises(Refused, match="没有找到表头"):
        check("suggestions", at(某表=[{"甲": 1, "乙": 2}]), term)


def test_a_problem_carries_its_sheet_row_and_column(at, term):
    problem = check("suggestions", at(**WHOLE | {"评价": [receipt(), receipt(代表编号="9")]}), term).errors[0]
    assert (problem.sheet, problem.row, problem.column, problem.found) == ("评价", 3, "代表编号", "9")


def test_the_json_counts_the_rows_of_all_sheets(at):
    out, _, refusal = run("suggestions", at(**WHOLE), "--format", "json")
    assert json.loads(out) == {
        "rows": 4,
        "new": 4,
        "unchanged": 0,
        "changed": 0,
        "rejected": 0,
        "written": 0,
        "warnings": [],
        "errors": [],
    }
    assert refusal == "" and not Suggestion.objects.exists()


def test_the_json_tells_where_a_row_was_refused(at):
    out, _, refusal = run("suggestions", at(**WHOLE | {"答复": [reply(letter="E")]}), "--yes", "--format", "json")
    (error,) = json.loads(out)["errors"]
    assert (error["sheet"], error["row"], error["column"], error["found"]) == ("答复", 2, "类别", "E")
    assert error["message"].startswith("工作表「答复」第 2 行「类别」：") and "没有写入任何内容" in refusal


def test_a_changed_row_is_told_with_its_sheet(at):
    run("suggestions", at(**WHOLE), "--yes")
    out, *_ = run("suggestions", at(建议=[suggestion(分类="城建")]))
    assert "工作表「建议」第 2 行　分类：（空） → 城建" in out


def test_the_refused_rows_come_back_sheet_by_sheet(at, tmp_path):
    out = tmp_path / "errors.xlsx"
    wrong = {"承办": [share(), share("J009")], "评价": [receipt(rating="很满意")]}
    run("suggestions", at(**WHOLE | wrong), "--errors", out)
    book = load_workbook(out)
    assert book.sheetnames == list(WHOLE)
    said = {sheet.title: [row[-1].value or "" for row in sheet] for sheet in book}
    assert said["承办"][:2] == ["错误说明", ""] and "没有编号为「J009」的建议" in said["承办"][2]
    assert "应为满意、基本满意、不满意之一" in said["评价"][1] and "错误说明" not in said["建议"] + said["答复"]


def test_the_template_has_the_four_sheets_their_columns_and_lists(at, term, tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("template", "suggestions", str(path), "--term", term.code)
    book = load_workbook(path)
    assert book.sheetnames == ["建议", "承办", "答复", "评价", "填写说明"]
    for form in FORMS:
        assert [cell.value for cell in book[form.title][1]] == [column.header for column in form.columns]
        assert [cell.font.bold for cell in book[form.title][1]] == [column.required for column in form.columns]
    rules = {str(rule.sqref): rule.formula1 for rule in book["承办"].data_validations.dataValidation}
    assert (rules["B2:B5000"], rules["C2:C5000"]) == ('"示例教育委"', '"主办,分办,协办"')
    assert [row[0].value for row in book["填写说明"].iter_rows() if "工作表" in str(row[0].value)] == [
        f"工作表「{form.title}」" for form in FORMS
    ]


def test_a_filled_template_is_imported(at, term, tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("template", "suggestions", str(path), "--term", term.code)
    book = load_workbook(path)
    for form in FORMS:
        (row,) = WHOLE[form.title]
        for place, column in enumerate(form.columns, 1):
            book[form.title].cell(3, place, row.get(column.header))
    book.save(path)
    assert load("suggestions", path, term)["new"] == 4
    assert load("suggestions", path, term)["unchanged"] == 4


def test_a_liaison_imports_no_register(at, term, deputy):
    user = User.objects.create(username="somebody")
    group = deputy.memberships.get().group
    RoleGrant.objects.create(user=user, role="liaison", group=group, starts_on=make.START)
    with pytest.raises(Refused, match="联络员不能导入「议案建议」"):
        check("suggestions", at(**WHOLE), term, user="somebody")


def test_who_stands_for_a_unit_imports_no_register(at, term):
    who = make.by("somebody").user
    RoleGrant.objects.create(user=who, role="unit", body=make.handling_unit(UNIT), starts_on=make.START)
    with pytest.raises(Refused, match="「somebody」有承办单位的授权，不能导入「议案建议」"):
        check("suggestions", at(**WHOLE), term, user="somebody")


def test_nobody_verifies_a_register(at, term):
    with pytest.raises(Refused, match="「议案建议」不需要审核"):
        check("suggestions", at(**WHOLE), term, verifier="verifier")
