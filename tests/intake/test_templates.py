"""The empty sheets, and what comes back filled in."""

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests import make
from tests.intake.books import check, edit, load
from tracker.intake.sheets import DESKS
from tracker.ledger.check import faults

pytestmark = pytest.mark.django_db
FILLED = {
    "deputies": {"A": "600009", "B": "示例代表009", "I": "万州区", "J": "万州区联系组", "R": "2023-01-13"},
    "sessions": {"A": "2", "C": "2024年1月21日", "D": "2024年1月25日"},
    "interruptions": {"A": "600001", "B": "病假", "C": "2023-02-01", "D": "2023-09-01"},
    "duties": {"B": "600001", "D": "走访", "E": "20230301", "H": "走访一"},
    "changes": {"A": "600001", "C": "调整联系组", "D": "2023.5.1", "F": "新组"},
}


@pytest.fixture
def template(tmp_path, deputy):
    """Writes a template and opens it."""

    def make_it(kind, *options):
        path = tmp_path / f"{kind}.xlsx"
        call_command("template", kind, str(path), "--term", "chongqing-congress-6", *options)
        return path

    return make_it


@pytest.mark.parametrize("kind", DESKS)
def test_a_template_has_all_columns_in_order_and_required_ones_bold(template, kind):
    head = load_workbook(template(kind)).active[1]
    assert [cell.value for cell in head] == [column.header for column in DESKS[kind].columns]
    assert [cell.font.bold for cell in head] == [column.required for column in DESKS[kind].columns]


@pytest.mark.parametrize("kind", DESKS)
def test_the_instructions_say_what_each_column_takes(template, kind):
    guide = load_workbook(template(kind))["填写说明"]
    told = [(row[0], row[2]) for row in guide.iter_rows(values_only=True)]
    for column in (column for form in DESKS[kind].forms() for column in form.columns):
        assert any(header == column.header and str(text).startswith(column.takes) for header, text in told)


@pytest.mark.parametrize("kind", DESKS)
def test_an_empty_template_has_no_rows_and_nothing_odd(template, term, kind):
    found = check(kind, template(kind), term)
    assert (found.counts["rows"], found.warnings) == (0, [])


@pytest.mark.parametrize(("kind", "cells"), FILLED.items())
def test_a_filled_template_is_imported_once(template, term, kind, cells):
    path = edit(template(kind), **{f"{letter}2": value for letter, value in cells.items()})
    assert load(kind, path, term)["new"] == 1
    assert load(kind, path, term)["unchanged"] == 1
    assert not list(faults())


def test_codes_are_text_and_days_are_dates(template):
    sheet = load_workbook(template("duties")).active
    assert [sheet.column_dimensions[letter].number_format for letter in "BE"] == ["@", "yyyy-mm-dd"]


def test_short_lists_stand_in_place_and_long_ones_on_a_hidden_sheet(template):
    book = load_workbook(template("duties"))
    rules = {str(rule.sqref): rule.formula1 for rule in book.active.data_validations.dataValidation}
    assert rules["G2:G5000"] == '"上午,下午"'
    for number in range(60):
        make.kind(f"kind-{number}", label=f"很长的履职类别名称{number}")
    book = load_workbook(template("duties"))
    rules = {str(rule.sqref): rule.formula1 for rule in book.active.data_validations.dataValidation}
    assert rules["D2:D5000"].startswith("'选项'!$") and book["选项"].sheet_state == "hidden"


def test_a_group_is_filled_in_and_counts_for_nothing(template, term):
    make.deputy(term, "600002")
    path = template("duties", "--group", "万州区联系组")
    rows = list(load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    assert [row[1:3] for row in rows] == [("600001", "示例代表001")]
    assert check("duties", path, term).counts["rows"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("duties", "{}/a.xlsx", "--term", "atlantis-congress-1"), "没有「atlantis-congress-1」这一届"),
        (("duties", "{}/a.csv", "--term", "chongqing-congress-6"), "文件名须以 .xlsx 结尾"),
        (("duties", "{}/b/a.xlsx", "--term", "chongqing-congress-6"), "不存在"),
        (("duties", "{}/a.xlsx", "--term", "chongqing-congress-6", "--group", "万州组"), "没有组「万州组」"),
        (("changes", "{}/a.xlsx", "--term", "chongqing-congress-6", "--group", "万州区联系组"), "只用于 duties"),
    ],
)
def test_what_cannot_be_made_gets_a_sentence(tmp_path, deputy, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("template", *(text.format(tmp_path) for text in arguments))
    assert not list(tmp_path.iterdir())
