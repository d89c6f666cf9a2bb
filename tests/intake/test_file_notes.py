"""What is said of a file as a whole, beside its rows."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, load, warnings
from tests.intake.command import HEADERS, ROW
from tracker.models import DutyRecord, Term

pytestmark = pytest.mark.django_db


def test_a_file_for_another_term_is_told_which(tmp_path, term, deputy):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 1))
    Term.objects.filter(pk=fifth.pk).update(label="第五届")
    for number in ("500001", "500002"):
        make.deputy(fifth, number)
    rows = [(number, *ROW[1:]) for number in ("500001", "500002", "1", "2")]
    told = ["本届没有的代表编号多是第五届的；请核对是否选错了届。"]
    assert warnings("duties", book(tmp_path, HEADERS, *rows[:3]), term) == told
    assert warnings("duties", book(tmp_path, HEADERS, *rows[1:]), term) == []


def test_a_state_or_score_in_a_file_is_not_read(tmp_path, term, deputy):
    path = book(tmp_path, (*HEADERS, "状态", "得分"), (*ROW, "已审核", 100))
    assert warnings("duties", path, term) == [
        f"工作表「Sheet」有由系统得出、不从文件读取的列「{name}」，这一列没有读取。" for name in ("状态", "得分")
    ]
    load("duties", path, term)
    assert DutyRecord.objects.get().state == "submitted"


def test_a_file_that_looks_like_another_kind_is_told_so(tmp_path, term, deputy):
    headers = ("类别", "名称", "日期起", "日期止", "地点", "参加代表", "请假代表")
    path = book(tmp_path, headers, ("走访", "走访一", date(2023, 3, 1), None, "社区", "600001", None))
    told = "工作表「Sheet」的列更像「履职活动」的表格；请核对所选的表格是否正确。"
    assert warnings("duties", path, term)[0] == told
    assert warnings("activities", path, term) == []
