"""Other names of columns that an administrator added."""

import pytest

from tests.intake.books import book, check, warnings
from tests.intake.duties import MARCH
from tracker.intake.aliases import headers_of, stands_for
from tracker.ledger import Refused
from tracker.models import ColumnAlias

HEADERS = ("代表编号", "类别", "日期", "开展内容（全称）")
ROW = ("600001", "走访", MARCH, "走访一")


def _refusal(path, term):
    with pytest.raises(Refused) as refusal:
        check("duties", path, term)
    return str(refusal.value)


def test_a_column_is_read_under_its_added_name(tmp_path, term, deputy):
    path = book(tmp_path, HEADERS, ROW)
    ColumnAlias.objects.create(kind="activities", header="名称", alias="开展内容")
    assert "缺少：名称" in _refusal(path, term)
    ColumnAlias.objects.create(kind="duties", header="名称", alias="开展 内容")
    (line,) = check("duties", path, term).lines
    assert (line.get("title"), line.headers["title"], line.errors) == ("走访一", "开展内容（全称）", [])


def test_an_added_name_gives_way_to_those_the_program_knows(tmp_path, term, deputy):
    ColumnAlias.objects.create(kind="duties", header="名称", alias="开展内容")
    ColumnAlias.objects.create(kind="duties", header="没有这一列", alias="备用")
    path = book(tmp_path, (*HEADERS, "主题", "备用"), (*ROW, "走访二", "其他"))
    (line,) = check("duties", path, term).lines
    assert line.get("title") == "走访二"
    told = warnings("duties", path, term)
    assert ["不认识的列「开展内容（全称）」" in told[0], "不认识的列「备用」" in told[1]] == [True, True]


def test_two_added_names_in_one_sheet_are_one_column_twice(tmp_path, term, deputy):
    for alias in ("开展内容", "做了什么"):
        ColumnAlias.objects.create(kind="duties", header="名称", alias=alias)
    path = book(tmp_path, (*HEADERS, "做了什么"), (*ROW, "走访二"))
    assert "请只留一列" in _refusal(path, term)


def test_a_name_stands_for_what_it_would_be_read_as():
    found = [stands_for("duties", text, {"开展内容": "名称"}) for text in ("主题", "开展内容：", "其他")]
    assert found == ["名称", "名称", ""]
    headers = headers_of("suggestions")
    assert {"标题", "承办单位", "评价"} <= set(headers) and headers.count("承办单位") == 1
