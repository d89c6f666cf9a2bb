"""The duty file of one deputy as a workbook."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.exports import world
from tracker.exports import reports
from tracker.models import Mandate
from tracker.scores import calendar, summary

pytestmark = pytest.mark.django_db


def workbook(term, number, on):
    periods = reports.file_periods(calendar.periods_of(term), on)
    judgement = summary.judge(term, Mandate.objects.filter(term=term, number=number), periods, on)
    out = BytesIO()
    reports.duty_file(judgement, out, made_on=on)
    return openpyxl.load_workbook(out)


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_each_year_begun_and_the_term_have_their_verdicts():
    sheet = workbook(world.build(), "600002", date(2024, 3, 1))["履职档案"]
    verdicts = [row[:1] + row[2:8] for row in rows(sheet) if row[1] == "341-311"]
    assert [row[0] for row in verdicts] == ["2023 年"] * 4 + ["2024 年"] * 4 + ["本届"] * 4
    assert verdicts[:4] == [
        ["2023 年", "审议发言", 3, 2, 0, "未达到", "还差 1 次，会议已闭幕"],
        ["2023 年", "闭会期间活动", 4, 2, 1, "未达到", "还差 2 次，期限已过；另有 1 条待审核"],
        ["2023 年", "议案或建议", 1, 0, 0, "未达到", "还差 1 件，期限已过"],
        ["2023 年", "总体", None, None, None, "未达到", None],
    ]


def test_every_record_has_its_answer():
    sheet = workbook(world.build(), "600002", date(2023, 11, 22))["履职登记"]
    answers = [(row[2], row[4]) for row in rows(sheet)[3:9]]
    assert answers[0] == ("审议发言第1次", "计入审议发言（2023 年）")
    assert answers[2] == ("会期内的走访", "在会期内，不属于闭会期间活动")
    assert answers[5] == ("未审核的走访", "待审核")


def test_a_kind_that_nothing_asks_for_is_listed_here():
    term = world.build()
    attendance = make.kind("session_attendance", label="出席人代会")
    make.record(term.mandates.get(number="600002"), attendance, date(2023, 1, 13), "出席")
    sheet = workbook(term, "600002", date(2023, 11, 22))["履职登记"]
    assert rows(sheet)[3] == ["2023-01-13", "出席人代会", "出席", "已审核", "没有要求计入这一类别"]


def test_a_deputy_who_moved_stands_in_the_last_unit():
    term = world.build()
    mandate = term.mandates.get(number="600002")
    make.people.move_unit(make.by(), mandate, make.unit(term, "黔江区", 2), date(2024, 2, 1))
    sheet = workbook(term, "600002", date(2024, 3, 1))["履职档案"]
    assert ["选举单位", "黔江区"] in [row[:2] for row in rows(sheet)]


def test_before_the_first_day_there_is_no_duty_file():
    with pytest.raises(reports.NotServing, match="截至 2023 年 2 月 1 日，这位代表还没有任职"):
        workbook(world.build(), "600003", date(2023, 2, 1))
