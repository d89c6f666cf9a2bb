"""The empty sheets, and what comes back filled in."""

import os
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests import make
from tests.intake.books import ON, check, edit, load
from tracker.intake import templates
from tracker.intake.sheets import DESKS
from tracker.intake.templates import guide
from tracker.ledger.check import faults
from tracker.models import DutyKind

pytestmark = pytest.mark.django_db
FILLED = {
    "deputies": {"A": "600009", "B": "示例代表009", "I": "万州区", "J": "万州区联系组", "R": "2023-01-13"},
    "sessions": {"A": "2", "C": "2024年1月21日", "D": "2024年1月25日"},
    "interruptions": {"A": "600001", "B": "病假", "C": "2023-02-01", "D": "2023-09-01"},
    "duties": {"B": "600001", "D": "走访", "E": "20230301", "H": "走访一"},
    "activities": {"B": "走访", "C": "走访社区", "D": "2023-03-01", "H": "示例代表001", "K": 0},
    "changes": {"A": "600001", "C": "调整联系组", "D": "2023.5.1", "F": "新组"},
}
SAID = "这是模板的示例行，没有读取。"


@pytest.fixture
def template(tmp_path, deputy):
    """Writes a template."""

    def make_it(kind, *options):
        path = tmp_path / f"{kind}.xlsx"
        call_command("template", kind, str(path), "--term", "chongqing-congress-6", *options)
        return path

    return make_it


@pytest.mark.parametrize("kind", DESKS)
def test_a_template_has_all_columns_and_says_what_each_takes(template, kind):
    book, told = load_workbook(template(kind)), {}
    for row in book["填写说明"].iter_rows(values_only=True):
        told.setdefault(row[0], []).append(str(row[2]))
    for form in DESKS[kind].forms():
        head, columns = book[form.title][1], form.columns
        assert [(cell.value, cell.font.bold) for cell in head] == [(one.header, one.required) for one in columns]
        for column in columns:
            assert any(text.startswith(column.takes) for text in told[column.header])


@pytest.mark.parametrize("kind", DESKS)
def test_a_template_holds_nothing_but_a_sample_row_and_is_imported_once_filled(template, term, kind):
    path = template(kind)
    found = check(kind, path, term)
    assert (found.counts["rows"], {problem.message for problem in found.warnings}) == (0, {SAID})
    if kind in FILLED:
        edit(path, **{f"{letter}3": value for letter, value in FILLED[kind].items()})
        assert load(kind, path, term)["new"] == 1
        assert load(kind, path, term)["unchanged"] == 1
        assert not list(faults())


def test_the_cells_below_the_sample_row_take_what_their_columns_take(template, term):
    for number in range(60):
        make.kind(f"kind-{number}", label=f"很长的履职类别名称{number}")
    book = load_workbook(template("activities"))
    rules = {str(rule.sqref): rule for rule in book["履职活动"].data_validations.dataValidation}
    assert rules["B2:B5000"].formula1.startswith("'选项'!$A$1:$A$") and book["选项"].sheet_state == "hidden"
    day, count = rules["D2:D5000"], rules["K2:K5000"]
    assert (day.type, day.formula1, day.formula2) == ("date", "DATE(1901,1,1)", "DATE(2099,12,31)")
    assert (day.prompt, day.showErrorMessage) == ("2024-05-01", True) and "2024-05-01" in day.error
    assert (count.type, count.operator, count.formula1) == ("whole", "greaterThanOrEqual", "0")
    shapes = book["履职活动"].column_dimensions
    assert [shapes[letter].number_format for letter in "ADK"] == ["@", "yyyy-mm-dd", "0"]


def test_short_lists_stand_in_place(template):
    rules = load_workbook(template("duties")).active.data_validations.dataValidation
    found = {str(rule.sqref): (rule.formula1, rule.showErrorMessage) for rule in rules}
    assert (found["G2:G5000"], found["F2:F5000"]) == (('"上午,下午"', True), ('"第1次会议"', False))


