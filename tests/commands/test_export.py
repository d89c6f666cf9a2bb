"""The command that writes the official workbooks."""

from datetime import date
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.exports import world
from tests.scores.handled import share

pytestmark = pytest.mark.django_db
SIXTH = ["--term", "chongqing-congress-6", "--on", "2023-11-22"]


def export(*arguments):
    out = StringIO()
    call_command("export", *[str(argument) for argument in arguments], stdout=out)
    return out.getvalue()


def test_the_compliance_workbook_is_of_the_last_year_begun(tmp_path):
    world.build()
    said = export("compliance", tmp_path / "a.xlsx", *SIXTH)
    assert "重庆市第六届人民代表大会 2023 年，4 名代表，截至 2023-11-22" in said
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "说明"


def test_another_year_may_be_asked(tmp_path):
    world.build()
    assert "2024 年" in export("compliance", tmp_path / "a.xlsx", *SIXTH, "--year", 2024)


def test_the_compliance_workbook_of_all_terms(tmp_path):
    world.build()
    said = export("compliance", tmp_path / "a.xlsx", "--all-terms", "--year", 2023, "--on", "2023-11-22")
    assert "各级人大代表2023年度履职情况汇总表，1 届，4 名代表，截至 2023-11-22。" in said
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["说明", "各届", "总表（市级）"]


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (["--all-terms"], "--all-terms 须同时给出 --year", 2),
        (["--all-terms", "--year", "2031"], "--year：没有一届有 2031 年；已有：2023", 1),
        (["--all-terms", *SIXTH, "--year", "2023"], "not allowed with", 1),
        (["--year", "2023"], "--term --all-terms is required", 1),
    ],
)
def test_all_terms_are_asked_for_a_year_and_alone(arguments, sentence, code, tmp_path):
    world.build()
    with pytest.raises(CommandError, match=sentence) as refused:
        export("compliance", tmp_path / "a.xlsx", *arguments)
    assert refused.value.returncode == code and list(tmp_path.iterdir()) == []


def test_the_duty_file_of_one_deputy(tmp_path):
    world.build()
    export("duty-file", tmp_path / "d.xlsx", *SIXTH, "--deputy", "600002")
    assert openpyxl.load_workbook(tmp_path / "d.xlsx").sheetnames == ["履职档案", "履职登记", "说明"]


def test_the_rates_of_a_system_in_a_span(deputy, tmp_path):
    share(deputy)
    share(deputy, date(2023, 4, 3))
    span = ["--from", "2023-01-13", "--to", "2023-03-31", "--unit", "政府系统"]
    said = export("rates", tmp_path / "r.xlsx", *SIXTH, *span)
    assert "重庆市第六届人民代表大会政府系统，承办件 1 件，截至 2023-11-22。" in said
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames[1:3] == ["总体", "承办单位"] and book["总体"]["A1"].value.endswith("（政府系统）（总体）")


def test_the_rates_of_all_units_of_a_whole_term(deputy, tmp_path):
    share(deputy, unit=make.handling_unit("示例宣传部", make.system("党委系统", "system-party")))
    assert "全部系统，承办件 1 件" in export("rates", tmp_path / "r.xlsx", *SIXTH)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["compliance", "a.xlsx", "--term", "nowhere-1"], "没有「nowhere-1」这一届"),
        (["compliance", "a.xlsx", *SIXTH, "--year", "2031"], "没有 2031 考核周期"),
        (["compliance", "a.xlsx", *SIXTH, "--year", "0"], "没有 0 考核周期；已有：2023、"),
        (["compliance", "a.xlsx", *SIXTH[:2], "--on", ""], "实际为「」"),
        (["compliance", "a.pdf", *SIXTH], "文件名须以 .xlsx 结尾"),
        (["compliance", "no-such-folder/a.xlsx", *SIXTH], "文件夹 no-such-folder 不存在"),
        (["duty-file", "a.xlsx", *SIXTH, "--deputy", "1"], "没有编号为「1」的代表"),
        (["duty-file", "a.xlsx", *SIXTH[:2], "--deputy", "600003", "--on", "2023-02-01"], "还没有任职"),
        (["compliance", "a.xlsx", *SIXTH[:2], "--on", "2023-02-30"], "日历上没有这一天"),
        (["rates", "a.xlsx", *SIXTH, "--unit", "示例林业局"], "没有「示例林业局」这个承办单位或系统"),
        (["rates", "a.xlsx", *SIXTH, "--from", "2023-05-01", "--to", "2023-04-01"], "晚于 --to 2023-04-01"),
        (["work-report", "a.xlsx", "--term", "empty-1", "--year", "2018"], "--term：账本里没有"),
        (["work-report", "a.xlsx", *SIXTH, "--year", "2024"], "--year：.*没有 2024 年的日子"),
        (["work-report", "a.xlsx", *SIXTH, "--since-session", "2"], "--since-session：.*没有第 2 次会议；已有：1"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(arguments, sentence, tmp_path, monkeypatch):
    world.build()
    make.term("empty-1", 5, date(2018, 1, 26), date(2023, 1, 13))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=sentence) as refused:
        export(*arguments)
    assert refused.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_the_work_report_of_a_year_and_since_a_session(deputy, tmp_path):
    said = export("work-report", tmp_path / "y.xlsx", *SIXTH, "--year", 2023)
    assert "代表工作统计（2023年，截至11月22日），2023年1月13日至2023年11月22日" in said
    assert "（第1次会议以来）" in export("work-report", tmp_path / "s.xlsx", *SIXTH, "--since-session", 1)
    assert openpyxl.load_workbook(tmp_path / "s.xlsx").sheetnames[:3] == ["说明", "指标", "活动分类"]


@pytest.mark.parametrize("span", [[], ["--year", "2023", "--since-session", "1"], ["--year", "二"]])
def test_a_work_report_is_of_one_span(span, tmp_path):
    with pytest.raises(CommandError, match=r"--year|--since-session"):
        export("work-report", tmp_path / "a.xlsx", *SIXTH, *span)