def test_the_sample_row_looks_like_none_of_the_others(template):
    row = load_workbook(template("duties"))["履职登记"][2]
    assert [cell.value for cell in row][:4] == ["示例行", "000000", "张三", "走访"]
    assert all(cell.font.italic for cell in row) and row[4].number_format == "yyyy-mm-dd"
    assert DutyKind.objects.filter(label="走访").exists()


def test_a_group_is_filled_in_and_counts_for_nothing(template, term):
    make.deputy(term, "600002")
    path = template("duties", "--group", "万州区联系组")
    sheet = load_workbook(path).active
    assert [row[1:3] for row in sheet.iter_rows(min_row=3, values_only=True)] == [("600001", "示例代表001")]
    assert [sheet.cell(3, column).number_format for column in (2, 5)] == ["@", "yyyy-mm-dd"]
    assert check("duties", path, term).counts["rows"] == 0


def test_the_names_of_a_group_are_ready_to_be_copied_and_are_no_rows(template, term, deputy):
    group = deputy.memberships.get().group
    for number, name in (("600002", "示例代表001"), ("600003", "示例代表003")):
        make.deputy(term, number, name, groups=[group] if number == "600003" else [])
    path = template("activities", "--group", "万州区联系组")
    sheet = load_workbook(path)["本组代表"]
    assert sheet["E2"].value == "示例代表001（600001）、示例代表003"
    assert [row[1:4] for row in sheet.iter_rows(min_row=5, values_only=True)] == [
        ("600001", "示例代表001", "万州区"),
        ("600003", "示例代表003", "万州区"),
    ]
    cells = {"B3": "走访", "C3": "走访社区", "D3": date(2023, 3, 1), "H3": sheet["E2"].value}
    found = check("activities", edit(path, **cells), term)
    assert (found.counts["new"], {problem.message for problem in found.warnings}) == (1, {SAID})


def test_the_instructions_speak_of_what_the_sheet_has():
    said = {kind: list(guide.general(desk)) for kind, desk in DESKS.items()}
    assert all(guide.OF_SAMPLE in sentences for sentences in said.values())
    assert {kind for kind in DESKS if guide.NAMES in said[kind]} == {"duties", "activities", "changes"}
    assert {kind for kind in DESKS if guide.IN_ONE_CELL in said[kind]} == {"activities"}


@pytest.mark.skipif(not (shutil.which("soffice") or "REQUIRE_ALL" in os.environ), reason="no soffice")
def test_templates_filled_and_saved_by_libreoffice_are_imported(tmp_path, term, deputy):
    for kind in ("duties", "activities"):
        out = BytesIO()
        templates.save(kind, term, out, group=deputy.memberships.get().group, on=ON)
        (tmp_path / f"{kind}.xlsx").write_bytes(out.getvalue())
        edit(tmp_path / f"{kind}.xlsx", **{f"{letter}3": value for letter, value in FILLED[kind].items()})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "saved"]
    subprocess.run([*command, *tmp_path.glob("*.xlsx")], check=True, capture_output=True, timeout=120)
    for kind in ("duties", "activities"):
        found = check(kind, tmp_path / "saved" / f"{kind}.xlsx", term)
        assert (found.counts["new"], found.counts["rows"], len(found.warnings)) == (1, 1, 1), found.errors
        assert found.warnings[0].message == SAID


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("duties", "{}/a.xlsx", "--term", "atlantis-congress-1"), "没有「atlantis-congress-1」这一届"),
        (("duties", "{}/a.csv", "--term", "chongqing-congress-6"), "文件名须以 .xlsx 结尾"),
        (("duties", "{}/b/a.xlsx", "--term", "chongqing-congress-6"), "不存在"),
        (("duties", "{}/a.xlsx", "--term", "chongqing-congress-6", "--group", "万州组"), "没有组「万州组」"),
        (
            ("changes", "{}/a.xlsx", "--term", "chongqing-congress-6", "--group", "万州区联系组"),
            "只用于 duties、activities",
        ),
    ],
)
def test_what_cannot_be_made_gets_a_sentence(tmp_path, deputy, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("template", *(text.format(tmp_path) for text in arguments))
    assert not list(tmp_path.iterdir())
